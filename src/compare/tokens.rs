use crate::calendar::Time;
use crate::key::Key;
use crate::segment;
use crate::wording::{Origin, Span};

/// The least part of a sentence that is compared: a figure, a year, a word in
/// Latin letters or digits, a name, a Chinese word, a mark.
#[derive(Clone, Debug)]
pub(super) struct Token {
    pub key: TokenKey,
    pub text: String,
    pub figure: Option<Key>,
    pub origin: Option<Origin>,
}

/// What makes two tokens the same, whatever they print.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum TokenKey {
    Figure(Key),
    /// A time that follows from the notice's own period.
    Time(Time),
    Text(String),
}

/// A short span without marks is a name or a word of a list, and stays whole.
const LONGEST_WORD: usize = 6;

pub(super) fn of_spans(spans: &[Span], year: i32) -> Vec<Token> {
    spans.iter().flat_map(|span| of_span(span, year)).collect()
}

/// A text whose years all follow from the notice's own: a title, a date.
pub(super) fn of_text(text: &str, year: i32) -> Vec<Token> {
    segment::tokens(text)
        .into_iter()
        .map(|piece| token(piece, None, year_of(piece, year)))
        .collect()
}

/// A text whose years are of their own, where they are one of `kept`.
pub(super) fn of_head(text: &str, year: i32, kept: &[String]) -> Vec<Token> {
    let free = |piece: &str| !kept.iter().any(|item| item == piece);
    segment::tokens(text)
        .into_iter()
        .map(|piece| {
            let own = Some(piece)
                .filter(|p| free(p))
                .and_then(|p| year_of(p, year));
            token(piece, None, own)
        })
        .collect()
}

fn of_span(span: &Span, year: i32) -> Vec<Token> {
    if let Some(figure) = &span.figure {
        return vec![Token {
            key: TokenKey::Figure(figure.clone()),
            text: span.text.clone(),
            figure: Some(figure.clone()),
            origin: span.origin.clone(),
        }];
    }
    if span.time.is_some() {
        return vec![token(&span.text, span.origin.clone(), span.time)];
    }
    let is_own = matches!(span.origin, Some(Origin::Own(_)));
    let is_word = span.text.chars().count() <= LONGEST_WORD
        && !is_own
        && span.text.chars().all(char::is_alphanumeric);
    if is_word {
        return vec![token(&span.text, span.origin.clone(), None)];
    }
    segment::tokens(&span.text)
        .into_iter()
        .map(|piece| {
            // The clerk's own words alone may hold a year written out.
            let own = Some(piece)
                .filter(|_| is_own)
                .and_then(|p| year_of(p, year));
            token(piece, span.origin.clone(), own)
        })
        .collect()
}

fn token(text: &str, origin: Option<Origin>, time: Option<Time>) -> Token {
    Token {
        key: time.map_or_else(|| TokenKey::Text(text.to_owned()), TokenKey::Time),
        text: text.to_owned(),
        figure: None,
        origin,
    }
}

/// A number of four digits that can be a year, by how far it is from `year`.
fn year_of(text: &str, year: i32) -> Option<Time> {
    let number: i32 = text.parse().ok().filter(|_| text.len() == 4)?;
    (1949..=2999)
        .contains(&number)
        .then(|| Time::year(number - year))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::Period;

    #[test]
    fn words_numbers_and_names_stay_whole() {
        let spans = [
            Span::text("CD级2022年的"),
            Span::text("泽州县"),
            Span::time(Period::year_of(2023), Time::year(-1)),
            Span::figure("12.5%", &Key::parse("a.b").unwrap()),
        ];
        let tokens = of_spans(&spans, 2023);
        let texts: Vec<_> = tokens.iter().map(|token| token.text.as_str()).collect();
        assert_eq!(
            texts,
            ["CD", "级", "2022", "年", "的", "泽州县", "2022", "12.5%"]
        );
        assert_eq!(tokens[2].key, TokenKey::Text("2022".into()));
        assert_eq!(tokens[6].key, TokenKey::Time(Time::year(-1)));
        assert_eq!(
            of_text("2022年", 2023)[0].key,
            TokenKey::Time(Time::year(-1))
        );
    }
}
