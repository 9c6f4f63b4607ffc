use std::ops::Range;

use super::day::NamedDay;
use super::form::Share;
use super::{LanguageError, Parsed};
use crate::number::{Decimal, Exact};

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// A figure, a phrase or a word of the language: `targets.total.begun`, `and`.
    Name(String),
    /// A number, and the sign of a share behind it: % or ‰.
    Number(Exact, Option<Share>),
    /// A day that is written out: `2023年9月30日`, `9月30日`, `2023-09-30`.
    Day(NamedDay),
    /// Words in single quotes: `'优秀'`.
    Text(String),
    /// One of `+ - * / ( ) , : < <= > >= = !=`.
    Symbol(&'static str),
}

const SYMBOLS: [&str; 14] = [
    "<=", ">=", "!=", "<", ">", "=", "+", "-", "*", "/", "(", ")", ",", ":",
];

/// The same signs as a Chinese keyboard writes them.
const WIDE: [(&str, &str); 15] = [
    ("＞＝", ">="),
    ("＜＝", "<="),
    ("≥", ">="),
    ("≤", "<="),
    ("≠", "!="),
    ("＞", ">"),
    ("＜", "<"),
    ("＝", "="),
    ("＋", "+"),
    ("－", "-"),
    ("×", "*"),
    ("÷", "/"),
    ("（", "("),
    ("）", ")"),
    ("，", ","),
];

/// Reads tokens one by one, remembering where each stands.
pub(super) struct Tokens<'a> {
    text: &'a str,
    tokens: Vec<(Token, Range<usize>)>,
    next: usize,
    depth: usize,
}

/// More conditions within one another than this, nobody reads.
const DEEPEST: usize = 64;

impl<'a> Tokens<'a> {
    pub fn new(text: &'a str) -> Parsed<Self> {
        let mut tokens = Vec::new();
        let mut at = 0;
        while let Some(first) = text[at..].chars().next() {
            if first.is_whitespace() {
                at += first.len_utf8();
                continue;
            }
            if let Some(day) = NamedDay::written(&text[at..]) {
                let (day, length) = day.map_err(|error| LanguageError {
                    span: at..at + error.span.end,
                    ..error
                })?;
                tokens.push((Token::Day(day), at..at + length));
                at += length;
                continue;
            }
            let (token, length) = read_one(&text[at..], first)
                .ok_or_else(|| unreadable(first, at..at + first.len_utf8()))?;
            tokens.push((token, at..at + length));
            at += length;
        }
        Ok(Self {
            text,
            tokens,
            next: 0,
            depth: 0,
        })
    }

    /// Goes into something that may stand within itself.
    pub fn enter(&mut self) -> Parsed<()> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(self.unexpected("括号或 not 套得太深"));
        }
        Ok(())
    }

    /// Comes out of it again.
    pub fn leave(&mut self) {
        self.depth -= 1;
    }

    pub fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.next).map(|(token, _)| token)
    }

    /// Where the next token stands, or the end of the text.
    pub fn span(&self) -> Range<usize> {
        let end = self.text.len();
        self.tokens
            .get(self.next)
            .map_or(end..end, |(_, span)| span.clone())
    }

    pub fn next(&mut self) -> Option<Token> {
        let token = self.peek().cloned();
        self.next += 1;
        token
    }

    /// Takes the symbol if it comes next.
    pub fn eat(&mut self, symbol: &str) -> bool {
        let found = matches!(self.peek(), Some(Token::Symbol(s)) if *s == symbol);
        self.next += usize::from(found);
        found
    }

    /// Takes the word if it comes next.
    pub fn eat_word(&mut self, word: &str) -> bool {
        let found = matches!(self.peek(), Some(Token::Name(name)) if name == word);
        self.next += usize::from(found);
        found
    }

    /// A word with a bracket behind it; both are taken.
    pub fn eat_call(&mut self, word: &str) -> bool {
        let start = self.next;
        let found = self.eat_word(word) && self.eat("(");
        if !found {
            self.next = start;
        }
        found
    }

    pub fn expect(&mut self, symbol: &str) -> Parsed<()> {
        if self.eat(symbol) {
            Ok(())
        } else {
            Err(self.unexpected(&format!("应为 {symbol}")))
        }
    }

    pub fn name(&mut self) -> Parsed<String> {
        match self.peek() {
            Some(Token::Name(name)) => {
                let name = name.clone();
                self.next += 1;
                Ok(name)
            }
            _ => Err(self.unexpected("此处应为一个名称")),
        }
    }

    pub fn end(&self) -> Parsed<()> {
        if self.peek().is_none() {
            Ok(())
        } else {
            Err(self.unexpected("到此应已结束"))
        }
    }

    pub fn unexpected(&self, wanted: &str) -> LanguageError {
        LanguageError::new(format!("式子写错了：{wanted}"), self.span())
    }
}

fn read_one(rest: &str, first: char) -> Option<(Token, usize)> {
    if let Some((wide, symbol)) = WIDE.iter().find(|(wide, _)| rest.starts_with(wide)) {
        return Some((Token::Symbol(symbol), wide.len()));
    }
    if let Some(symbol) = SYMBOLS.iter().find(|s| rest.starts_with(**s)) {
        return Some((Token::Symbol(symbol), symbol.len()));
    }
    if first == '\'' {
        let inner = &rest[1..];
        let length = inner.find('\'')?;
        return Some((Token::Text(inner[..length].to_owned()), length + 2));
    }
    if first.is_ascii_digit() {
        return read_number(rest);
    }
    let is_name = |c: char| c.is_alphanumeric() || c == '_' || c == '.' || c == '*';
    let length = rest.find(|c| !is_name(c)).unwrap_or(rest.len());
    (length > 0).then(|| (Token::Name(rest[..length].to_owned()), length))
}

/// A number, perhaps with a sign of a share: a rate is kept in what its sign says.
fn read_number(rest: &str) -> Option<(Token, usize)> {
    let length = rest
        .find(|c: char| !c.is_ascii_digit() && c != '.')
        .unwrap_or(rest.len());
    let value = Decimal::parse(&rest[..length]).ok()?.value;
    let signs = [
        ('%', Share::PerCent),
        ('％', Share::PerCent),
        ('‰', Share::PerMille),
    ];
    let mut signs = signs.into_iter();
    let sign = signs.find(|(sign, _)| rest[length..].starts_with(*sign));
    let token = Token::Number(value, sign.map(|(_, share)| share));
    Some((token, length + sign.map_or(0, |(sign, _)| sign.len_utf8())))
}

fn unreadable(c: char, span: Range<usize>) -> LanguageError {
    LanguageError::new(format!("式子里有认不得的字符“{c}”"), span)
}
