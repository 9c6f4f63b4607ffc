use std::collections::BTreeMap;

use serde::de::DeserializeOwned;
use toml::Spanned;

use super::file::{
    CarriedFile, ColumnFile, EntryFile, GroupFile, NoticeFile, PhraseFile, RowsFile, RuleFile,
    ScalarFile, SectionFile,
};
use super::{
    Carried, Column, Content, Each, Enumeration, ExtraRow, Group, Kind, List, ListEntry, Measure,
    Model, Must, Office, Phrase, PhraseSource, Placed, Relation, Rows, Rule, Scalar, Section,
    Shared, TextField, check,
};
use crate::diagnostic::{Code, Diagnostic, has_errors};
use crate::language::{Condition, Formula, LanguageError, Wording};
use crate::source::{Place, SourceId, Sources};

/// The files of `templates/` by path within it ("figures/targets.toml"): decoded text.
pub type TemplateFiles = BTreeMap<String, SourceId>;

/// Reads the model from the template files and checks it as a whole: every
/// name is borne by a figure, every set of rules comes to something, and
/// every rule can match.
pub fn load(files: &TemplateFiles, sources: &Sources) -> Result<Model, Vec<Diagnostic>> {
    let mut loader = Loader {
        files,
        sources,
        findings: Vec::new(),
    };
    let model = loader.model();
    let Some(model) = model.filter(|_| !has_errors(&loader.findings)) else {
        return Err(loader.findings);
    };
    let findings = check::check(&model, sources);
    if findings.is_empty() {
        Ok(model)
    } else {
        Err(findings)
    }
}

/// No figure of a notice is printed with more decimal places.
const MOST_PLACES: u32 = 6;

/// How a column or a single figure is to be measured, as its file says.
#[derive(Clone, Copy)]
struct Traits {
    amount: bool,
    places: Option<u32>,
    rounded_to: Option<u32>,
    signed: bool,
    exact: bool,
}

struct Loader<'a> {
    files: &'a TemplateFiles,
    sources: &'a Sources,
    findings: Vec<Diagnostic>,
}

impl Loader<'_> {
    fn model(&mut self) -> Option<Model> {
        let (file, source) = self.file::<NoticeFile>("notice.toml", None)?;
        let place = |text: &Spanned<String>| Place::new(source, text.span());
        for list in [&file.figures, &file.sections, &file.annexes] {
            for (at, key) in list.iter().enumerate() {
                if list[..at]
                    .iter()
                    .any(|other| other.get_ref() == key.get_ref())
                {
                    self.findings.push(
                        Diagnostic::error(
                            Code::DuplicateKey,
                            format!("“{}”列了两次", key.get_ref()),
                        )
                        .at(place(key)),
                    );
                }
            }
        }
        let mut groups = Vec::new();
        for key in &file.figures {
            let name = format!("figures/{}.toml", key.get_ref());
            if let Some((group, at)) = self.file::<GroupFile>(&name, Some(place(key))) {
                groups.push(self.group(key.get_ref(), group, at));
            }
        }
        let mut sections = Vec::new();
        for key in &file.sections {
            let name = format!("sections/{}.toml", key.get_ref());
            if let Some((section, at)) = self.file::<SectionFile>(&name, Some(place(key))) {
                sections.push(self.section(key.get_ref(), section, at));
            }
        }
        let mut annexes = Vec::new();
        for key in &file.annexes {
            match groups.iter().position(|group| group.key == *key.get_ref()) {
                Some(index) => annexes.push(index),
                None => self.findings.push(
                    Diagnostic::error(
                        Code::UnknownName,
                        format!("附件“{}”没有列在 figures 里", key.get_ref()),
                    )
                    .at(place(key))
                    .hint("annexes 里的名称须先列在 figures，并有 figures/名称.toml"),
                ),
            }
        }
        Some(Model {
            office: self.office(file, source),
            groups,
            annexes,
            sections,
        })
    }

    /// Reads one file into its raw shape, or says why it can't be read.
    fn file<T: DeserializeOwned>(
        &mut self,
        name: &str,
        named_at: Option<Place>,
    ) -> Option<(T, SourceId)> {
        let Some(source) = self.files.get(name).copied() else {
            let finding = Diagnostic::error(Code::File, format!("模板里没有 {name}"))
                .hint("请从发布的程序包里恢复这个文件，或改正引用它的名称");
            self.findings.push(match named_at {
                Some(place) => finding.at(place),
                None => finding,
            });
            return None;
        };
        match toml::from_str(&self.sources.get(source).text) {
            Ok(file) => Some((file, source)),
            Err(error) => {
                let span = error.span().unwrap_or(0..0);
                self.findings.push(
                    Diagnostic::error(Code::BadTemplate, template_fault(error.message()))
                        .at(Place::new(source, span)),
                );
                None
            }
        }
    }

    fn office(&mut self, file: NoticeFile, source: SourceId) -> Office {
        Office {
            organ: file.organ,
            mark: file.mark,
            number: self.wording(&file.number, source),
            title: self.wording(&file.title, source),
            addressee: file.addressee,
            total_label: file.total_label,
            rounding_note: self.wording(&file.rounding_note, source),
            seal: file.seal,
            fonts: file.fonts.into_iter().collect(),
        }
    }

    fn group(&mut self, key: &str, file: GroupFile, source: SourceId) -> Group {
        let rows = match file.rows.as_ref().map(Spanned::get_ref) {
            None => Rows::None,
            Some(RowsFile::Records) => Rows::Records,
            Some(RowsFile::Counties) => Rows::Counties {
                sparse: file.sparse,
                extra: file
                    .extra_rows
                    .into_iter()
                    .map(|row| ExtraRow {
                        label: row.label.unwrap_or_else(|| row.key.clone()),
                        key: row.key,
                    })
                    .collect(),
            },
        };
        Group {
            key: key.to_owned(),
            label: file.label,
            place: Place::new(source, 0..0),
            title: file.title.map(|title| self.wording(&title, source)),
            rows,
            row_head: file.row_head,
            each: file.each.map(|each| Each {
                key: each.key,
                label: each.label,
            }),
            columns: file
                .columns
                .into_iter()
                .map(|column| self.column(column, source))
                .collect(),
            scalars: file
                .scalars
                .into_iter()
                .map(|scalar| self.scalar(scalar, source))
                .collect(),
            texts: file
                .texts
                .into_iter()
                .map(|text| TextField {
                    key: text.key,
                    label: text.label,
                    optional: text.optional,
                    day: text.day,
                    clause: text.clause,
                })
                .collect(),
            notes: self.wordings(&file.notes, source),
            musts: file
                .must
                .into_iter()
                .filter_map(|must| {
                    Some(Must {
                        that: self.condition(&must.that, source)?,
                        say: must.say,
                    })
                })
                .collect(),
        }
    }

    fn column(&mut self, file: Spanned<ColumnFile>, source: SourceId) -> Column {
        let file = file.into_inner();
        let place = Place::new(source, file.formula.as_ref().unwrap_or(&file.key).span());
        let head = self.wordings(&file.head, source);
        let label = file.label.clone().unwrap_or_else(|| {
            let heads: Vec<_> = file
                .head
                .iter()
                .map(|text| text.get_ref().as_str())
                .collect();
            heads.join("／").replace('|', "")
        });
        let content = if file.text {
            Content::Text {
                optional: file.optional,
                county: file.county,
            }
        } else {
            let traits = Traits {
                amount: file.amount,
                places: file.places,
                rounded_to: file.rounded_to,
                signed: file.signed,
                exact: file.exact,
            };
            self.content(&file.unit, traits, file.formula.as_ref(), source)
        };
        let carried = file.carried.as_ref();
        let carried = carried.and_then(|carried| self.carried(carried, &file.key, source));
        Column {
            key: file.key.into_inner(),
            label,
            head,
            content,
            repeated: file.each,
            total: file.total.unwrap_or(!file.text),
            carried,
            place,
        }
    }

    fn carried(
        &mut self,
        file: &CarriedFile,
        key: &Spanned<String>,
        source: SourceId,
    ) -> Option<Carried> {
        let from = self.parsed(&file.from, source, Formula::parse)?;
        let itself = Placed {
            value: Formula::of_one(key.get_ref()),
            place: Place::new(source, key.span()),
        };
        let opening = match &file.opening {
            Some(opening) => self.parsed(opening, source, Formula::parse)?,
            None => itself,
        };
        for formula in [&from, &opening] {
            if formula.value.is_ratio() {
                self.findings.push(
                    Diagnostic::error(Code::BadTemplate, "结转只能相加减，不能是比率")
                        .at(formula.place.clone()),
                );
            }
        }
        Some(Carried {
            from,
            opening,
            relation: match (file.free, file.grows) {
                (true, _) => Relation::Free,
                (_, true) => Relation::AtLeast,
                _ => Relation::Equal,
            },
        })
    }

    fn scalar(&mut self, file: Spanned<ScalarFile>, source: SourceId) -> Scalar {
        let file = file.into_inner();
        let traits = Traits {
            amount: file.amount,
            places: file.places,
            rounded_to: file.rounded_to,
            signed: file.signed,
            exact: file.exact,
        };
        Scalar {
            content: self.content(&file.unit, traits, file.formula.as_ref(), source),
            place: Place::new(source, file.formula.as_ref().unwrap_or(&file.key).span()),
            key: file.key.into_inner(),
            label: file.label,
        }
    }

    fn content(
        &mut self,
        unit: &str,
        traits: Traits,
        formula: Option<&Spanned<String>>,
        source: SourceId,
    ) -> Content {
        if traits.places.is_some_and(|places| places > MOST_PLACES) {
            let of = formula.map_or(0..0, Spanned::span);
            self.findings.push(
                Diagnostic::error(
                    Code::BadTemplate,
                    format!("小数位数 places 最多 {MOST_PLACES} 位"),
                )
                .at(Place::new(source, of)),
            );
        }
        let places = traits.places.map(|places| places.min(MOST_PLACES));
        let measure = |kind| Measure {
            unit: unit.to_owned(),
            kind,
            places,
            rounded_to: traits.rounded_to.map(|places| places.min(MOST_PLACES)),
            signed: traits.signed,
            exact: traits.exact,
        };
        let plain = if traits.amount {
            Kind::Amount
        } else {
            Kind::Count
        };
        let Some(text) = formula else {
            return Content::Given(measure(plain));
        };
        let Some(formula) = self.parsed(text, source, Formula::parse) else {
            return Content::Given(measure(plain));
        };
        let kind = if formula.value.is_ratio() {
            Kind::Rate
        } else {
            plain
        };
        if kind == Kind::Rate && places.is_none() {
            self.findings.push(
                Diagnostic::error(Code::BadTemplate, "比率要写明小数位数")
                    .at(formula.place)
                    .hint("加上 places = 1（一位小数）"),
            );
        }
        Content::Derived(measure(kind), formula.value)
    }

    fn section(&mut self, key: &str, file: SectionFile, source: SourceId) -> Section {
        let named = |name| placed_text(name, source);
        Section {
            key: key.to_owned(),
            when: file.when.and_then(|when| self.condition(&when, source)),
            heading: file.heading.map(named),
            paragraphs: file.paragraphs.into_iter().map(named).collect(),
            lists: file
                .lists
                .into_iter()
                .map(|(key, entries)| List {
                    key,
                    place: Place::new(source, 0..0),
                    entries: entries
                        .into_iter()
                        .map(|entry| self.entry(entry, source))
                        .collect(),
                })
                .collect(),
            phrases: file
                .phrases
                .into_iter()
                .map(|(key, phrase)| self.phrase(key, phrase, source))
                .collect(),
        }
    }

    fn entry(&mut self, mut file: EntryFile, source: SourceId) -> ListEntry {
        let when = file.shift_remove("when");
        ListEntry {
            when: when.and_then(|when| self.condition(&when, source)),
            words: file
                .into_iter()
                .map(|(name, word)| (name, self.wording(&word, source)))
                .collect(),
        }
    }

    fn phrase(&mut self, key: String, file: Spanned<PhraseFile>, source: SourceId) -> Phrase {
        let place = Place::new(source, file.span());
        let file = file.into_inner();
        let is_parts = file.parts.is_some();
        let rules = match (file.say, file.choose, file.parts) {
            (Some(say), None, None) => vec![RuleFile { when: None, say }],
            (None, Some(rules), None) | (None, None, Some(rules)) => rules,
            _ => {
                self.findings.push(
                    Diagnostic::error(
                        Code::BadTemplate,
                        format!("措辞“{key}”须写 say、choose、parts 之一，且只写一个"),
                    )
                    .at(place.clone()),
                );
                Vec::new()
            }
        };
        let source_of = match file.each {
            Some(of) => PhraseSource::Each(Box::new(Enumeration {
                of: placed_text(of, source),
                filter: file.filter.and_then(|text| self.condition(&text, source)),
                falling: file.falling.map(|text| placed_text(text, source)),
                shared: file.shared.map(|shared| Shared {
                    say: self.wording(&shared.say, source),
                    join: shared.join,
                }),
            })),
            None if is_parts => PhraseSource::Parts,
            None => PhraseSource::Once,
        };
        Phrase {
            key,
            place,
            source: source_of,
            rules: rules
                .into_iter()
                .map(|rule| Rule {
                    when: rule.when.and_then(|when| self.condition(&when, source)),
                    say: self.wording(&rule.say, source),
                })
                .collect(),
            join: file.join,
        }
    }

    fn condition(&mut self, text: &Spanned<String>, source: SourceId) -> Option<Placed<Condition>> {
        self.parsed(text, source, Condition::parse)
    }

    fn wordings(&mut self, texts: &[Spanned<String>], source: SourceId) -> Vec<Placed<Wording>> {
        texts
            .iter()
            .map(|text| self.wording(text, source))
            .collect()
    }

    fn wording(&mut self, text: &Spanned<String>, source: SourceId) -> Placed<Wording> {
        self.parsed(text, source, Wording::parse).unwrap_or(Placed {
            value: Wording::default(),
            place: Place::new(source, text.span()),
        })
    }

    fn parsed<T>(
        &mut self,
        text: &Spanned<String>,
        source: SourceId,
        parse: impl Fn(&str) -> Result<T, LanguageError>,
    ) -> Option<Placed<T>> {
        match parse(text.get_ref()) {
            Ok(value) => Some(Placed {
                value,
                place: Place::new(source, text.span()),
            }),
            Err(error) => {
                let raw = &self.sources.get(source).text;
                let span = span_in_string(raw, text.span(), text.get_ref(), error.span);
                self.findings.push(
                    Diagnostic::error(Code::BadTemplate, error.message)
                        .at(Place::new(source, span)),
                );
                None
            }
        }
    }
}

fn placed_text(text: Spanned<String>, source: SourceId) -> Placed<String> {
    Placed {
        place: Place::new(source, text.span()),
        value: text.into_inner(),
    }
}

/// Where a part of a TOML string's value stands in the file. Exact unless the
/// string has escapes or joined lines before it; then the line's own text is
/// looked for, and at worst the whole string is meant.
pub(crate) fn span_in_string(
    file: &str,
    string: std::ops::Range<usize>,
    value: &str,
    part: std::ops::Range<usize>,
) -> std::ops::Range<usize> {
    let raw = &file[string.clone()];
    let wanted = value.get(part.clone()).unwrap_or("");
    if let Some(offset) = raw.find(value) {
        return string.start + offset + part.start..string.start + offset + part.end;
    }
    // The text just before and the part itself, as far as they stand on one line.
    let lead: String = value[..part.start].chars().rev().take(6).collect();
    let lead: String = lead.chars().rev().collect();
    for context in [lead.as_str(), ""] {
        if let Some(offset) = raw
            .find(&format!("{context}{wanted}"))
            .filter(|_| !wanted.is_empty())
        {
            let start = string.start + offset + context.len();
            return start..start + wanted.len();
        }
    }
    string
}

/// A fault of a template file, in Chinese as far as it is a common one.
fn template_fault(message: &str) -> String {
    let quoted = message.split('`').nth(1).unwrap_or_default();
    if message.starts_with("unknown field") {
        format!("模板里有不认识的项“{quoted}”")
    } else if message.starts_with("missing field") {
        format!("模板里缺少“{quoted}”这一项")
    } else if message.starts_with("unknown variant") {
        format!("“{quoted}”不是可用的取值")
    } else if message.starts_with("duplicate key") {
        "同一项写了两次".to_owned()
    } else {
        format!("模板写错了：{message}")
    }
}
