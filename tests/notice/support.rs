//! What the tests share: the sample year edited, and the notice made of it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use hongtou::compare::{Comparison, Side, compare};
use hongtou::diagnostic::{Diagnostic, Renderer, Severity};
use hongtou::model::{Model, TemplateFiles};
use hongtou::notice::{BlockKind, Notice};
use hongtou::office::{Office, Templates};
use hongtou::pages::Pages;
use hongtou::pipeline::{Setting, Year, make_year};
use hongtou::source::Sources;
use hongtou::typeset::{FontSet, Layout, LayoutFiles, Standard, lay_out};

pub use crate::shared::{cases, model, root};

/// The counties of 2023.
pub const COUNTIES: [&str; 6] = ["城区", "泽州县", "高平市", "阳城县", "陵川县", "沁水县"];

/// The rows of a table that has one for the city itself.
pub const ROWS: [&str; 7] = [
    "市本级",
    "城区",
    "泽州县",
    "高平市",
    "阳城县",
    "陵川县",
    "沁水县",
];

/// A year's input as text, to be edited line by line.
#[derive(Clone)]
pub struct Input(String);

impl Input {
    /// 2023 without its control totals: a test that changes a figure means another year, not a slip.
    pub fn of_2023() -> Self {
        Self::with_totals(2023).without_totals()
    }

    pub fn of_2022() -> Self {
        Self::with_totals(2022).without_totals()
    }

    /// The file as it is, with all the totals that the office received.
    pub fn with_totals(year: i32) -> Self {
        let path = root().join(format!("inputs/{year}.toml"));
        Self(fs::read_to_string(path).unwrap())
    }

    /// Takes out the lines that say that they are there to check by, and the heads of their own.
    fn without_totals(self) -> Self {
        let mut kept: Vec<&str> = Vec::new();
        for line in self.0.lines() {
            let is_total = line.ends_with("，核对用");
            if is_total && line.starts_with('[') {
                assert_eq!(kept.pop(), Some(""));
            }
            if !is_total {
                kept.push(line);
            }
        }
        Self(kept.join("\n") + "\n")
    }

    pub fn of_text(text: &str) -> Self {
        Self(text.to_owned())
    }

    pub fn text(&self) -> &str {
        &self.0
    }

    /// Sets `targets.城区.begun` (or `funds.provincial`, `year`) to a value as typed.
    pub fn set(self, path: &str, value: &str) -> Self {
        let (table, key) = path.rsplit_once('.').unwrap_or(("", path));
        self.in_table(table, |lines| {
            let line = lines.iter_mut().find(|line| is_key(line, key));
            let line = line.unwrap_or_else(|| panic!("the input has no {path}"));
            *line = format!("{key} = {value}");
        })
    }

    pub fn set_all(self, edits: &[(&str, &str)]) -> Self {
        edits
            .iter()
            .fold(self, |input, (path, value)| input.set(path, value))
    }

    pub fn remove(self, path: &str) -> Self {
        let (table, key) = path.rsplit_once('.').unwrap_or(("", path));
        self.in_table(table, |lines| {
            let before = lines.len();
            lines.retain(|line| !is_key(line, key));
            assert!(lines.len() < before, "the input has no {path}");
        })
    }

    /// Adds a line at the end of a table.
    pub fn add(self, table: &str, line: &str) -> Self {
        self.in_table(table, |lines| lines.push(line.to_owned()))
    }

    /// Takes a table out, head and all.
    pub fn remove_table(self, table: &str) -> Self {
        let head = header(table);
        let mut kept = Vec::new();
        let mut inside = false;
        let mut found = false;
        for line in self.0.lines() {
            if line.starts_with('[') {
                inside = line == head;
                found |= inside;
            }
            if !inside {
                kept.push(line);
            }
        }
        assert!(found, "the input has no {head}");
        Self(kept.join("\n"))
    }

    pub fn append(self, text: &str) -> Self {
        Self(self.0 + "\n" + text)
    }

    pub fn replace(self, from: &str, to: &str) -> Self {
        assert!(self.0.contains(from), "the input has no {from}");
        Self(self.0.replace(from, to))
    }

    fn in_table(self, table: &str, edit: impl FnOnce(&mut Vec<String>)) -> Self {
        let head = header(table);
        let lines: Vec<String> = self.0.lines().map(str::to_owned).collect();
        let start = if table.is_empty() {
            0
        } else {
            let of = |line: &String| line.split("  #").next() == Some(head.as_str());
            let at = lines.iter().position(of);
            at.unwrap_or_else(|| panic!("the input has no {head}")) + 1
        };
        let length = lines[start..]
            .iter()
            .position(|line| line.starts_with('['))
            .unwrap_or(lines.len() - start);
        let mut inside = lines[start..start + length].to_vec();
        edit(&mut inside);
        let mut all = lines[..start].to_vec();
        all.extend(inside);
        all.extend_from_slice(&lines[start + length..]);
        Self(all.join("\n") + "\n")
    }
}

/// The line that opens a table: `[targets."城区"]`, `[funds]`, `[[fees]]`.
fn header(table: &str) -> String {
    match table.split_once('.') {
        Some((group, "total")) => format!("[{group}.total]"),
        // Of records the first.
        Some(("fees", _)) => "[[fees]]".to_owned(),
        Some((group, row)) => format!("[{group}.\"{row}\"]"),
        None if table == "fees" => "[[fees]]".to_owned(),
        None => format!("[{table}]"),
    }
}

fn is_key(line: &str, key: &str) -> bool {
    let before = line.split('=').next().unwrap_or_default();
    line.contains('=') && before.trim() == key
}

/// The template files of a folder.
pub fn template_files(folder: &Path, sources: &mut Sources) -> TemplateFiles {
    let templates = hongtou::office::folder::templates(folder);
    let texts = templates
        .unwrap_or_else(|refusal| panic!("{refusal}"))
        .texts();
    let texts = texts
        .into_iter()
        .filter(|(name, _)| Path::new(name).extension().is_some_and(|e| e == "toml"));
    texts
        .map(|(name, text)| {
            let id = sources.add(format!("templates/housing/{name}"), text);
            (name, id)
        })
        .collect()
}

/// The pages of a notice in the layout of `templates/`.
pub fn pages(notice: &Notice, model: &Model) -> Pages {
    let layout = Layout {
        files: &LayoutFiles::new(&crate::shared::templates("typ")),
        roles: &model.office.fonts,
        draft: false,
        standard: Standard::default(),
        ahead: false,
    };
    let fonts = FontSet::of_folders(&[root().join("fonts")]).unwrap();
    lay_out(notice, &layout, &fonts).unwrap().into_pages()
}

/// Years finished with one model, to be compared.
pub struct Years {
    pub sources: Sources,
    pub model: Model,
}

impl Years {
    pub fn new() -> Self {
        let mut sources = Sources::default();
        let model = model(&mut sources);
        Self { sources, model }
    }

    /// A year that must pass.
    pub fn year(&mut self, name: &str, input: &Input) -> Year {
        let (year, findings) = self.try_year(name, input, Setting::default());
        year.unwrap_or_else(|| panic!("{findings}"))
    }

    pub fn try_year(
        &mut self,
        name: &str,
        input: &Input,
        setting: Setting,
    ) -> (Option<Year>, String) {
        let id = self
            .sources
            .add(format!("inputs/{name}.toml"), input.text());
        let (year, mut findings) = make_year(&self.model, id, &self.sources, setting);
        findings.retain(|finding| finding.severity != Severity::Note);
        let printed = printed(&findings, &self.sources);
        (year, printed)
    }

    pub fn compare(&mut self, old: &Input, new: &Input) -> Comparison {
        let (old, new) = (self.year("old", old), self.year("new", new));
        let side = |year| Side {
            model: &self.model,
            year,
        };
        compare(side(&old), side(&new), &self.sources)
    }
}

/// The notice of an input, or what was found wrong with it, as printed.
pub fn try_notice(input: &Input) -> Result<(Notice, String), String> {
    let mut sources = Sources::default();
    let model = model(&mut sources);
    let id = sources.add("inputs/2023.toml", input.text());
    let (year, mut findings) = make_year(&model, id, &sources, Setting::default());
    findings.retain(|finding| finding.severity != Severity::Note);
    let printed = printed(&findings, &sources);
    match year {
        Some(year) => Ok((year.notice, printed)),
        None => Err(printed),
    }
}

/// Everything found in an input, whether its notice is made or not.
pub fn all_findings(input: &Input) -> Vec<Diagnostic> {
    let mut sources = Sources::default();
    let model = model(&mut sources);
    let id = sources.add("inputs/2023.toml", input.text());
    make_year(&model, id, &sources, Setting::default()).1
}

/// The findings of an input as lines: `2023.toml:35:9: error[code]: message`.
pub fn in_short_with_notes(input: &Input) -> String {
    let mut sources = Sources::default();
    let model = model(&mut sources);
    let id = sources.add("2023.toml", input.text());
    hongtou::diagnostic::short(
        &make_year(&model, id, &sources, Setting::default()).1,
        &sources,
    )
}

/// The same without what is only worth knowing.
pub fn in_short(input: &Input) -> String {
    let all = in_short_with_notes(input);
    let lines: Vec<&str> = all
        .lines()
        .filter(|line| !line.contains(": note["))
        .collect();
    lines.join("\n")
}

pub fn notice(input: &Input) -> Notice {
    match try_notice(input) {
        Ok((notice, _)) => notice,
        Err(findings) => panic!("{findings}"),
    }
}

/// What was found wrong with an input that must not pass.
pub fn findings(input: &Input) -> String {
    match try_notice(input) {
        Ok(_) => panic!("nothing was found wrong"),
        Err(findings) => findings,
    }
}

pub fn printed(findings: &[Diagnostic], sources: &Sources) -> String {
    Renderer::new(false, 80).render(findings, sources)
}

/// The review text of 2023 with some figures changed.
pub fn text_with(edits: &[(&str, &str)]) -> String {
    hongtou::text::text(&notice(&Input::of_2023().set_all(edits)))
}

/// The heading and the paragraphs of a section.
pub fn section(notice: &Notice, key: &str) -> String {
    let prefix = format!("{key}.");
    let blocks = notice
        .body
        .iter()
        .filter(|block| block.id.starts_with(&prefix));
    let lines: Vec<String> = blocks
        .map(|block| match block.kind {
            BlockKind::Heading { .. } => format!("〖{}〗", block.text()),
            BlockKind::Paragraph | BlockKind::Footnote { .. } => block.text(),
        })
        .collect();
    lines.join("\n")
}

/// The heading and the last sentences of a section of 2023 with some figures
/// changed: the sentences from the one that begins with `from`.
pub fn said(key: &str, from: &str, edits: &[(&str, &str)]) -> String {
    said_of(key, from, &Input::of_2023().set_all(edits))
}

pub fn said_of(key: &str, from: &str, input: &Input) -> String {
    let text = section(&notice(input), key);
    let (heading, paragraph) = match text.split_once("〗") {
        Some((heading, paragraph)) => (format!("{heading}〗\n"), paragraph.trim().to_owned()),
        None => (String::new(), text),
    };
    let at = paragraph.find(from);
    let at = at.unwrap_or_else(|| panic!("“{from}” is not in: {paragraph}"));
    heading + &paragraph[at..]
}

/// The program, run in a folder of its own, with the repository's templates and fonts.
pub struct Run {
    pub folder: tempfile::TempDir,
}

impl Run {
    pub fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    pub fn read(&self, name: &str) -> Vec<u8> {
        fs::read(self.path().join(name)).unwrap_or_default()
    }

    /// Copies a folder of the repository.
    pub fn copy(&self, folder: &str) {
        copy_folder(&root().join(folder), &self.path().join(folder));
    }

    /// The templates of one kind, with what all kinds share, and the fonts.
    pub fn copy_kind(&self, kind: &str) {
        for folder in ["fonts", "templates/gongwen", &format!("templates/{kind}")] {
            self.copy(folder);
        }
        for file in ["gongwen.typ", "notice.typ", "fonts.toml"] {
            let path = format!("templates/{file}");
            self.write(&path, fs::read(root().join(&path)).unwrap());
        }
    }

    pub fn command(&self, arguments: &[&str]) -> assert_cmd::Command {
        let mut command = assert_cmd::Command::cargo_bin("hongtou").unwrap();
        command.current_dir(self.path()).args(arguments);
        command
    }

    /// Runs with nothing but what lies in the folder: exit status, and all that was said.
    pub fn said(&self, arguments: &[&str]) -> (i32, String) {
        let output = self.command(arguments).output().unwrap();
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let said = text(&output.stdout) + &text(&output.stderr);
        (output.status.code().unwrap(), said)
    }

    /// Runs with the repository's templates and fonts: exit status, output, errors.
    pub fn run(&self, arguments: &[&str]) -> (i32, String, String) {
        let (templates, fonts) = (root().join("templates/housing"), root().join("fonts"));
        let mut all = arguments.to_vec();
        if !arguments.contains(&"--templates") {
            all.extend(["--templates", templates.to_str().unwrap()]);
        }
        if arguments[0] == "check" && !arguments.contains(&"--format") {
            all.push("--notes");
        }
        if ["build", "check", "audit", "fonts"].contains(&arguments[0]) {
            all.extend(["--fonts", fonts.to_str().unwrap()]);
        }
        let output = self.command(&all).output().unwrap();
        let here = format!("{}/", root().display());
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap().replace(&here, "");
        (
            output.status.code().unwrap_or(-1),
            text(output.stdout),
            text(output.stderr),
        )
    }
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy_folder(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// The templates of a made-up kind, file by file; the layout and the fonts are the program's.
pub struct MadeUpKind(BTreeMap<String, String>);

impl MadeUpKind {
    /// Of this `notice.toml`.
    pub fn new(notice: &str) -> Self {
        let mut files = crate::shared::templates("typ");
        let fonts = crate::shared::templates("toml")["fonts.toml"].clone();
        files.insert("fonts.toml".into(), fonts);
        Self(files).with("notice.toml", notice)
    }

    /// With another file, or another text for one.
    pub fn with(mut self, path: &str, text: &str) -> Self {
        self.0.insert(path.into(), text.into());
        self
    }

    /// The office that makes it, or what is wrong with the templates, hints included.
    pub fn office(&self) -> Result<Office, String> {
        let templates = Templates::of_texts("templates/made-up", &self.0);
        Office::without_fonts(templates, Sources::default()).map_err(|refusal| {
            let hints = refusal.findings.iter().flat_map(|finding| &finding.hints);
            let hints: Vec<&str> = hints.map(String::as_str).collect();
            format!("{refusal}{}", hints.join("\n"))
        })
    }

    /// Writes its files into a folder of templates.
    pub fn write(&self, run: &Run, folder: &str) {
        for (path, text) in &self.0 {
            let is_shared = Path::new(path).extension().is_some_and(|end| end == "typ");
            if !is_shared && path != "fonts.toml" {
                run.write(&format!("{folder}/{path}"), text);
            }
        }
    }
}
