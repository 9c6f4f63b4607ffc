//! A clerk who fills in what `new` has left open, with made-up figures that agree with each
//! other and with what the notes beside them say of last year.

use std::collections::HashMap;

use crate::dice::Dice;
use crate::support::Input;

/// A line that is to be filled in.
struct Line<'l> {
    group: &'l str,
    table: &'l str,
    key: &'l str,
    /// What is said beside it.
    note: &'l str,
    /// What the table has above it.
    known: &'l HashMap<String, u64>,
}

/// Fills in what is to be filled in, totals last.
pub fn filled(text: &str, dice: &mut Dice) -> Input {
    let mut known: HashMap<String, u64> = HashMap::new();
    let mut continued: HashMap<String, u64> = HashMap::new();
    let mut table = String::new();
    let mut lines: Vec<String> = Vec::new();
    let mut lent = 0;
    for line in text.lines() {
        if line.starts_with('[') {
            table = name_of(line);
            known.clear();
            // What annex 1 has of the same county.
            let county = table.split('.').nth(1).unwrap_or_default();
            let built = continued.get(county).copied().unwrap_or(0);
            known.insert("built_continued".to_owned(), built);
        }
        let Some((key, rest)) = line
            .split_once(" = ")
            .filter(|(key, _)| !key.starts_with('#'))
        else {
            lines.push(line.to_owned());
            continue;
        };
        let group = table.split('.').next().unwrap_or_default();
        let value = if rest.starts_with("\"待填\"") && table.strip_suffix(".total").is_none() {
            value(
                &Line {
                    group,
                    table: &table,
                    key,
                    note: rest,
                    known: &known,
                },
                dice,
            )
        } else {
            rest.split('#').next().unwrap_or_default().trim().to_owned()
        };
        known.insert(key.to_owned(), value.parse().unwrap_or(0));
        if table == "loans.城区" && key == "lent_cdb" {
            lent = in_thousandths(&value);
        }
        if key == "built_continued" {
            let county = table.split('.').nth(1).unwrap_or_default();
            continued.insert(county.to_owned(), value.parse().unwrap_or(0));
        }
        lines.push(format!("{key} = {value}"));
    }
    // One county was lent something this year: it adds to what it had been lent.
    let added = dice.below(900);
    let input = Input::of_text(&lines.join("\n"))
        .set("loans.城区.new_cdb", &thousandths(added))
        .set("loans.城区.lent_cdb", &thousandths(lent + added))
        .set("loans.城区.credit_cdb", &thousandths(lent + added + 1800));
    with_totals(&input)
}

/// `[targets."城区"]  # …`: targets.城区.
fn name_of(head: &str) -> String {
    let head = head.split('#').next().unwrap_or_default().trim();
    head.replace(['[', ']', '"'], "")
}

/// 13.6: 13600.
fn in_thousandths(value: &str) -> u64 {
    let (whole, part) = value.split_once('.').unwrap_or((value, ""));
    format!("{whole}{part:0<3}").parse().unwrap_or(0)
}

fn thousandths(value: u64) -> String {
    format!("{}.{:03}", value / 1000, value % 1000)
}

fn value(line: &Line, dice: &mut Dice) -> String {
    let of = |name: &str| line.known.get(name).copied().unwrap_or(0);
    let number = match (line.group, line.key) {
        (_, "date") => return "\"1月20日\"".to_owned(),
        (_, "until") => return "\"9月20日\"".to_owned(),
        (_, "loans_background") => return "\"经开展{year-1}年棚改专项贷款工作\"".to_owned(),
        (_, "cooperation") => {
            return "\"市财政局下达补助资金{funds.total.received}万元。\"".to_owned();
        }
        ("", "number") => 1 + dice.below(90),
        ("targets", "built_continued") => dice.below(of("built") + 1),
        ("targets", "investment_target" | "investment") => {
            let value = 300 + dice.below(600);
            return format!("{}.{:02}", value / 100, value % 100);
        }
        ("targets", key) if key.ends_with("_target") => 200 + dice.below(300),
        ("unfinished", key) if key.ends_with("_begun") => last(line) + dice.below(400),
        ("unfinished", "renewal_built") => {
            dice.below(of("renewal_begun").min(of("built_continued")) + 1)
        }
        ("unfinished", key) => dice.below(of(&key.replace("_built", "_begun")) + 1),
        ("continued", _) => 20_000 + dice.below(9000),
        ("overdue", _) => return overdue(line, dice),
        ("funds", "spent_subsidy") => dice.below(of("rental") + 1),
        ("funds", "spent_renewal") => dice.below(of("renewal") + 1),
        ("funds", "spent_public") => return "\"\"".to_owned(),
        ("funds", "adjusted") | ("loans", "new_cdb" | "new_adbc") => 0,
        ("loans", key) if key != "bonds" => return last_text(line),
        ("audit", key) => {
            let solved = last(line);
            solved + dice.below(of(&key.replace("solved", "found")) - solved + 1)
        }
        ("survey", "sound") => dice.below(of("deformed") + 1),
        ("survey", "appraised") => dice.below(of("others") / 2 + 1),
        ("survey", "abandoned") => dice.below(of("others") - of("appraised") + 1),
        ("survey", "incomplete") => dice.below(of("deformed") - of("sound") + 1),
        ("survey", key) if key.ends_with("_flats") => 3 * of(key.trim_end_matches("_flats")),
        ("survey", key) if key.ends_with("_area") => 91 * of(key.trim_end_matches("_area")),
        _ => dice.below(600),
    };
    number.to_string()
}

/// What the note says of last year: the figure, what was undone, or done so far.
fn last_text(line: &Line) -> String {
    let note = line.note.rsplit("上年").next().unwrap_or_default();
    let note = note.trim_start_matches(['累', '计', '未', '完', ' ']);
    let is_digit = |c: &char| c.is_ascii_digit() || *c == '.';
    let number: String = note.chars().take_while(is_digit).collect();
    if number.is_empty() {
        "\"\"".to_owned()
    } else {
        number
    }
}

fn last(line: &Line) -> u64 {
    last_text(line).parse().unwrap_or(0)
}

/// The list of 2021 goes on: 7 projects of 2364 households in 城区, 2 of 156 in 泽州县. The
/// office has the rates alone.
fn overdue(line: &Line, dice: &mut Dice) -> String {
    let (most, households) = if line.table.ends_with("城区") {
        (7, 2364)
    } else {
        (2, 156)
    };
    let of = |name: &str| line.known.get(name).copied().unwrap_or(0);
    let number = match line.key {
        "delivered_projects" => last(line) + dice.below(most - last(line) + 1),
        "delivered" if of("delivered_projects") == most => households,
        "delivered" => last(line) + dice.below(households - last(line)).max(1),
        "rate" => {
            let tenths = (2 * 1000 * of("delivered") / households).div_ceil(2);
            return format!("{}.{}", tenths / 10, tenths % 10);
        }
        other => panic!("overdue asks for {other}"),
    };
    number.to_string()
}

/// Control totals as an office receives them: the sums of what the rows say.
fn with_totals(input: &Input) -> Input {
    let text = input.text();
    let mut table = String::new();
    let mut lines = Vec::new();
    for line in text.lines() {
        if line.starts_with('[') {
            table = name_of(line);
        }
        let key = line.split_once(" = \"待填\"").map(|(key, _)| key);
        let group = table.strip_suffix(".total");
        lines.push(match key.zip(group) {
            Some((key, group)) => format!("{key} = {}", sum(text, group, key)),
            None => line.to_owned(),
        });
    }
    Input::of_text(&lines.join("\n"))
}

fn sum(text: &str, group: &str, key: &str) -> String {
    const PLACES: usize = 3;
    let mut is_row = false;
    let mut total: Option<i64> = None;
    for line in text.lines() {
        if line.starts_with('[') {
            is_row = line.starts_with(&format!("[{group}.\""));
        }
        let value = line.strip_prefix(&format!("{key} = ")).filter(|_| is_row);
        let Some(value) = value.filter(|value| !value.starts_with('"')) else {
            continue;
        };
        let (whole, part) = value.split_once('.').unwrap_or((value, ""));
        let scaled = format!("{whole}{part:0<PLACES$}").parse::<i64>().unwrap();
        total = Some(total.unwrap_or(0) + scaled);
    }
    total.map_or("\"\"".to_owned(), |total| {
        let sign = if total < 0 { "-" } else { "" };
        let (whole, part) = (total.abs() / 1000, total.abs() % 1000);
        let digits = format!("{sign}{whole}.{part:03}");
        digits
            .trim_end_matches('0')
            .trim_end_matches('.')
            .to_owned()
    })
}
