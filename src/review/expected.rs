//! What the notice says, in the order in which a Word file has it: parts, each in pieces that know
//! where they come from.

use crate::input::Inputs;
use crate::key::Key;
use crate::model::{DocumentForm, Model};
use crate::notice::{Annex, Block, BlockKind, Notice};
use crate::source::Place;
use crate::wording::{NotePart, Origin, RuleId};

/// A stretch of a part that comes from one place.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    pub text: String,
    /// The figure that it prints.
    pub figure: Option<Key>,
    /// It follows from the notice's own period.
    pub is_time: bool,
    pub from: Root,
}

/// Where the words of a piece come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Root {
    /// A rule of a phrase.
    Rule(RuleId),
    /// A text of the input.
    Own(String),
    /// A key at the head of the input.
    Head(&'static str),
    /// The templates or the program; the place in the templates, where it is known.
    Fixed(Option<Place>),
    /// The number of a heading or of an annex, the mark of a note: it follows from what is there.
    Counted,
}

/// Where in the notice a part stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// 版头, 标题, 主送机关, what stands below the text.
    Around,
    /// A block of 正文.
    Body,
    /// A block of an annex's text, by the annex.
    Annex(usize),
}

/// A paragraph, as far as the notice knows of paragraphs.
#[derive(Clone, Debug)]
pub(super) struct Part {
    pub role: Role,
    /// What a reader calls it: 标题.
    pub label: String,
    /// The block's name, where it is one.
    pub id: String,
    pub pieces: Vec<Piece>,
}

/// A part, or a table by its place in [`Notice::all_tables`].
pub(super) enum Content {
    Part(Part),
    Table(usize),
}

/// Everything that stands in the file, but for what is drawn.
pub(super) struct Expected {
    pub contents: Vec<Content>,
    /// The words in charts.
    pub drawn: Vec<String>,
}

impl Part {
    pub fn text(&self) -> String {
        self.pieces
            .iter()
            .map(|piece| piece.text.as_str())
            .collect()
    }
}

/// What a file of the notice has.
pub(super) fn expected(model: &Model, inputs: &Inputs, notice: &Notice) -> Expected {
    let mut writer = Writer {
        model,
        inputs,
        notice,
        contents: Vec::new(),
    };
    writer.head();
    writer.body();
    writer.tail();
    for (at, annex) in notice.annexes.iter().enumerate() {
        writer.annex(at, annex);
    }
    writer.imprint();
    let drawn = notice
        .charts()
        .filter_map(|chart| crate::drawing::draw(chart).ok());
    let marks = drawn.flat_map(|drawing| drawing.marks);
    let drawn = marks.filter_map(|mark| match mark.ink {
        crate::drawing::Ink::Words { lines, .. } => Some(lines.concat()),
        _ => None,
    });
    Expected {
        drawn: drawn.collect(),
        contents: writer.contents,
    }
}

struct Writer<'a> {
    model: &'a Model,
    inputs: &'a Inputs,
    notice: &'a Notice,
    contents: Vec<Content>,
}

fn piece(text: &str, from: Root) -> Piece {
    Piece {
        text: text.to_owned(),
        figure: None,
        is_time: false,
        from,
    }
}

impl Writer<'_> {
    fn push(&mut self, label: &str, pieces: Vec<Piece>) {
        if pieces.iter().all(|piece| piece.text.trim().is_empty()) {
            return;
        }
        self.contents.push(Content::Part(Part {
            role: Role::Around,
            label: label.to_owned(),
            id: String::new(),
            pieces,
        }));
    }

    /// A part that comes from one place.
    fn one(&mut self, label: &str, text: &str, from: Root) {
        self.push(label, vec![piece(text, from)]);
    }

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

    fn head(&mut self) {
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

    fn body(&mut self) {
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

    fn tail(&mut self) {
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

    fn annex(&mut self, at: usize, annex: &Annex) {
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

    fn imprint(&mut self) {
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
