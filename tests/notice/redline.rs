//! The redline as it lies on its pages: without what is struck through it is
//! the newer notice, without what is underlined the older one.

use std::collections::BTreeMap;
use std::fs;

use hongtou::compare::redline::redline;
use hongtou::compare::{Side, compare};
use hongtou::model::{Model, load};
use hongtou::notice::Notice;
use hongtou::pages::{PartKind, Text};
use hongtou::pipeline::{Setting, Year, make_year};
use hongtou::source::Sources;
use hongtou::wording::Mark;
use proptest::prelude::*;

use crate::diff::{FREE, edited};
use crate::support::{Input, Run, cases, pages, printed, root, template_files};

/// How the layout paints what is no more where it was, and what was not where it is.
const GONE: [&str; 3] = ["#b00020", "#6a6a6a", "#2f6b46"];
const NEW: [&str; 3] = ["#0b3d91", "#4a4a4a", "#14532d"];

/// The model with some of its template files edited: file, from, to.
fn model(sources: &mut Sources, edits: &[(&str, &str, &str)]) -> Model {
    let mut files = template_files(&root().join("templates/housing"), sources);
    for (name, from, to) in edits {
        let text = sources.get(files[*name]).text.clone();
        assert_eq!(text.matches(from).count(), 1, "{name}: {from}");
        let id = sources.add(format!("templates/housing/{name}"), text.replace(from, to));
        files.insert((*name).to_owned(), id);
    }
    load(&files, sources).unwrap_or_else(|findings| panic!("{}", printed(&findings, sources)))
}

fn year(model: &Model, sources: &mut Sources, name: &str, input: &Input) -> Year {
    let id = sources.add(format!("inputs/{name}.toml"), input.text());
    let (year, findings) = make_year(model, id, sources, Setting::default());
    year.unwrap_or_else(|| panic!("{}", printed(&findings, sources)))
}

/// Every character of the notice on its laid-out pages but those of a colour, and but folios and
/// the words behind the sheet.
fn text(notice: &Notice, model: &Model, hidden: &[&str]) -> String {
    let pages = pages(notice, model);
    let texts = pages.pages.iter().flat_map(|page| &page.texts);
    let proper = texts.filter(|text| {
        let kind = pages.kind(text.part);
        !matches!(kind, Some(PartKind::Folio | PartKind::SheetMark))
    });
    // A column more or less changes the order in which the heads beside it are set.
    let mut heads: BTreeMap<usize, String> = BTreeMap::new();
    let mut rest = String::new();
    for text in proper.filter(|text| !hidden.contains(&text.colour.as_str())) {
        match text.part {
            Some(id) if pages.kind(text.part) == Some(PartKind::HeadCell) => {
                heads.entry(id).or_default().push_str(&text.text());
            }
            _ => rest.push_str(&text.text()),
        }
    }
    let mut heads: Vec<String> = heads.into_values().collect();
    heads.sort();
    (rest + &heads.concat()).split_whitespace().collect()
}

/// Lays out the redline of two years, and each of them, and compares the texts.
fn holds_both(
    old: (&Input, &[(&str, &str, &str)]),
    new: (&Input, &[(&str, &str, &str)]),
) -> Notice {
    let mut sources = Sources::default();
    let models = (model(&mut sources, old.1), model(&mut sources, new.1));
    let years = (
        year(&models.0, &mut sources, "old", old.0),
        year(&models.1, &mut sources, "new", new.0),
    );
    let (before, after) = (
        Side {
            model: &models.0,
            year: &years.0,
        },
        Side {
            model: &models.1,
            year: &years.1,
        },
    );
    let comparison = compare(before, after, &sources);
    let redline = redline(&comparison, &years.0.notice, &years.1.notice);
    let of = |notice| text(notice, &models.1, &[]);
    pretty_eq(&text(&redline, &models.1, &GONE), &of(&years.1.notice));
    pretty_eq(&text(&redline, &models.1, &NEW), &of(&years.0.notice));
    redline
}

/// Says where two long texts part.
fn pretty_eq(found: &str, wanted: &str) {
    let common = found.chars().zip(wanted.chars());
    let common = common.take_while(|(a, b)| a == b).count();
    let from = |text: &str| -> String {
        text.chars()
            .skip(common.saturating_sub(20))
            .take(60)
            .collect()
    };
    assert!(
        found == wanted,
        "…{}…\ninstead of\n…{}…",
        from(found),
        from(wanted)
    );
}

#[test]
fn of_two_years() {
    holds_both((&Input::of_2022(), &[]), (&Input::of_2023(), &[]));
}

#[test]
fn of_another_head_signature_and_imprint() {
    let new = Input::of_2023()
        .set("number", "12")
        .set("date", "\"2月9日\"")
        .replace("薛明耀市长、", "");
    let edits = [
        (
            "notice.toml",
            "organ = \"晋城市保障性安居工程领导小组办公室\"",
            "organ = \"晋城市城镇住房工作领导小组办公室\"",
        ),
        (
            "notice.toml",
            "mark = \"晋城市保障性安居工程领导小组办公室文件\"",
            "mark = \"晋城市城镇住房工作领导小组办公室文件\"",
        ),
        (
            "notice.toml",
            "title = \"关于|{year}年度|城镇|住房|保障|主要|工作|完成|情况|的通报\"",
            "title = \"关于|{year}年度|城镇|住房|保障|工作|考核|结果|的通报\"",
        ),
        (
            "notice.toml",
            "addressee = \"各县（市、区）保障性安居工程领导小组办公室\"",
            "addressee = \"各县（市、区）人民政府\"",
        ),
    ];
    holds_both((&Input::of_2023(), &[]), (&new, &edits));
    holds_both((&new, &edits), (&Input::of_2023(), &[]));
}

/// A column and an annex that only one of the two notices prints.
#[test]
fn of_other_columns_and_annexes() {
    let edits = [
        (
            "figures/targets.toml",
            "head = [\"棚户区|住房改造|年度|基本建成|情况|（套）\", \"建成量\", \"其中：|续建|工程\"]",
            "head = []",
        ),
        (
            "figures/loans.toml",
            "title = \"棚改|专项贷款|发放和|专项债券|发行情况\"",
            "title = \"棚改|专项贷款|和|专项债券|情况\"",
        ),
        (
            "notice.toml",
            "annexes = [\"targets\", \"unfinished\", \"funds\"",
            "annexes = [\"targets\", \"funds\"",
        ),
    ];
    let input = Input::of_2023();
    holds_both((&input, &edits), (&input, &[]));
    holds_both((&input, &[]), (&input, &edits));
}

/// Counties in another order: their rows move.
#[test]
fn of_rows_that_moved() {
    let input = Input::of_2023();
    let order = "[\"城区\", \"泽州县\", \"高平市\", \"阳城县\", \"陵川县\", \"沁水县\"]";
    let other = "[\"高平市\", \"城区\", \"泽州县\", \"沁水县\", \"阳城县\", \"陵川县\"]";
    let turned = Input::of_2023().replace(order, other);
    holds_both((&input, &[]), (&turned, &[]));
    holds_both((&turned, &[]), (&input, &[]));
}

/// A column that the templates put elsewhere.
#[test]
fn of_a_column_that_moved() {
    let column = "[[columns]]\nkey = \"bonds\"\n";
    let file = fs::read_to_string(root().join("templates/housing/figures/loans.toml")).unwrap();
    let start = file.find(column).unwrap();
    let length = file[start + 1..]
        .find("\n[[")
        .map_or(file.len() - start, |at| at + 2);
    let (moved, rest) = (
        &file[start..start + length],
        file.replacen(&file[start..start + length], "", 1),
    );
    let first = rest.find("[[columns]]").unwrap();
    let turned = format!("{}{moved}\n{}", &rest[..first], &rest[first..]);
    let edits = [("figures/loans.toml", file.as_str(), turned.as_str())];
    let input = Input::of_2023();
    let columns = |redline: Notice| {
        let loans = redline
            .annexes
            .into_iter()
            .find(|annex| annex.id == "loans");
        loans.unwrap().table.columns.len()
    };
    let unchanged = holds_both((&input, &[]), (&input, &[]));
    let there = holds_both((&input, &[]), (&input, &edits));
    let back = holds_both((&input, &edits), (&input, &[]));
    let count = columns(unchanged);
    assert_eq!([columns(there), columns(back)], [count + 1; 2]);
}

/// Sentences, and a whole section, that stand elsewhere than before.
#[test]
fn of_what_moved() {
    let (first, second) = (
        "在推进年度工作落实中，市财政局积极落实资金支持政策，年度下达中央财政补助资金{funds.total.received}万元，安排省级配套补助资金{funds.provincial}万元，发行棚改专项债券{loans.total.bonds}亿元。",
        "市财政局和市住建局联合转发了《省级财政城镇保障性安居工程配套资金管理办法》（晋市财综〔2023〕11号），对省级及中央财政补助资金从资金支持范围和分配、预算下达、监督和管理等方面提出了明确要求。",
    );
    let input = Input::of_2023();
    let turned = Input::of_2023()
        .replace(first, "甲")
        .replace(second, "乙")
        .replace("甲乙", &format!("{second}{first}"));
    let left = |redline: Notice| {
        let spans = redline.body.into_iter().flat_map(|block| block.spans);
        let left = spans.filter(|span| span.change == Some(Mark::Left));
        left.map(|span| span.text.chars().take(7).collect::<String>())
            .collect::<Vec<_>>()
    };
    let redline = holds_both((&input, &[]), (&turned, &[]));
    assert_eq!(left(redline), ["在推进年度工作"]);
    let edits = [(
        "notice.toml",
        "    \"funds\",\n    \"loans\",\n    \"audit\",\n    \"survey\",\n    \"closing\",",
        "    \"loans\",\n    \"audit\",\n    \"funds\",\n    \"survey\",\n    \"closing\",",
    )];
    let redline = holds_both((&input, &[]), (&input, &edits));
    assert_eq!(left(redline)[..2], ["四、中央财政补", "2022年底全"]);
    holds_both((&input, &edits), (&turned, &[]));
}

/// The marks of a redline's text and heads, each with what it marks.
fn marks(redline: &Notice) -> Vec<(Mark, String)> {
    let around = redline.around.as_ref().unwrap();
    let spans = redline.body.iter().flat_map(|block| &block.spans);
    let spans = spans.chain(&around.title).chain(&around.number);
    let spans = spans.chain(around.annexes.iter().flat_map(|annex| &annex.title));
    let marked = spans.filter_map(|span| Some((span.change?, span.text.clone())));
    marked.collect()
}

/// A notice whose year alone rolled on has nothing else marked than years.
#[test]
fn years_that_only_rolled_on_are_marked_as_such() {
    let new = Input::of_2023()
        .set("year", "2024")
        .set("date", "\"1月31日\"");
    let redline = holds_both((&Input::of_2023(), &[]), (&new, &[]));
    let marks = marks(&redline);
    assert!(marks.len() > 40);
    for (mark, text) in marks {
        assert!(
            matches!(mark, Mark::OldYear | Mark::NewYear),
            "{mark:?} {text}"
        );
        let digits = text.trim_end_matches('年');
        assert!(digits.parse::<i32>().is_ok(), "{text}");
    }
}

/// A figure that moved is marked as one, the words that it chose are marked as words.
#[test]
fn figures_that_moved_are_told_from_words_that_were_edited() {
    let new = Input::of_2023().set("targets.城区.subsidy", "38");
    let redline = holds_both((&Input::of_2023(), &[]), (&new, &[]));
    let of = |wanted: Mark| -> Vec<String> {
        let marks = marks(&redline).into_iter();
        let marks = marks.filter(|(mark, _)| *mark == wanted);
        marks.map(|(_, text)| text).collect()
    };
    assert_eq!(of(Mark::OldFigure), ["889", "179.6%"]);
    assert_eq!(of(Mark::NewFigure), ["494", "99.8%"]);
    assert!(of(Mark::Old).contains(&"圆满".to_owned()));
    assert!(of(Mark::OldYear).is_empty());
}

/// In black and white, too: two lines through or under a figure, one with words.
#[test]
fn marks_differ_by_their_lines() {
    let new = Input::of_2023().set("targets.城区.subsidy", "38");
    let redline = holds_both((&Input::of_2023(), &[]), (&new, &[]));
    let model = model(&mut Sources::default(), &[]);
    let pages = pages(&redline, &model);
    let (mut words, mut figures) = (0, 0);
    for page in &pages.pages {
        let is_body = |text: &&Text| pages.kind(text.part) == Some(PartKind::Paragraph);
        for text in page.texts.iter().filter(is_body) {
            let is_marked = [GONE[0], NEW[0]].contains(&text.colour.as_str());
            let (true, Some(first)) = (is_marked, text.characters.first()) else {
                continue;
            };
            let area = first.area;
            let lines = page.shapes.iter().filter(|line| {
                let over = line.area.left <= area.left && area.left < line.area.right;
                // An underline hangs a little below the em box.
                let below = area.bottom + (area.bottom - area.top) / 4;
                line.stroke.is_some() && over && area.top < line.area.top && line.area.top < below
            });
            let is_figure = text.text().starts_with(|c: char| c.is_ascii_digit());
            assert_eq!(
                lines.count(),
                if is_figure { 2 } else { 1 },
                "{}",
                text.text()
            );
            *(if is_figure { &mut figures } else { &mut words }) += 1;
        }
    }
    assert!(figures >= 4 && words >= 4, "{figures} {words}");
}

/// Every page says that it is no notice, and how to read its marks; a notice says nothing of it.
#[test]
fn every_page_says_what_it_is() {
    let redline = holds_both((&Input::of_2022(), &[]), (&Input::of_2023(), &[]));
    let model = model(&mut Sources::default(), &[]);
    let banners = |notice: &Notice| -> Vec<String> {
        let pages = pages(notice, &model);
        let of_page = pages.pages.iter().map(|page| {
            let marks = page.texts.iter();
            let marks = marks.filter(|text| pages.kind(text.part) == Some(PartKind::SheetMark));
            marks.map(Text::text).collect::<String>()
        });
        of_page.collect()
    };
    let said = banners(&redline);
    assert!(said.len() > 10);
    for page in said {
        for wanted in [
            "修订对照稿，不是正式公文",
            "2022 年度",
            "删去",
            "新增",
            "原数",
            "现数",
            "原年",
            "现年",
            "原处",
            "现处",
        ] {
            assert!(page.contains(wanted), "{wanted}: {page}");
        }
    }
    let notice = crate::support::notice(&Input::of_2023());
    assert!(banners(&notice).iter().all(String::is_empty));
}

proptest! {
    #![proptest_config(cases(6))]

    #[test]
    fn of_random_pairs(
        a in prop::collection::vec((any::<bool>(), any::<i32>()), FREE.len()),
        b in prop::collection::vec((any::<bool>(), any::<i32>()), FREE.len()),
    ) {
        holds_both((&edited(&a), &[]), (&edited(&b), &[]));
    }
}

#[test]
fn a_redline_is_set_in_the_notices_layout() {
    let run = Run::new();
    run.copy("inputs");
    let fonts = root().join("fonts");
    let mut arguments = vec![
        "diff",
        "inputs/2022.toml",
        "inputs/2023.toml",
        "--format",
        "pdf",
    ];
    arguments.extend(["--fonts", fonts.to_str().unwrap()]);
    let (status, printed, errors) = run.run(&arguments);
    assert_eq!((status, printed.as_str()), (1, ""));
    assert!(errors.contains("请用 --out 写明文件"), "{errors}");
    arguments.extend(["--out", "redline.pdf"]);
    let (status, printed, errors) = run.run(&arguments);
    assert_eq!(
        (status, printed.as_str(), errors.as_str()),
        (
            1,
            "比较　redline.pdf\n说明　旧的一期没有存档（out/2022.zip），用现在的模板比较。\n",
            ""
        )
    );
    assert!(run.read("redline.pdf").starts_with(b"%PDF-1.7"));
}
