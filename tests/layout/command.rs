//! The commands that lay out: `audit`, `build`, `fonts`.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;
use unicode_width::UnicodeWidthStr;

use crate::support::root;

/// A folder as an office gets it, but for the program.
struct Office(TempDir);

impl Office {
    fn new() -> Self {
        let office = Self(tempfile::tempdir().unwrap());
        for folder in ["templates", "fonts", "inputs"] {
            copy(&root().join(folder), &office.path(folder));
        }
        office
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn run(&self, arguments: &[&str]) -> (i32, String, String) {
        let mut command = assert_cmd::Command::cargo_bin("hongtou").unwrap();
        let output = command.current_dir(self.0.path()).args(arguments).output();
        let output = output.unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (
            output.status.code().unwrap_or(-1),
            text(output.stdout),
            text(output.stderr),
        )
    }

    /// Moves the folio down by a millimetre.
    fn break_layout(&self) {
        let page = self.path("templates/gongwen/page.typ");
        let text = fs::read_to_string(&page).unwrap();
        assert!(text.contains("folio-gap = 7mm"));
        fs::write(page, text.replace("folio-gap = 7mm", "folio-gap = 8mm")).unwrap();
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

#[test]
fn audit_prints_a_line_a_rule_and_writes_nothing() {
    let office = Office::new();
    let (status, printed, errors) = office.run(&["audit"]);
    assert_eq!((status, errors.as_str()), (0, ""));
    assert!(printed.lines().all(|line| line.width() <= 80), "{printed}");
    assert!(
        printed.ends_with("全部合乎 GB/T 9704-2012。\n"),
        "{printed}"
    );
    let mark = printed.lines().find(|line| line.contains("标志上边缘"));
    let words: Vec<&str> = mark.unwrap().split_whitespace().collect();
    assert_eq!(
        words,
        [
            "发文机关标志上边缘",
            "72.00",
            "mm",
            "72.00",
            "mm",
            "0.00",
            "1"
        ]
    );
    assert!(!office.path("out").exists());
}

#[test]
fn audit_marks_what_is_off() {
    let office = Office::new();
    office.break_layout();
    let (status, printed, errors) = office.run(&["audit"]);
    assert_eq!((status, errors.as_str()), (1, ""));
    let off: Vec<&str> = printed
        .lines()
        .filter(|line| line.starts_with('✗'))
        .collect();
    assert_eq!(off.len(), 1, "{printed}");
    let words: Vec<&str> = off[0].split_whitespace().collect();
    assert_eq!(
        words,
        ["✗", "页码位置", "7.00", "mm", "8.00", "mm", "1.00", "1"]
    );
}

#[test]
fn audit_in_json() {
    let office = Office::new();
    let (status, printed, _) = office.run(&["audit", "--format", "json"]);
    assert_eq!(status, 0);
    let report: serde_json::Value = serde_json::from_str(&printed).unwrap();
    assert_eq!(report["passed"], true);
    let rules = report["rules"].as_array().unwrap();
    let mark = rules
        .iter()
        .find(|rule| rule["rule"] == "mark-top")
        .unwrap();
    assert_eq!(mark["clause"], "7.2.4");
    assert_eq!(mark["measurements"][0]["wanted"], "72.00 mm");
    assert_eq!(mark["measurements"][0]["page"], 1);
}

#[test]
fn build_leaves_no_notice_that_breaks_the_standard() {
    let office = Office::new();
    office.break_layout();
    let (status, printed, errors) = office.run(&["build"]);
    assert_eq!((status, printed.as_str()), (1, ""));
    assert!(
        errors.starts_with(
            "错误[standard]: 版面不合 GB/T 9704：页码位置应为 7.00 mm，第 1 面量得 8.00 mm\n"
        ),
        "{errors}"
    );
    assert!(
        errors.ends_with("共 1 处错误。没有写出任何文件。\n"),
        "{errors}"
    );
    assert!(!office.path("out/2023.pdf").exists());
    let (status, _, errors) = office.run(&["build", "--force"]);
    assert_eq!(status, 0);
    assert!(errors.starts_with("警告[standard]: "), "{errors}");
    assert!(office.path("out/2023.pdf").exists());
}

/// What only the text can mend: the clerk is told so, and not to restore the layout.
#[test]
fn a_title_that_no_layout_can_set_is_for_the_clerk_to_shorten() {
    let office = Office::new();
    let path = office.path("templates/housing/notice.toml");
    let text = fs::read_to_string(&path).unwrap();
    let title = "关于|{year}年度|城镇|住房|保障|主要|工作|完成|情况|的通报";
    let long = format!(
        "关于|{{year}}年度|{}的通报",
        "城镇|住房|保障|主要|工作|完成|情况|".repeat(4)
    );
    assert!(text.contains(title));
    fs::write(&path, text.replace(title, &long)).unwrap();
    let (status, printed, errors) = office.run(&["build"]);
    assert_eq!((status, printed.as_str()), (1, ""));
    assert_eq!(
        errors,
        "错误[standard]: 版面不合 GB/T 9704：标题排列应为 1 至 3 行，第 1 面量得 4 行\n |\n \
         = 处理: 运行 hongtou audit 看量得多少；改写这一处的文字（标题、表头缩短些，段落增减几个字）即可\n \
         = 处理: 确实要这样印，用 hongtou build --force\n\n共 1 处错误。没有写出任何文件。\n"
    );
    for way in ["--force", "--draft"] {
        let (status, _, errors) = office.run(&["build", way]);
        assert_eq!(status, 0);
        assert!(errors.starts_with("警告[standard]: "), "{errors}");
    }
}

#[test]
fn a_draft_is_measured_as_well() {
    let office = Office::new();
    let (status, _, errors) = office.run(&["build", "--draft"]);
    assert_eq!((status, errors.as_str()), (0, ""));
}

#[test]
fn fonts_are_listed_with_their_files() {
    let office = Office::new();
    let (status, printed, errors) = office.run(&["fonts"]);
    assert_eq!((status, errors.as_str()), (0, ""));
    let fangsong: Vec<&str> = printed.lines().take(6).collect();
    assert_eq!(
        fangsong,
        [
            "仿宋　　正文、发文字号、版记（fangsong）",
            "  — 仿宋_GB2312             没有",
            "  — FangSong_GB2312         没有",
            "  ✓ FandolFang R            fonts/FandolFang-Regular.otf",
            "  ✓ Hongtou Rare            fonts/HongtouRare-Light.ttf",
            "    通用规范汉字 8105 字齐全",
        ]
    );
    assert!(printed.contains("Noto Serif SC           fonts/NotoSerifSC_700Bold.ttf\n"));
    assert!(printed.contains("Noto Serif SC           fonts/NotoSerifSC-Regular.otf\n"));
}

#[test]
fn what_is_missing_of_the_fonts() {
    let office = Office::new();
    for file in ["HongtouRare-Light.ttf", "NotoSansSC-Regular.otf"] {
        fs::remove_file(office.path("fonts").join(file)).unwrap();
    }
    let (status, printed, _) = office.run(&["fonts"]);
    assert_eq!(status, 1);
    assert!(
        printed.contains("    通用规范汉字缺 1467 字："),
        "{printed}"
    );
    assert!(printed.contains("  ✗ 一种也没有\n"), "{printed}");
}

#[test]
fn an_offices_own_fonts_go_first() {
    let office = Office::new();
    let font = office.path("fonts/FandolFang-Regular.otf");
    fs::create_dir(office.path("fonts-own")).unwrap();
    fs::copy(&font, office.path("fonts-own/own.otf")).unwrap();
    let printed = office.run(&["fonts"]).1;
    assert!(
        printed.contains("✓ FandolFang R            fonts-own/own.otf\n"),
        "{printed}"
    );
    // A folder that is told of goes before the one beside the program.
    fs::create_dir(office.path("mine")).unwrap();
    fs::rename(&font, office.path("mine/mine.otf")).unwrap();
    let printed = office.run(&["fonts", "--own-fonts", "mine"]).1;
    assert!(
        printed.contains("✓ FandolFang R            mine/mine.otf\n"),
        "{printed}"
    );
    let (status, _, errors) = office.run(&["build", "--own-fonts", "mine"]);
    assert_eq!((status, errors.as_str()), (0, ""));
}

#[test]
fn a_family_that_stands_first_serves_when_it_is_there() {
    let office = Office::new();
    let path = office.path("templates/fonts.toml");
    let text = fs::read_to_string(&path).unwrap();
    // As if the office's 仿宋 were this one.
    fs::write(
        &path,
        text.replace("\"仿宋_GB2312\"", "\"AR PL KaitiM GB\""),
    )
    .unwrap();
    let (status, printed, errors) = office.run(&["audit"]);
    assert_eq!((status, errors.as_str()), (0, ""), "{printed}");
    let row = printed.lines().find(|line| line.contains("正文字体字号"));
    assert!(row.unwrap().contains("AR PL KaitiM GB"), "{printed}");
}

#[test]
fn system_fonts_only_when_asked_for() {
    let office = Office::new();
    let home = office.path("home/.local/share/fonts/deep");
    fs::create_dir_all(&home).unwrap();
    let font = office.path("fonts/gkai00mp.ttf");
    fs::rename(font, home.join("kai.ttf")).unwrap();
    let run = |arguments: &[&str]| {
        let mut command = assert_cmd::Command::cargo_bin("hongtou").unwrap();
        let command = command.current_dir(office.0.path()).args(arguments);
        let output = command.env("HOME", office.path("home")).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    assert!(!run(&["fonts"]).contains("kai.ttf"));
    assert!(run(&["fonts", "--system-fonts"]).contains("deep/kai.ttf"));
}

#[test]
fn an_ofd_is_written_beside_the_pdf_and_audited_as_the_pages_are() {
    let office = Office::new();
    let (code, out, err) = office.run(&["build", "2023", "--ofd"]);
    assert_eq!((code, err.contains("错误")), (0, false), "{err}");
    assert!(out.contains("版式文件　out/2023.ofd"), "{out}");
    let first = fs::read(office.path("out/2023.ofd")).unwrap();
    office.run(&["build", "2023", "--ofd"]);
    assert_eq!(fs::read(office.path("out/2023.ofd")).unwrap(), first);
    let own = office.run(&["audit", "2023"]);
    let counted = |told: &str| told.lines().last().unwrap().to_owned();
    for file in ["out/2023.ofd", "out/2023.pdf"] {
        let of_file = office.run(&["audit", "2023", "--of", file]);
        assert_eq!((of_file.0, own.0), (0, 0), "{}", of_file.1);
        // Colours are told a run, and each file has its own runs.
        let told = counted(&of_file.1);
        assert!(
            told.ends_with(counted(&own.1).split_once('，').unwrap().1),
            "{told}"
        );
    }
}

#[test]
fn a_finished_file_is_measured_and_not_what_the_layout_would_be() {
    let office = Office::new();
    office.break_layout();
    assert_eq!(office.run(&["build", "2023", "--ofd"]).0, 1);
    assert!(!office.path("out/2023.ofd").exists());
    assert_eq!(office.run(&["build", "2023", "--ofd", "--force"]).0, 0);
    // The layout is mended; the file is still as it was.
    let page = office.path("templates/gongwen/page.typ");
    let text = fs::read_to_string(&page).unwrap();
    fs::write(&page, text.replace("folio-gap = 8mm", "folio-gap = 7mm")).unwrap();
    assert_eq!(office.run(&["audit", "2023"]).0, 0);
    for file in ["out/2023.ofd", "out/2023.pdf"] {
        let (code, out, _) = office.run(&["audit", "2023", "--of", file]);
        assert_eq!(code, 1);
        assert!(out.contains("✗ 页码"), "{out}");
    }
}

/// Whose file it is, its folder and name say; with what it was compared is told.
#[test]
fn a_finished_file_is_compared_with_its_own_notice() {
    let office = Office::new();
    for period in ["2022", "2023"] {
        let (code, _, err) = office.run(&["build", period]);
        assert_eq!(code, 0, "{err}");
        let file = format!("out/{period}.pdf");
        let (_, out, _) = office.run(&["audit", "--of", &file]);
        let compared = format!("{file}　与 inputs/{period}.toml 的通报对照");
        assert_eq!(out.lines().next(), Some(compared.as_str()));
        assert!(!out.contains("✗"), "{out}");
    }
    // A name that says nothing is taken for the newest; it is told which that is.
    fs::rename(office.path("out/2022.pdf"), office.path("out/终稿.pdf")).unwrap();
    let (_, out, _) = office.run(&["audit", "--of", "out/终稿.pdf"]);
    assert!(
        out.starts_with("out/终稿.pdf　与 inputs/2023.toml 的通报对照"),
        "{out}"
    );
}

/// A notice of another quarter: nothing that is not found is said to be right.
#[test]
fn what_a_file_leaves_unmeasured_is_said() {
    let office = Office::new();
    assert_eq!(office.run(&["build", "2023"]).0, 0);
    let (code, out, _) = office.run(&["audit", "2022", "--of", "out/2023.pdf"]);
    assert_eq!(code, 1);
    assert!(out.contains("✗ 文字齐全"), "{out}");
    let (_, json, _) = office.run(&["audit", "2022", "--of", "out/2023.pdf", "--format", "json"]);
    let told: serde_json::Value = serde_json::from_str(&json).unwrap();
    let left = told["unmeasured"].as_array().unwrap();
    let lines = out.lines().filter(|line| line.starts_with("未量："));
    assert_eq!(lines.count(), left.len());
    assert!(
        left.iter()
            .all(|one| one["rule"].is_string() && one["reason"].is_string())
    );
}

#[test]
fn what_is_no_such_file_is_told() {
    let office = Office::new();
    fs::write(office.path("a.ofd"), "PK").unwrap();
    fs::write(office.path("a.pdf"), "%PDF-1.7").unwrap();
    let password = crate::support::root().join("tests/layout/files/password.pdf");
    fs::copy(password, office.path("c.pdf")).unwrap();
    for (file, told) in [
        ("a.ofd", "不是 PDF 或 OFD 文件"),
        ("b.ofd", "读不了"),
        ("a.pdf", "不是完好的 PDF 文件"),
        ("c.pdf", "加了密"),
    ] {
        let (code, _, err) = office.run(&["audit", "2023", "--of", file]);
        assert!(code == 1 && err.contains(told), "{err}");
    }
}

#[test]
fn a_font_that_may_not_be_embedded_is_named() {
    let office = Office::new();
    let font = office.path("fonts/FandolFang-Regular.otf");
    let mut bytes = fs::read(&font).unwrap();
    let mut records = (12..).step_by(16).take(40);
    let record = records.find(|at| &bytes[*at..at + 4] == b"OS/2").unwrap();
    let table: [u8; 4] = bytes[record + 8..record + 12].try_into().unwrap();
    let bits = usize::try_from(u32::from_be_bytes(table)).unwrap() + 8;
    bytes[bits..bits + 2].copy_from_slice(&2_u16.to_be_bytes());
    fs::write(&font, bytes).unwrap();
    let (code, _, err) = office.run(&["build", "2023", "--ofd"]);
    assert!(
        code == 1 && err.contains("FandolFang") && err.contains("禁止嵌入"),
        "{err}"
    );
    assert!(!office.path("out").join("2023.ofd").exists());
    let told = office.run(&["build", "2023", "--ofd", "--embed-any-font"]);
    assert_eq!(told.0, 0, "{}", told.2);
    assert!(office.path("out/2023.ofd").exists());
}
