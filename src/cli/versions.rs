//! The versions of a period: kept by `build`, listed, and one of them locked as issued.

use std::fs;
use std::path::{Path, PathBuf};

use hongtou::archive::{Archive, digest};
use hongtou::diagnostic::Diagnostic;
use hongtou::office::folder::{self, reason, shown};
use hongtou::office::{change_between, fault, period_said, versions_fault};
use hongtou::versions::{self, Kept, Version, Versions, list_of};
use serde_json::json;

use super::arguments::{IssueArguments, ReviewFormat, VersionsArguments};
use super::report::{Purpose, Report};
use super::{archive, clock, desk};

/// Refuses a build in the place of another content that was issued.
pub fn may_be_built(list: &Path, made_from: &Archive) -> Result<(), Diagnostic> {
    let versions = read(list)?;
    let Some((issued, version)) = versions.locked_against(made_from) else {
        return Ok(());
    };
    Err(fault(
        format!(
            "{}的通报已经印发（送审稿 {}，{}），现在的内容和印发的不一样，没有写出",
            made_from.period, version.number, issued.day
        ),
        "确要更正的，加上 --correct；只想看看的，用 --out 写到别的文件夹",
    ))
}

/// Keeps a build; what is said of it. Results that are written stay so where it can't be kept.
pub fn kept(list: &Path, made_from: &Archive) -> String {
    match versions::keep(list, made_from, &clock::day()) {
        Ok(Kept {
            number,
            is_new: true,
        }) => format!("版本　　送审稿 {number}"),
        Ok(Kept { number, .. }) => format!("版本　　送审稿 {number}（内容没有变）"),
        Err(error) => format!(
            "版本　　没有记下：{}",
            versions_fault(&shown(list), &error).message
        ),
    }
}

fn read(list: &Path) -> Result<Versions, Diagnostic> {
    versions::read(list).map_err(|error| versions_fault(&shown(list), &error))
}

/// How a period stands: 送审稿 3，2024-01-31 印发.
pub fn state(place: &Path, made_from: &Archive) -> String {
    let Ok(versions) = versions::read(&list_of(place)) else {
        return String::new();
    };
    let own = versions
        .same_as(made_from)
        .map(|version| format!("　送审稿 {}", version.number));
    let issued = versions.in_force().map(|(issued, version)| {
        if versions.locked_against(made_from).is_none() {
            format!("，{} 印发", issued.day)
        } else {
            format!("，更正稿，还没有印发（印发的是送审稿 {}）", version.number)
        }
    });
    own.unwrap_or_default() + &issued.unwrap_or_default()
}

/// Where the archive of an input is.
fn place(arguments: &IssueArguments, report: &mut Report) -> Option<(PathBuf, PathBuf)> {
    let (desk, path) = desk::of(&arguments.input, None, report)?;
    let file = report.ok(folder::read(&path))?;
    let Some(period) = period_said(file.text()) else {
        report.fault(
            format!("{} 没有写是哪一期的", shown(&path)),
            "请先运行 hongtou check",
        );
        return None;
    };
    let place = folder::archive_of(&arguments.out, &path, desk.office.kind(), period);
    Some((path, place))
}

pub fn list(arguments: &VersionsArguments) -> Report {
    let mut report = Report::of(Purpose::Answer);
    if let Some((path, place)) = place(&arguments.issue, &mut report) {
        listed(arguments, (&path, &list_of(&place)), &mut report);
    }
    report
}

fn listed(
    arguments: &VersionsArguments,
    (path, list): (&Path, &Path),
    report: &mut Report,
) -> Option<()> {
    let versions = report.ok(read(list))?;
    let mut before: Option<Archive> = None;
    let mut told = Vec::new();
    for version in versions.all() {
        let own = report.ok(versions::archive_of(list, version.number)
            .map_err(|error| versions_fault(&shown(list), &error)))?;
        let change = before.as_ref().map(|before| change_between(before, &own));
        let change = match change {
            None => String::new(),
            Some(Ok(change)) => change,
            Some(Err(_)) => "这个程序读不了其中一稿，没有比".to_owned(),
        };
        let mut issued = versions
            .issued()
            .iter()
            .filter(|issued| issued.number == version.number);
        let issued = issued.next().map(|issued| issued.day.clone());
        told.push((version, change, issued));
        before = Some(own);
    }
    if arguments.format == ReviewFormat::Json {
        let all = told.iter().map(|(version, change, issued)| {
            json!({ "number": version.number, "day": version.day, "draft": version.draft,
                "made_from": version.made_from, "change": change, "issued": issued })
        });
        let all: Vec<_> = all.collect();
        report.answer = Some(format!("{:#}\n", json!({ "version": 1, "versions": all })));
        return Some(());
    }
    if told.is_empty() {
        report.done.push(format!("{}　还没有生成过", shown(path)));
    }
    for (version, change, issued) in told {
        report
            .done
            .extend(lines(version, &change, issued.as_deref()));
    }
    Some(())
}

fn lines(version: &Version, change: &str, issued: Option<&str>) -> Vec<String> {
    let digest = version.made_from.get(..8).unwrap_or_default();
    let draft = if version.draft { "　有待填的" } else { "" };
    let issued = issued.map_or_else(String::new, |day| format!("　{day} 印发"));
    let first = format!(
        "送审稿 {}　{}　{digest}{draft}{issued}",
        version.number, version.day
    );
    let change = Some(format!("  {change}")).filter(|_| !change.is_empty());
    std::iter::once(first).chain(change).collect()
}

pub fn issue(arguments: &IssueArguments) -> Report {
    let mut report = Report::of(Purpose::Build);
    if let Some((path, place)) = place(arguments, &mut report) {
        issued(&path, &place, &mut report);
    }
    report
}

fn issued(path: &Path, place: &Path, report: &mut Report) -> Option<()> {
    let list = list_of(place);
    if !place.is_file() {
        report.fault(
            format!("{} 还没有生成", shown(path)),
            "请先运行 hongtou build",
        );
        return None;
    }
    let made_from = report.ok(archive::read(place))?;
    if made_from.draft {
        report.fault(
            "生成的是有待填的送审稿（--draft），不能印发",
            "填好以后不带 --draft 再生成",
        );
        return None;
    }
    let pdf = place.with_extension("pdf");
    let bytes = report.ok(fs::read(&pdf).map_err(|error| {
        fault(
            format!("读不了 {}：{}", shown(&pdf), reason(&error)),
            "请先运行 hongtou build",
        )
    }))?;
    let name = pdf
        .file_name()
        .and_then(|name| name.to_str())
        .unwrap_or_default();
    if made_from.results.get(name) != Some(&digest(&bytes)) {
        report.fault(
            format!("{} 和存档不是同一次生成的", shown(&pdf)),
            "请再运行一次 hongtou build，用那次的 PDF 印发",
        );
        return None;
    }
    let day = clock::day();
    let kept = versions::keep(&list, &made_from, &day);
    let kept =
        kept.and_then(|kept| versions::issue(&list, kept.number, &day, &bytes).map(|()| kept));
    let kept = report.ok(kept.map_err(|error| versions_fault(&shown(&list), &error)))?;
    report.done.push(format!(
        "{}　送审稿 {}　{day} 印发",
        made_from.period, kept.number
    ));
    if report.ok(folder::read(path))?.text() != made_from.input.1 {
        report
            .done
            .push("注意：数据文件在生成以后改过，印发的是生成时的".to_owned());
    }
    Some(())
}
