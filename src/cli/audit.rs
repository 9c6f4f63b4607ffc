use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use hongtou::audit::{Audit, Rule};
use hongtou::calendar::Period;
use hongtou::diagnostic::Diagnostic;
use hongtou::notice::Notice;
use hongtou::ofd;
use hongtou::office::folder::{reason, shown};
use hongtou::office::{Edition, Run, Unmeasured, fault};
use hongtou::pages::Pages;
use hongtou::pdf;
use hongtou::width::{left, right};
use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr;

use super::arguments::{AuditArguments, Format, InputArguments};
use super::choice::known;
use super::desk;
use super::report::{Purpose, Report};

pub fn run(arguments: &AuditArguments) -> Report {
    let mut report = Report::of(Purpose::Answer);
    measure(arguments, &mut report);
    report
}

fn measure(arguments: &AuditArguments, report: &mut Report) -> Option<()> {
    let (desk, path) = desk::of(&named(arguments), Some(&arguments.fonts), report)?;
    let mut run = desk::read(&desk, &path, false, report)?;
    let measured = match &arguments.of {
        Some(file) if run.notice().is_some() => {
            // Without fonts it is only not known what a file's fonts are called.
            let _ = desk.fonts();
            Some(report.ok(finished(&run, file))?)
        }
        _ => {
            report.ok(desk.fonts())?;
            run.measure(Edition::default())
        }
    };
    let Some((pages, audit)) = measured else {
        report.take(run);
        return None;
    };
    report.done = match arguments.format {
        Format::Text => {
            let of = arguments.of.as_deref();
            let compared =
                of.map(|file| format!("{}　与 {} 的通报对照", shown(file), shown(&path)));
            compared.into_iter().chain(table(&audit)).collect()
        }
        Format::Json => vec![json(&audit, &pages, run.notice()?).to_string()],
    };
    report.has_failed = !audit.passed() || !audit.unmeasured.is_empty();
    Some(())
}

/// The words that name the notice: as told, else as a finished file's folder and name say, which are
/// those that `build` gave it.
fn named(arguments: &AuditArguments) -> InputArguments {
    let templates = arguments.input.templates.clone();
    let told = arguments.input.input.clone();
    let of = arguments.of.as_deref().filter(|_| told.is_empty());
    let guesses = of.map(guesses).unwrap_or_default();
    InputArguments {
        input: if told.is_empty() {
            known(templates.as_deref(), guesses)
        } else {
            told
        },
        templates,
    }
}

/// Kind and period, or the period alone, by a file's folder and name.
fn guesses(file: &Path) -> Vec<Vec<PathBuf>> {
    let stem = file.file_stem().and_then(OsStr::to_str);
    let Some(period) = stem.and_then(Period::parse) else {
        return Vec::new();
    };
    let period = PathBuf::from(period.stem());
    let kind = file.parent().and_then(Path::file_name).map(PathBuf::from);
    let both = kind.map(|kind| vec![kind, period.clone()]);
    both.into_iter().chain([vec![period]]).collect()
}

/// Larger than that is no notice.
const MOST_BYTES: u64 = 256 << 20;

/// What is measured on a finished file.
fn finished(run: &Run, path: &Path) -> Result<(Pages, Audit), Diagnostic> {
    let told = |what: &str, hint: &str| fault(format!("{} {what}", path.display()), hint);
    let is_small = fs::metadata(path).is_ok_and(|metadata| metadata.len() <= MOST_BYTES);
    let bytes = match fs::read(path) {
        Ok(bytes) if is_small => bytes,
        Ok(_) => return Err(told("太大了，不像是通报", WRITE)),
        Err(error) => {
            let what = format!("读不了：{}", reason(&error));
            return Err(told(&what, "请核对文件名和所在的文件夹"));
        }
    };
    run.measure_file(bytes).map_err(|unmeasured| {
        let (what, hint) = why(&unmeasured);
        told(&what, hint)
    })
}

/// What could serve instead.
const WRITE: &str = "请用 hongtou build 写出的 PDF、OFD，或别的程序导出的有文字的 PDF";

/// Why a file can't be measured, and the way out.
fn why(unmeasured: &Unmeasured) -> (String, &'static str) {
    const SCAN: &str = "扫描件量不了，请用排版程序导出的 PDF";
    let (what, hint) = match unmeasured {
        Unmeasured::NoNotice => ("没有通报可以对照", "请先改正数据文件里的错误"),
        Unmeasured::Ofd(ofd::Fault::NotOne) => ("不是 PDF 或 OFD 文件，或已损坏", WRITE),
        Unmeasured::Ofd(ofd::Fault::Entry(entry)) => {
            return (format!("里的 {entry} 不在、损坏或太大"), WRITE);
        }
        Unmeasured::Pdf(pdf::Fault::Damaged) => ("不是完好的 PDF 文件，读不出来", WRITE),
        Unmeasured::Pdf(pdf::Fault::Encrypted) => {
            ("加了密，要密码才能打开", "请先去掉密码，或用没有加密的文件")
        }
        Unmeasured::Pdf(pdf::Fault::Scanned) => ("只有图片，没有文字", SCAN),
        Unmeasured::Pdf(pdf::Fault::Blank) => ("是空白的，没有文字", WRITE),
        Unmeasured::Pdf(pdf::Fault::TooLong) => ("页数太多，不像是通报", WRITE),
    };
    (what.to_owned(), hint)
}

const HEADS: [&str; 5] = ["规则", "应为", "量得", "偏差", "面"];
/// Columns of a console; they sum up to 80 with what parts them.
const WIDTHS: [usize; 5] = [22, 20, 20, 9, 3];

/// A line a rule: what is farthest off of it.
fn table(audit: &Audit) -> Vec<String> {
    let mut lines = vec![row(&HEADS.map(str::to_owned))];
    for rule in Rule::all() {
        let Some(worst) = audit.worst(rule) else {
            continue;
        };
        let mark = if worst.passed { "" } else { "✗ " };
        lines.push(row(&[
            format!("{mark}{}", rule.name()),
            worst.wanted.clone(),
            worst.measured.clone(),
            worst
                .deviation
                .map(|off| off.to_string())
                .unwrap_or_default(),
            worst.page.to_string(),
        ]));
    }
    lines.push(String::new());
    let unmeasured = audit.unmeasured.iter();
    lines.extend(unmeasured.map(|one| format!("未量：{}（{}）", one.rule.name(), one.reason)));
    let (broken, count) = (audit.broken().len(), audit.measurements.len());
    lines.push(match (broken, audit.unmeasured.len()) {
        (0, 0) => format!("量了 {count} 处，全部合乎 GB/T 9704-2012。"),
        (0, left) => format!("量了 {count} 处，都合乎 GB/T 9704-2012；另有 {left} 条规则未量。"),
        (broken, 0) => format!("量了 {count} 处，{broken} 条规则不合。"),
        (broken, left) => format!("量了 {count} 处，{broken} 条规则不合；另有 {left} 条规则未量。"),
    });
    lines
}

fn row(cells: &[String; 5]) -> String {
    let padded = cells
        .iter()
        .zip(WIDTHS)
        .enumerate()
        .map(|(column, (cell, width))| {
            let cell = fitted(cell, width);
            if column < 3 {
                left(&cell, width)
            } else {
                right(&cell, width)
            }
        });
    let line = padded.collect::<Vec<_>>().join(" ");
    line.trim_end().to_owned()
}

/// As much of a cell as its column holds.
fn fitted(cell: &str, width: usize) -> String {
    if cell.width() <= width {
        return cell.to_owned();
    }
    let mut kept = String::new();
    for character in cell.chars() {
        if (kept.clone() + &character.to_string()).width() + 2 > width {
            break;
        }
        kept.push(character);
    }
    kept + "…"
}

/// For reviewers' tools: every measurement, and where each run of text stands.
fn json(audit: &Audit, pages: &Pages, notice: &Notice) -> Value {
    let rules: Vec<Value> = Rule::all()
        .map(|rule| {
            json!({
                "rule": rule,
                "name": rule.name(),
                "clause": rule.clause(),
                "passed": audit.of(rule).all(|measurement| measurement.passed),
                "measurements": audit.of(rule).collect::<Vec<_>>(),
            })
        })
        .collect();
    json!({
        "notice": notice.name(),
        "passed": audit.passed(),
        "rules": rules,
        "unmeasured": audit.unmeasured,
        "texts": texts(pages),
        "filled": filled(pages),
    })
}

/// Each run of characters with the origins of its glyphs, in millimetres from the upper
/// left corner of the page as it is read.
fn texts(pages: &Pages) -> Vec<Value> {
    let runs = pages
        .pages
        .iter()
        .flat_map(|page| page.texts.iter().map(move |text| (page.number, text)));
    runs.filter(|(_, text)| !text.text().trim().is_empty())
        .map(|(page, text)| {
            let characters = text.characters.iter();
            json!({
                "page": page,
                "baseline": text.baseline,
                "size": text.size,
                "family": text.family,
                "characters": characters.map(|c| json!([c.text, c.origin])).collect::<Vec<_>>(),
            })
        })
        .collect()
}

/// The filled rules: the red one and the imprint's.
fn filled(pages: &Pages) -> Vec<Value> {
    let shapes = pages
        .pages
        .iter()
        .flat_map(|page| page.shapes.iter().map(move |shape| (page.number, shape)));
    shapes
        .filter(|(_, shape)| shape.fill.is_some())
        .map(|(page, shape)| json!({"page": page, "area": shape.area}))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_never_leaves_its_column() {
        assert_eq!(fitted("发文机关标志", 12), "发文机关标志");
        assert_eq!(fitted("发文机关标志", 11), "发文机关…");
    }

    #[test]
    fn columns_fit_a_console() {
        let wide = row(&[
            "规".repeat(30),
            "应".repeat(30),
            "量".repeat(30),
            "-10.00".into(),
            "12".into(),
        ]);
        assert!(wide.width() <= 80, "{}", wide.width());
    }
}
