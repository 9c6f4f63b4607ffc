//! A Word file that came back: what it says otherwise, and what of that can be put into the input
//! without adding a finding.

use std::collections::{BTreeMap, HashMap};

use super::change::Change;
use super::input::{Input, TextFile};
use super::run::Run;
use super::{Office, Refusal, fault};
use crate::archive::digest;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::impact::{Difference, Impact};
use crate::returned::{self, Fault, Returned, Spot};
use crate::review::{Edit, EditKind, Ground, Outcome, Put, Review, likeness_of, put, review};

/// What came of a file that was returned.
#[derive(Debug, Default)]
pub struct Reviewed {
    /// What it says otherwise, and what came of it.
    pub review: Review,
    /// The input's text with all that can be put in; nothing where nothing can.
    pub text: Option<String>,
    /// The input's text as it was read.
    pub before: String,
    /// What has to be known of the file itself.
    pub remarks: Vec<String>,
}

/// So many figures are tried for what follows from each; a reviewer changes fewer.
const MOST_TRIED: usize = 40;
/// So many reasons are told.
const MOST_REASONS: usize = 3;

impl Office {
    /// Holds a Word file against the notice that an input makes. Nothing is written.
    ///
    /// # Errors
    /// That the file can't be read or is of another notice; what is wrong with the input.
    pub fn review(&self, input: &Input, name: &str, bytes: &[u8]) -> Result<Reviewed, Refusal> {
        let file = returned::read(bytes).map_err(|fault| of_file(name, &fault))?;
        let run = self.read(input.clone(), true);
        if run.year().is_none() {
            let (_, findings, sources) = run.into_parts();
            return Err(Refusal { findings, sources });
        }
        let trial = Trial::new(self, input, &run, &file);
        let Some(ground) = trial.ground(&run) else {
            return Err(Refusal::default());
        };
        let alike = likeness_of(ground, &file).filter(|_| !is_named_otherwise(self, &file, &run));
        let Some(alike) = alike else {
            return Err(of_another(name, &file, &run).into());
        };
        let mut review = review(ground, &file);
        let kept = trial.settle(&mut review);
        trial.tell_what_follows(&mut review);
        let before = input.file.text().to_owned();
        let text = kept.filter(|text| *text != before);
        Ok(Reviewed {
            remarks: remarks(&file, &run, alike),
            review,
            text,
            before,
        })
    }
}

/// Changes of an input, tried.
struct Trial<'a> {
    office: &'a Office,
    input: &'a Input,
    file: &'a Returned,
    /// How often the input has each finding as it is, without the pages and with them.
    found: BTreeMap<Found, usize>,
    paged: Option<BTreeMap<Found, usize>>,
}

/// What makes two findings the same, whatever the figures in them.
type Found = (Code, Severity, String);

fn key(finding: &Diagnostic) -> Found {
    let subject = finding.subject.as_ref();
    let subject = subject.map_or_else(String::new, |subject| subject.figure.clone());
    (finding.code, finding.severity, subject)
}

fn counted(findings: &[Diagnostic]) -> BTreeMap<Found, usize> {
    let mut counts = BTreeMap::new();
    for finding in findings.iter().filter(|finding| counts_as_one(finding)) {
        *counts.entry(key(finding)).or_default() += 1;
    }
    counts
}

/// Whether a finding stands in the way: notes are only worth knowing, and accepted ones are settled.
fn counts_as_one(finding: &Diagnostic) -> bool {
    finding.severity != Severity::Note && finding.accepted.is_none()
}

impl<'a> Trial<'a> {
    fn new(office: &'a Office, input: &'a Input, run: &Run, file: &'a Returned) -> Self {
        let paged = office.fonts.get().map(|_| {
            let mut run = office.read(input.clone(), true);
            run.proof();
            counted(run.findings())
        });
        Self {
            office,
            input,
            file,
            found: counted(run.findings()),
            paged,
        }
    }

    fn ground<'r>(&self, run: &'r Run) -> Option<Ground<'r>>
    where
        'a: 'r,
    {
        Some(Ground {
            model: self.office.model(),
            year: run.year()?,
            sources: run.sources(),
        })
    }

    fn made(&self, puts: &[&Put]) -> Option<(String, Run<'a>)> {
        let text = put(self.input.file.text(), self.office.model(), puts)?;
        let input = Input {
            file: TextFile::of_text(self.input.file.name(), text.clone()),
            ..self.input.clone()
        };
        Some((text, self.office.read(input, true)))
    }

    /// What would be found that is not found now; with the pages laid out where they can be.
    fn added(&self, puts: &[&Put], with_pages: bool) -> Vec<String> {
        let Some((_, mut run)) = self.made(puts) else {
            return vec!["数据文件里没有放它的地方".to_owned()];
        };
        let mut left = match &self.paged {
            Some(paged) if with_pages => {
                run.proof();
                paged.clone()
            }
            _ => self.found.clone(),
        };
        let new = run
            .findings()
            .iter()
            .filter(|finding| counts_as_one(finding));
        let new = new.filter(|finding| match left.get_mut(&key(finding)) {
            Some(count) if *count > 0 => {
                *count -= 1;
                false
            }
            _ => true,
        });
        let told: Vec<String> = new.map(|finding| finding.message.clone()).collect();
        if told.is_empty() && run.year().is_none() {
            return vec!["改了就生成不了".to_owned()];
        }
        told
    }

    /// Which of the changes can be made together without adding a finding; of each other one, why not.
    fn accepted(&self, all: &[(usize, &Put)]) -> (Vec<usize>, Vec<(usize, Vec<String>)>) {
        let puts_of = |chosen: &[usize]| -> Vec<&Put> {
            let chosen = all.iter().filter(|(at, _)| chosen.contains(at));
            chosen.map(|(_, put)| *put).collect()
        };
        let everything: Vec<usize> = all.iter().map(|(at, _)| *at).collect();
        if self.added(&puts_of(&everything), true).is_empty() {
            return (everything, Vec::new());
        }
        let mut kept: Vec<usize> = Vec::new();
        let mut left = everything;
        let joined = |kept: &[usize], more: &[usize]| [kept, more].concat();
        loop {
            let before = kept.len();
            // One by one, then two that only go together, as a row and its total.
            for size in [1, 2] {
                let mut at = 0;
                while at < left.len() {
                    let mut found = None;
                    let others = if size == 1 {
                        at..at + 1
                    } else {
                        at + 1..left.len()
                    };
                    for other in others {
                        let more = if size == 1 {
                            vec![left[at]]
                        } else {
                            vec![left[at], left[other]]
                        };
                        if self.added(&puts_of(&joined(&kept, &more)), true).is_empty() {
                            found = Some(more);
                            break;
                        }
                    }
                    match found {
                        Some(more) => {
                            left.retain(|of| !more.contains(of));
                            kept.extend(more);
                        }
                        None => at += 1,
                    }
                }
            }
            if kept.len() == before || left.is_empty() {
                break;
            }
        }
        let why = |at: &usize| {
            let mut why = self.added(&puts_of(&joined(&kept, &[*at])), true);
            why.truncate(MOST_REASONS);
            (*at, why)
        };
        let refused = left.iter().map(why).collect();
        (kept, refused)
    }

    /// Decides what can be put in, and what comes about by it; the input's text with all of it.
    fn settle(&self, review: &mut Review) -> Option<String> {
        let is_open = |edit: &Edit| edit.put.is_some() && edit.outcome == Outcome::Told;
        let candidates = |edits: &[Edit]| -> Vec<(usize, Put)> {
            let open = edits.iter().enumerate().filter(|(_, edit)| is_open(edit));
            open.filter_map(|(at, edit)| Some((at, edit.put.clone()?)))
                .collect()
        };
        loop {
            let open = candidates(&review.edits);
            let all: Vec<(usize, &Put)> = open.iter().map(|(at, put)| (*at, put)).collect();
            if all.is_empty() {
                return None;
            }
            let (kept, refused) = self.accepted(&all);
            for (at, why) in refused {
                review.edits[at].outcome = Outcome::Refused { why };
            }
            let puts: Vec<&Put> = all
                .iter()
                .filter(|(at, _)| kept.contains(at))
                .map(|(_, put)| *put)
                .collect();
            if puts.is_empty() {
                return None;
            }
            let (text, run) = self.made(&puts)?;
            let after = self::review(self.ground(&run)?, self.file);
            let is_there = |edit: &Edit| {
                after
                    .edits
                    .iter()
                    .any(|other| overlap(&edit.spot, &other.spot))
            };
            let unlike: Vec<usize> = kept
                .iter()
                .copied()
                .filter(|at| is_there(&review.edits[*at]))
                .collect();
            if unlike.is_empty() {
                for (at, edit) in review.edits.iter_mut().enumerate() {
                    if kept.contains(&at) {
                        edit.outcome = Outcome::Applies;
                    } else if !is_there(edit) {
                        edit.outcome = Outcome::Follows;
                    }
                }
                return Some(text);
            }
            for at in unlike {
                let why = "写进数据以后，印出来还不是改成的样子".to_owned();
                review.edits[at].outcome = Outcome::Refused { why: vec![why] };
            }
        }
    }

    /// What would follow from each figure that was changed.
    fn tell_what_follows(&self, review: &mut Review) {
        let mut told: HashMap<String, Vec<Difference>> = HashMap::new();
        for edit in &mut review.edits {
            let Some([_, literal]) = edit
                .input
                .as_ref()
                .filter(|_| edit.kind == EditKind::Figure)
            else {
                continue;
            };
            let change = format!("{}={literal}", edit.name);
            if !told.contains_key(&change) && told.len() < MOST_TRIED {
                let mut run = self.office.read(self.input.clone(), true);
                let made = run.change(Change::Figures(std::slice::from_ref(&change)));
                let all = made.map(|made| differences(made.impact, &edit.name));
                told.insert(change.clone(), all.unwrap_or_default());
            }
            edit.follows = told.get(&change).cloned().unwrap_or_default();
        }
    }
}

/// What follows, the verdicts first; the changed figure itself is told already.
fn differences(impact: Impact, name: &str) -> Vec<Difference> {
    let figures = impact
        .figures
        .into_iter()
        .filter(|figure| !figure.what.ends_with(&format!("　{name}")));
    impact
        .verdicts
        .into_iter()
        .chain(figures)
        .chain(impact.elements)
        .collect()
}

/// Whether two stretches of a file have a letter in common, or are the same place.
fn overlap(one: &Spot, other: &Spot) -> bool {
    let end = |spot: &Spot| spot.to.max(spot.from + 1);
    one.paragraph == other.paragraph && one.from < end(other) && other.from < end(one)
}

/// Why a file can't be read, and the way out.
fn of_file(name: &str, fault: &Fault) -> Diagnostic {
    let save = "请用 Word 或 WPS 打开它，另存为 .docx，再运行一次";
    let (message, hint) = match fault {
        Fault::NotOne(Some(what)) => (format!("{name} 不是 Word 文件，是{what}"), save),
        Fault::NotOne(None) => (format!("{name} 不是 Word 文件（.docx）"), save),
        Fault::Old => (format!("{name} 是旧式的 Word 文件（.doc）"), save),
        Fault::Encrypted => (
            format!("{name} 设了打开密码，读不了"),
            "请用 Word 或 WPS 打开它，去掉密码，另存一份",
        ),
        Fault::TooLarge => (
            format!("{name} 展开后太大，不像是通报"),
            "请核对是不是退回来的那份文件；里面插了大图片的，请删去图片另存一份",
        ),
        Fault::Damaged(part) => (
            format!("{name} 已损坏：里面的 {part} 缺失或读不了"),
            "请用 Word 或 WPS 打开并修复，另存一份；打不开的，请退改的人重发",
        ),
    };
    super::fault(message, hint)
}

/// Whether a file's own properties name another kind or period.
fn is_named_otherwise(office: &Office, file: &Returned, run: &Run) -> bool {
    let period = run.notice().map(|notice| notice.period.stem());
    file.origin.as_ref().is_some_and(|origin| {
        let is_other_kind =
            !origin.kind.is_empty() && !office.kind().is_empty() && origin.kind != office.kind();
        is_other_kind || Some(&origin.period) != period.as_ref()
    })
}

/// That a file is of another notice.
fn of_another(name: &str, file: &Returned, run: &Run) -> Diagnostic {
    let own = run
        .notice()
        .map(|notice| notice.period.to_string())
        .unwrap_or_default();
    let from = file
        .origin
        .as_ref()
        .map(|origin| format!("{} {}", origin.kind, origin.period));
    let from = from.map_or_else(String::new, |from| {
        format!("；它的属性里写的是 {}", from.trim())
    });
    fault(
        format!("{name} 和{own}的通报没有多少相同的字，不像是这一期的修改稿{from}"),
        "请写明是哪一期的：hongtou review 文件.docx 数据文件",
    )
}

/// What a clerk has to know of the file before reading what it says.
fn remarks(file: &Returned, run: &Run, alike: usize) -> Vec<String> {
    /// Reviewers change less than that, in per mille.
    const USUAL: usize = 850;
    let digest_of = || digest(run.text().unwrap_or_default().as_bytes());
    let origin = file.origin.as_ref().map(|origin| origin.text.as_str());
    let is_of_other = origin.is_some_and(|text| !text.is_empty() && text != digest_of());
    let told = "这份文件生成以后，数据或模板改过：下面有的不同，可能是这边改的，不是审稿人改的";
    let unlike = "和现在的通报不同的地方很多，请核对它是不是这一期的";
    let told = [(is_of_other, told), (alike < USUAL, unlike)];
    let told = told.into_iter().filter(|(is_so, _)| *is_so);
    told.map(|(_, told)| told.to_owned()).collect()
}
