use std::fs;
use std::path::Path;

use indexmap::IndexMap;

use hongtou::office::folder::{self, shown};
use hongtou::typeset::FontSet;
use hongtou::width::left;

use super::arguments::FontsArguments;
use super::choice::Shelf;
use super::desk::Desk;
use super::places;
use super::report::Report;

/// What each role is for, and whether it is set bold.
const ROLES: [(&str, &str, bool); 6] = [
    ("fangsong", "仿宋　　正文、发文字号、版记", false),
    ("xiaobiaosong", "小标宋　发文机关标志、标题", true),
    ("heiti", "黑体　　一级标题、附件序号", false),
    ("kaiti", "楷体　　二级标题", false),
    ("songti", "宋体　　表格、页码", false),
    ("latin", "数字、西文", false),
];
const FAMILY_WIDTH: usize = 24;
/// The list of 通用规范汉字, beside the fonts.
const COMMON: &str = "8105.txt";

pub fn run(arguments: &FontsArguments) -> Report {
    let mut report = Report::default();
    list(arguments, &mut report);
    report
}

fn list(arguments: &FontsArguments, report: &mut Report) -> Option<()> {
    let roles = roles(arguments, report)?;
    let folders = report.ok(places::fonts(&arguments.fonts))?;
    let fonts = report.ok(folder::fonts(&folders))?;
    let folder = report.ok(places::folder(arguments.fonts.fonts.as_deref(), "fonts"))?;
    let common = fs::read_to_string(folder.join(COMMON)).unwrap_or_default();
    let common: Vec<char> = common.chars().filter(|c| !c.is_whitespace()).collect();
    for (role, families) in &roles {
        let known = ROLES.iter().find(|known| known.0 == role);
        let (about, is_bold) = known.map_or((role.as_str(), false), |known| (known.1, known.2));
        report.done.push(format!("{about}（{role}）"));
        for family in families {
            report.done.push(line(family, fonts.file(family, is_bold)));
        }
        if !families
            .iter()
            .any(|family| fonts.file(family, is_bold).is_some())
        {
            report.done.push("  ✗ 一种也没有".to_owned());
            report.has_failed = true;
        }
        if role != "latin" && !common.is_empty() {
            report.done.push(lacking(&fonts, families, &common));
        }
    }
    Some(())
}

/// The families of every role, those of all kinds together.
fn roles(arguments: &FontsArguments, report: &mut Report) -> Option<IndexMap<String, Vec<String>>> {
    let shelf = report.ok(Shelf::of(arguments.templates.as_deref()))?;
    let mut roles: IndexMap<String, Vec<String>> = IndexMap::new();
    for kind in shelf.kinds() {
        let desk = Desk::open(kind, None, report)?;
        for (role, families) in &desk.office.model().office.fonts {
            let known = roles.entry(role.clone()).or_default();
            let new = families.iter().filter(|family| !known.contains(family));
            let new: Vec<String> = new.cloned().collect();
            known.extend(new);
        }
    }
    Some(roles)
}

fn line(family: &str, file: Option<&Path>) -> String {
    let (mark, file) = match file {
        Some(file) => ("✓", shown(file)),
        None => ("—", "没有".to_owned()),
    };
    format!("  {mark} {}{file}", left(family, FAMILY_WIDTH))
}

/// What of the 通用规范汉字 no family of the role has.
fn lacking(fonts: &FontSet, families: &[String], common: &[char]) -> String {
    const SHOWN: usize = 20;
    let has = |c: char| families.iter().any(|family| fonts.covers(family, c));
    let lacking: Vec<char> = common.iter().copied().filter(|c| !has(*c)).collect();
    if lacking.is_empty() {
        return format!("    通用规范汉字 {} 字齐全", common.len());
    }
    let shown: String = lacking.iter().take(SHOWN).collect();
    let more = if lacking.len() > SHOWN { "…" } else { "" };
    format!("    通用规范汉字缺 {} 字：{shown}{more}", lacking.len())
}
