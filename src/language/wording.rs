use super::form::Form;
use super::token::{Token, Tokens};
use super::{LanguageError, Parsed};
use crate::calendar::{Time, TimeForm};

/// Text with holes. A brace itself is written twice: `{{`, `}}`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wording {
    /// Text and holes in the order of print; no two texts stand side by side.
    pub pieces: Vec<Piece>,
}

/// A stretch of a wording: text that is printed as it stands, or a hole to be filled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Text outside the holes, with `{{` and `}}` already read as single braces.
    Text(String),
    /// `{year}`, `{year-1}`, `{period}`: a time that follows from the notice's period.
    Time(Time),
    /// `{name}`, `{name:0}`, `{name:亿 2}`: a figure (in another form than its own), a phrase or a
    /// word.
    Name {
        /// The name in the hole: `targets.total.rate`, `verdict`, `name`.
        name: String,
        /// How it is printed. `None`: as the figure is of its own.
        form: Option<Form>,
    },
    /// `{function(a)}`: a hole that a function fills from one list or two.
    Call {
        /// What fills the hole.
        function: Function,
        /// The names of lists or phrases, as many as the function takes.
        arguments: Vec<String>,
    },
}

/// What a hole can say of the items of a list or a phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Function {
    /// `counted(list)`: how many, in words up to ten before a measure word: 两, 三, … 十, 11.
    Counted,
    /// `kinds(list)`: what the rows are: 县, 区, 县（区）, 县（市、区）.
    Kinds,
    /// `first(list)`, `last(list)`.
    First,
    /// What the last item says; see [`Function::First`].
    Last,
    /// `respectively(a, b)`: 分别 when both lists have more than one item. The
    /// two must be of one length.
    Respectively,
    /// `note(phrase)`: what the phrase says is a footnote here; where a page has no room for one, it
    /// stands in brackets.
    Note,
}

impl Function {
    const ALL: [(&'static str, Self, usize); 6] = [
        ("counted", Self::Counted, 1),
        ("kinds", Self::Kinds, 1),
        ("first", Self::First, 1),
        ("last", Self::Last, 1),
        ("respectively", Self::Respectively, 2),
        ("note", Self::Note, 1),
    ];
}

impl Wording {
    /// Reads `{year}年，{name}开工{begun}套`. Fails at a brace without its pair, an unknown
    /// function or a wrong number of arguments.
    pub fn parse(text: &str) -> Parsed<Self> {
        let mut pieces: Vec<Piece> = Vec::new();
        let mut literal = String::new();
        let mut rest = text;
        while let Some(brace) = rest.find(['{', '}']) {
            let at = text.len() - rest.len() + brace;
            literal.push_str(&rest[..brace]);
            let after = &rest[brace..];
            if let Some(doubled) = ["{{", "}}"].iter().find(|d| after.starts_with(**d)) {
                literal.push_str(&doubled[..1]);
                rest = &after[2..];
                continue;
            }
            let end = after
                .strip_prefix('{')
                .and_then(|inner| inner.find(['}', '{', '\n']))
                .filter(|length| after[1 + length..].starts_with('}'))
                .ok_or_else(|| LanguageError::new("花括号不成对", at..at + 1))?;
            if !literal.is_empty() {
                pieces.push(Piece::Text(std::mem::take(&mut literal)));
            }
            pieces.push(hole(&after[1..=end]).map_err(|error| LanguageError {
                span: at + 1 + error.span.start..at + 1 + error.span.end,
                ..error
            })?);
            rest = &after[end + 2..];
        }
        literal.push_str(rest);
        if !literal.is_empty() {
            pieces.push(Piece::Text(literal));
        }
        Ok(Self { pieces })
    }

    /// The same, nothing at all among it, as it stands.
    pub fn words(&self) -> Option<&str> {
        match self.pieces.as_slice() {
            [] => Some(""),
            [Piece::Text(text)] => Some(text),
            _ => None,
        }
    }

    /// The text, when the wording has no hole.
    pub fn plain(&self) -> Option<String> {
        match self.pieces.as_slice() {
            [Piece::Text(text)] => Some(text.clone()),
            _ => None,
        }
    }

    /// The name, when the wording is one hole and nothing else.
    pub fn only_name(&self) -> Option<&str> {
        match self.pieces.as_slice() {
            [Piece::Name { name, form: None }] => Some(name),
            _ => None,
        }
    }
}

fn hole(text: &str) -> Parsed<Piece> {
    let mut tokens = Tokens::new(text)?;
    let name = tokens.name()?;
    let piece = if let Some(form) = TimeForm::named(&name) {
        let offset = offset(&mut tokens)?;
        Piece::Time(Time { form, offset })
    } else if tokens.eat("(") {
        call(&name, &mut tokens, text)?
    } else if tokens.eat(":") {
        let form = Some(Form::of_hole(&mut tokens)?);
        Piece::Name { name, form }
    } else {
        Piece::Name { name, form: None }
    };
    tokens.end()?;
    Ok(piece)
}

/// `+1`, `-2` behind a name; 0 where nothing of the kind stands there.
pub(super) fn offset(tokens: &mut Tokens) -> Parsed<i32> {
    let sign = if tokens.eat("-") {
        -1
    } else if tokens.eat("+") {
        1
    } else {
        return Ok(0);
    };
    let offset = small_number(tokens)?;
    Ok(sign * i32::try_from(offset).unwrap_or(0))
}

fn small_number(tokens: &mut Tokens) -> Parsed<u32> {
    let small = match tokens.peek() {
        Some(Token::Number(number, None)) => number.to_plain().parse().ok().filter(|n| *n < 10),
        _ => None,
    };
    let number = small.ok_or_else(|| tokens.unexpected("此处应为一个小的整数"))?;
    tokens.next();
    Ok(number)
}

fn call(name: &str, tokens: &mut Tokens, text: &str) -> Parsed<Piece> {
    let (_, function, wanted) = Function::ALL
        .into_iter()
        .find(|(known, ..)| *known == name)
        .ok_or_else(|| {
            let known: Vec<_> = Function::ALL.iter().map(|(known, ..)| *known).collect();
            LanguageError::new(
                format!("没有 {name} 这个功能，可用的有 {}", known.join("、")),
                0..name.len(),
            )
        })?;
    let mut arguments = vec![tokens.name()?];
    while tokens.eat(",") {
        arguments.push(tokens.name()?);
    }
    tokens.expect(")")?;
    if arguments.len() != wanted {
        return Err(LanguageError::new(
            format!("{name} 要 {wanted} 个名称"),
            0..text.len(),
        ));
    }
    Ok(Piece::Call {
        function,
        arguments,
    })
}
