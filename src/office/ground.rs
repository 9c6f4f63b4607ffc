//! What the two sides of a comparison are made from: an older year with the
//! templates that it was built with, where its archive is there.

use super::{EarlierFile, EarlierFiles, Input, Office, Refusal, Templates, TextFile, fault};
use crate::archive::Archive;
use crate::compare::Ground;
use crate::key::Epoch;
use crate::source::Sources;

/// An input, and the archive that holds it or lies beside its result.
pub struct Found {
    /// The input, or the archive that was named in its place.
    pub name: String,
    /// The input, and the earlier periods in which its figures are looked up.
    pub input: Input,
    /// The comparison names the archive itself.
    pub is_archive: bool,
    /// What the year was built from.
    pub archive: Option<Archive>,
    /// Where the archive is, or would be; none where none is wanted.
    pub place: Option<String>,
}

impl Found {
    /// An archive that was named in place of an input.
    pub fn of_archive(name: String, archive: Archive) -> Self {
        let (file, text) = &archive.input;
        let input = TextFile::of_text(format!("{name}/inputs/{file}"), text.clone());
        let earlier = |epoch: Epoch| match archive.earlier.get(&epoch) {
            Some((file, text)) => {
                let shown = format!("{name}/earlier/{}/{file}", epoch.name());
                EarlierFile::File(TextFile::of_text(shown, text.clone()))
            }
            None => EarlierFile::Unasked,
        };
        Self {
            input: Input::from(input).after(EarlierFiles {
                last: earlier(Epoch::Last),
                same: earlier(Epoch::Same),
                continues: false,
            }),
            is_archive: true,
            place: Some(name.clone()),
            archive: Some(archive),
            name,
        }
    }

    /// What an older year without an archive is compared by.
    pub fn lack(&self) -> Option<String> {
        let place = self.place.as_ref().filter(|_| self.archive.is_none())?;
        Some(format!("旧的一期没有存档（{place}），用现在的模板比较"))
    }

    /// Opens the office that composes the year, with its texts on top of `sources`: with the
    /// templates of its archive where `has_own` allows it and they differ from today's, else with
    /// today's. And what a reviewer has to know of it.
    ///
    /// # Errors
    /// What is wrong with the templates.
    pub fn open(
        &self,
        today: Option<Templates>,
        has_own: bool,
        sources: Sources,
    ) -> Result<(Office, Ground), Refusal> {
        let mut ground = Ground {
            input: self.name.clone(),
            archive: None,
            remarks: Vec::new(),
        };
        let (Some(archive), Some(place)) = (&self.archive, &self.place) else {
            let office = Office::without_fonts(today.unwrap_or_default(), sources)?;
            return Ok((office, ground));
        };
        ground.archive = Some(place.clone());
        let texts = today.as_ref().map(Templates::texts);
        let unlike = texts.map_or(Vec::new(), |texts| archive.templates_unlike(&texts));
        ground.remarks = self.remarks(archive, place, &unlike, has_own);
        let today = today.filter(|_| !has_own || unlike.is_empty());
        let is_archived = today.is_none();
        let archived = || Templates::of_texts(&format!("{place}/templates"), &archive.templates);
        let opened = Office::without_fonts(today.unwrap_or_else(archived), sources);
        let office = opened.map_err(|mut refusal| {
            let unreadable = fault(
                format!("存档 {place} 里的模板，这个程序读不了"),
                "用现在的模板比较，加上 --old-templates templates",
            );
            refusal.findings.extend(is_archived.then_some(unreadable));
            refusal
        })?;
        Ok((office, ground))
    }

    /// How an archive differs from what is there now.
    fn remarks(&self, archive: &Archive, place: &str, unlike: &[String], own: bool) -> Vec<String> {
        let period = archive.period;
        let mut remarks = Vec::new();
        if !unlike.is_empty() {
            let files = listed(unlike);
            remarks.push(if own {
                format!("{period}用生成时的模板（{place}）；此后模板改过：{files}")
            } else {
                format!("{period}用现在的模板；生成 {place} 以后模板改过：{files}")
            });
        }
        if self.input.file.text() != archive.input.1 {
            remarks.push(format!(
                "{name} 在生成 {place} 以后改过，比较的是改过的；比较当时的，请写 {place} 代替 {name}",
                name = self.name
            ));
        }
        let program = env!("CARGO_PKG_VERSION");
        if archive.program != program {
            remarks.push(format!(
                "{place} 是程序 {} 生成的，现在的程序是 {program}",
                archive.program
            ));
        }
        if archive.draft {
            remarks.push(format!("{place} 是送审稿的存档"));
        }
        remarks
    }
}

/// The first files by name, the others counted.
fn listed(files: &[String]) -> String {
    const MOST: usize = 3;
    let named = files.iter().take(MOST).cloned().collect::<Vec<_>>();
    let named = named.join("、");
    if files.len() > MOST {
        return format!("{named} 等 {} 个文件", files.len());
    }
    named
}
