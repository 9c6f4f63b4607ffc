//! The text, the annexes and what stands around tables.

use super::{Content, Part, Piece, Role, Root, Writer, piece};
use crate::notice::{Annex, Block, BlockKind};
use crate::wording::{NotePart, Origin, RuleId};

impl Writer<'_> {
    pub(super) fn body(&mut self) {
        let notice = self.notice;
        for (at, block) in notice.body.iter().enumerate() {
            self.block(block, Role::Body);
            for (number, table) in notice.tables.iter().enumerate() {
                if notice.block_above(table) == Some(at) {
                    self.table(number, table, "");
                }
            }
        }
        let many = notice.annexes.len() > 1;
        for (at, annex) in notice.annexes.iter().enumerate() {
            let mut pieces = Vec::new();
            if at == 0 {
                pieces.push(piece("附件：", Root::Counted));
            }
            if many {
                pieces.push(piece(&format!("{}.", at + 1), Root::Counted));
            }
            pieces.push(piece(&annex.title.to_string(), self.title_of(annex)));
            self.push("附件说明", pieces);
        }
    }

    fn block(&mut self, block: &Block, role: Role) {
        let mut pieces = Vec::new();
        if let BlockKind::Heading { number, .. } | BlockKind::Footnote { mark: number } =
            &block.kind
        {
            // Of a heading within a text of the input, the number is typed.
            let own = block.spans.first().and_then(|span| span.origin.clone());
            let own = own.filter(|_| {
                !matches!(&block.kind, BlockKind::Heading { level: 1, .. }) || role != Role::Body
            });
            let from = match own {
                Some(Origin::Own(name)) if !block.is_footnote() => Root::Own(name),
                _ => Root::Counted,
            };
            pieces.push(piece(number, from));
        }
        let by_block = RuleId {
            phrase: block.id.clone(),
            index: 0,
            row: None,
        };
        pieces.extend(block.spans.iter().map(|span| Piece {
            text: span.text.clone(),
            figure: span.figure.clone(),
            is_time: span.time.is_some(),
            from: match &span.origin {
                _ if matches!(span.note, Some(NotePart::Mark(_))) => Root::Counted,
                Some(Origin::Rule(own)) => Root::Rule(own.clone()),
                Some(Origin::Own(name)) => Root::Own(name.clone()),
                None => Root::Rule(by_block.clone()),
            },
        }));
        self.contents.push(Content::Part(Part {
            role,
            label: if block.is_footnote() {
                "脚注"
            } else {
                "正文"
            }
            .to_owned(),
            id: block.id.clone(),
            pieces,
        }));
    }

    fn title_of(&self, annex: &Annex) -> Root {
        let model = self.model;
        let of_group = model
            .group(&annex.id)
            .and_then(|group| group.title.as_ref());
        let of_table = model.table(&annex.id).map(|table| &table.title);
        let of_text = model
            .section(&annex.id)
            .and_then(|section| section.title.as_ref());
        let title = of_group.or(of_table).or(of_text);
        Root::Fixed(title.map(|title| title.place.clone()))
    }

    pub(super) fn annex(&mut self, at: usize, annex: &Annex) {
        let label = annex.label();
        self.one(&label, &label, Root::Counted);
        self.one(
            &format!("{label}标题"),
            &annex.title.to_string(),
            self.title_of(annex),
        );
        for block in &annex.before {
            self.block(block, Role::Annex(at));
        }
        self.table(self.notice.tables.len() + at, annex, &label);
        for block in &annex.after {
            self.block(block, Role::Annex(at));
        }
    }

    /// A table with the lines and the chart around it; what stands in the text has its title above.
    fn table(&mut self, number: usize, annex: &Annex, label: &str) {
        let caption = annex.chart.as_ref().map(crate::notice::Chart::caption);
        let caption = caption.filter(|caption| !caption.is_empty());
        let is_in_text = annex.below.is_some();
        let of_chart = |writer: &mut Self| {
            if let Some(caption) = &caption {
                writer.one("图题", caption, Root::Fixed(None));
            }
        };
        if is_in_text && annex.has_table() {
            self.one("表题", &annex.title.to_string(), self.title_of(annex));
        }
        if annex.chart_first {
            of_chart(self);
        }
        let group = self.model.group(&annex.id);
        if let Some(line) = &annex.unit_line {
            let place = group.and_then(|group| group.unit_line.as_ref());
            let from = Root::Fixed(place.map(|line| line.place.clone()));
            self.one(&format!("{label}单位"), line, from);
        }
        if annex.has_table() {
            self.contents.push(Content::Table(number));
        }
        for note in &annex.notes {
            let place = group.and_then(|group| group.notes.first());
            let from = Root::Fixed(place.map(|note| note.place.clone()));
            self.one(&format!("{label}表注"), note, from);
        }
        if !annex.chart_first {
            of_chart(self);
        }
    }
}
