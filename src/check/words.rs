//! The year's own paragraphs: years left over, figures typed although the
//! input has them, words and marks that official usage writes otherwise.

use std::collections::{BTreeSet, HashMap};

use crate::diagnostic::{Code, Diagnostic, Subject};
use crate::figures::Figures;
use crate::input::Inputs;
use crate::language::Piece;
use crate::model::Model;
use crate::source::{Place, Sources};

pub(super) fn check(
    model: &Model,
    inputs: &Inputs,
    figures: &Figures,
    sources: &Sources,
) -> Vec<Diagnostic> {
    let linter = Linter {
        years: years_of(model, inputs),
        known: known_figures(figures),
        sources,
    };
    let mut findings = Vec::new();
    for (group, input) in model.groups.iter().zip(&inputs.groups) {
        for field in &group.texts {
            let Some(text) = input.texts.get(&field.key) else {
                continue;
            };
            let name = format!("{}.{}", group.key, field.key);
            for piece in &text.value.pieces {
                if let Piece::Text(words) = piece {
                    findings.extend(linter.lint(words, &name, &text.place));
                }
            }
        }
    }
    findings
}

/// The years that this year's notice contains: those that the templates
/// reckon from the year, the audits', the day of issue, and the background
/// that the clerk named.
fn years_of(model: &Model, inputs: &Inputs) -> BTreeSet<i32> {
    let mut years: BTreeSet<i32> = model
        .year_offsets()
        .into_iter()
        .map(|offset| inputs.year + offset)
        .collect();
    years.extend([inputs.year, inputs.issued.year]);
    years.extend(&inputs.background_years);
    let items = inputs.groups.iter().flat_map(|group| &group.items);
    years.extend(items.filter_map(|item| item.parse::<i32>().ok()));
    years
}

struct Linter<'a> {
    years: BTreeSet<i32>,
    /// The city's figures by their printed form and unit.
    known: HashMap<String, &'a str>,
    sources: &'a Sources,
}

/// A run of ASCII digits with its decimal point, and where it stands.
struct Number<'t> {
    text: &'t str,
    before: &'t str,
    after: &'t str,
}

impl Linter<'_> {
    fn lint(&self, words: &str, name: &str, place: &Place) -> Vec<Diagnostic> {
        let mut findings = Vec::new();
        let mut find = |code, token: &str, message: String, hint: String| {
            findings.push(
                Diagnostic::warning(code, message)
                    .at(self.place_of(token, place))
                    .hint(hint)
                    .subject(Subject {
                        figure: name.to_owned(),
                        value: token.to_owned(),
                    }),
            );
        };
        for number in numbers(words) {
            if let Some(year) = self.stale_year(&number) {
                let hint = format!(
                    "请改成今年的说法，如 {{year}}；确是背景的年份，写进 background_years = [{year}]"
                );
                find(
                    Code::StaleYear,
                    number.text,
                    format!("{year} 年不是今年的通报会写到的年份"),
                    hint,
                );
            }
            if let Some((typed, figure)) = self.known_figure(&number) {
                let hint = format!("写成 {{{figure}}}，数据改了它也跟着改");
                find(
                    Code::TypedFigure,
                    number.text,
                    format!("“{typed}”在数据里已经有了"),
                    hint,
                );
            }
            if let Some(range) = odd_range(&number) {
                find(
                    Code::Usage,
                    &range,
                    format!("“{range}”的起止号用得不一致"),
                    "年份的起止用一字线：2021—2023年；数值的起止用 ～".to_owned(),
                );
            }
        }
        if let Some(token) = cut_off(words) {
            find(
                Code::Usage,
                token,
                "“截止”是停止的意思".to_owned(),
                "到某一时间为止写作“截至”".to_owned(),
            );
        }
        for token in half_width_marks(words) {
            find(
                Code::Usage,
                &token,
                format!("“{token}”里的标点是半角的"),
                "中文里用全角标点：，；：？！（）".to_owned(),
            );
        }
        findings
    }

    /// Where a token stands in the file; at worst the whole text.
    fn place_of(&self, token: &str, place: &Place) -> Place {
        let text = &self.sources.get(place.source).text[place.span.clone()];
        match text.find(token) {
            Some(at) => {
                let start = place.span.start + at;
                Place::new(place.source, start..start + token.len())
            }
            None => place.clone(),
        }
    }

    fn stale_year(&self, number: &Number) -> Option<i32> {
        let year: i32 = number.text.parse().ok()?;
        let is_year = number.text.len() == 4
            && (1949..3000).contains(&year)
            && (number.after.starts_with(['年', '〕', '—', '-']) || number.before.ends_with('〔'));
        (is_year && !self.years.contains(&year)).then_some(year)
    }

    /// A city figure that is printed just so, with its unit.
    fn known_figure(&self, number: &Number) -> Option<(String, &str)> {
        const LONGEST_UNIT: usize = 3;
        if number.text.len() < 2 {
            return None;
        }
        let behind = number.after.chars();
        let mut typed = number.text.to_owned();
        for unit in behind.take(LONGEST_UNIT) {
            typed.push(unit);
            if let Some(figure) = self.known.get(&typed) {
                return Some((typed, figure));
            }
        }
        None
    }
}

fn known_figures(figures: &Figures) -> HashMap<String, &str> {
    figures
        .iter()
        .filter(|(_, figure)| {
            figure.name.contains(".total.") || figure.name.matches('.').count() == 1
        })
        .filter(|(_, figure)| !figure.measure.sign_or_unit().is_empty())
        .map(|(_, figure)| {
            let digits = figure.printed();
            let digits = digits.trim_end_matches('%');
            (
                format!("{digits}{}", figure.measure.sign_or_unit()),
                figure.name.as_str(),
            )
        })
        .collect()
}

fn numbers(words: &str) -> Vec<Number<'_>> {
    let mut numbers = Vec::new();
    let mut at = 0;
    let is_part = |c: char| c.is_ascii_digit() || c == '.';
    while let Some(offset) = words[at..].find(|c: char| c.is_ascii_digit()) {
        let start = at + offset;
        let length = words[start..]
            .find(|c| !is_part(c))
            .unwrap_or(words.len() - start);
        let end = start + words[start..start + length].trim_end_matches('.').len();
        numbers.push(Number {
            text: &words[start..end],
            before: &words[..start],
            after: &words[end..],
        });
        at = start + length;
    }
    numbers
}

/// 2021-2023年, 13~15%: not the dash of official usage.
fn odd_range(number: &Number) -> Option<String> {
    let mark = number.after.chars().next().filter(|c| "-–~".contains(*c))?;
    let rest = &number.after[mark.len_utf8()..];
    let other = numbers(rest)
        .into_iter()
        .next()
        .filter(|other| other.before.is_empty())?;
    let is_span = other.after.starts_with(['年', '%', '月', '日']);
    is_span.then(|| format!("{}{mark}{}", number.text, other.text))
}

/// 截止 before a time.
fn cut_off(words: &str) -> Option<&str> {
    let at = words.find("截止")?;
    let after = words[at + "截止".len()..].trim_start_matches('到');
    let is_time = after.starts_with(|c: char| c.is_ascii_digit() || "目年月今上本".contains(c));
    // The hole {year} may follow, which ends this piece of text.
    (is_time || after.is_empty()).then_some("截止")
}

/// Half-width marks beside a hanzi, with it.
fn half_width_marks(words: &str) -> Vec<String> {
    let is_hanzi = |c: &char| ('\u{4e00}'..='\u{9fff}').contains(c);
    let is_mark = |c: char| ",;:?!()".contains(c);
    let characters: Vec<char> = words.chars().collect();
    let mut marks = Vec::new();
    for (at, mark) in characters.iter().enumerate().filter(|(_, c)| is_mark(**c)) {
        let before = at.checked_sub(1).and_then(|at| characters.get(at));
        let after = characters.get(at + 1);
        if let Some(before) = before.filter(|c| is_hanzi(c)) {
            marks.push([*before, *mark].iter().collect());
        } else if let Some(after) = after.filter(|c| is_hanzi(c)) {
            marks.push([*mark, *after].iter().collect());
        }
    }
    marks
}
