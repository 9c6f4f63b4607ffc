//! Laying a notice out: the fonts, the layout's files, what can go wrong.

use std::path::PathBuf;

use hongtou::audit;
use hongtou::diagnostic::{Code, Diagnostic};
use hongtou::source::Place;
use hongtou::typeset::{FontSet, LaidOut, Layout, LayoutFault, Pdf, Standard, lay_out};

use super::arguments::FontArguments;
use super::audit::findings;
use super::check::Made;
use super::places;
use super::report::Report;

/// Where an office keeps the fonts that it holds licences for.
const OWN: &str = "fonts-own";

/// What is to be made of a notice.
#[derive(Clone, Copy, Default)]
pub struct Kind {
    pub draft: bool,
    pub standard: Standard,
}

/// The fonts in the order in which they serve: the office's own, the
/// program's, and the system's if asked for.
pub fn fonts(arguments: &FontArguments, report: &mut Report) -> Option<FontSet> {
    let mut folders = Vec::new();
    for told in &arguments.own_fonts {
        folders.push(places::folder(Some(told), OWN, report)?);
    }
    folders.extend(places::beside(OWN));
    folders.push(places::folder(arguments.fonts.as_deref(), "fonts", report)?);
    if arguments.system_fonts {
        folders.extend(places::system_fonts());
    }
    match FontSet::of_folders(&folders) {
        Ok(fonts) if !fonts.is_empty() => return Some(fonts),
        Ok(_) => report.fault(
            format!("{} 里没有字体", listed(&folders)),
            "请从发布的程序包里恢复 fonts 文件夹",
        ),
        Err(error) => report.fault(
            format!(
                "读不了字体 {}：{}",
                listed(&folders),
                places::explain(&error)
            ),
            "请核对文件夹和权限",
        ),
    }
    None
}

fn listed(folders: &[PathBuf]) -> String {
    let names = folders.iter().map(|folder| folder.display().to_string());
    names.collect::<Vec<_>>().join("、")
}

pub fn typeset(made: &Made, fonts: &FontSet, kind: Kind, report: &mut Report) -> Option<LaidOut> {
    let layout = Layout {
        files: made
            .templates
            .layout
            .iter()
            .map(|(path, source)| (path.clone(), report.sources.get(*source).text.clone()))
            .collect(),
        roles: &made.model.office.fonts,
        draft: kind.draft,
        standard: kind.standard,
    };
    lay_out(&made.work.notice, &layout, fonts)
        .map_err(|faults| tell(faults, made, report))
        .ok()
}

const WAY_OUT: &str = "确实要这样印，用 hongtou build --force";

/// The notice as it would be printed: laid out, measured by the standard, made a PDF. Nothing,
/// and the reasons in the report, if that can't or must not be. A draft, and what is forced,
/// need not keep the standard.
pub fn print(
    made: &Made,
    fonts: &FontSet,
    kind: Kind,
    force: bool,
    report: &mut Report,
) -> Option<Pdf> {
    let laid_out = typeset(made, fonts, kind, report)?;
    let pages = laid_out.pages();
    let audit = audit::audit(&made.work.notice, &made.model.office.fonts, &pages);
    for finding in findings(&audit) {
        report.findings.push(if force || kind.draft {
            finding.softened()
        } else {
            finding.hint(WAY_OUT)
        });
    }
    if report.has_errors() {
        return None;
    }
    let pdf = laid_out.pdf();
    pdf.map_err(|faults| tell(faults, made, report)).ok()
}

pub fn tell(faults: Vec<LayoutFault>, made: &Made, report: &mut Report) {
    for fault in faults {
        let finding = finding(fault, made, report);
        report.findings.push(finding);
    }
}

fn finding(fault: LayoutFault, made: &Made, report: &Report) -> Diagnostic {
    match fault {
        LayoutFault::MissingGlyph(missing) => {
            let character = missing.character;
            let finding = Diagnostic::error(
                Code::MissingGlyph,
                format!(
                    "没有字体能印出“{character}”（U+{:04X}），它在“{}”里",
                    u32::from(character),
                    missing.within
                ),
            )
            .hint(format!(
                "请换一个字，或在 templates/notice.toml 的 {} 里加一种有这个字的字体",
                missing.role
            ));
            match report.find(made.input, &character.to_string()) {
                Some(place) => finding.at(place),
                None => finding,
            }
        }
        LayoutFault::Template { file, message } => {
            let finding = Diagnostic::error(Code::Layout, format!("排版出错：{message}"))
                .hint("请核对 templates/ 里的 .typ 文件，或从发布的程序包里恢复");
            let place = file.and_then(|(path, span)| {
                Some(Place::new(*made.templates.layout.get(&path)?, span))
            });
            match place {
                Some(place) => finding.at(place),
                None => finding,
            }
        }
    }
}
