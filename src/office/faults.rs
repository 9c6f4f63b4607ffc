//! What goes wrong around a notice, as findings.

use super::Office;
use crate::audit::Audit;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Place, SourceId, Sources};
use crate::typeset::LayoutFault;

/// A fault of the file system, or of what stands around the files.
pub fn fault(message: impl Into<String>, hint: impl Into<String>) -> Diagnostic {
    Diagnostic::error(Code::File, message).hint(hint)
}

/// The first place of a piece of text in a source.
pub(super) fn find(sources: &Sources, source: SourceId, text: &str) -> Option<Place> {
    let at = sources.get(source).text.find(text)?;
    Some(Place::new(source, at..at + text.len()))
}

/// Why a notice could not be laid out; characters are shown in the input that has them.
pub(super) fn of_layout(
    fault: LayoutFault,
    office: &Office,
    input: SourceId,
    sources: &Sources,
) -> Diagnostic {
    let (finding, place) = match fault {
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
                "请换一个字，或在 templates/fonts.toml 的 {} 里加一种有这个字的字体",
                missing.role
            ));
            (finding, find(sources, input, &character.to_string()))
        }
        LayoutFault::Template { file, message } => {
            let finding = Diagnostic::error(Code::Layout, format!("排版出错：{message}"))
                .hint("请核对 templates/ 里的 .typ 文件，或从发布的程序包里恢复");
            let place =
                file.and_then(|(path, span)| Some(Place::new(*office.layout.get(&path)?, span)));
            (finding, place)
        }
    };
    match place {
        Some(place) => finding.at(place),
        None => finding,
    }
}

const REWRITE: &str =
    "运行 hongtou audit 看量得多少；改写这一处的文字（标题、表头缩短些，段落增减几个字）即可";
const RESTORE: &str = "运行 hongtou audit 看量得多少；改过 templates/ 的，请从发布的程序包里恢复";

/// A finding for each rule that the pages break.
pub(super) fn of_audit(audit: &Audit) -> Vec<Diagnostic> {
    let worst = audit
        .broken()
        .into_iter()
        .filter_map(|rule| audit.worst(rule));
    worst
        .map(|measurement| {
            let rule = measurement.rule;
            let message = format!(
                "版面不合 GB/T 9704：{}应为 {}，第 {} 面量得 {}",
                rule.name(),
                measurement.wanted,
                measurement.page,
                measurement.measured
            );
            Diagnostic::error(Code::Standard, message).hint(if rule.depends_on_text() {
                REWRITE
            } else {
                RESTORE
            })
        })
        .collect()
}
