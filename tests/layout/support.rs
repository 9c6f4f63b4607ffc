//! What the tests share: the notice of 2023, the layout's files, and laying out.

use std::collections::BTreeMap;
use std::fs;
use std::sync::OnceLock;

use hongtou::audit::{Audit, Rule, audit};
use hongtou::notice::Notice;
use hongtou::pages::Pages;
use hongtou::pipeline::{Setting, make_year};
use hongtou::source::Sources;
use hongtou::typeset::{FontSet, LaidOut, Layout, LayoutFiles, Standard, lay_out};

pub use crate::shared::{cases, root};
use crate::shared::{model, templates};

/// What all tests read once.
pub struct Office {
    pub notice: Notice,
    pub roles: Vec<(String, Vec<String>)>,
    pub layout: BTreeMap<String, String>,
    pub fonts: FontSet,
}

pub fn office() -> &'static Office {
    static OFFICE: OnceLock<Office> = OnceLock::new();
    OFFICE.get_or_init(|| {
        let mut sources = Sources::default();
        let model = model(&mut sources);
        let input = fs::read_to_string(root().join("inputs/2023.toml")).unwrap();
        let id = sources.add("2023.toml", &input);
        let (year, findings) = make_year(&model, id, &sources, Setting::default());
        Office {
            notice: year.unwrap_or_else(|| panic!("{findings:?}")).notice,
            roles: model.office.fonts.clone(),
            layout: templates("typ"),
            fonts: FontSet::of_folders(&[root().join("fonts")]).unwrap(),
        }
    })
}

/// An edit of a layout file: its name, what is replaced, by what.
pub type Edit<'a> = (&'a str, &'a str, &'a str);

pub fn pages(notice: &Notice, edits: &[Edit]) -> Pages {
    laid_out(notice, edits).into_pages()
}

pub fn laid_out(notice: &Notice, edits: &[Edit]) -> LaidOut {
    let office = office();
    let mut files = office.layout.clone();
    for (file, from, to) in edits {
        let text = files.get_mut(*file).unwrap();
        assert_eq!(text.matches(from).count(), 1, "{file}: {from}");
        *text = text.replace(from, to);
    }
    let layout = Layout {
        files: &LayoutFiles::new(&files),
        roles: &office.roles,
        draft: false,
        standard: Standard::default(),
        ahead: false,
    };
    let laid_out = lay_out(notice, &layout, &office.fonts);
    laid_out.unwrap_or_else(|faults| panic!("{faults:?}"))
}

pub fn audited(notice: &Notice, edits: &[Edit]) -> Audit {
    audit(notice, &office().roles, &pages(notice, edits))
}

/// The codes of the rules that are broken, and the worst of each.
pub fn broken(audit: &Audit) -> Vec<String> {
    let worst = |rule: Rule| {
        let worst = audit.worst(rule).unwrap();
        format!(
            "{}: {} for {} on page {}",
            rule.code(),
            worst.measured,
            worst.wanted,
            worst.page
        )
    };
    audit.broken().into_iter().map(worst).collect()
}
