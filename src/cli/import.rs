//! What was filled into workbooks, taken over into an input.

use std::path::{Path, PathBuf};

use hongtou::diagnostic::{Diagnostic, Severity, has_errors};
use hongtou::office::folder::{self, files_below, has_kind, origins_of, reason, shown};
use hongtou::office::{Imported, Importing, Input, Office, Refusal, TextFile, fault};
use hongtou::workbook::apply::Change;
use hongtou::workbook::read::{Book, map_pattern, marker_of};

use super::arguments::ImportArguments;
use super::choice::Shelf;
use super::clock;
use super::desk::Desk;
use super::form::of_period;
use super::places::like;
use super::report::{Purpose, Report};
use super::schema;
use super::write::Writer;

/// Files that may be workbooks.
const KINDS: [&str; 6] = ["xlsx", "xlsm", "xls", "et", "ods", "csv"];

pub fn run(arguments: &ImportArguments) -> Report {
    let mut report = Report::of(Purpose::Build);
    import(arguments, &mut report);
    report
}

fn import(arguments: &ImportArguments, report: &mut Report) -> Option<()> {
    let paths = report.ok(workbooks(&arguments.books))?;
    let mut books = Vec::new();
    for path in &paths {
        books.extend(report.ok(read(path)));
    }
    if report.has_errors() {
        return None;
    }
    let shelf = report.ok(Shelf::of(arguments.templates.as_deref()))?;
    let words = report.ok(destination(arguments, &books, &shelf))?;
    let (desk, path, input) = of_period(&shelf, &words, report)?;
    if let Some(map) = arguments.map.as_ref().filter(|map| !map.exists()) {
        return propose(&desk, input, &books, map, report);
    }
    let taking = Taking {
        office: &desk.office,
        path: &path,
        map: arguments.map.as_deref(),
        replaces: arguments.replace,
    };
    let taken = taking.read(input, books, report);
    let taken = report.ok(taken)?;
    let is_kept = !has_errors(&report.findings) || arguments.force;
    let found = std::mem::take(&mut report.findings);
    report.findings = softened(found, is_kept);
    if !is_kept || arguments.check {
        return None;
    }
    let writer = Writer::after(desk.read.iter().chain(&paths));
    let is_new = !path.exists();
    report.ok(taking.keep(&taken, &writer, Vec::new()))?;
    if is_new {
        let beside = path.with_file_name(schema::name(desk.office.kind()));
        let text = schema::text(desk.office.model());
        report.ok(schema::write(&writer, &beside, &text))?;
    }
    report.done.insert(0, format!("数据文件　{}", shown(&path)));
    report.done.push("接着：hongtou check".to_owned());
    Some(())
}

/// Workbooks that are taken into an input.
pub struct Taking<'a> {
    pub office: &'a Office,
    /// Where the input is.
    pub path: &'a Path,
    /// The map that was told for workbooks of somebody's own.
    pub map: Option<&'a Path>,
    /// Whether what was typed by hand gives way.
    pub replaces: bool,
}

/// An input with what workbooks filled in, not kept yet.
pub struct Taken {
    /// The input as it was read; `None`: there was no file.
    pub before: Option<String>,
    /// Its new text.
    pub text: String,
    origins: String,
}

impl Taking<'_> {
    /// Reads the workbooks against the input; what they fill in and what is wrong goes into the report.
    ///
    /// # Errors
    /// What is wrong with the input or the maps.
    pub fn read(
        &self,
        input: Input,
        books: Vec<Book>,
        report: &mut Report,
    ) -> Result<Taken, Refusal> {
        let before = self.path.exists().then(|| input.file.text().to_owned());
        let maps = maps(self.map, self.path)?;
        let names: Vec<String> = books.iter().map(|book| book.name.clone()).collect();
        let books = books.into_iter().map(|book| {
            let map = map_of(&book, &maps, self.map.is_some());
            (book, map)
        });
        let how = Importing {
            day: clock::day(),
            replaces: self.replaces,
        };
        let imported = self.office.import(input, books.collect(), &how)?;
        tell(&imported, &names, report);
        report.findings.extend(imported.findings);
        report.sources = imported.sources;
        Ok(Taken {
            before,
            text: imported.text,
            origins: imported.origins,
        })
    }

    /// Writes the input with where its figures came from, and other files with it, unless somebody has
    /// saved it since it was read.
    ///
    /// # Errors
    /// That somebody has, or that it can't be written. Nothing was then.
    pub fn keep(
        &self,
        taken: &Taken,
        writer: &Writer,
        others: Vec<(PathBuf, Vec<u8>)>,
    ) -> Result<(), Diagnostic> {
        let own = [
            (self.path.to_owned(), taken.text.clone().into_bytes()),
            (origins_of(self.path), taken.origins.clone().into_bytes()),
        ];
        let files: Vec<_> = own.into_iter().chain(others).collect();
        let hint = "请核对文件夹和权限；数据文件没有改";
        writer.write_after(self.path, taken.before.as_deref(), &files, hint)
    }
}

/// Writes a map of the first workbook that is no form, to be looked through.
fn propose(
    desk: &Desk,
    input: Input,
    books: &[Book],
    map: &Path,
    report: &mut Report,
) -> Option<()> {
    let own = books.iter().find(|book| marker_of(book).is_none());
    let Some(book) = own else {
        report.fault("这些都是填报表，不用对照", "请去掉 --map");
        return None;
    };
    let text = report.ok(desk.office.propose_map(input, book))?;
    let writer = Writer::after(&desk.read);
    report.ok(writer.write_new(map, text.as_bytes(), "请核对文件夹和权限"))?;
    report.done.push(format!("对照文件　{}", shown(map)));
    let next = "请逐行核对（认出的格、认漏的项），再运行一次同样的命令，就照它导入";
    report.done.push(next.to_owned());
    Some(())
}

/// The maps for workbooks of the counties' own: the one that was told, and those in the folder
/// `maps` beside the input.
fn maps(told: Option<&Path>, input: &Path) -> Result<Vec<TextFile>, Diagnostic> {
    let beside = input.with_file_name("maps");
    let beside = files_below(&beside).filter(|path| has_kind(path, &["toml"]));
    let paths = told.map(Path::to_owned).into_iter().chain(beside);
    paths.map(|path| folder::read(&path)).collect()
}

/// The map for a workbook: a form needs none.
fn map_of(book: &Book, maps: &[TextFile], is_told: bool) -> Option<TextFile> {
    if marker_of(book).is_some() {
        return None;
    }
    let file = Path::new(&book.name)
        .file_name()
        .and_then(|name| name.to_str())?;
    let is_for = |map: &&TextFile| {
        let pattern = map_pattern(map.text());
        let pattern = pattern.filter(|pattern| !pattern.is_empty());
        pattern.is_some_and(|pattern| like(file, &format!("{pattern}.*")) || like(file, &pattern))
    };
    let meant = maps.iter().find(is_for).cloned();
    meant.or_else(|| maps.first().filter(|_| is_told).cloned())
}

/// What is kept in spite of errors does not stop the command.
fn softened(findings: Vec<Diagnostic>, is_kept: bool) -> Vec<Diagnostic> {
    let findings = findings.into_iter();
    let soften = |finding: Diagnostic| {
        if is_kept && finding.severity == Severity::Error {
            finding.softened()
        } else {
            finding
        }
    };
    findings.map(soften).collect()
}

/// The workbooks that words name: files, and those in folders.
fn workbooks(words: &[PathBuf]) -> Result<Vec<PathBuf>, Diagnostic> {
    let mut paths = Vec::new();
    for word in words {
        if !word.is_dir() {
            paths.push(word.clone());
            continue;
        }
        let is_hidden = |path: &Path| {
            let name = path.file_name().and_then(|name| name.to_str());
            // A spreadsheet leaves such files beside those that it has open.
            name.is_some_and(|name| name.starts_with(['.', '~']))
        };
        let files = files_below(word).filter(|path| has_kind(path, &KINDS) && !is_hidden(path));
        let before = paths.len();
        paths.extend(files);
        if paths.len() == before {
            return Err(fault(
                format!("{} 里没有工作簿", word.display()),
                "工作簿是 .xlsx、.xls、.ods 或 .csv 文件",
            ));
        }
    }
    Ok(paths)
}

fn read(path: &Path) -> Result<Book, Diagnostic> {
    let bytes = std::fs::read(path).map_err(|error| {
        fault(
            format!("读不了 {}：{}", path.display(), reason(&error)),
            "请核对文件名；正开着它的，请先保存、关闭",
        )
    })?;
    Book::read(&shown(path), &bytes)
}

/// The words that name the input: as told, else as the forms say.
fn destination(
    arguments: &ImportArguments,
    books: &[Book],
    shelf: &Shelf,
) -> Result<Vec<PathBuf>, Diagnostic> {
    if !arguments.to.is_empty() {
        return Ok(arguments.to.clone());
    }
    let Some(marker) = books.iter().find_map(marker_of) else {
        return Err(fault(
            "看不出这些工作簿是哪种通报、哪一期的",
            "请用 --to 写明，例如 --to 2023，或 --to 文种 2023-q3",
        ));
    };
    let kind = shelf.kinds().iter().find(|kind| kind.name == marker.kind);
    let kind = kind
        .filter(|kind| !kind.name.is_empty())
        .map(|kind| PathBuf::from(&kind.name));
    let period = PathBuf::from(marker.period.stem());
    Ok(kind.into_iter().chain([period]).collect())
}

/// What was taken over, and what is not there yet.
fn tell(imported: &Imported, books: &[String], report: &mut Report) {
    for (number, book) in books.iter().enumerate() {
        let own = imported
            .changes
            .iter()
            .filter(|change| change.book == number);
        report.done.push(format!("{book}　填了 {} 项", own.count()));
    }
    if imported.unchanged > 0 {
        report
            .done
            .push(format!("与数据文件相同的　{} 项", imported.unchanged));
    }
    let changed = imported.changes.iter().filter(|change| is_other(change));
    let changed: Vec<String> = changed
        .map(|change| {
            format!(
                "改了　{}：{} → {}",
                change.label, change.before, change.after
            )
        })
        .collect();
    report.done.extend(changed);
    if !imported.missing.is_empty() {
        report
            .done
            .push(format!("还没有报的　{}", imported.missing.join("、")));
    }
    for (name, open) in &imported.incomplete {
        report
            .done
            .push(format!("没有报全的　{name}，还有 {open} 项待填"));
    }
}

/// Whether a figure took the place of another.
fn is_other(change: &Change) -> bool {
    let is_open = change.before.is_empty() || change.before.contains(hongtou::input::TO_FILL);
    !is_open
}
