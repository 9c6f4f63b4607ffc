//! What `explain` says a figure is made of makes that figure: each formula is worked out by the numbers
//! that stand in it.

use hongtou::explain::answer;
use hongtou::number::{Decimal, Exact};

use super::{made_of, office, read};
use crate::any_year::years;

/// A formula as it is written out: numbers, + − × ÷ and brackets.
struct Formula<'a> {
    left: &'a str,
}

impl<'a> Formula<'a> {
    /// Its value; nothing where a part is open or unknown.
    fn value(text: &'a str) -> Option<Exact> {
        let mut formula = Self { left: text };
        let value = formula.sum()?;
        let rest = formula.left.trim();
        assert!(rest.is_empty() || rest == "行", "{text}: {rest}");
        Some(value)
    }

    fn takes(&mut self, sign: char) -> bool {
        let left = self.left.trim_start();
        let rest = left.strip_prefix(sign);
        self.left = rest.unwrap_or(left);
        rest.is_some()
    }

    fn sum(&mut self) -> Option<Exact> {
        let mut sum = if self.takes('−') {
            -self.product()?
        } else {
            self.product()?
        };
        loop {
            if self.takes('+') {
                sum = sum + &self.product()?;
            } else if self.takes('−') {
                sum = &sum - &self.product()?;
            } else {
                return Some(sum);
            }
        }
    }

    fn product(&mut self) -> Option<Exact> {
        let mut product = self.one()?;
        loop {
            if self.takes('×') {
                product = &product * &self.one()?;
            } else if self.takes('÷') {
                product = product.checked_div(&self.one()?)?;
            } else {
                return Some(product);
            }
        }
    }

    fn one(&mut self) -> Option<Exact> {
        if self.takes('（') {
            let value = self.sum()?;
            assert!(self.takes('）'), "{}", self.left);
            return Some(value);
        }
        let is_number = |c: char| c.is_ascii_digit() || c == '.' || c == '-';
        let left = self.left.trim_start();
        let end = left.find(|c| !is_number(c)).unwrap_or(left.len());
        self.left = &left[end..];
        Some(Decimal::parse(&left[..end]).ok()?.value)
    }
}

/// What is wrong with a line of `explain` that holds a formula; nothing where it comes out.
fn wrong(line: &str) -> Option<String> {
    let (formula, result) = line.strip_prefix("计算 ")?.rsplit_once(" = ")?;
    let digits: String = result
        .chars()
        .take_while(|c| c.is_ascii_digit() || matches!(c, '-' | '.'))
        .collect();
    let result = Decimal::parse(&digits).ok()?;
    let value = Formula::value(formula)?;
    // A ratio is written without its hundred or thousand.
    let is_it = [1, 100, 1000].into_iter().any(|times| {
        let difference = &(&value * &Exact::integer(times)) - &result.value;
        difference.abs() <= Exact::unit(7)
    });
    (!is_it).then(|| line.to_owned())
}

#[test]
fn the_formulas_of_explain_come_out() {
    let (mut found, mut read_formulas) = (Vec::new(), 0);
    for kind in ["progress", "disclosure", "inquiry"] {
        let made = made_of(kind);
        let office = office(kind);
        for seed in 0..years(12) {
            let case = made(seed);
            let run = read(&case, &office);
            let Some(year) = run.year() else { continue };
            for (_, figure) in year
                .figures
                .iter()
                .filter(|(_, f)| f.derivation().is_some())
            {
                let what = figure.key.to_string();
                let trees = answer(&what, year, office.model(), run.sources(), run.input());
                let told = trees.iter().map(|tree| tree.render().replace('\n', "\n "));
                let told: String = told.collect();
                let lines = told
                    .lines()
                    .map(|line| line.trim_start_matches(['├', '└', '│', ' ', '　']));
                for line in lines.filter(|line| line.starts_with("计算 ")) {
                    read_formulas += 1;
                    found.extend(wrong(line).map(|line| format!("{kind} {seed} {what}: {line}")));
                }
            }
        }
    }
    assert!(read_formulas > 1000, "{read_formulas}");
    assert!(
        found.is_empty(),
        "{}",
        found[..found.len().min(12)].join("\n")
    );
}
