//! The year's own paragraphs: years left over, figures typed although the
//! input has them, words and marks that official usage writes otherwise.

use std::collections::{BTreeSet, HashMap};

use crate::diagnostic::{Code, Diagnostic, Subject};
use crate::figures::Figures;
use crate::input::Inputs;
use crate::language::Piece;
use crate::model::{Model, Rows};
use crate::number::Decimal;
use crate::source::{Place, Sources};

pub(super) fn check(
    model: &Model,
    inputs: &Inputs,
    figures: &Figures,
    sources: &Sources,
) -> Vec<Diagnostic> {
    let linter = Linter {
        years: years_of(model, inputs),
        known: known_figures(model, figures),
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
    years.extend(inputs.years_given(model));
    let items = inputs.groups.iter().flat_map(|group| &group.items);
    years.extend(items.filter_map(|item| item.parse::<i32>().ok()));
    years
}

struct Linter<'a> {
    years: BTreeSet<i32>,
    /// Figures by their value and unit.
    known: HashMap<(String, &'a str), Vec<Known<'a>>>,
    sources: &'a Sources,
}

struct Known<'a> {
    name: &'a str,
    /// Nothing: the city's own. A county's figure is meant where its name stands before.
    county: Option<&'a str>,
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
        let after = number.after.trim_start();
        let is_year = number.text.len() == 4
            && (1949..3000).contains(&year)
            && (after.starts_with(['年', '〕', '—', '-', '–', '～', '~', '至'])
                || number.before.ends_with(['〔', '—']));
        (is_year && !self.years.contains(&year)).then_some(year)
    }

    /// A figure of the input that is worth just so much, with its unit.
    fn known_figure(&self, number: &Number) -> Option<(String, &str)> {
        const LONGEST_UNIT: usize = 3;
        if number.text.len() < 2 {
            return None;
        }
        let value = Decimal::parse(number.text).ok()?.value.to_plain();
        let clause = number.before.rsplit(['。', '；', '\n']).next()?;
        let behind = number.after.trim_start();
        let ends = behind.char_indices().map(|(at, c)| at + c.len_utf8());
        ends.take(LONGEST_UNIT).find_map(|end| {
            let unit = &behind[..end];
            let known = self.known.get(&(value.clone(), unit))?;
            let is_meant =
                |known: &&Known| known.county.is_none_or(|county| clause.contains(county));
            let known = known.iter().find(is_meant)?;
            Some((format!("{}{unit}", number.text), known.name))
        })
    }
}

fn known_figures<'a>(
    model: &Model,
    figures: &'a Figures,
) -> HashMap<(String, &'a str), Vec<Known<'a>>> {
    let mut known: HashMap<_, Vec<_>> = HashMap::new();
    for (_, figure) in figures.iter() {
        let parts: Vec<&str> = figure.name.split('.').collect();
        let county = match parts.as_slice() {
            [_, _] | [_, "total", _] => None,
            [group, row, _] => {
                let rows = model.group(group).map(|group| &group.rows);
                match rows {
                    Some(Rows::Counties { .. }) => Some(*row),
                    _ => continue,
                }
            }
            _ => continue,
        };
        let unit = figure.measure.sign_or_unit();
        if let (Some(value), false) = (figure.printed_value(), unit.is_empty()) {
            let name = figure.name.as_str();
            let key = (value.value.to_plain(), unit);
            known.entry(key).or_default().push(Known { name, county });
        }
    }
    // The city's own figure is the likelier one.
    for figures in known.values_mut() {
        figures.sort_by_key(|known| known.county.is_some());
    }
    known
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

/// 2021-2023年, 2021年-2023年, 2021至2023年, 13~15%: not the marks of official usage.
fn odd_range(number: &Number) -> Option<String> {
    let unit = number
        .after
        .chars()
        .next()
        .filter(|c| "年月日%".contains(*c));
    let behind = &number.after[unit.map_or(0, char::len_utf8)..];
    let mark = behind.chars().next()?;
    let rest = &behind[mark.len_utf8()..];
    let other = numbers(rest)
        .into_iter()
        .next()
        .filter(|other| other.before.is_empty())?;
    let is_span = other.after.starts_with(['年', '%', '月', '日']);
    let is_years = number.text.len() == 4 && other.text.len() == 4 && other.after.starts_with('年');
    // 2021年至2023年 is a sentence's own words, and right.
    let is_odd =
        "-–−－~".contains(mark) || is_years && (mark == '～' || mark == '至' && unit.is_none());
    let unit = unit.map(String::from).unwrap_or_default();
    (is_span && is_odd).then(|| format!("{}{unit}{mark}{}", number.text, other.text))
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
