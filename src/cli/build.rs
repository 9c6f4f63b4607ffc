use std::io::Write;
use std::path::{Path, PathBuf};
use std::{fs, io};

use hongtou::audit;
use hongtou::text::text;
use hongtou::typeset::Standard;
use tempfile::NamedTempFile;

use super::arguments::BuildArguments;
use super::audit::findings;
use super::check::make_as;
use super::layout::{Kind, fonts, tell, typeset};
use super::places;
use super::report::{Purpose, Report};

const WAY_OUT: &str = "确实要这样印，加上 --force";

pub fn run(arguments: &BuildArguments) -> Report {
    let mut report = Report {
        purpose: Purpose::Build,
        ..Report::default()
    };
    build(arguments, &mut report);
    report
}

fn build(arguments: &BuildArguments, report: &mut Report) -> Option<()> {
    let made = make_as(&arguments.input, arguments.draft, report)?;
    let fonts = fonts(&arguments.fonts, report)?;
    let kind = Kind {
        draft: arguments.draft,
        standard: if arguments.archive_1b {
            Standard::A1b
        } else {
            Standard::Accessible
        },
    };
    let laid_out = typeset(&made, &fonts, kind, report)?;
    let audit = audit::audit(
        &made.work.notice,
        &made.model.office.fonts,
        &laid_out.pages(),
    );
    for finding in findings(&audit) {
        report.findings.push(if arguments.force || arguments.draft {
            finding.softened()
        } else {
            finding.hint(WAY_OUT)
        });
    }
    if report.has_errors() {
        return None;
    }
    let pdf = match laid_out.pdf() {
        Ok(pdf) => pdf,
        Err(faults) => {
            tell(faults, &made, report);
            return None;
        }
    };
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
