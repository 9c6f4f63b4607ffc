//! What a cell shows of its number: the digits that its number format asks for.

use crate::number::Decimal;

/// A spreadsheet knows no more digits of a number.
const MOST_DIGITS: usize = 15;

/// A number as a cell shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Digits {
    /// The plain decimal that is shown: 51.220, of 0.582 as 58.2% the 58.2.
    pub shown: String,
    /// All that the cell holds, in the same unit.
    pub held: String,
    /// What stands behind it: %, 亿元.
    pub unit: String,
}

/// The digits of a plain decimal in a number format; an empty one is General.
pub fn shown(number: &str, format: &str) -> Digits {
    let Some(number) = Decimal::parse(number).ok().map(|number| cut(&number)) else {
        return Digits {
            shown: number.to_owned(),
            held: number.to_owned(),
            unit: String::new(),
        };
    };
    let pattern = Pattern::of(section(format, &number));
    let percent = Decimal::parse(if pattern.is_percent { "100" } else { "1" });
    let value = match percent {
        Ok(percent) => &number.value * &percent.value,
        Err(_) => number.value.clone(),
    };
    let held = value.to_plain();
    let shown = match pattern.places {
        None => held.clone(),
        Some((least, most)) => trimmed(value.to_fixed(most), least),
    };
    let unit = if pattern.is_percent {
        "%".to_owned()
    } else {
        pattern.literal
    };
    Digits { shown, held, unit }
}

/// A number without the digits that a binary fraction adds: 0.30000000000000004.
fn cut(number: &Decimal) -> Decimal {
    let digits = number.text.trim_start_matches(['-', '0', '.']);
    let count = digits.chars().filter(char::is_ascii_digit).count();
    let Some(excess) = count.checked_sub(MOST_DIGITS).filter(|excess| *excess > 0) else {
        return number.clone();
    };
    let excess = u32::try_from(excess).unwrap_or(u32::MAX);
    let rounded = number.value.to_fixed(number.places.saturating_sub(excess));
    Decimal::parse(&trimmed(rounded, 0)).unwrap_or_else(|_| number.clone())
}

/// Without the zeros behind its first `least` places.
fn trimmed(mut text: String, least: u32) -> String {
    let Some(point) = text.find('.') else {
        return text;
    };
    let least = usize::try_from(least).unwrap_or(usize::MAX);
    while text.ends_with('0') && text.len() - point - 1 > least {
        text.pop();
    }
    if text.ends_with('.') {
        text.pop();
    }
    text
}

/// The part of a format that is for a number of this sign.
fn section<'f>(format: &'f str, number: &Decimal) -> &'f str {
    let mut parts = vec![0];
    let mut is_quoted = false;
    for (at, c) in format.char_indices() {
        match c {
            '"' => is_quoted = !is_quoted,
            ';' if !is_quoted => parts.push(at + 1),
            _ => {}
        }
    }
    let part = |number: usize| {
        let start = parts.get(number).copied();
        let end = parts.get(number + 1).map_or(format.len(), |next| next - 1);
        start.map(|start| &format[start..end])
    };
    let wanted = match (number.value.is_negative(), number.value.is_zero()) {
        (true, _) => part(1),
        (_, true) => part(2),
        _ => None,
    };
    wanted.or_else(|| part(0)).unwrap_or(format)
}

/// What a section of a format asks for.
#[derive(Debug, Default)]
struct Pattern {
    /// At least and at most so many places; nothing: as many as there are.
    places: Option<(u32, u32)>,
    is_percent: bool,
    /// Words behind the number.
    literal: String,
}

impl Pattern {
    fn of(section: &str) -> Self {
        let mut pattern = Self::default();
        let (mut least, mut most, mut is_behind, mut has_digits) = (0, 0, false, false);
        let mut chars = section.chars();
        while let Some(c) = chars.next() {
            match c {
                '"' => pattern
                    .literal
                    .extend(chars.by_ref().take_while(|c| *c != '"')),
                // What stands behind \ is itself, behind _ and * it is space.
                // But a sign, which the number has already.
                '\\' => pattern.literal.extend(chars.next().filter(|c| *c != '-')),
                '_' | '*' => drop(chars.next()),
                '[' => drop(chars.by_ref().find(|c| *c == ']')),
                '%' => pattern.is_percent = true,
                '.' => is_behind = true,
                '0' | '#' | '?' => {
                    has_digits = true;
                    if is_behind {
                        most += 1;
                        least += u32::from(c == '0');
                    }
                }
                // Scientific, a fraction: as it is.
                'E' | 'e' | '/' if has_digits => return Self::default(),
                'G' | 'g' if section.to_ascii_lowercase().contains("general") => {
                    pattern.literal = literal_behind(section);
                    return pattern;
                }
                c if !c.is_ascii() => pattern.literal.push(c),
                _ => {}
            }
        }
        if has_digits {
            pattern.places = Some((least, most));
        }
        Self {
            literal: pattern.literal.trim().to_owned(),
            ..pattern
        }
    }
}

/// The words behind General: General"%".
fn literal_behind(section: &str) -> String {
    let words: Vec<&str> = section.split('"').skip(1).step_by(2).collect();
    words.concat().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_keeps_the_digits_that_it_shows() {
        for (number, format, wanted, unit) in [
            ("51.22", "0.000", "51.220", ""),
            ("134", "General", "134", ""),
            ("134", "", "134", ""),
            ("545.9", "0.0", "545.9", ""),
            ("545.9", "0.00_ ", "545.90", ""),
            ("1629", "#,##0", "1629", ""),
            ("-69.65", "0.00;[Red]\\-0.00", "-69.65", ""),
            ("0.582", "0.0%", "58.2", "%"),
            ("58.2", "0.0\"%\"", "58.2", "%"),
            ("58.2", "General\"%\"", "58.2", "%"),
            ("4.72", "0.00\"亿元\"", "4.72", "亿元"),
            ("4.5", "0.##", "4.5", ""),
            ("4", "0.##", "4", ""),
            ("0.30000000000000004", "General", "0.3", ""),
            ("13.866", "0.00", "13.87", ""),
            ("2.5", "0", "3", ""),
            ("12345678", "0.00E+00", "12345678", ""),
            ("0", "0.00;-0.00;\"—\"", "0", "—"),
            ("51.219999999999999", "General", "51.22", ""),
        ] {
            let digits = shown(number, format);
            assert_eq!(
                (digits.shown.as_str(), digits.unit.as_str()),
                (wanted, unit),
                "{number} {format}"
            );
        }
        assert_eq!(shown("13.866", "0.00").held, "13.866");
    }
}
