//! What stands below the text, and at the foot of the last page.

use super::{Root, Writer, piece};

impl Writer<'_> {
    pub(super) fn tail(&mut self) {
        let (notice, model) = (self.notice, self.model);
        for (role, names) in &notice.attendance {
            let label = format!("{}：", role.label());
            let pieces = vec![
                piece(&label, Root::Fixed(None)),
                piece(names, Root::Head(role.key())),
            ];
            self.push(role.label(), pieces);
        }
        let signature = &notice.signature;
        if !notice.form.is_dated_at_head() {
            let names = std::iter::once(&signature.organ).chain(&signature.joint);
            let names: Vec<&String> = if notice.names_organs() {
                names.collect()
            } else {
                signature.posts.iter().collect()
            };
            for name in names {
                self.one("发文机关署名", name, Root::Fixed(None));
            }
            self.one("成文日期", &signature.date, Root::Head("date"));
        }
        if let Some(note) = &signature.note {
            let is_own = self.inputs.elements.note.is_some() || model.office.note.is_some();
            let inner = note.trim_start_matches('（').trim_end_matches('）');
            let from = if is_own {
                Root::Head("note")
            } else {
                Root::Fixed(None)
            };
            let pieces = vec![
                piece("（", Root::Fixed(None)),
                piece(inner, from),
                piece("）", Root::Fixed(None)),
            ];
            self.push("附注", pieces);
        }
    }

    pub(super) fn imprint(&mut self) {
        let imprint = &self.notice.imprint;
        if let Some(copies) = &imprint.copies {
            let pieces = vec![
                piece("抄送：", Root::Fixed(None)),
                piece(copies, Root::Head("copies")),
            ];
            self.push("抄送", pieces);
        }
        if let Some(printed) = &imprint.printed {
            let pieces = vec![
                piece(&printed.organ, Root::Fixed(None)),
                piece(&printed.date, Root::Head("date")),
                piece("印发", Root::Fixed(None)),
            ];
            self.push("印发机关和日期", pieces);
        }
    }
}
