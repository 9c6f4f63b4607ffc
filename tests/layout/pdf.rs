//! The pages read back from a PDF, and from an OFD without tags: the parts are found by the notice's
//! words, and everything is measured as on the layout's own pages, to a hundredth of a millimetre.
//! `CASES=500 cargo test --release --test layout pdf::random` tries 2,000 random notices.

use hongtou::audit::{Audit, Measurement, Rule, audit, audit_file};
use hongtou::notice::{Notice, Words};
use hongtou::pages::{Length, Pages, Part};
use hongtou::pdf::{self, Fault};
use hongtou::recognize::{name_families, recognize};
use proptest::prelude::*;

use crate::random;
use crate::support::{cases, laid_out, office};

/// The pages of a file with the notice's parts.
fn recognized(notice: &Notice, mut pages: Pages) -> Pages {
    let office = office();
    name_families(&mut pages, &office.fonts.by_file_name(), &office.roles);
    recognize(notice, &pages)
}

fn read_back(notice: &Notice) -> Pages {
    let bytes = laid_out(notice, &[]).pdf().unwrap().bytes;
    recognized(notice, pdf::pages(bytes).unwrap())
}

/// All that is measured otherwise on the pages of the file than on those laid out.
fn differences(notice: &Notice) -> Vec<String> {
    let laid_out = laid_out(notice, &[]);
    let own = audit(notice, &office().roles, laid_out.pages());
    let bytes = laid_out.pdf().unwrap().bytes;
    let pages = recognized(notice, pdf::pages(bytes).unwrap());
    between(&own, &audit_file(notice, &office().roles, &pages))
}

fn between(own: &Audit, read: &Audit) -> Vec<String> {
    let mut differences: Vec<String> = Vec::new();
    let unmeasured = read.unmeasured.iter();
    differences.extend(unmeasured.map(|one| format!("{one:?}")));
    // Colours are told a run, of which a file may have more.
    let each = |audit: &Audit| {
        let mut all = audit.measurements.clone();
        all.dedup_by(|one, other| one.rule == Rule::Colours && one == other);
        all
    };
    let (own, read) = (each(own), each(read));
    let mut left: Vec<&Measurement> = read.iter().collect();
    for one in &own {
        match left.iter().position(|other| same(one, other)) {
            Some(at) => {
                left.remove(at);
            }
            None => differences.push(format!("lost: {one:?}")),
        }
    }
    differences.extend(left.iter().map(|one| format!("new: {one:?}")));
    differences.truncate(20);
    differences
}

fn same(one: &Measurement, other: &Measurement) -> bool {
    let near = match (one.deviation, other.deviation) {
        (Some(one), Some(other)) => (one - other).abs() <= Length::micrometres(10),
        (own, read) => own.is_none() && read.is_none() && one.measured == other.measured,
    };
    (one.rule, one.page, one.passed) == (other.rule, other.page, other.passed) && near
}

fn kinds(pages: &Pages) -> Vec<String> {
    let said = |part: &Part| format!("{:?} {}", part.kind, part.number);
    let texts = pages.pages.iter().flat_map(|page| &page.texts);
    let texts = texts.filter(|text| !text.text().trim().is_empty());
    let parts = texts.map(|text| pages.part(text.part).map_or_else(String::new, said));
    let mut parts: Vec<String> = parts.collect();
    parts.dedup();
    parts.sort();
    parts.dedup();
    parts
}

#[test]
fn the_published_notice_is_measured_as_its_pages() {
    let notice = &office().notice;
    assert_eq!(differences(notice), [""; 0]);
    let own = laid_out(notice, &[]).into_pages();
    assert_eq!(kinds(&read_back(notice)), kinds(&own));
}

#[test]
fn an_ofd_without_tags_is_measured_as_its_pages() {
    let notice = &office().notice;
    let laid_out = laid_out(notice, &[]);
    let own = audit(notice, &office().roles, laid_out.pages());
    let package = without_tags(&laid_out.ofd(notice, Vec::new()).unwrap());
    let pages = recognized(notice, hongtou::ofd::pages(&package).unwrap());
    assert_eq!(
        between(&own, &audit_file(notice, &office().roles, &pages)),
        [""; 0]
    );
}

/// A package as another program would write it.
fn without_tags(package: &[u8]) -> Vec<u8> {
    use std::io::{Cursor, Read, Write};
    let mut read = zip::ZipArchive::new(Cursor::new(package)).unwrap();
    let mut written = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..read.len() {
        let mut file = read.by_index(index).unwrap();
        let name = file.name().unwrap().into_owned();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        if name.contains("/Tags/") {
            continue;
        }
        if name.ends_with("Document.xml") {
            let text = String::from_utf8(bytes).unwrap();
            let (before, rest) = text.split_once("<ofd:CustomTags>").unwrap();
            let (_, after) = rest.split_once("</ofd:CustomTags>").unwrap();
            bytes = [before, after].concat().into_bytes();
        }
        let options = zip::write::SimpleFileOptions::default();
        written.start_file(name, options).unwrap();
        written.write_all(&bytes).unwrap();
    }
    written.finish().unwrap().into_inner()
}

#[test]
fn what_is_no_whole_file_is_told() {
    let sound = laid_out(&office().notice, &[]).pdf().unwrap().bytes;
    assert!(pdf::is_pdf(&sound));
    assert!(!pdf::is_pdf(b"PK\x03\x04"));
    for bytes in [&b""[..], b"%PDF-1.7", b"%PDF-1.7\n%%EOF", &sound[..200]] {
        assert_eq!(pdf::pages(bytes.to_vec()).unwrap_err(), Fault::Damaged);
    }
}

/// A page of a picture and no words, as a scanner makes it.
const SCANNED: &str = "%PDF-1.4
1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj
3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</I 5 0 R>>>>>> endobj
4 0 obj <</Length 31>> stream
q 595 0 0 842 0 0 cm /I Do Q
endstream endobj
5 0 obj <</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>> stream
x
endstream endobj
trailer <</Root 1 0 R>>
";

#[test]
fn what_has_no_words_is_told() {
    assert_eq!(pdf::pages(SCANNED.into()).unwrap_err(), Fault::Scanned);
    let blank = SCANNED.replace("/I Do", "     ");
    assert_eq!(pdf::pages(blank.into()).unwrap_err(), Fault::Blank);
}

#[test]
fn a_file_with_a_password_is_told() {
    let bytes = include_bytes!("files/password.pdf").to_vec();
    assert_eq!(pdf::pages(bytes).unwrap_err(), Fault::Encrypted);
}

/// The file says other things than the notice: told, and nothing passes for want of a part.
#[test]
fn another_notice_does_not_pass() {
    let other = Notice {
        title: Some(Words::parse("关于|另一件事|的通知")),
        body: Vec::new(),
        annexes: Vec::new(),
        ..office().notice.clone()
    };
    let bytes = laid_out(&other, &[]).pdf().unwrap().bytes;
    let notice = &office().notice;
    let pages = recognized(notice, pdf::pages(bytes).unwrap());
    let audit = audit_file(notice, &office().roles, &pages);
    assert!(audit.broken().contains(&Rule::Content));
    let left = |rule| audit.unmeasured.iter().any(|one| one.rule == rule);
    for rule in [
        Rule::TitlePlace,
        Rule::TypeWidth,
        Rule::CharactersPerLine,
        Rule::TableHead,
    ] {
        assert!(left(rule), "{rule:?}");
    }
    // What does not hang on the words is measured all the same.
    for rule in [
        Rule::PaperSize,
        Rule::FolioPlace,
        Rule::RedRuleSize,
        Rule::MarkTop,
    ] {
        assert!(audit.of(rule).next().is_some() && !left(rule), "{rule:?}");
    }
}

/// A wrong digit, a word left out, a rule as in another file: each is seen in the file alone.
#[test]
fn what_a_file_says_otherwise_is_seen() {
    let notice = &office().notice;
    let mut other = notice.clone();
    let cell = &mut other.annexes[0].table.rows[1].cells[2];
    cell.text = "987654".to_owned();
    let bytes = laid_out(&other, &[]).pdf().unwrap().bytes;
    let pages = recognized(notice, pdf::pages(bytes).unwrap());
    let audit = audit_file(notice, &office().roles, &pages);
    assert!(
        audit.broken().contains(&Rule::Content),
        "{:?}",
        audit.broken()
    );
}

proptest! {
    #![proptest_config(cases(5))]

    #[test]
    fn random_forms_are_measured_alike(notice in random::of_a_form()) {
        prop_assert_eq!(differences(&notice.0), [""; 0]);
    }

    #[test]
    fn random_tables_in_the_text_are_measured_alike(notice in random::with_tables()) {
        prop_assert_eq!(differences(&notice.0), [""; 0]);
    }

    #[test]
    fn random_parts_are_measured_alike(notice in random::with_parts()) {
        prop_assert_eq!(differences(&notice.0), [""; 0]);
    }

    #[test]
    fn random_notices_are_measured_alike(notice in random::notice()) {
        prop_assert_eq!(differences(&notice.0), [""; 0]);
    }
}
