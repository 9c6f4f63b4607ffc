//! The template files read into the model.

mod annex;
mod chart;
mod column;
mod date;
mod fault;
mod form;
mod group;
mod office;
mod parse;
mod rows;
mod section;
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use serde::de::DeserializeOwned;

use self::parse::placed_text;
pub(crate) use self::parse::span_in_string;
use super::file::{ClaimFile, FontsFile, GroupFile, NoticeFile, SectionFile};
use super::spanned::Spanned;
use super::{Claim, Group, Model, RowSet, check};
use crate::diagnostic::{Code, Diagnostic, has_errors};
use crate::source::{Place, SourceId, Sources};

/// The files of `templates/` by path within it ("figures/targets.toml"): decoded text.
pub type TemplateFiles = BTreeMap<String, SourceId>;

/// Reads the model from the template files and checks it as a whole.
pub fn load(files: &TemplateFiles, sources: &Sources) -> Result<Model, Vec<Diagnostic>> {
    let mut loader = Loader {
        files,
        sources,
        findings: Vec::new(),
        unread: BTreeSet::new(),
    };
    let mut model = loader.model();
    let mut unused = Vec::new();
    if let Some(model) = &mut model {
        unused = tests::write_out(model);
        model.note_thresholds();
        model.note_earlier();
    }
    let Some(model) = model.filter(|_| !has_errors(&loader.findings)) else {
        return Err(loader.findings);
    };
    let mut findings = check::check(&model, sources);
    // A name that is spelt wrong leaves the other one unused: that fault first.
    if findings.is_empty() {
        findings = unused;
    }
    if findings.is_empty() {
        Ok(model)
    } else {
        Err(findings)
    }
}

struct Loader<'a> {
    files: &'a TemplateFiles,
    sources: &'a Sources,
    findings: Vec<Diagnostic>,
    /// Groups of figures whose files could not be read: what names them is no fault of its own.
    unread: BTreeSet<String>,
}

impl Loader<'_> {
    fn model(&mut self) -> Option<Model> {
        let (mut file, source) = self.file::<NoticeFile>("notice.toml", None)?;
        let place = |text: &Spanned<String>| Place::new(source, text.span());
        for list in [&file.figures, &file.sections] {
            for (at, key) in list.iter().enumerate() {
                let mut before = list[..at].iter();
                if before.any(|other| other.get_ref() == key.get_ref()) {
                    let message = format!("“{}”列了两次", key.get_ref());
                    let finding = Diagnostic::error(Code::DuplicateKey, message);
                    self.findings.push(finding.at(place(key)));
                }
            }
        }
        let sets: Vec<RowSet> = std::mem::take(&mut file.sets)
            .into_iter()
            .map(|(key, file)| self.set(key, file, source))
            .collect();
        let groups = self.groups(&file.figures, &sets, source);
        let mut sections = Vec::new();
        for key in &file.sections {
            let name = format!("sections/{}.toml", key.get_ref());
            if let Some((section, at)) = self.file::<SectionFile>(&name, Some(place(key))) {
                self.untitled(&section, at);
                sections.push(self.section(key.get_ref(), section, at));
            }
        }
        let annexes = std::mem::take(&mut file.annexes).into_iter();
        let annexes = annexes.map(|annex| {
            let place = Place::new(source, annex.span());
            (annex.into_inner(), place)
        });
        let annexes = annexes.collect();
        let claims = std::mem::take(&mut file.claims).into_iter();
        let claims = claims.filter_map(|claim| self.claim(claim, source));
        let claims = claims.collect();
        let fonts = match file.fonts.take() {
            Some(fonts) => fonts,
            None => self.file::<FontsFile>("fonts.toml", None)?.0,
        };
        let mut model = Model {
            claims,
            office: self.office(file, fonts, source),
            sets,
            groups,
            tables: Vec::new(),
            charts: Vec::new(),
            annexes: Vec::new(),
            sections,
            compared: BTreeSet::new(),
            earlier: BTreeSet::new(),
        };
        self.charts_in_text(&mut model);
        self.annexes(&mut model, annexes);
        // What could not be read may name them.
        if !has_errors(&self.findings) {
            self.unused_charts(&model);
        }
        Some(model)
    }

    /// The groups of figures whose files can be read.
    fn groups(
        &mut self,
        keys: &[Spanned<String>],
        sets: &[RowSet],
        source: SourceId,
    ) -> Vec<Group> {
        let mut groups = Vec::new();
        for key in keys {
            let place = Place::new(source, key.span());
            let key = key.get_ref();
            let name = format!("figures/{key}.toml");
            match self.file::<GroupFile>(&name, Some(place.clone())) {
                Some((group, at)) => groups.push(self.group(key, group, sets, at)),
                None => {
                    self.unread.insert(key.clone());
                }
            }
            self.not_a_set(key, sets, place);
        }
        groups
    }

    /// The input has the rows of a set and the figures of a group side by side.
    fn not_a_set(&mut self, key: &str, sets: &[RowSet], place: Place) {
        if sets.iter().any(|set| set.key == key) {
            let message = format!("“{key}”已是一套行（[sets.{key}]）的名称，一组数据不能也叫它");
            let finding = Diagnostic::error(Code::BadTemplate, message).at(place);
            let hint = format!("请给 figures/{key}.toml 换一个名称，这里也改");
            self.findings.push(finding.hint(hint));
        }
    }

    fn fault(&mut self, place: Place, message: impl Into<String>) {
        let finding = Diagnostic::error(Code::BadTemplate, message);
        self.findings.push(finding.at(place));
    }

    /// Reads one file into its raw shape, or says why it can't be read.
    fn file<T: DeserializeOwned>(
        &mut self,
        name: &str,
        named_at: Option<Place>,
    ) -> Option<(T, SourceId)> {
        let Some(source) = self.files.get(name).copied() else {
            let hint = match named_at {
                Some(_) => "请写出这个文件，或改正引用它的名称",
                None => "请从发布的程序包里恢复这个文件",
            };
            let finding = Diagnostic::error(Code::File, format!("模板里没有 {name}")).hint(hint);
            self.findings.push(match named_at {
                Some(place) => finding.at(place),
                None => finding,
            });
            return None;
        };
        match toml::from_str(&self.sources.get(source).text) {
            Ok(file) => Some((file, source)),
            Err(error) => {
                let span = error.span().unwrap_or(0..0);
                let fault = fault::told(error.message());
                let finding = Diagnostic::error(Code::BadTemplate, fault.message);
                let finding = finding.at(Place::new(source, span));
                self.findings.push(match fault.hint {
                    Some(hint) => finding.hint(hint),
                    None => finding,
                });
                None
            }
        }
    }

    /// What certain words of the year's own texts claim.
    fn claim(&mut self, file: ClaimFile, source: SourceId) -> Option<Claim> {
        Some(Claim {
            words: file.words,
            of: file.of,
            section: placed_text(file.section, source),
            when: self.condition(&file.when, source)?,
            say: file.say,
        })
    }
}

/// A title without its holes and bars: 城镇住房保障工作完成情况的通报.
fn plain_title(title: &str) -> String {
    let mut depth = 0_u32;
    let outside = |c: &char| {
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && !"}|".contains(*c)
    };
    title.chars().filter(outside).collect()
}
