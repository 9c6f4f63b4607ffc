//! What stands above the text.

use super::{Piece, Root, Writer, piece};
use crate::model::DocumentForm;

impl Writer<'_> {
    fn corner(&self) -> Vec<(&'static str, &'static str, String)> {
        let head = &self.notice.head;
        let parts = [
            ("份号", "copy_number", &head.copy_number),
            ("密级和保密期限", "secrecy", &head.secrecy),
            ("紧急程度", "urgency", &head.urgency),
        ];
        let there = parts.into_iter();
        there
            .filter_map(|(label, key, text)| Some((label, key, text.clone()?)))
            .collect()
    }

    pub(super) fn head(&mut self) {
        let notice = self.notice;
        match notice.form {
            DocumentForm::Report => {}
            DocumentForm::Letter => {
                self.marks();
                // On one line the first part of the corner and the number.
                let mut corner = self.corner().into_iter();
                let first = corner.next();
                let mut pieces: Vec<Piece> = first
                    .iter()
                    .map(|(_, key, text)| piece(text, Root::Head(key)))
                    .collect();
                pieces.extend(self.number());
                self.push("发文字号", pieces);
                for (label, key, text) in corner {
                    self.one(label, &text, Root::Head(key));
                }
            }
            DocumentForm::Document | DocumentForm::Order | DocumentForm::Minutes => {
                for (label, key, text) in self.corner() {
                    self.one(label, &text, Root::Head(key));
                }
                self.marks();
                self.number_and_signers();
                if notice.form.is_dated_at_head() {
                    let mut pieces = vec![piece(&notice.signature.organ, Root::Fixed(None))];
                    pieces.push(piece(&notice.signature.date, Root::Head("date")));
                    self.push("机关和日期", pieces);
                }
            }
        }
        if let Some(title) = &notice.title {
            let place = self
                .model
                .office
                .title
                .as_ref()
                .map(|title| title.place.clone());
            self.one("标题", &title.to_string(), Root::Fixed(place));
        }
        if let Some(addressee) = &notice.addressee {
            self.one("主送机关", &format!("{addressee}："), Root::Fixed(None));
        }
    }

    /// 发文机关标志; of a joint issue 文件 stands beside the one in the middle.
    fn marks(&mut self) {
        let head = &self.notice.head;
        let marks: Vec<&String> = std::iter::once(&head.organ).chain(&head.joint).collect();
        let middle = marks.len() / 2;
        for (at, mark) in marks.iter().enumerate() {
            let is_beside = marks.len() > 1 && at == middle;
            let word = if is_beside {
                self.notice.mark_word()
            } else {
                ""
            };
            self.one("发文机关标志", &format!("{mark}{word}"), Root::Fixed(None));
        }
    }

    /// 发文字号, in which the number is the input's.
    fn number(&self) -> Vec<Piece> {
        let Some(text) = &self.notice.head.number else {
            return Vec::new();
        };
        let place = self
            .model
            .office
            .number
            .as_ref()
            .map(|number| number.place.clone());
        let own = match self.inputs.number {
            Some(number) if !self.inputs.open_number => number.to_string(),
            Some(_) => crate::input::GAP.to_owned(),
            None => String::new(),
        };
        let at = text.rfind(&own).filter(|_| !own.is_empty());
        let Some(at) = at else {
            return vec![piece(text, Root::Fixed(place))];
        };
        let parts = [
            (&text[..at], Root::Fixed(place.clone())),
            (&text[at..at + own.len()], Root::Head("number")),
            (&text[at + own.len()..], Root::Fixed(place)),
        ];
        let parts = parts.into_iter().filter(|(text, _)| !text.is_empty());
        parts.map(|(text, from)| piece(text, from)).collect()
    }

    /// The number and, at the right, two names a line.
    fn number_and_signers(&mut self) {
        let signers = &self.notice.head.signers;
        if signers.is_empty() {
            let number = self.number();
            self.push("发文字号", number);
            return;
        }
        let rows: Vec<&[String]> = signers.chunks(2).collect();
        let last = rows.len() - 1;
        for (at, names) in rows.into_iter().enumerate() {
            let mut pieces = if at == last {
                self.number()
            } else {
                Vec::new()
            };
            if at == 0 {
                pieces.push(piece("签发人：", Root::Fixed(None)));
            }
            pieces.extend(names.iter().map(|name| piece(name, Root::Head("signers"))));
            self.push("发文字号、签发人", pieces);
        }
    }
}
