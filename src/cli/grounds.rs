//! What the two sides of a comparison are made from: an older year with the
//! templates that it was built with, where its archive is there.

use std::path::{Path, PathBuf};

use hongtou::archive::Archive;
use hongtou::compare::Ground;
use hongtou::model::{Model, load};
use hongtou::source::SourceId;

use super::arguments::DiffArguments;
use super::report::Report;
use super::{archive, last_year, places};

/// Templates and an input that a year can be made of.
pub struct Basis {
    pub model: Model,
    pub templates: places::Templates,
    pub input: SourceId,
    pub ground: Ground,
    /// What was read for it, and so may not be written over.
    pub read: Vec<PathBuf>,
}

/// Both sides. The newer one is still being worked on, so it is made with the
/// templates of today; the older one with its own, unless others are told.
pub fn of(arguments: &DiffArguments, report: &mut Report) -> Option<(Basis, Basis)> {
    let folder = Some(arguments.archives.as_path());
    let of_old = folder.filter(|_| arguments.old_templates.is_none());
    let old = Found::of(&arguments.old, of_old, report);
    let new = Found::of(&arguments.new, folder, report);
    let (old, new) = (old?, new?);
    let is_archive = new.is_archive;
    let today = arguments.templates.as_deref();
    let new = Started::of(new, today, is_archive, report)?.finish(report)?;
    if report.has_errors() {
        return None;
    }
    let told = arguments.old_templates.as_deref();
    let mut old = Started::of(old, told.or(today), told.is_none(), report)?;
    old.ground.remarks.extend(old.found.lack());
    Some((old.finish(report)?, new))
}

/// An input, and the archive that holds it or lies beside its result.
struct Found {
    name: String,
    input: SourceId,
    /// The command names the archive itself.
    is_archive: bool,
    archive: Option<Archive>,
    /// Where the archive is, or would be.
    place: Option<PathBuf>,
    read: Vec<PathBuf>,
}

impl Found {
    /// `archives` is where an archive may lie, if one is wanted.
    fn of(path: &Path, archives: Option<&Path>, report: &mut Report) -> Option<Self> {
        let name = path.display().to_string().replace('\\', "/");
        let mut read = vec![path.to_owned()];
        if archive::is_one(path) {
            let archive = archive::read(path, report)?;
            let (file, text) = &archive.input;
            let input = report
                .sources
                .add(format!("{name}/inputs/{file}"), text.clone());
            return Some(Self {
                name,
                input,
                is_archive: true,
                place: Some(path.to_owned()),
                archive: Some(archive),
                read,
            });
        }
        let input = places::read_text(path, report)?;
        let year = last_year::year_of(&report.sources.get(input).text);
        let place = archives.and_then(|folder| Some(archive::place(folder, year?)));
        let archive = match place.as_deref().filter(|place| place.is_file()) {
            Some(place) => Some(archive::read(place, report)?),
            None => None,
        };
        read.extend(place.clone());
        Some(Self {
            name,
            input,
            is_archive: false,
            archive,
            place,
            read,
        })
    }

    /// What an older year without an archive is compared by.
    fn lack(&self) -> Option<String> {
        let is_lacking = self.archive.is_none() && self.place.is_some();
        let shown = self.shown();
        is_lacking.then(|| format!("旧年度没有存档（{shown}），用现在的模板比较"))
    }

    fn shown(&self) -> String {
        let place = self.place.as_deref().unwrap_or(Path::new(""));
        place.display().to_string().replace('\\', "/")
    }
}

/// An input with the templates that it is to be composed with.
struct Started {
    found: Found,
    templates: places::Templates,
    ground: Ground,
    is_archived: bool,
}

impl Started {
    /// With the archive's templates where `own` allows it and they differ from those of `folder`.
    fn of(found: Found, folder: Option<&Path>, own: bool, report: &mut Report) -> Option<Self> {
        let mut ground = Ground {
            input: found.name.clone(),
            archive: found.archive.as_ref().map(|_| found.shown()),
            remarks: Vec::new(),
        };
        // An archive alone needs no folder of templates.
        let is_own = own && found.archive.is_some();
        let folder = match folder.or_else(|| is_own.then_some(Path::new("templates"))) {
            Some(folder) if is_own && !folder.is_dir() => None,
            folder => Some(places::folder(folder, "templates", report)?),
        };
        let today = folder.map(|folder| places::templates(&folder, report));
        let Some(archive) = &found.archive else {
            return Some(Self {
                templates: today?,
                found,
                ground,
                is_archived: false,
            });
        };
        let texts = today.as_ref().map(|today| archive::texts(today, report));
        let unlike = texts.map_or(Vec::new(), |texts| archive.templates_unlike(&texts));
        let place = found.place.clone().unwrap_or_default();
        ground.remarks = remarks(&found, archive, &unlike, own, report);
        let (templates, is_archived) = match today {
            Some(today) if !own || unlike.is_empty() => (today, false),
            _ => (archive::sources(archive, &place, report), true),
        };
        Some(Self {
            found,
            templates,
            ground,
            is_archived,
        })
    }

    fn finish(self, report: &mut Report) -> Option<Basis> {
        match load(&self.templates.model, &report.sources) {
            Ok(model) => Some(Basis {
                model,
                templates: self.templates,
                input: self.found.input,
                ground: self.ground,
                read: self.found.read,
            }),
            Err(findings) => {
                report.findings.extend(findings);
                if self.is_archived {
                    report.fault(
                        format!("存档 {} 里的模板，这个程序读不了", self.found.shown()),
                        "用现在的模板比较，加上 --old-templates templates",
                    );
                }
                None
            }
        }
    }
}

/// What a reviewer has to know of an archive: how it differs from what is there now.
fn remarks(
    found: &Found,
    archive: &Archive,
    unlike: &[String],
    own: bool,
    report: &Report,
) -> Vec<String> {
    let (place, year) = (found.shown(), archive.year);
    let mut remarks = Vec::new();
    if !unlike.is_empty() {
        let files = listed(unlike);
        remarks.push(if own {
            format!("{year} 年度用生成时的模板（{place}）；此后模板改过：{files}")
        } else {
            format!("{year} 年度用现在的模板；生成 {place} 以后模板改过：{files}")
        });
    }
    let now = &report.sources.get(found.input).text;
    if *now != archive.input.1 {
        remarks.push(format!(
            "{name} 在生成 {place} 以后改过，比较的是改过的；比较当时的，请写 {place} 代替 {name}",
            name = found.name
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
