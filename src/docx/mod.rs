//! The notice as a Word file (Office Open XML, ISO/IEC 29500), for those who edit it in WPS or Word:
//! GB/T 9704 as styles, a grid of 28 characters by 22 lines, sections for sheets set across.

mod chart;
mod head;
mod paragraph;
mod parts;
mod size;
mod table;
mod tail;
mod text;
mod xml;

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use self::paragraph::{Set, paragraph, sectioned};
use self::parts::{FOOTERS, Sheet};
use self::text::Notes;
use self::xml::Xml;
use crate::model::DocumentForm;
use crate::typeset::view::{AnnexView, NoticeView};

/// What the laid-out pages tell beside the notice itself.
pub struct Facts<'a> {
    /// Font families by role, the office's own first.
    pub roles: &'a [(String, Vec<String>)],
    /// Blank lines between the text and the signature.
    pub above_signature: i64,
    /// How many pages the imprint stands behind the last page of content: 0, 1, or 2 with a blank one
    /// between them.
    pub imprint_after: usize,
    /// What the file's properties say of the notice: its kind, its period, the digest of its review text.
    pub origin: [String; 3],
}

impl Facts<'_> {
    /// The family that the office has for a role.
    fn family(&self, role: &str) -> &str {
        let of_role = self.roles.iter().find(|(name, _)| name == role);
        let first = of_role.and_then(|(_, families)| families.first());
        first.map_or("FangSong", String::as_str)
    }
}

/// The bytes of the file. The same notice gives the same bytes.
///
/// # Errors
/// Where the package can't be put together.
pub fn docx(view: &NoticeView, facts: &Facts) -> Result<Vec<u8>, zip::result::ZipError> {
    let mut notes = Notes::default();
    let document = document(view, facts, &mut notes);
    let mut files: Vec<(String, Xml)> = vec![
        ("[Content_Types].xml".to_owned(), parts::content_types()),
        ("_rels/.rels".to_owned(), parts::package_relations()),
        ("docProps/core.xml".to_owned(), parts::properties(view)),
        ("docProps/custom.xml".to_owned(), parts::origin(facts)),
        ("word/document.xml".to_owned(), document),
        (
            "word/_rels/document.xml.rels".to_owned(),
            parts::document_relations(),
        ),
        ("word/styles.xml".to_owned(), parts::styles(facts)),
        ("word/settings.xml".to_owned(), parts::settings()),
        ("word/fontTable.xml".to_owned(), parts::fonts(facts)),
        ("word/footnotes.xml".to_owned(), parts::footnotes(&notes)),
    ];
    let footers = FOOTERS.map(|name| (format!("word/footer-{name}.xml"), parts::footer(name)));
    files.extend(footers);
    packed(files)
}

fn packed(files: Vec<(String, Xml)>) -> Result<Vec<u8>, zip::result::ZipError> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    for (name, xml) in files {
        zip.start_file(name, options)?;
        zip.write_all(&xml.into_bytes())?;
    }
    Ok(zip.finish()?.into_inner())
}

/// The sections, one behind the other.
struct Sections {
    done: Xml,
    open: Xml,
    sheet: Sheet,
    /// Whether page 1 bears no folio.
    is_plain_first: bool,
}

impl Sections {
    /// Goes on on a new page with sheets that lie so; whether a section began.
    fn turn(&mut self, sheet: Sheet) -> bool {
        if self.sheet == sheet {
            return false;
        }
        let section = parts::section(self.sheet, std::mem::take(&mut self.is_plain_first));
        let set = Set {
            line: 2,
            ..Set::default()
        };
        sectioned(&mut self.open, &set, Some(&section), |_| {});
        self.done.append(&std::mem::take(&mut self.open));
        self.sheet = sheet;
        true
    }

    fn annex(&mut self, notes: &mut Notes, view: &AnnexView) {
        let is_across = view.table.as_ref().is_some_and(|table| table.across);
        let begins = |sheet: Sheet, sections: &mut Self| !sections.turn(sheet);
        let sheet = if is_across && view.before.is_empty() {
            Sheet::Across
        } else {
            Sheet::Upright
        };
        let begins_page = begins(sheet, self);
        tail::annex_head(&mut self.open, view, begins_page);
        notes.body(&mut self.open, &view.before, &[]);
        let chart = view.chart.as_ref();
        if let Some(chart) = chart.filter(|_| view.chart_first) {
            chart::chart(&mut self.open, chart, true);
        }
        if view.table.is_some() {
            if is_across {
                self.turn(Sheet::Across);
            }
            tail::annex_table(&mut self.open, view);
        }
        if let Some(chart) = chart.filter(|_| !view.chart_first) {
            self.turn(Sheet::Upright);
            chart::chart(&mut self.open, chart, false);
        }
        if !view.after.is_empty() {
            self.turn(Sheet::Upright);
            notes.body(&mut self.open, &view.after, &[]);
        }
    }

    /// 版记 on its page.
    fn imprint(&mut self, view: &NoticeView, after: usize) {
        let Some(imprint) = &view.imprint else {
            return;
        };
        if after == 2 {
            self.turn(Sheet::WithoutFolio);
            paragraph::blank(&mut self.open);
        }
        let page = Set {
            line: 20,
            begins_page: after == 2 || after == 1 && !self.turn(Sheet::Upright),
            ..Set::default()
        };
        paragraph(&mut self.open, &page, |_| {});
        tail::imprint(&mut self.open, imprint, view.form != DocumentForm::Letter);
    }
}

fn document(view: &NoticeView, facts: &Facts, notes: &mut Notes) -> Xml {
    let mut sections = Sections {
        done: Xml::default(),
        open: Xml::default(),
        sheet: Sheet::Upright,
        is_plain_first: view.form == DocumentForm::Letter,
    };
    let page = &mut sections.open;
    for (is_so, words) in [(view.sample, "样例数据"), (view.draft, "送审稿")] {
        if is_so {
            parts::told_first(page, words);
        }
    }
    head::head(page, view);
    text::addressee(page, view);
    notes.body(page, &view.body, &view.tables);
    text::annex_list(page, notes, &view.list);
    if view.form.is_dated_at_head() {
        text::attendance(page, notes, &view.attendance);
        tail::note(page, notes, &view.signature);
    } else {
        tail::signature(page, notes, &view.signature, facts.above_signature);
    }
    for annex in &view.annexes {
        sections.annex(notes, annex);
    }
    sections.imprint(view, facts.imprint_after);
    let last = parts::section(sections.sheet, sections.is_plain_first);
    sections.open.append(&last);
    sections.done.append(&sections.open);
    let mut xml = Xml::document();
    parts::root(&mut xml, "w:document", |xml| {
        xml.element("w:body", &[], |xml| xml.append(&sections.done));
    });
    xml
}
