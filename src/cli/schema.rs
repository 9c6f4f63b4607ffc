//! `hongtou schema`: the schema of a kind's inputs, for editors.

use std::path::{Path, PathBuf};

use hongtou::diagnostic::Diagnostic;
use hongtou::input::schema;
use hongtou::model::Model;
use hongtou::office::fault;
use hongtou::office::folder::{KindFolder, shown};

use super::arguments::SchemaArguments;
use super::choice::Shelf;
use super::desk::Desk;
use super::report::{Purpose, Report};
use super::write::Writer;

/// How a TOML file names its schema.
const DIRECTIVE: &str = "#:schema";

pub fn run(arguments: &SchemaArguments) -> Report {
    let mut report = Report::of(Purpose::Answer);
    print(arguments, &mut report);
    report
}

fn print(arguments: &SchemaArguments, report: &mut Report) -> Option<()> {
    let shelf = report.ok(Shelf::of(arguments.templates.as_deref()))?;
    let kind = report.ok(kind(&shelf, arguments.kind.as_deref()))?;
    let desk = Desk::open(&kind, None, report)?;
    let text = text(desk.office.model());
    let Some(path) = &arguments.out else {
        report.answer = Some(text);
        return Some(());
    };
    let writer = Writer::after(&desk.read);
    report.ok(write(&writer, path, &text))?;
    report.done.push(format!("数据的模式　{}", shown(path)));
    Some(())
}

/// The kind that is named, or the only one.
fn kind(shelf: &Shelf, name: Option<&Path>) -> Result<KindFolder, Diagnostic> {
    let known: Vec<&str> = shelf
        .kinds()
        .iter()
        .map(|kind| kind.name.as_str())
        .collect();
    let hint = format!("请写 hongtou schema 文种；有 {}", known.join("、"));
    match (name, shelf.kinds()) {
        (Some(name), kinds) => {
            let is_it = |kind: &&KindFolder| Some(kind.name.as_str()) == name.to_str();
            let found = kinds.iter().find(is_it).cloned();
            found.ok_or_else(|| fault(format!("没有叫“{}”的文种", name.display()), hint))
        }
        (None, [only]) => Ok(only.clone()),
        (None, _) => Err(fault("有几种公文，没有写是哪一种", hint)),
    }
}

/// The schema as a file.
pub fn text(model: &Model) -> String {
    format!("{:#}\n", schema(model))
}

/// What the schema of a kind's inputs is called, which stands beside them.
pub fn name(kind: &str) -> String {
    let kind = if kind.is_empty() { "input" } else { kind };
    format!("{kind}.schema.json")
}

/// A text with the schema named in its first line, where editors look for it.
pub fn named(schema: &str, text: String) -> String {
    if text.lines().any(|line| line.starts_with(DIRECTIVE)) {
        return text;
    }
    format!("{DIRECTIVE} {schema}\n{text}")
}

/// Writes a schema over nothing but an older one.
pub fn write(writer: &Writer, path: &PathBuf, text: &str) -> Result<(), Diagnostic> {
    let older = std::fs::read_to_string(path);
    let is_schema = older.is_ok_and(|older| older.contains("json-schema.org/draft-07"));
    let hint = "请核对文件夹和权限，或用 --out 另写一个文件名";
    if path.exists() && !is_schema {
        return writer.write_new(path, text.as_bytes(), hint);
    }
    writer.write(&[(path.clone(), text.as_bytes().to_vec())], hint)
}
