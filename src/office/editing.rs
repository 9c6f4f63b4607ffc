//! An input while somebody edits it: its tables as they are filled in, what follows from each edit at
//! once, what is found and at which cell, and the pages.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use toml_edit::DocumentMut;

use super::input::{Input, TextFile};
use super::{Change, Edition, Office, Run, earlier, faults};
use crate::audit::audit;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::figures::Figures;
use crate::impact::Impact;
use crate::input::Inputs;
use crate::located::{Located, located};
use crate::model::Kind;
use crate::pages::Pages;
use crate::pipeline::ReadInput;
use crate::source::Sources;
use crate::unfilled::missing_earlier;
use crate::workbook::edit::{Edit, Edits, Reading};
use crate::workbook::form::{self, Content, Ground, Part, Rule, form};
use crate::workbook::{Address, Slot, Spot, Target, Wanted, slot};

/// An input with edits that are not kept yet, and what comes of it.
pub struct Edited<'o> {
    /// The run of the edited input: its findings, its notice. What is still to be filled in stays open.
    pub run: Run<'o>,
    /// The edited text.
    pub text: String,
    /// The codes of what a draft may lack, and nothing else.
    missing: Vec<Code>,
    /// What was edited, and which edits were refused.
    pub made: crate::workbook::edit::Edited,
    /// The tables and texts as they are filled in; none where the input can't be read so far.
    pub sheets: Vec<Sheet>,
    /// What the edits change in the notice; nothing without edits, or where one of the two inputs makes
    /// no notice.
    pub impact: Option<Impact>,
}

/// A table of figures, single figures or texts, as they are filled in.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    /// What it is called.
    pub name: String,
    /// Its group in the templates; empty: the texts.
    pub group: String,
    /// Its rows from the top down, each from left to right. A cell that reaches over others stands in
    /// the first of them alone.
    pub rows: Vec<Vec<Cell>>,
    /// How many of the rows are its head.
    pub head: usize,
}

/// One cell of a sheet.
#[derive(Clone, Debug, Default)]
pub struct Cell {
    /// Where: a cell keeps its place while nothing but figures is edited.
    pub at: Address,
    /// What it shows; of what follows from others, as the notice prints it.
    pub text: String,
    /// What it is for.
    pub part: Part,
    /// Over how many columns it reaches.
    pub across: u32,
    /// Over how many rows it reaches.
    pub down: u32,
    /// What may be filled in; nothing where nothing may.
    pub field: Option<Field>,
    /// The figure that it shows without being filled in.
    pub figure: Option<String>,
}

/// What may be filled into a cell.
#[derive(Clone, Debug)]
pub struct Field {
    /// The cell, in every period.
    pub spot: Spot,
    /// The figure's or text's name: `targets.城区.begun`.
    pub name: String,
    /// What a finding calls it.
    pub label: String,
    /// What the input has there, as it writes it; empty: nothing.
    pub literal: String,
    /// Where that stands in the input.
    pub span: Option<Range<usize>>,
    /// The words of which one may be chosen; empty: anything.
    pub choices: Vec<String>,
    /// Whether it takes a number.
    pub is_number: bool,
    /// What is told of it while it is filled in.
    pub note: String,
}

/// A finding with the cells that it is about.
#[derive(Clone, Debug)]
pub struct Finding {
    /// What is found.
    pub finding: Diagnostic,
    /// The cells that it is about, the first first.
    pub spots: Vec<Spot>,
    /// The line of the input, from 1; nothing where it is about no line of it.
    pub line: Option<usize>,
    /// Whether something is missing that only a draft can do without.
    pub is_open: bool,
}

/// A notice laid out to be looked at.
pub struct Shown {
    /// A picture of each page (SVG).
    pub svgs: Vec<String>,
    /// What lies where.
    pub pages: Pages,
    /// What can be pointed at.
    pub located: Vec<Located>,
    /// Whether something is still to be filled in.
    pub is_draft: bool,
}

impl Office {
    /// Makes edits in an input, and tells what comes of them; nothing is kept.
    pub fn edit(&self, input: &Input, edits: &[Edit]) -> Edited<'_> {
        let before = input.file.text().to_owned();
        let name = input.file.name().to_owned();
        let with = |text: &str| Input {
            file: TextFile::of_text(name.as_str(), text),
            ..input.clone()
        };
        let made = if edits.is_empty() {
            crate::workbook::edit::Edited {
                text: before.clone(),
                ..Default::default()
            }
        } else {
            self.filled(input, |inputs, _, _| {
                let model = self.model();
                let text = &before;
                let edited = Edits {
                    model,
                    inputs,
                    text,
                };
                edited.make(edits)
            })
            .unwrap_or_default()
        };
        let text = made.text.clone();
        let after = with(&text);
        let looked = || {
            self.filled(&after, |inputs, figures, ground| {
                let lacking = missing_earlier(self.model(), inputs, figures, true);
                let sheets = self.sheets(inputs, figures, ground, &text);
                (sheets, !lacking.is_empty())
            })
        };
        let changed = || {
            if made.changes.is_empty() {
                return None;
            }
            let changed = Change::Input(TextFile::of_text(name.as_str(), text.as_str()));
            let run = self.read(with(&before), true).change(changed);
            run.map(|changed| changed.impact)
        };
        // An input in another encoding is told of as it is read.
        let whole = if made.changes.is_empty() {
            input.clone()
        } else {
            after.clone()
        };
        let (run, (looked, impact)) =
            rayon::join(|| self.read(whole, true), || rayon::join(looked, changed));
        let (sheets, lacks_earlier) = looked.unwrap_or_default();
        Edited {
            missing: missing(&run, lacks_earlier),
            run,
            sheets,
            impact,
            text: made.text.clone(),
            made,
        }
    }

    /// What an input holds, as far as it could be read; nothing where it could not be.
    fn filled<T>(
        &self,
        input: &Input,
        use_it: impl FnOnce(&Inputs, &Figures, &Ground) -> T,
    ) -> Option<T> {
        let model = self.model();
        let mut sources = Sources::on(self.sources().clone());
        let mut findings = Vec::new();
        let source = input.file.clone().take_up(&mut sources, &mut findings);
        let earlier = input.earlier.clone();
        let texts = earlier::take_up(model, source, earlier, &mut sources, &mut findings);
        let (years, _) = earlier::read(model, source, &texts, &sources);
        let read = ReadInput::of(model, source, &sources).derived(model, years.earlier());
        let (inputs, figures) = read.as_far_as_read()?;
        let written: DocumentMut = sources.get(source).text.parse().ok()?;
        let ground = Ground {
            kind: self.kind(),
            model,
            inputs: &inputs,
            figures: &figures,
            earlier: years.earlier(),
            written: &written,
            by: None,
        };
        Some(use_it(&inputs, &figures, &ground))
    }

    fn sheets(
        &self,
        inputs: &Inputs,
        figures: &Figures,
        ground: &Ground,
        text: &str,
    ) -> Vec<Sheet> {
        let reading = Reading::of(text);
        let drawn = Drawn {
            office: self,
            inputs,
            figures,
            reading: &reading,
        };
        let form = form(ground);
        let sheets = form.sheets.iter().filter(|sheet| sheet.has_keys);
        sheets.map(|sheet| drawn.sheet(sheet)).collect()
    }
}

/// The codes of what only a draft may lack.
fn missing(draft: &Run, lacks_earlier: bool) -> Vec<Code> {
    let mut codes = vec![Code::ToFill];
    codes.extend(lacks_earlier.then_some(Code::NoLastYear));
    codes.retain(|code| {
        let mut findings = draft.findings().iter();
        findings.any(|found| found.code == *code && found.severity == Severity::Warning)
    });
    codes
}

/// What a form's sheets are drawn from.
struct Drawn<'a> {
    office: &'a Office,
    inputs: &'a Inputs,
    figures: &'a Figures,
    reading: &'a Reading<'a>,
}

impl Drawn<'_> {
    fn sheet(&self, sheet: &form::Sheet) -> Sheet {
        let key = |row, column| match sheet.cells.get(&Address::new(row, column)) {
            Some(form::Cell {
                content: Content::Text(text),
                part: Part::Key,
                ..
            }) => text.as_str(),
            _ => "",
        };
        let group = form::group_of(sheet);
        let spans: HashMap<Address, (u32, u32)> = sheet
            .merged
            .iter()
            .map(|(first, last)| {
                let size = (last.column - first.column + 1, last.row - first.row + 1);
                (*first, size)
            })
            .collect();
        let mut rows: BTreeMap<u32, Vec<Cell>> = BTreeMap::new();
        for (at, cell) in &sheet.cells {
            if cell.part == Part::Key || cell.part == Part::Title || at.row < 3 && group_head(sheet)
            {
                continue;
            }
            let spot = Spot {
                group: group.clone(),
                row: key(at.row, 0).to_owned(),
                column: key(0, at.column).to_owned(),
            };
            let (across, down) = spans.get(at).copied().unwrap_or((1, 1));
            let drawn = Cell {
                at: *at,
                across,
                down,
                ..self.cell(cell, spot)
            };
            rows.entry(at.row).or_default().push(drawn);
        }
        let head = sheet.frozen.map_or(0, |frozen| frozen.row);
        Sheet {
            name: sheet.name.clone(),
            head: rows.keys().filter(|row| **row < head).count(),
            rows: rows.into_values().collect(),
            group,
        }
    }

    fn cell(&self, cell: &form::Cell, spot: Spot) -> Cell {
        let text = match &cell.content {
            Content::Empty => String::new(),
            Content::Text(text) | Content::Number(text) => text.clone(),
            Content::Formula(_, result) => result.clone(),
        };
        let mut drawn = Cell {
            text,
            part: cell.part,
            ..Cell::default()
        };
        let Some(meant) = slot(&spot, self.office.model(), self.inputs) else {
            return drawn;
        };
        match (&meant.wanted, cell.part) {
            (_, Part::Difference | Part::Earlier) => {}
            (Wanted::Derived(_), _) => self.derived(&meant, &mut drawn),
            _ => drawn.field = Some(self.field(meant, spot, cell)),
        }
        drawn
    }

    /// What follows from others, as the notice prints it.
    fn derived(&self, slot: &Slot, drawn: &mut Cell) {
        let Target::Figure(key) = &slot.target else {
            return;
        };
        let Some(figure) = self.figures.id(key).map(|id| self.figures.get(id)) else {
            return;
        };
        drawn.figure = Some(key.to_string());
        let is_stated = figure.typed().is_some();
        if !is_stated && figure.value.is_some() {
            drawn.text = figure.in_cell();
        } else if let (Some(derived), Some(typed)) = (&figure.derived, figure.typed()) {
            let places = figure.places.unwrap_or(typed.places);
            let plain = derived.value.to_fixed(places);
            drawn.text = if plain == typed.text {
                figure.in_cell()
            } else {
                plain
            };
        }
    }

    fn field(&self, meant: Slot, spot: Spot, cell: &form::Cell) -> Field {
        let found = self.reading.get(&meant.target, self.office.model());
        let (literal, span) = found.map_or((String::new(), None), |(literal, span)| {
            (literal.to_owned(), Some(span))
        });
        let choices = match (&meant.wanted, &cell.rule) {
            (Wanted::Words { choices, .. }, _) if !choices.is_empty() => choices.clone(),
            (_, Some(Rule::Choice(choices))) => choices.clone(),
            _ => Vec::new(),
        };
        Field {
            name: meant.target.to_string(),
            is_number: is_number(&meant.wanted),
            label: meant.label,
            note: cell.note.clone(),
            literal,
            span,
            choices,
            spot,
        }
    }
}

/// Whether digits are typed into it: a day has other signs as well.
fn is_number(wanted: &Wanted) -> bool {
    match wanted {
        Wanted::Words { .. } => false,
        Wanted::Number(measure) | Wanted::Stated(measure) | Wanted::Derived(measure) => {
            measure.kind != Kind::Date
        }
    }
}

/// The sheets of tables have a title and a hint above their heads, which a window tells otherwise.
fn group_head(sheet: &form::Sheet) -> bool {
    sheet.head_rows.is_some()
}

impl Edited<'_> {
    /// All that is found, each with the cells that it is about.
    pub fn findings(&self) -> Vec<Finding> {
        let fields = self.sheets.iter().flat_map(|sheet| sheet.rows.iter());
        let fields = fields.flatten().filter_map(|cell| cell.field.as_ref());
        let fields: Vec<(&Range<usize>, &Spot)> = fields
            .filter_map(|field| Some((field.span.as_ref()?, &field.spot)))
            .collect();
        let input = self.run.input();
        let sources = self.run.sources();
        let of = |finding: &Diagnostic| {
            let own = finding.labels.iter();
            let own = own.filter(|label| label.place.source == input);
            let spots = own.clone().filter_map(|label| {
                let place = &label.place.span;
                let touches = |span: &Range<usize>| {
                    span.start < place.end.max(place.start + 1) && place.start < span.end
                };
                let field = fields.iter().find(|(span, _)| touches(span));
                field.map(|(_, spot)| (*spot).clone())
            });
            let line = own.clone().next();
            Finding {
                spots: spots.collect(),
                line: line.map(|label| sources.line_column(&label.place).line),
                is_open: self.missing.contains(&finding.code),
                finding: finding.clone(),
            }
        };
        self.run.findings().iter().map(of).collect()
    }

    /// How many places are still to be filled in.
    pub fn open(&self) -> usize {
        let open = self.run.findings().iter();
        let open = open.filter(|finding| finding.code == Code::ToFill);
        open.map(|finding| finding.labels.len().max(1)).sum()
    }

    /// The pages; nothing, and findings, where the notice can't be laid out. What breaks the standard
    /// is among the findings.
    pub fn show(&mut self) -> Option<Shown> {
        let is_draft = !self.missing.is_empty();
        let edition = Edition {
            draft: is_draft,
            ..Edition::default()
        };
        let laid_out = self.run.lay_out(edition)?;
        let notice = self.run.notice()?;
        let looked = || {
            let pages = laid_out.pages();
            let roles = &self.run.office().model().office.fonts;
            let audit = audit(notice, roles, &pages);
            let located = located(notice, &pages);
            (pages, audit, located)
        };
        let (svgs, (pages, audit, located)) = rayon::join(|| laid_out.svgs(), looked);
        let broken = faults::of_audit(&audit).into_iter();
        let broken: Vec<Diagnostic> = broken.map(Diagnostic::softened).collect();
        self.run.findings.extend(broken);
        Some(Shown {
            svgs,
            pages,
            located,
            is_draft,
        })
    }
}
