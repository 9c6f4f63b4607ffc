//! What is built is kept, version by version; what was issued is not written over unless it is corrected; the
//! remarks of reviewers stay with the input.

use crate::review::edited::{MAIN, Word};
use crate::support::Run;

/// An office with the quarterly notice alone.
fn office() -> Run {
    let run = Run::new();
    run.copy_kind("progress");
    run.copy("inputs/progress");
    run
}

const INPUT: &str = "inputs/progress/2023-q3.toml";

fn edit(run: &Run, from: &str, to: &str) {
    let text = String::from_utf8(run.read(INPUT)).unwrap();
    assert!(text.contains(from), "{from}");
    run.write(INPUT, text.replacen(from, to, 1));
}

fn done(run: &Run, arguments: &[&str]) -> String {
    let (status, told) = run.said(arguments);
    assert_eq!(status, 0, "{arguments:?}: {told}");
    told
}

#[test]
fn every_content_is_a_version_and_what_was_issued_stays() {
    let run = office();
    let build = ["build", "progress", "2023-q3"];
    assert!(done(&run, &["versions", "progress", "2023-q3"]).contains("还没有生成过"));
    assert!(done(&run, &build).contains("版本　　送审稿 1\n"));
    let first = run.read("out/progress/2023-q3.zip");
    // A comment changes nothing that is printed.
    edit(&run, "sample = true  ", "sample = true # 编的  ");
    assert!(done(&run, &build).contains("送审稿 1（内容没有变）"));
    edit(&run, "begun = 900 ", "begun = 1094");
    assert!(done(&run, &build).contains("版本　　送审稿 2\n"));
    let told = done(&run, &["versions", "progress", "2023-q3"]);
    let lines: Vec<&str> = told.lines().collect();
    assert!(
        lines[0].starts_with("送审稿 1　20") && lines[1].starts_with("送审稿 2　20"),
        "{told}"
    );
    assert!(lines[2].starts_with("  数据变了"), "{told}");
    // Old versions are compared with one another, with the input, with last period's notice.
    let (status, told) = run.said(&["diff", "progress", "2023-q3@1", "2023-q3@2"]);
    assert!(
        status == 1 && told.contains("2083") && told.contains("2277"),
        "{told}"
    );
    let (status, told) = run.said(&["diff", "progress", "2023-q3@2", "2023-q3"]);
    assert!(status == 0 && told.contains("没有不同"), "{told}");
    assert_eq!(run.said(&["diff", "progress", "2023-q2", "2023-q3@1"]).0, 1);
    let (status, told) = run.said(&["diff", "progress", "2023-q3@1", "2023-q3@9"]);
    assert!(status == 1 && told.contains("没有送审稿 9"), "{told}");

    assert!(done(&run, &["issue", "progress", "2023-q3"]).contains("送审稿 2"));
    let issued = run.read("out/progress/2023-q3.pdf");
    assert_eq!(run.read("out/progress/versions/2023-q3-2.pdf"), issued);
    assert!(
        done(&run, &["list"]).contains("送审稿 2，"),
        "{}",
        done(&run, &["list"])
    );
    // The same again is no other content.
    done(&run, &build);
    edit(&run, "begun = 1094", "begun = 1090");
    let (status, told) = run.said(&build);
    assert!(
        status == 1 && told.contains("已经印发") && told.contains("--correct"),
        "{told}"
    );
    assert_eq!(run.read("out/progress/2023-q3.pdf"), issued);
    assert!(done(&run, &["build", "progress", "2023-q3", "--correct"]).contains("送审稿 3"));
    assert!(done(&run, &["list"]).contains("更正稿，还没有印发（印发的是送审稿 2）"));
    assert!(done(&run, &["issue", "progress", "2023-q3"]).contains("送审稿 3"));
    assert_eq!(run.read("out/progress/versions/2023-q3-2.pdf"), issued);
    // An archive of before there were versions is as good as ever.
    run.write("out/progress/2023-q3.zip", first);
    assert!(
        run.said(&["diff", "progress", "2023-q2", "out/progress/2023-q3.zip"])
            .0
            == 1
    );
    // A PDF that is not the archive's is not issued.
    let (status, told) = run.said(&["issue", "progress", "2023-q3"]);
    assert!(status == 1 && told.contains("不是同一次生成的"), "{told}");
}

#[test]
fn a_draft_is_a_version_and_is_not_issued() {
    let run = office();
    edit(&run, "begun = 900 ", "begun = \"待填\"");
    assert!(done(&run, &["build", "progress", "2023-q3", "--draft"]).contains("送审稿 1"));
    let (status, told) = run.said(&["issue", "progress", "2023-q3"]);
    assert!(status == 1 && told.contains("不能印发"), "{told}");
    assert!(done(&run, &["versions", "progress", "2023-q3"]).contains("有待填的"));
}

/// A file with a comment on the words of a run.
fn commented(word: &[u8], on: &str, text: &str) -> Vec<u8> {
    let mut word = Word::open(word);
    let xml = word.xml();
    let at = xml
        .find(&format!(">{on}</w:t>"))
        .unwrap_or_else(|| panic!("no {on}"));
    let from = xml[..at].rfind("<w:r>").unwrap();
    let to = at + xml[at..].find("</w:r>").unwrap() + "</w:r>".len();
    let marked = format!(
        "{}<w:commentRangeStart w:id=\"3\"/>{}<w:commentRangeEnd w:id=\"3\"/><w:r><w:commentReference w:id=\"3\"/></w:r>{}",
        &xml[..from],
        &xml[from..to],
        &xml[to..]
    );
    word.put(MAIN, marked);
    let space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    let comments = format!(
        "<w:comments xmlns:w=\"{space}\"><w:comment w:id=\"3\" w:author=\"戊某\" w:date=\"2024-01-06T09:00:00Z\"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:comment></w:comments>"
    );
    word.put("word/comments.xml", comments);
    let relations = "word/_rels/document.xml.rels";
    let (_, bytes) = word
        .parts
        .iter()
        .find(|(name, _)| name == relations)
        .unwrap();
    let own = String::from_utf8(bytes.clone()).unwrap();
    let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments";
    let more =
        format!("<Relationship Id=\"c\" Type=\"{kind}\" Target=\"comments.xml\"/></Relationships>");
    word.put(relations, own.replace("</Relationships>", &more));
    word.bytes()
}

#[test]
fn comments_become_remarks_that_are_found_again() {
    let run = office();
    done(&run, &["build", "progress", "2023-q3", "--docx"]);
    let word = run.read("out/progress/2023-q3.docx");
    run.write(
        "returned.docx",
        commented(&word, "2083套", "请与统计局核对"),
    );
    let before = run.read(INPUT);
    let told = done(&run, &["review", "returned.docx", "--keep-remarks"]);
    assert!(
        told.contains("0 处不同，1 条批注") && told.contains("对“2083套”"),
        "{told}"
    );
    done(&run, &["review", "returned.docx", "--keep-remarks"]);
    assert_eq!(run.read(INPUT), before);
    let told = done(&run, &["remarks", "progress", "2023-q3"]);
    assert!(
        told.contains("1 条待办，0 条已办") && told.contains("戊某 2024-01-06 09:00"),
        "{told}"
    );
    assert!(!told.contains("所指文字已改"), "{told}");
    edit(&run, "begun = 900 ", "begun = 1094");
    let told = done(&run, &["remarks", "progress", "2023-q3"]);
    assert!(
        told.contains("所指文字已改，现在是“") && told.contains("2277套"),
        "{told}"
    );
    let (_, told) = run.said(&["diff", "progress", "2023-q2", "2023-q3"]);
    assert!(told.contains("审稿意见：1 条待办"), "{told}");
    done(
        &run,
        &[
            "remarks",
            "progress",
            "2023-q3",
            "--close",
            "1",
            "--answer",
            "已核对",
        ],
    );
    let told = done(&run, &["remarks", "progress", "2023-q3", "--all"]);
    assert!(
        told.contains("0 条待办，1 条已办") && told.contains("已核对"),
        "{told}"
    );
    let (status, told) = run.said(&["remarks", "progress", "2023-q3", "--close", "7"]);
    assert!(status == 1 && told.contains("没有第 7 条"), "{told}");
}

#[test]
fn what_is_the_inputs_own_is_put_into_it_and_nothing_else() {
    let run = office();
    done(&run, &["build", "progress", "2023-q3", "--docx"]);
    let mut word = Word::open(&run.read("out/progress/2023-q3.docx"));
    // A total typed over, a date, and a figure with the total that follows from it.
    let xml = word
        .xml()
        .replacen("2023年10月10日", "2023年10月13日", 1)
        .replacen("2083套", "2090套", 1);
    word.put(MAIN, xml);
    run.write("returned.docx", word.bytes());
    let before = String::from_utf8(run.read(INPUT)).unwrap();
    let told = done(&run, &["review", "returned.docx"]);
    assert!(
        told.contains("与数据矛盾：合计由") && told.contains("可以写回 1 处"),
        "{told}"
    );
    assert_eq!(String::from_utf8(run.read(INPUT)).unwrap(), before);
    assert!(done(&run, &["review", "returned.docx", "--apply"]).contains("写回 1 处"));
    assert_eq!(
        String::from_utf8(run.read(INPUT)).unwrap(),
        before.replace("\"10月10日\"", "\"10月13日\"")
    );
    // Held against the version that it came from: what was put in is done, and what else changes here since is
    // not the reviewer's.
    edit(&run, "begun = 900 ", "begun = 901 ");
    let told = done(&run, &["review", "returned.docx"]);
    assert!(
        told.contains("这份文件是送审稿 1 改的")
            && told.contains("这边已经这样改了的 1 处")
            && told.contains("送审以后这边改了")
            && !told.contains("可以写回"),
        "{told}"
    );
    edit(&run, "begun = 901 ", "begun = 900 ");
    let (status, told) = run.said(&["review", "returned.docx", "inputs/progress/2023-q2.toml"]);
    assert!(status == 1 && told.contains("不像是这一期"), "{told}");
    assert_eq!(run.said(&["review", "no.docx"]).0, 1);
}
