//! Every figure that a notice prints can be pointed at on its pages.

use std::collections::BTreeMap;

use hongtou::notice::Notice;
use hongtou::office::Office;
use hongtou::office::folder;

use crate::root;

/// The kinds that are shipped, each with an input.
pub const SHIPPED: [(&str, &str); 5] = [
    ("housing", "inputs/2023.toml"),
    ("housing", "inputs/2022.toml"),
    ("progress", "inputs/progress/2023-q3.toml"),
    ("disclosure", "inputs/disclosure/2023.toml"),
    ("inquiry", "inputs/inquiry/2023-q3.toml"),
];

pub fn office(kind: &str) -> Office {
    let folder = root().join("templates").join(kind);
    Office::of_folders(&folder, &[root().join("fonts")])
        .unwrap_or_else(|refusal| panic!("{refusal}"))
}

/// How often each figure is printed, in the text and in the tables.
fn printed(notice: &Notice) -> BTreeMap<String, Vec<String>> {
    let mut printed: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let spans = notice.blocks().flat_map(|block| &block.spans);
    let spans = spans.filter_map(|span| Some((span.figure.as_ref()?, &span.text)));
    let rows = notice.all_tables().flat_map(|annex| &annex.table.rows);
    let cells = rows.flat_map(|row| &row.cells);
    let cells = cells.filter_map(|cell| Some((cell.figure.as_ref()?, &cell.text)));
    for (figure, text) in spans.chain(cells).filter(|(_, text)| !text.is_empty()) {
        let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        printed.entry(figure.to_string()).or_default().push(bare);
    }
    printed
}

#[test]
fn every_figure_is_where_it_is_printed() {
    for (kind, path) in SHIPPED {
        let office = office(kind);
        let input = folder::input(&root().join(path)).unwrap();
        let mut edited = office.edit(&input, &[]);
        let shown = edited
            .show()
            .unwrap_or_else(|| panic!("{path} is not laid out"));
        let printed = printed(edited.run.notice().unwrap());
        let mut found: BTreeMap<String, String> = BTreeMap::new();
        for one in &shown.located {
            if let Some(figure) = &one.figure {
                let bare = one.text.chars().filter(|c| !c.is_whitespace());
                found.entry(figure.to_string()).or_default().extend(bare);
            }
            let page = &shown.pages.pages[one.page - 1];
            assert!(
                one.area.right <= page.width && one.area.bottom <= page.height,
                "{one:?}"
            );
        }
        for (figure, texts) in &printed {
            let found = found.get(figure).map_or(0, |text| text.chars().count());
            let wanted: usize = texts.iter().map(|text| text.chars().count()).sum();
            assert_eq!(found, wanted, "{path}: {figure} {texts:?}");
        }
        assert_eq!(found.len(), printed.len(), "{path}");
        assert_eq!(shown.svgs.len(), shown.pages.pages.len());
    }
}
