//! A new kind of notice: a small one that works, to be changed step by step.

use std::path::{Path, PathBuf};

use hongtou::calendar::{Cycle, Period};
use hongtou::diagnostic::Diagnostic;
use hongtou::office::fault;
use hongtou::office::folder::shown;

use super::arguments::KindArguments;
use super::choice::Shelf;
use super::desk::Desk;
use super::places;
use super::report::{Purpose, Report};
use super::schema;
use super::write::Writer;

const NOTICE: &str = include_str!("kind/notice.toml");
const WORK: &str = include_str!("kind/work.toml");
const OPENING: &str = include_str!("kind/opening.toml");
const INPUT: &str = include_str!("kind/input.toml");

pub fn run(arguments: &KindArguments) -> Report {
    let mut report = Report::of(Purpose::Build);
    kind(arguments, &mut report);
    report
}

fn kind(arguments: &KindArguments, report: &mut Report) -> Option<()> {
    let templates = report.ok(places::folder(arguments.templates.as_deref(), "templates"))?;
    let inputs = report.ok(places::folder(None, "inputs"))?;
    let own = report.ok(own_folder(&templates, &arguments.name))?;
    let (name, period) = (&arguments.name, arguments.period);
    let input = inputs.join(name).join(format!("{}.toml", period.stem()));
    let files = [
        (
            own.join("notice.toml"),
            NOTICE
                .replace("CYCLE", period.cycle().name())
                .replace("NAME", name),
        ),
        (own.join("figures/work.toml"), WORK.to_owned()),
        (own.join("sections/opening.toml"), OPENING.to_owned()),
        (input.clone(), first_input(name, period)),
    ];
    let writer = Writer::after(std::slice::from_ref(&templates));
    let hint = "请核对文件夹和权限";
    for (path, text) in files {
        report.ok(writer.write_new(&path, text.as_bytes(), hint))?;
    }
    let shelf = report.ok(Shelf::of(arguments.templates.as_deref()))?;
    if let Some(made) = shelf.kinds().iter().find(|kind| kind.name == *name) {
        let desk = Desk::open(made, None, report)?;
        let schema = input.with_file_name(schema::name(name));
        report.ok(schema::write(
            &writer,
            &schema,
            &schema::text(desk.office.model()),
        ))?;
    }
    report.done.push(format!("模板　　{}", shown(&own)));
    report.done.push(format!("样例数据　{}", shown(&input)));
    let next = format!("看看样子：hongtou build {name}；怎样改模板见 docs/templates.md");
    report.done.push(next);
    Some(())
}

/// The folder of a new kind, which is not there yet.
fn own_folder(templates: &Path, name: &str) -> Result<PathBuf, Diagnostic> {
    let is_plain = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
    if name.is_empty() || !name.chars().all(is_plain) || Period::parse(name).is_some() {
        return Err(fault(
            format!("“{name}”不能作文种的名称"),
            "名称会作文件夹名：只用汉字、字母、数字、- 和 _，例如 matters、督办季报",
        ));
    }
    if !templates.join("gongwen.typ").is_file() || templates.join("notice.toml").is_file() {
        return Err(fault(
            format!("{} 里不是各种通报共用的版式", shown(templates)),
            "请在程序所在的文件夹里运行，或用 --templates 指明有 gongwen.typ 的文件夹",
        ));
    }
    let own = templates.join(name);
    if own.exists() {
        return Err(fault(
            format!("{} 已经有了，没有动它", shown(&own)),
            "请换一个名称",
        ));
    }
    Ok(own)
}

fn first_input(name: &str, period: Period) -> String {
    let year = format!("year = {}", period.year());
    let said = match period.cycle().key() {
        Some((key, _)) => format!("{year}\n{key} = {}", period.part()),
        None => year,
    };
    // A week or so behind the period's end.
    let date = if period.cycle() == Cycle::Year {
        "1月31日".to_owned()
    } else {
        tenth_of_next(period)
    };
    INPUT
        .replace("NAME", name)
        .replace("PERIOD", &said)
        .replace("DATE", &date)
}

/// The tenth of the month behind a period.
fn tenth_of_next(period: Period) -> String {
    let month = period.last_day().map_or(1, |end| end.month % 12 + 1);
    format!("{month}月10日")
}
