use hongtou::diagnostic::closest;
use hongtou::office::Run;
use hongtou::rules::{BoundTable, PhraseTable, RuleUse, rules, section_table};
use hongtou::width::wrapped;

use super::arguments::RulesArguments;
use super::desk;
use super::report::{Purpose, Report};

pub fn run(arguments: &RulesArguments) -> Report {
    let mut report = Report::of(Purpose::Answer);
    list(arguments, &mut report);
    report
}

fn list(arguments: &RulesArguments, report: &mut Report) -> Option<()> {
    let (desk, path) = desk::of(&arguments.input, None, report)?;
    let run = desk::read(&desk, &path, false, report)?;
    if let Some(name) = &arguments.table {
        return table(name, &run, report);
    }
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

/// One section, with what it says at its bounds.
fn table(name: &str, run: &Run, report: &mut Report) -> Option<()> {
    let (model, year, sources) = (run.office().model(), run.year()?, run.sources());
    let Some(table) = section_table(name, model, year, sources) else {
        let sections = model.sections.iter();
        let keys: Vec<&str> = sections.map(|section| section.key.as_str()).collect();
        let known = keys.join("、");
        let hint = match closest(name, keys.iter().copied()) {
            Some(near) => format!("是否应为 {near}？各节有 {known}"),
            None => format!("各节有 {known}"),
        };
        report.fault(format!("没有叫“{name}”的一节"), hint);
        return None;
    };
    report.done.push(table.title);
    for phrase in &table.phrases {
        let rule = &phrase.rules[0];
        let place = sources.line_column(&rule.place);
        let file = &sources.get(rule.place.source).name;
        let head = format!("{}　{}　{file}:{}", rule.title, rule.phrase, place.line);
        report.done.push(format!("\n{}", wrapped(&head, "　　")));
        report.done.extend(phrase_lines(phrase));
    }
    Some(())
}

fn phrase_lines(phrase: &PhraseTable) -> Vec<String> {
    const WITHIN: &str = "      ";
    let within = phrase.rules[0].within.as_ref();
    let mut lines: Vec<String> = within
        .map(|within| wrapped(&format!("  {within}"), "    "))
        .into_iter()
        .collect();
    for rule in &phrase.rules {
        let condition = match (&rule.condition, phrase.rules.len()) {
            (Some(condition), _) => condition.as_str(),
            (None, 1) => "（总是）",
            (None, _) => "（其余）",
        };
        lines.push(wrapped(&format!("  {}. {condition}", rule.number), "     "));
        if let Some(reading) = &rule.reading {
            lines.push(wrapped(&format!("     {reading}"), "     "));
        }
        lines.push(wrapped(
            &format!("     → {}", shortened(&rule.wording)),
            "       ",
        ));
    }
    if !phrase.bounds.is_empty() {
        lines.push("  界限上下：".to_owned());
    }
    lines.extend(
        phrase
            .bounds
            .iter()
            .map(|bound| wrapped(&bound_line(bound), WITHIN)),
    );
    lines
}

/// 办结率：79.9% → 第 2 条｜80% → 第 1 条.
fn bound_line(bound: &BoundTable) -> String {
    let told = |rules: &[usize]| {
        let rules: Vec<String> = rules.iter().map(|rule| format!("第{rule}条")).collect();
        if rules.is_empty() {
            "不说".to_owned()
        } else {
            rules.join("、")
        }
    };
    let mut rules = bound.tried.iter().map(|tried| &tried.rules);
    let first = rules.next();
    if let Some(first) = first.filter(|first| rules.all(|other| other == *first)) {
        let (label, at, told) = (&bound.label, &bound.bound, told(first));
        return format!("    {label}：{at} 上下都是 {told}（由别的数据定）");
    }
    let tried = bound.tried.iter().map(|tried| {
        let now = if tried.is_now { "（这一期）" } else { "" };
        format!("{}{now} → {}", tried.value, told(&tried.rules))
    });
    format!(
        "    {}：{}",
        bound.label,
        tried.collect::<Vec<_>>().join("； ")
    )
}
