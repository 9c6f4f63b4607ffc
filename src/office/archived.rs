//! What is written of a printed notice: the PDF, the review text, and the archive of what both
//! were made from.

use super::run::{Printed, Run};
use crate::archive::{Archive, EarlierTexts, Fault, digest, pack_with};
use crate::calendar::Period;
use crate::diagnostic::Diagnostic;
use crate::key::Epoch;
use crate::source::SourceId;

/// A result by its file name.
pub type Named = (String, Vec<u8>);

/// All that is written of a printed notice.
pub struct Results {
    /// The PDF, the review text, the archive and, where they were asked for, the OFD and the Word file,
    /// in this order, named after the period.
    pub files: Vec<Named>,
    /// What they were made from: what the archive holds.
    pub made_from: Archive,
}

impl Run<'_> {
    /// All that is written of it.
    ///
    /// # Errors
    /// That the archive grows too large.
    pub fn results(&self, printed: Printed) -> Result<Results, Diagnostic> {
        let Some(period) = self.notice().map(|notice| notice.period) else {
            return Err(super::fault("通报没有做成", "请先改正数据文件里的错误"));
        };
        let stem = period.stem();
        let text = self.text().unwrap_or_default().into_bytes();
        let mut files = vec![
            (format!("{stem}.pdf"), printed.pdf.bytes),
            (format!("{stem}.txt"), text),
        ];
        files.extend(printed.ofd.map(|bytes| (format!("{stem}.ofd"), bytes)));
        files.extend(printed.docx.map(|bytes| (format!("{stem}.docx"), bytes)));
        let name = archive_name(period);
        let made_from = self.archive(period, &files);
        let told = |error: &std::io::Error| {
            super::fault(
                format!("写不了 {name}：{}", super::folder::reason(error)),
                "请检查 templates 文件夹里有没有不相干的大文件",
            )
        };
        let templates = self.office.packed_templates().as_ref().map_err(told)?;
        let packed = pack_with(&made_from, templates).map_err(|error| told(&error))?;
        files.insert(2, (name, packed));
        Ok(Results { files, made_from })
    }

    /// The inputs of the earlier periods in which the templates look figures up, as far as they are
    /// at hand.
    pub fn earlier_texts(&self) -> EarlierTexts {
        let needed = Epoch::ALL.into_iter();
        let needed = needed.filter(|epoch| self.office.model().looks_back(*epoch));
        let texts = needed.filter_map(|epoch| {
            let source = self.earlier.of(epoch)?.source;
            Some((epoch, self.named_text(source)))
        });
        texts.collect()
    }

    /// A text with its file's own name.
    pub(super) fn named_text(&self, source: SourceId) -> (String, String) {
        let file = self.sources.get(source);
        let name = file.name.rsplit('/').next().unwrap_or(&file.name);
        (name.to_owned(), file.text.clone())
    }

    /// What the notice was made from, and the digests of its `results`.
    fn archive(&self, period: Period, results: &[Named]) -> Archive {
        let digests = results.iter();
        Archive {
            program: env!("CARGO_PKG_VERSION").to_owned(),
            kind: self.office.kind().to_owned(),
            period,
            draft: self.is_draft,
            input: self.named_text(self.input),
            earlier: self.earlier_texts(),
            templates: self.office.texts(),
            results: digests
                .map(|(name, bytes)| (name.clone(), digest(bytes)))
                .collect(),
        }
    }
}

/// The name of a period's archive.
pub fn archive_name(period: Period) -> String {
    format!("{}.zip", period.stem())
}

/// That an archive is not as it was made, and what to do about it.
pub fn archive_fault(place: &str, fault: &Fault) -> Diagnostic {
    const AGAIN: &str = "请从备份里恢复它，或用当时的数据和模板重新 hongtou build；\
        也可以移走它，用现在的模板比较";
    let (message, hint) = match fault {
        Fault::NotOne => ("不是 hongtou build 写的存档，或已损坏".to_owned(), AGAIN),
        Fault::Newer => (
            "是更新的程序写的，这个程序读不了".to_owned(),
            "请换用新的程序",
        ),
        Fault::TooLarge => ("太大了，不像是通报的存档".to_owned(), AGAIN),
        Fault::Name(name) => (format!("里不该有“{name}”"), AGAIN),
        Fault::Missing(name) => (format!("里缺少“{name}”"), AGAIN),
        Fault::Unnamed(name) => (format!("里多出“{name}”，清单上没有"), AGAIN),
        Fault::Digest(name) => (
            format!("里的“{name}”和清单上的校验值不符：生成以后被改过或损坏了"),
            AGAIN,
        ),
    };
    super::fault(format!("存档 {place} {message}"), hint)
}
