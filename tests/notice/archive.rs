//! What a notice was made from, kept beside it: templates that changed between
//! two years are seen without being told of.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};

use hongtou::archive::{Archive, EarlierTexts, Fault, digest, pack, unpack};
use hongtou::calendar::Period;
use proptest::prelude::*;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::shared::{cases, templates};
use crate::support::{Input, Run};

fn archive() -> Archive {
    let mut files = templates("toml");
    files.extend(templates("typ"));
    Archive {
        program: "0.1.0".into(),
        kind: String::new(),
        period: Period::year_of(2023),
        draft: false,
        input: ("2023.toml".into(), Input::of_2023().text().into()),
        earlier: EarlierTexts::new(),
        templates: files,
        results: BTreeMap::from([("2023.pdf".into(), digest(b"%PDF"))]),
    }
}

/// Every file of a zip, in its order.
pub fn files(zip: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut zip = ZipArchive::new(Cursor::new(zip)).unwrap();
    let mut files = Vec::new();
    for at in 0..zip.len() {
        let mut file = zip.by_index(at).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        files.push((file.name().unwrap().into_owned(), bytes));
    }
    files
}

pub fn zipped(files: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// The archive of 2023 with its files edited.
fn edited(edit: impl FnOnce(&mut Vec<(String, Vec<u8>)>)) -> Result<Archive, Fault> {
    let mut files = files(&pack(&archive()).unwrap());
    edit(&mut files);
    unpack(&zipped(&files))
}

#[test]
fn what_goes_in_comes_out_and_the_same_bytes_every_time() {
    let (archive, bytes) = (archive(), pack(&archive()).unwrap());
    assert_eq!(unpack(&bytes).unwrap(), archive);
    assert_eq!(pack(&archive).unwrap(), bytes);
    assert!(bytes.len() < 100_000);
    // NIST's own example.
    let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    assert_eq!(digest(b"abc"), abc);
}

#[test]
fn an_archive_that_is_not_as_it_was_made_is_refused() {
    let path = "templates/notice.toml".to_owned();
    let at = |files: &[(String, Vec<u8>)]| files.iter().position(|(name, _)| *name == path);
    let refused = edited(|files| {
        let at = at(files).unwrap();
        files[at].1.push(b'\n');
    });
    assert_eq!(refused, Err(Fault::Digest(path.clone())));
    let refused = edited(|files| {
        let at = at(files).unwrap();
        files.remove(at);
    });
    assert_eq!(refused, Err(Fault::Missing(path.clone())));
    let refused = edited(|files| files.push(("templates/more.toml".into(), vec![])));
    assert_eq!(refused, Err(Fault::Unnamed("templates/more.toml".into())));
    assert_eq!(edited(|files| drop(files.remove(0))), Err(Fault::NotOne));
    assert_eq!(unpack(b"no zip"), Err(Fault::NotOne));
    let newer = edited(|files| {
        let manifest = String::from_utf8(files[0].1.clone()).unwrap();
        files[0].1 = manifest.replace("\"format\": 1", "\"format\": 3").into();
    });
    assert_eq!(newer, Err(Fault::Newer));
}

#[test]
fn nothing_leads_out_of_an_archive_or_unfolds_without_end() {
    for name in [
        "../notice.toml",
        "templates/../../notice.toml",
        "/etc/notice.toml",
        "C:/notice.toml",
        "templates\\..\\notice.toml",
        "templates//notice.toml",
        "templates/",
    ] {
        let refused = edited(|files| files.push((name.into(), vec![])));
        assert_eq!(refused, Err(Fault::Name(name.into())), "{name}");
    }
    let refused = edited(|files| files.push(("templates/a.toml".into(), vec![b' '; 5 << 20])));
    assert_eq!(refused, Err(Fault::TooLarge));
    let refused = edited(|files| {
        let many = (0..600).map(|at| (format!("templates/{at}.toml"), vec![]));
        files.extend(many);
    });
    assert_eq!(refused, Err(Fault::TooLarge));
}

proptest! {
    #![proptest_config(cases(64))]

    /// A byte that was changed anywhere is noticed, or changes nothing that is read.
    #[test]
    fn a_changed_byte(at in any::<prop::sample::Index>(), by in 1u8..) {
        let mut bytes = pack(&archive()).unwrap();
        let at = at.index(bytes.len());
        bytes[at] ^= by;
        if let Ok(read) = unpack(&bytes) {
            let (read, made) = (read, archive());
            prop_assert_eq!((read.input, read.templates), (made.input, made.templates));
        }
    }
}

/// An office with both years built.
fn office() -> Run {
    let run = Run::new();
    run.copy("inputs");
    run.copy("templates");
    for year in ["inputs/2022.toml", "inputs/2023.toml"] {
        let (status, printed, errors) = run.run(&["build", year, "--templates", "templates"]);
        assert_eq!(status, 0, "{errors}");
        assert!(printed.contains("存档　　out/20"), "{printed}");
    }
    run
}

fn diff(run: &Run, old: &str, new: &str) -> (i32, String, String) {
    run.run(&["diff", old, new, "--templates", "templates"])
}

fn edit(run: &Run, path: &str, from: &str, to: &str) {
    let text = String::from_utf8(run.read(path)).unwrap();
    assert!(text.contains(from), "{path}: {from}");
    run.write(path, text.replace(from, to));
}

#[test]
fn templates_changed_since_are_seen_without_being_told_of() {
    let run = office();
    let (built, archive) = (run.read("out/2022.zip"), "out/2022.zip");
    let (_, before, _) = diff(&run, "inputs/2022.toml", "inputs/2023.toml");
    assert!(!before.contains("模板"), "{before}");

    edit(
        &run,
        "templates/housing/sections/targets.toml",
        "月调度季通报",
        "月调度月通报",
    );
    let (_, printed, _) = diff(&run, "inputs/2022.toml", "inputs/2023.toml");
    for said in [
        "2022 年度用生成时的模板（out/2022.zip）；此后模板改过：sections/targets.toml。",
        "月调度[-季-]{+月+}通报",
    ] {
        assert!(printed.contains(said), "{printed}");
    }
    // A year and itself: as it was built, and as it would be now.
    let (status, printed, _) = diff(&run, "inputs/2023.toml", "inputs/2023.toml");
    assert!(
        status == 1 && printed.contains("句子变了 1 句。"),
        "{printed}"
    );
    // Archives alone need no templates, and hold what was built.
    let (status, printed, _) = diff(&run, "out/2023.zip", "out/2023.zip");
    assert!(status == 0 && printed.contains("没有不同。"), "{printed}");

    // Building again with the old templates gives the old bytes.
    edit(
        &run,
        "templates/housing/sections/targets.toml",
        "月调度月通报",
        "月调度季通报",
    );
    run.run(&["build", "inputs/2022.toml", "--templates", "templates"]);
    assert!(!built.is_empty() && run.read(archive) == built);
}

#[test]
fn build_writes_over_no_zip_that_it_did_not_make() {
    let run = Run::new();
    run.copy("inputs");
    let build = |more: &[&str]| {
        let all = [&["build", "inputs/2023.toml"][..], more].concat();
        run.run(&all)
    };
    run.write("out/2023.zip", zipped(&[("mine.txt".into(), vec![])]));
    let (status, _, errors) = build(&[]);
    assert_eq!(status, 1);
    assert!(errors.contains("不是 hongtou build 写的存档"), "{errors}");
    assert!(!run.path().join("out/2023.pdf").exists());
    assert_eq!(build(&["--force"]).0, 0);
    // A damaged one of its own is made anew.
    let mut damaged = run.read("out/2023.zip");
    damaged.truncate(2000);
    run.write("out/2023.zip", damaged);
    assert_eq!(build(&[]).0, 0);
    assert_eq!(
        unpack(&run.read("out/2023.zip")).unwrap().period,
        Period::year_of(2023)
    );
}

#[test]
fn an_input_edited_after_its_notice_was_built() {
    let run = office();
    edit(&run, "inputs/2022.toml", "provincial = ", "provincial = 1");
    let (_, printed, errors) = diff(&run, "inputs/2022.toml", "inputs/2022.toml");
    assert!(printed.replace('\n', "").contains(
        "inputs/2022.toml 在生成 out/2022.zip 以后改过，比较的是改过的；比较当时的，请写 out/2022.zip 代替 inputs/2022.toml"
    ), "{printed}{errors}");
    assert!(printed.contains("没有不同。"), "{printed}");
    let (status, printed, _) = diff(&run, "out/2022.zip", "inputs/2022.toml");
    assert!(
        status == 1 && printed.contains("省级配套补助资金"),
        "{printed}"
    );
}

#[test]
fn an_older_year_without_an_archive_says_so() {
    let run = Run::new();
    run.copy("inputs");
    let lack = "旧的一期没有存档（out/2022.zip），用现在的模板比较";
    for (format, arguments) in [
        ("text", &[][..]),
        ("json", &["--format", "json"][..]),
        ("html", &["--format", "html"][..]),
    ] {
        let mut all = vec!["diff", "inputs/2022.toml", "inputs/2023.toml"];
        all.extend(arguments);
        let (_, printed, _) = run.run(&all);
        assert!(printed.contains(lack), "{format}");
        if format == "json" {
            let value: serde_json::Value = serde_json::from_str(&printed).unwrap();
            assert_eq!(value["grounds"]["old"]["remarks"][0], lack);
            assert_eq!(value["grounds"]["new"]["input"], "inputs/2023.toml");
            assert!(value["grounds"]["old"]["archive"].is_null());
        }
        all.extend(["--out", "compared"]);
        let (_, printed, _) = run.run(&all);
        assert_eq!(printed, format!("比较　compared\n说明　{lack}。\n"));
    }
}

#[test]
fn a_tampered_archive_is_refused_in_plain_words() {
    let run = office();
    let mut files = files(&run.read("out/2022.zip"));
    let (name, bytes) = files
        .iter_mut()
        .find(|(name, _)| name.ends_with("closing.toml"))
        .unwrap();
    let said = format!("错误[file]: 存档 out/2022.zip 里的“{name}”和清单上的校验值不符");
    bytes.push(b'#');
    run.write("out/2022.zip", zipped(&files));
    let (status, printed, errors) = diff(&run, "inputs/2022.toml", "inputs/2023.toml");
    assert_eq!((status, printed.as_str()), (1, ""));
    assert!(errors.starts_with(&said), "{errors}");
    // The way out that it names.
    std::fs::remove_file(run.path().join("out/2022.zip")).unwrap();
    let (_, printed, _) = diff(&run, "inputs/2022.toml", "inputs/2023.toml");
    assert!(printed.contains("旧的一期没有存档"), "{printed}");
}

#[test]
fn a_comparison_is_written_over_nothing_but_a_comparison() {
    let run = Run::new();
    run.copy("inputs");
    run.write("notes.html", "mine");
    let write = |out: &str, more: &[&str]| {
        let mut all = vec!["diff", "inputs/2022.toml", "inputs/2023.toml"];
        all.extend(["--format", "html", "--out", out]);
        all.extend(more);
        let (_, printed, errors) = run.run(&all);
        (printed.starts_with("比较　"), errors)
    };
    let before = run.read("inputs/2023.toml");
    for more in [&[][..], &["--force"][..]] {
        for source in ["inputs/2023.toml", "inputs/2022.toml"] {
            let (written, errors) = write(source, more);
            assert!(!written && errors.contains("不会盖掉它"), "{errors}");
        }
    }
    assert_eq!(run.read("inputs/2023.toml"), before);
    let (written, errors) = write("notes.html", &[]);
    assert!(!written && errors.contains("加上 --force"), "{errors}");
    assert_eq!(run.read("notes.html"), b"mine");
    assert!(write("notes.html", &["--force"]).0);
    // Now it is a comparison, and made again without a question.
    assert!(write("notes.html", &[]).0);
    assert!(run.read("notes.html").starts_with(b"<!"));
    let names = std::fs::read_dir(run.path()).unwrap();
    assert_eq!(names.count(), 2, "something was left behind");
}
