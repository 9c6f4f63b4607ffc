//! What goes wrong around a notice, as findings.

use super::Office;
use crate::audit::Audit;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Place, SourceId, Sources};
use crate::typeset::{LayoutFault, OfdFault};

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
        LayoutFault::Ofd(fault) => (of_ofd(&fault), None),
    };
    match place {
        Some(place) => finding.at(place),
        None => finding,
    }
}

/// Why the pages could not be written as OFD.
fn of_ofd(fault: &OfdFault) -> Diagnostic {
    let (code, message, hint) = match fault {
        OfdFault::EmbeddingForbidden(family) => (
            Code::BadFont,
            format!("字体“{family}”的许可标志禁止嵌入文件，没有写 OFD"),
            "请在 templates/fonts.toml 里换一种可以嵌入的字体；单位持有许可的，加上 --embed-any-font",
        ),
        OfdFault::Font(family, reason) => (
            Code::BadFont,
            format!("字体“{family}”嵌入不了 OFD：{reason}"),
            "请换一个完好的字体文件",
        ),
        OfdFault::Paint => (
            Code::Layout,
            "版面里有渐变或图案的颜色，写不成 OFD".to_owned(),
            "请在 templates/ 的 .typ 文件里改用单一的颜色",
        ),
        OfdFault::Image => (
            Code::Layout,
            "版面里有 PNG、JPEG 以外的图像，写不成 OFD".to_owned(),
            "请把图像另存为 PNG 或 JPEG",
        ),
        OfdFault::Package(reason) => (
            Code::Layout,
            format!("写不成 OFD：{reason}"),
            "请检查附件和图像是不是太大",
        ),
    };
    Diagnostic::error(code, message).hint(hint)
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
