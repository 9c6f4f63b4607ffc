use std::path::PathBuf;

use hongtou::archive::pack;
use hongtou::text::text;
use hongtou::typeset::Standard;

use super::archive;
use super::arguments::BuildArguments;
use super::check::{Made, make_as};
use super::layout::{Kind, fonts, print};
use super::places;
use super::report::{Purpose, Report};
use super::write::write;

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
    let pdf = print(&made, &fonts, kind, arguments.force, report)?;
    let files = files(&made, arguments, pdf.bytes, report)?;
    if let Err((path, error)) = write(&files) {
        report.fault(
            format!("写不了 {}：{}", path.display(), places::explain(&error)),
            "如果正用阅读器打开着它，请先关闭；或用 --out 另选文件夹",
        );
        return None;
    }
    let [(pdf_path, _), (text_path, _), (archive_path, _)] = &files;
    report.done.push(format!(
        "通报　　{}（{} 页）",
        pdf_path.display(),
        pdf.pages
    ));
    report
        .done
        .push(format!("审阅文本　{}", text_path.display()));
    report
        .done
        .push(format!("存档　　{}", archive_path.display()));
    Some(())
}

/// The notice, its text, and what both were made from.
fn files(
    made: &Made,
    arguments: &BuildArguments,
    pdf: Vec<u8>,
    report: &mut Report,
) -> Option<[(PathBuf, Vec<u8>); 3]> {
    let year = made.work.notice.year;
    let text = text(&made.work.notice).into_bytes();
    let results = [
        (arguments.out.join(format!("{year}.pdf")), pdf),
        (arguments.out.join(format!("{year}.txt")), text),
    ];
    let path = archive::place(&arguments.out, year);
    if !archive::may_be_written(&path, arguments.force, report) {
        return None;
    }
    match pack(&archive::of(made, arguments.draft, &results, report)) {
        Ok(bytes) => {
            let [pdf, text] = results;
            Some([pdf, text, (path, bytes)])
        }
        Err(error) => {
            report.fault(
                format!("写不了 {}：{}", path.display(), places::explain(&error)),
                "请检查 templates 文件夹里有没有不相干的大文件",
            );
            None
        }
    }
}
