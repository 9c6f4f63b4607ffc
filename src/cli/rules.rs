use hongtou::rules::{RuleUse, rules};

use super::arguments::InputArguments;
use super::desk;
use super::report::{Purpose, Report};

pub fn run(arguments: &InputArguments) -> Report {
    let mut report = Report::of(Purpose::Answer);
    list(arguments, &mut report);
    report
}

fn list(arguments: &InputArguments, report: &mut Report) -> Option<()> {
    let (desk, path) = desk::of(arguments, None, report)?;
    let run = desk::read(&desk, &path, false, report)?;
    let (sources, year) = (run.sources(), run.year()?);
    let rules = rules(desk.office.model(), year, sources);
    let mut phrase = String::new();
    for rule in &rules {
        if rule.phrase != phrase {
            let place = sources.line_column(&rule.place);
            let file = &sources.get(rule.place.source).name;
            let within = rule.within.as_ref();
            let within = within.map_or_else(String::new, |within| format!("\n  {within}"));
            report.done.push(format!(
                "\n{}　{}　{file}:{}{within}",
                rule.title, rule.phrase, place.line
            ));
            phrase.clone_from(&rule.phrase);
        }
        report.done.push(line(rule));
    }
    let used = rules.iter().filter(|rule| rule.times > 0).count();
    let sum = format!("\n共 {} 条规则，这一期用了 {used} 条。", rules.len());
    report.done.push(sum);
    Some(())
}

fn line(rule: &RuleUse) -> String {
    let mark = match rule.times {
        0 => "　　".to_owned(),
        1 => "用　".to_owned(),
        times => format!("用{times}"),
    };
    let condition = rule.condition.as_deref().unwrap_or("（无条件）");
    let reading = rule.reading.as_ref();
    let reading = reading.map_or_else(String::new, |reading| format!("\n         {reading}"));
    format!(
        "  {mark} {}. {condition}{reading}\n         → {}",
        rule.number,
        shortened(&rule.wording)
    )
}

fn shortened(wording: &str) -> String {
    const MOST: usize = 34;
    if wording.is_empty() {
        return "（不说）".to_owned();
    }
    let mut short: String = wording.chars().take(MOST).collect();
    if wording.chars().count() > MOST {
        short.push('…');
    }
    short
}
