use std::io::Write;
use std::path::{Path, PathBuf};
use std::{fs, io};

use hongtou::diagnostic::{Code, Diagnostic};
use hongtou::source::Place;
use hongtou::text::text;
use hongtou::typeset::{FontSet, Layout, LayoutFault, Pdf, typeset};
use tempfile::NamedTempFile;

use super::arguments::BuildArguments;
use super::check::{Made, make_as};
use super::places;
use super::report::Report;

pub fn run(arguments: &BuildArguments) -> Report {
    let mut report = Report {
        is_build: true,
        ..Report::default()
    };
    build(arguments, &mut report);
    report
}

fn build(arguments: &BuildArguments, report: &mut Report) -> Option<()> {
    let made = make_as(&arguments.input, arguments.draft, report)?;
    let fonts = fonts(arguments.fonts.as_deref(), report)?;
    let pdf = lay_out(&made, &fonts, arguments.draft, report)?;
    let year = made.work.notice.year.to_string();
    let files = [
        (arguments.out.join(year.clone() + ".pdf"), pdf.bytes),
        (
            arguments.out.join(year + ".txt"),
            text(&made.work.notice).into_bytes(),
        ),
    ];
    if let Err((path, error)) = write(&arguments.out, &files) {
        report.fault(
            format!("写不了 {}：{}", path.display(), places::explain(&error)),
            "如果正用阅读器打开着它，请先关闭；或用 --out 另选文件夹",
        );
        return None;
    }
    let [(pdf_path, _), (text_path, _)] = &files;
    report.done.push(format!(
        "通报　　{}（{} 页）",
        pdf_path.display(),
        pdf.pages
    ));
    report
        .done
        .push(format!("审阅文本　{}", text_path.display()));
    Some(())
}

fn fonts(told: Option<&Path>, report: &mut Report) -> Option<FontSet> {
    let folder = places::folder(told, "fonts", report)?;
    match FontSet::of_folders(std::slice::from_ref(&folder)) {
        Ok(fonts) if !fonts.is_empty() => return Some(fonts),
        Ok(_) => report.fault(
            format!("{} 里没有字体", folder.display()),
            "请从发布的程序包里恢复 fonts 文件夹",
        ),
        Err(error) => report.fault(
            format!(
                "读不了字体 {}：{}",
                folder.display(),
                places::explain(&error)
            ),
            "请核对文件夹和权限",
        ),
    }
    None
}

fn lay_out(made: &Made, fonts: &FontSet, draft: bool, report: &mut Report) -> Option<Pdf> {
    let layout = Layout {
        files: made
            .templates
            .layout
            .iter()
            .map(|(path, source)| (path.clone(), report.sources.get(*source).text.clone()))
            .collect(),
        roles: &made.model.office.fonts,
        draft,
    };
    match typeset(&made.work.notice, &layout, fonts) {
        Ok(pdf) => Some(pdf),
        Err(faults) => {
            for fault in faults {
                let finding = finding(fault, made, report);
                report.findings.push(finding);
            }
            None
        }
    }
}

fn finding(fault: LayoutFault, made: &Made, report: &Report) -> Diagnostic {
    match fault {
        LayoutFault::MissingGlyph(missing) => {
            let character = missing.character;
            let finding = Diagnostic::error(
                Code::MissingGlyph,
                format!(
                    "没有字体能印出“{character}”（U+{:04X}），它在“{}”里",
                    u32::from(character),
                    missing.within
                ),
            )
            .hint(format!(
                "请换一个字，或在 templates/notice.toml 的 {} 里加一种有这个字的字体",
                missing.role
            ));
            match report.find(made.input, &character.to_string()) {
                Some(place) => finding.at(place),
                None => finding,
            }
        }
        LayoutFault::Template { file, message } => {
            let finding = Diagnostic::error(Code::Layout, format!("排版出错：{message}"))
                .hint("请核对 templates/ 里的 .typ 文件，或从发布的程序包里恢复");
            let place = file.and_then(|(path, span)| {
                Some(Place::new(*made.templates.layout.get(&path)?, span))
            });
            match place {
                Some(place) => finding.at(place),
                None => finding,
            }
        }
    }
}

/// Writes each file beside its place and then moves it there, so that a
/// failed run leaves the last good one as it was.
fn write(out: &Path, files: &[(PathBuf, Vec<u8>)]) -> Result<(), (PathBuf, io::Error)> {
    let in_folder = |error| (out.to_owned(), error);
    fs::create_dir_all(out).map_err(in_folder)?;
    if let Some((path, _)) = files.iter().find(|(path, _)| path.is_dir()) {
        return Err((path.clone(), io::ErrorKind::IsADirectory.into()));
    }
    let mut written = Vec::new();
    for (path, bytes) in files {
        let mut file = NamedTempFile::new_in(out).map_err(in_folder)?;
        file.write_all(bytes).map_err(in_folder)?;
        written.push((file, path));
    }
    for (file, path) in written {
        share(&file, path);
        file.persist(path)
            .map_err(|error| (path.clone(), error.error))?;
    }
    Ok(())
}

/// A temporary file is its owner's alone; a notice is to be read by others too.
#[cfg(unix)]
fn share(file: &NamedTempFile, path: &Path) {
    use std::os::unix::fs::PermissionsExt;
    let mode = fs::metadata(path).map_or(0o644, |metadata| metadata.permissions().mode());
    // Without this the file is still written, only not for everyone.
    let _ = fs::set_permissions(file.path(), fs::Permissions::from_mode(mode));
}

#[cfg(not(unix))]
fn share(_: &NamedTempFile, _: &Path) {}
