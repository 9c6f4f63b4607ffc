//! One input's way through the office: read and finished, laid out, measured, printed.

use std::collections::HashMap;
use std::path::Path;

use super::earlier::{self, EarlierYears};
use super::input::Input;
use super::{Edition, Office, faults};
use crate::audit::{Audit, audit, audit_file};
use crate::calendar::Period;
use crate::diagnostic::{Code, Diagnostic, has_errors};
use crate::docx::docx;
use crate::notice::Notice;
use crate::ofd;
use crate::pages::Pages;
use crate::pdf;
use crate::pipeline::{ReadInput, Setting, Year, reach_year};
use crate::recognize::{name_families, recognize};
use crate::source::{Place, SourceId, Sources};
use crate::text::text;
use crate::typeset::{Attached, LaidOut, LayoutFault, Pdf};
use crate::workbook::origins::Origins;

/// What became of one input: a finished year, or the findings that keep it from being one.
pub struct Run<'o> {
    pub(super) office: &'o Office,
    pub(super) input: SourceId,
    pub(super) is_draft: bool,
    pub(super) earlier: EarlierYears,
    pub(super) year: Option<Year>,
    /// What was worked out in spite of errors: to be looked at, never to be issued.
    disputed: Option<Year>,
    pub(super) findings: Vec<Diagnostic>,
    pub(super) sources: Sources,
}

/// A notice laid out, measured and printed.
pub struct Printed {
    /// What lies where.
    pub pages: Pages,
    /// Every measurement of the standard.
    pub audit: Audit,
    /// The file.
    pub pdf: Pdf,
    /// The same pages as an OFD file, where it was asked for.
    pub ofd: Option<Vec<u8>>,
    /// The same notice as a Word file, where it was asked for.
    pub docx: Option<Vec<u8>>,
}

/// Why a finished file can't be measured.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unmeasured {
    /// There is no notice to hold it against.
    NoNotice,
    /// It is neither a PDF nor an OFD file, or not an OFD file as it was written.
    Ofd(ofd::Fault),
    /// It is a PDF file that nothing can be read from.
    Pdf(pdf::Fault),
}

impl<'o> Run<'o> {
    pub(super) fn new(
        office: &'o Office,
        mut sources: Sources,
        input: Input,
        is_draft: bool,
    ) -> Self {
        let mut findings = Vec::new();
        let name = input.file.name().to_owned();
        let source = input.file.take_up(&mut sources, &mut findings);
        let model = office.model();
        let texts = earlier::take_up(model, source, input.earlier, &mut sources, &mut findings);
        let (read, read_earlier) = rayon::join(
            || ReadInput::of(model, source, &sources),
            || earlier::read(model, &texts, &sources),
        );
        let (planned, (earlier, found)) = rayon::join(
            || read.planned(model),
            || earlier::derived(model, source, read_earlier, &sources),
        );
        findings.extend(found);
        let figures = read.figures(planned, model, earlier.earlier());
        let mut read = read.with(figures, model, earlier.earlier());
        let origins = Origins::parse(&input.origins);
        let mut told = HashMap::new();
        if let Some(inputs) = read.inputs_mut().filter(|_| !origins.is_empty()) {
            told = origins.by_place(model, inputs, &sources);
            inputs.origins.clone_from(&told);
        }
        let setting = Setting {
            last: earlier.last(),
            earlier: earlier.earlier(),
            draft: is_draft,
        };
        let (year, found) = reach_year(model, read, &sources, setting);
        findings.extend(found);
        tell_origins(&mut findings, &told);
        if let Some(year) = &year {
            findings.extend(other_period(&name, source, year.notice.period, &sources));
        }
        let (year, disputed) = if has_errors(&findings) {
            (None, year)
        } else {
            (year, None)
        };
        Self {
            office,
            input: source,
            is_draft,
            earlier,
            year,
            disputed,
            findings,
            sources,
        }
    }

    /// The finished year, unless an error keeps it from being one.
    pub fn year(&self) -> Option<&Year> {
        self.year.as_ref()
    }

    /// The year as far as it could be worked out, also where a finding contradicts it: somebody who is
    /// typing sees what it would look like. It must not be issued; nothing that is printed comes from it.
    pub fn reached(&self) -> Option<&Year> {
        self.year.as_ref().or(self.disputed.as_ref())
    }

    /// Whether an error contradicts what could be worked out.
    pub fn is_disputed(&self) -> bool {
        self.year.is_none() && self.disputed.is_some()
    }

    /// The finished notice.
    pub fn notice(&self) -> Option<&Notice> {
        self.year.as_ref().map(|year| &year.notice)
    }

    /// The review text.
    pub fn text(&self) -> Option<String> {
        self.notice().map(text)
    }

    /// All that was found so far.
    pub fn findings(&self) -> &[Diagnostic] {
        &self.findings
    }

    /// The texts in which the findings have their places.
    pub fn sources(&self) -> &Sources {
        &self.sources
    }

    /// The input among the sources.
    pub fn input(&self) -> SourceId {
        self.input
    }

    /// The office that it runs in.
    pub fn office(&self) -> &'o Office {
        self.office
    }

    /// The year, the findings and the texts, to be kept without the office.
    pub fn into_parts(self) -> (Option<Year>, Vec<Diagnostic>, Sources) {
        (self.year, self.findings, self.sources)
    }

    /// The findings and the texts, where nobody asks for the year any more.
    pub fn into_findings(self) -> (Vec<Diagnostic>, Sources) {
        let years = (self.year, self.disputed, self.earlier);
        // Hundreds of thousands of figures take a while to be given back: nobody waits for it.
        rayon::spawn(move || drop(years));
        (self.findings, self.sources)
    }

    /// Lays the notice out as it is to be printed; nothing, and a finding, where that can't be.
    pub fn lay_out(&mut self, edition: Edition) -> Option<LaidOut> {
        self.laid_out(edition, false)
    }

    /// The same, for a PDF, by a thread that has a core for itself.
    fn laid_out(&mut self, edition: Edition, ahead: bool) -> Option<LaidOut> {
        let laid_out = self.office.lay_out(self.notice()?, edition, ahead);
        self.sound(laid_out)
    }

    /// The same of what could be reached, to be looked at.
    pub(super) fn lay_out_reached(&mut self, edition: Edition) -> Option<LaidOut> {
        let laid_out = self.office.lay_out(&self.reached()?.notice, edition, false);
        self.sound(laid_out)
    }

    /// The year that could be reached, the findings and the texts, to be kept without the office.
    pub(super) fn into_reached(self) -> (Option<Year>, Vec<Diagnostic>, Sources) {
        (self.year.or(self.disputed), self.findings, self.sources)
    }

    /// Lays the notice out and measures it by the standard.
    pub fn measure(&mut self, edition: Edition) -> Option<(Pages, Audit)> {
        let laid_out = self.lay_out(edition)?;
        let audit = self.audited(&laid_out, self.notice()?);
        Some((laid_out.into_pages(), audit))
    }

    /// Measures a finished PDF or OFD file by the standard, as this input's notice: its glyphs and
    /// rules are read back from the file, its parts as the file's own tags name them, or else as the
    /// notice words them.
    ///
    /// # Errors
    /// Why the file can't be measured.
    pub fn measure_file(&self, bytes: Vec<u8>) -> Result<(Pages, Audit), Unmeasured> {
        let notice = self.notice().ok_or(Unmeasured::NoNotice)?;
        let mut pages = if pdf::is_pdf(&bytes) {
            pdf::pages(bytes).map_err(Unmeasured::Pdf)?
        } else {
            ofd::pages(&bytes).map_err(Unmeasured::Ofd)?
        };
        let roles = &self.office.model().office.fonts;
        name_families(&mut pages, &self.office.font_names(), roles);
        let pages = if pages.parts.is_empty() {
            recognize(notice, &pages)
        } else {
            pages
        };
        let audit = audit_file(notice, roles, &pages);
        Ok((pages, audit))
    }

    fn audited(&self, laid_out: &LaidOut, notice: &Notice) -> Audit {
        audit(notice, &self.office.model().office.fonts, laid_out.pages())
    }

    /// The notice as it would be printed: laid out, measured by the standard, made a PDF. Nothing,
    /// and the reasons among the findings, if that can't or must not be. A draft, and what is
    /// forced, need not keep the standard.
    pub fn print(&mut self, edition: Edition, is_forced: bool) -> Option<Printed> {
        const WAY_OUT: &str = "确实要这样印，用 hongtou build --force";
        const AGAIN: &str = "请不带 --docx 再试";
        // A thread of the pool makes one notice of many: there is no core without work.
        let is_of_many = rayon::current_thread_index().is_some();
        let is_alone = !is_of_many && rayon::current_num_threads() > 1;
        let laid_out = self.laid_out(edition, is_alone)?;
        let notice = self.notice()?;
        // Few notices break the standard: that the PDF is then made in vain costs less than to wait.
        let measure = || {
            let audit = self.audited(&laid_out, notice);
            // The PDF takes longer: the archive is got ready beside it.
            let _ = self.office.packed_templates();
            audit
        };
        let files = || {
            let ofd = || edition.ofd.then(|| self.ofd(&laid_out, notice));
            rayon::join(|| laid_out.pdf(), ofd)
        };
        let (audit, (pdf, ofd)) = rayon::join(measure, files);
        let found = faults::of_audit(&audit).into_iter();
        let found = found.map(|finding| {
            if is_forced || edition.draft {
                finding.softened()
            } else {
                finding.hint(WAY_OUT)
            }
        });
        self.findings.extend(found);
        if has_errors(&self.findings) {
            return None;
        }
        let (pdf, ofd) = (self.sound(pdf), self.sound(ofd.transpose()));
        let docx = self.notice().filter(|_| edition.docx).map(|notice| {
            let facts = super::word::facts(self.office, notice, laid_out.pages());
            docx(laid_out.view(), &facts)
                .map_err(|error| super::fault(format!("写不了 Word 文件：{error}"), AGAIN))
        });
        let docx = match docx.transpose() {
            Ok(docx) => docx,
            Err(finding) => {
                self.findings.push(finding);
                return None;
            }
        };
        Some(Printed {
            docx,
            pages: laid_out.into_pages(),
            audit,
            pdf: pdf?,
            ofd: ofd?,
        })
    }

    /// The pages as an OFD file, with the input and the review text in it: an archive then holds
    /// the figures and the paper in one file.
    fn ofd(&self, laid_out: &LaidOut, notice: &Notice) -> Result<Vec<u8>, Vec<LayoutFault>> {
        let (name, data) = self.named_text(self.input);
        let stem = notice.period.stem();
        let attached = vec![
            Attached {
                name: format!("{stem}.txt"),
                usage: "审阅文本",
                data: text(notice).into_bytes(),
            },
            Attached {
                name,
                usage: "数据",
                data: data.into_bytes(),
            },
        ];
        laid_out.ofd(notice, attached)
    }

    /// Whether the notice can be printed: laid out and measured, and nothing kept. One with more
    /// than a thousand rows in its annexes takes seconds to lay out; a finding says that it was not.
    pub fn proof(&mut self) -> bool {
        const MOST_ROWS: usize = 1000;
        let annexes = self.notice().into_iter().flat_map(Notice::all_tables);
        let rows: usize = annexes.map(|annex| annex.table.rows.len()).sum();
        if rows <= MOST_ROWS {
            return self.print(Edition::default(), false).is_some();
        }
        let message = format!("附件共有 {rows} 行，版面没有排，也没有量");
        let finding = Diagnostic::note(Code::NotLaidOut, message);
        let hint = "要查版面，用 hongtou audit；hongtou build 照样会查";
        self.findings.push(finding.hint(hint));
        self.year.is_some()
    }

    /// What came out, or its faults among the findings.
    fn sound<T>(&mut self, result: Result<T, Vec<LayoutFault>>) -> Option<T> {
        let told = |faults| self.office.tell(faults, self.input, &self.sources);
        match result.map_err(told) {
            Ok(value) => Some(value),
            Err(findings) => {
                self.findings.extend(findings);
                None
            }
        }
    }
}

/// Says of each place where its figure came from.
fn tell_origins(findings: &mut [Diagnostic], told: &HashMap<Place, String>) {
    let labels = findings.iter_mut().flat_map(|finding| &mut finding.labels);
    for label in labels {
        if let Some(origin) = told.get(&label.place) {
            let before = if label.text.is_empty() { "" } else { "；" };
            label.text.extend([before, origin.as_str()]);
        }
    }
}

/// A file named after one period that holds another is a copy that was not gone through.
fn other_period(
    name: &str,
    input: SourceId,
    period: Period,
    sources: &Sources,
) -> Option<Diagnostic> {
    let stem = Path::new(name).file_stem()?.to_str()?;
    let named = Period::parse(stem)?;
    if named == period {
        return None;
    }
    let finding = Diagnostic::warning(
        Code::YearDiffers,
        format!("文件名是 {stem}，里面写的是 {period}"),
    )
    .hint("请核对年度、期别；如果是从上一期复制来的，别忘了改 year 等");
    let place = faults::find(sources, input, &format!("year = {}", period.year()));
    Some(match place {
        Some(place) => finding.at(place),
        None => finding,
    })
}
