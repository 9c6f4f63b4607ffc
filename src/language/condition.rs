use std::cmp::Ordering;
use std::fmt;

use super::Parsed;
use super::day::NamedDay;
use super::form::Share;
use super::token::{Token, Tokens};
use crate::number::Exact;

/// When a rule matches. A comparison with a blank figure never holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    /// Two operands and the sign between them: `rate >= 80%`.
    Compare {
        /// What stands before the sign.
        left: Operand,
        /// The sign.
        comparison: Comparison,
        /// What stands behind the sign.
        right: Operand,
    },
    /// `grade = '优秀'`: what a column of words, a choice or a text says.
    Says {
        /// The name of the words.
        name: String,
        /// What they must be.
        text: String,
    },
    /// `blank(a)`: the cell is blank, which is not zero.
    Blank(String),
    /// `present(group)`: the year has something of this table: a figure that is
    /// neither blank nor 0.
    Present(String),
    /// A condition of `[tests]` by its name; the loader puts the condition itself in its place.
    Named(String),
    /// `all(list, condition)`, `any(list, condition)`: over the items of a list.
    Items {
        /// Of all of them, and so of none; else of at least one.
        every: bool,
        /// The name of a list, a table or a group's repeated columns, or `counties`.
        list: String,
        /// What must hold of an item; it may use the names that the item lends.
        inner: Box<Condition>,
    },
    /// `not a`.
    Not(Box<Condition>),
    /// `a and b and c`: two parts or more.
    And(Vec<Condition>),
    /// `a or b or c`: two parts or more. `and` binds closer than `or`.
    Or(Vec<Condition>),
}

/// One side of a comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Operand {
    /// A constant of the template: `80%`, `1`.
    Number {
        /// 80 of `80%`, 5 of `5‰`: a rate is kept in what its sign says.
        value: Exact,
        /// The sign behind it, as a threshold of a rate must have.
        share: Option<Share>,
    },
    /// A day: `2023年9月30日`, `last_day`.
    Day(NamedDay),
    /// The name of a figure: `targets.total.rate`, or `rate` where an item or a table lends it.
    Figure(String),
    /// `count(phrase)`: how many items a list or a phrase has.
    Count(String),
}

/// How the left side of a comparison must stand to the right one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Comparison {
    /// Written `<`.
    Less,
    /// Written `<=`.
    LessOrEqual,
    /// Written `>`.
    Greater,
    /// Written `>=`.
    GreaterOrEqual,
    /// Written `=`, with one sign.
    Equal,
    /// Written `!=`.
    NotEqual,
}

impl Comparison {
    const ALL: [(&'static str, Self); 6] = [
        ("<", Self::Less),
        ("<=", Self::LessOrEqual),
        (">", Self::Greater),
        (">=", Self::GreaterOrEqual),
        ("=", Self::Equal),
        ("!=", Self::NotEqual),
    ];

    /// As it is printed: ≥.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Less => "＜",
            Self::LessOrEqual => "≤",
            Self::Greater => "＞",
            Self::GreaterOrEqual => "≥",
            Self::Equal => "=",
            Self::NotEqual => "≠",
        }
    }

    /// The same with its sides changed over: `80% > rate` is `rate < 80%`.
    #[must_use]
    pub fn mirrored(self) -> Self {
        match self {
            Self::Less => Self::Greater,
            Self::LessOrEqual => Self::GreaterOrEqual,
            Self::Greater => Self::Less,
            Self::GreaterOrEqual => Self::LessOrEqual,
            same @ (Self::Equal | Self::NotEqual) => same,
        }
    }

    /// Whether it is true of a left side that stands to the right one as `ordering` says.
    pub fn holds(self, ordering: Ordering) -> bool {
        match self {
            Self::Less => ordering.is_lt(),
            Self::LessOrEqual => ordering.is_le(),
            Self::Greater => ordering.is_gt(),
            Self::GreaterOrEqual => ordering.is_ge(),
            Self::Equal => ordering.is_eq(),
            Self::NotEqual => ordering.is_ne(),
        }
    }
}

impl Condition {
    /// Reads `rate >= 80% and not blank(base)`, `all(goals, rate > 100)`, `count(slow) = 1`.
    pub fn parse(text: &str) -> Parsed<Self> {
        let mut tokens = Tokens::new(text)?;
        let condition = any_of(&mut tokens)?;
        tokens.end()?;
        Ok(condition)
    }

    /// The same condition with every leaf changed by `change`, the conditions within
    /// list tests as well. `within` is the list that the leaf is asked of.
    #[must_use]
    pub fn map(
        &self,
        within: Option<&str>,
        change: &mut impl FnMut(&Self, Option<&str>) -> Self,
    ) -> Self {
        let mut all = |parts: &[Self]| parts.iter().map(|part| part.map(within, change)).collect();
        match self {
            Self::And(parts) => Self::And(all(parts)),
            Self::Or(parts) => Self::Or(all(parts)),
            Self::Not(inner) => Self::Not(Box::new(inner.map(within, change))),
            Self::Items { every, list, inner } => {
                let (every, list) = (*every, list.clone());
                let inner = Box::new(inner.map(Some(&list), change));
                change(&Self::Items { every, list, inner }, within)
            }
            leaf => change(leaf, within),
        }
    }

    /// Calls `see` with every comparison, blank test and list test in it.
    pub fn walk<'a>(&'a self, see: &mut impl FnMut(&'a Condition)) {
        match self {
            Self::Not(inner) => inner.walk(see),
            Self::And(parts) | Self::Or(parts) => parts.iter().for_each(|part| part.walk(see)),
            leaf => see(leaf),
        }
    }
}

fn any_of(tokens: &mut Tokens) -> Parsed<Condition> {
    let mut parts = vec![all_of(tokens)?];
    while tokens.eat_word("or") {
        parts.push(all_of(tokens)?);
    }
    Ok(single_or(parts, Condition::Or))
}

fn all_of(tokens: &mut Tokens) -> Parsed<Condition> {
    let mut parts = vec![one(tokens)?];
    while tokens.eat_word("and") {
        parts.push(one(tokens)?);
    }
    Ok(single_or(parts, Condition::And))
}

fn single_or(mut parts: Vec<Condition>, join: fn(Vec<Condition>) -> Condition) -> Condition {
    if parts.len() == 1 {
        parts.remove(0)
    } else {
        join(parts)
    }
}

/// One condition; those within one another are not as many as would exhaust the stack.
fn one(tokens: &mut Tokens) -> Parsed<Condition> {
    tokens.enter()?;
    let condition = one_within(tokens)?;
    tokens.leave();
    Ok(condition)
}

fn one_within(tokens: &mut Tokens) -> Parsed<Condition> {
    if tokens.eat_word("not") {
        return Ok(Condition::Not(Box::new(one(tokens)?)));
    }
    if tokens.eat("(") {
        let inner = any_of(tokens)?;
        tokens.expect(")")?;
        return Ok(inner);
    }
    if tokens.eat_word("blank") {
        return Ok(Condition::Blank(in_brackets(tokens, Tokens::name)?));
    }
    if tokens.eat_word("present") {
        return Ok(Condition::Present(in_brackets(tokens, Tokens::name)?));
    }
    for (word, every) in [("all", true), ("any", false)] {
        if tokens.eat_word(word) {
            return in_brackets(tokens, |tokens| list_test(tokens, every));
        }
    }
    comparison(tokens)
}

fn in_brackets<'t, T>(
    tokens: &mut Tokens<'t>,
    inner: impl Fn(&mut Tokens<'t>) -> Parsed<T>,
) -> Parsed<T> {
    tokens.expect("(")?;
    let value = inner(tokens)?;
    tokens.expect(")")?;
    Ok(value)
}

fn list_test(tokens: &mut Tokens, every: bool) -> Parsed<Condition> {
    let list = tokens.name()?;
    tokens.expect(",")?;
    let inner = Box::new(any_of(tokens)?);
    Ok(Condition::Items { every, list, inner })
}

fn comparison(tokens: &mut Tokens) -> Parsed<Condition> {
    let left = operand(tokens)?;
    let Some((_, comparison)) = Comparison::ALL
        .into_iter()
        .find(|(symbol, _)| tokens.eat(symbol))
    else {
        if let Operand::Figure(name) = left
            && is_ended(tokens)
        {
            return Ok(Condition::Named(name));
        }
        return Err(tokens.unexpected("此处应为 < <= > >= = != 之一"));
    };
    if let Some(Token::Text(text)) = tokens.peek() {
        let text = text.clone();
        return says(tokens, left, comparison, text);
    }
    Ok(Condition::Compare {
        left,
        comparison,
        right: operand(tokens)?,
    })
}

/// `grade = '优秀'`, `grade != '优秀'`: words are the same or not, and have no order.
fn says(
    tokens: &mut Tokens,
    left: Operand,
    comparison: Comparison,
    text: String,
) -> Parsed<Condition> {
    let (Operand::Figure(name), Comparison::Equal | Comparison::NotEqual) = (left, comparison)
    else {
        return Err(tokens.unexpected("文字只能和名称比是否相同，写 = 或 !="));
    };
    tokens.next();
    let says = Condition::Says { name, text };
    Ok(match comparison {
        Comparison::NotEqual => Condition::Not(Box::new(says)),
        _ => says,
    })
}

/// Whether a condition may end here: at the end, at a bracket, before `and` and `or`.
fn is_ended(tokens: &Tokens) -> bool {
    match tokens.peek() {
        None => true,
        Some(Token::Symbol(symbol)) => *symbol == ")",
        Some(Token::Name(word)) => word == "and" || word == "or",
        Some(Token::Number(..) | Token::Day(_) | Token::Text(_)) => false,
    }
}

fn operand(tokens: &mut Tokens) -> Parsed<Operand> {
    if let Some(Token::Number(value, share)) = tokens.peek() {
        let (value, share) = (value.clone(), *share);
        tokens.next();
        return Ok(Operand::Number { value, share });
    }
    if let Some(Token::Day(day)) = tokens.peek() {
        let day = *day;
        tokens.next();
        return Ok(Operand::Day(day));
    }
    if let Some(day) = NamedDay::read(tokens)? {
        return Ok(Operand::Day(day));
    }
    if tokens.eat_word("count") {
        return Ok(Operand::Count(in_brackets(tokens, Tokens::name)?));
    }
    Ok(Operand::Figure(tokens.name()?))
}

impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Compare {
                left,
                comparison,
                right,
            } => {
                let symbol = Comparison::ALL.iter().find(|(_, c)| c == comparison);
                write!(f, "{left} {} {right}", symbol.map_or("?", |(s, _)| s))
            }
            Self::Says { name, text } => write!(f, "{name} = '{text}'"),
            Self::Blank(name) => write!(f, "blank({name})"),
            Self::Present(group) => write!(f, "present({group})"),
            Self::Named(name) => f.write_str(name),
            Self::Items { every, list, inner } => {
                write!(f, "{}({list}, {inner})", if *every { "all" } else { "any" })
            }
            Self::Not(inner) => write!(f, "not ({inner})"),
            Self::And(parts) => join(f, parts, " and "),
            Self::Or(parts) => join(f, parts, " or "),
        }
    }
}

fn join(f: &mut fmt::Formatter<'_>, parts: &[Condition], between: &str) -> fmt::Result {
    for (index, part) in parts.iter().enumerate() {
        f.write_str(if index > 0 { between } else { "" })?;
        match part {
            Condition::Or(_) => write!(f, "({part})")?,
            _ => write!(f, "{part}")?,
        }
    }
    Ok(())
}

impl fmt::Display for Operand {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number { value, share } => {
                write!(f, "{value}{}", share.map_or("", Share::sign))
            }
            Self::Day(day) => day.fmt(f),
            Self::Figure(name) => f.write_str(name),
            Self::Count(name) => write!(f, "count({name})"),
        }
    }
}
