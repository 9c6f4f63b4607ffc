//! A whole next year, step by step, with the commands of the manual's part for clerks: the new
//! file, a look at the draft, figures filled in part by part, check, build, and the comparison.

use hongtou::calendar::Period;
use hongtou::figures::Figure;
use hongtou::pipeline::{Setting, Year};

use crate::dice::Dice;
use crate::filling::filled;
use crate::support::{Input, Run, Years};

const MANUAL: &str = include_str!("../../README.md");

/// The groups in the order of the file, with the section whose heading they decide.
const PARTS: [(&str, &str); 7] = [
    ("targets", "一、"),
    ("unfinished", "二、"),
    ("overdue", "三、"),
    ("funds", "四、"),
    ("loans", "五、"),
    ("audit", "六、"),
    ("survey", "七、"),
];

struct Walk {
    run: Run,
}

impl Walk {
    /// In a folder with the input of 2023 and nothing else.
    fn new() -> Self {
        let run = Run::new();
        run.write("inputs/2023.toml", Input::of_2023().text());
        Self { run }
    }

    /// Runs a line of the manual.
    fn hongtou(&self, line: &str) -> (i32, String, String) {
        let command = format!("hongtou {line}");
        assert!(MANUAL.contains(&command), "the manual has no {command}");
        self.run.run(&line.split(' ').collect::<Vec<_>>())
    }

    fn file(&self, name: &str) -> String {
        String::from_utf8(self.run.read(name)).unwrap()
    }

    /// The text of the draft as it stands.
    fn draft(&self) -> String {
        let (status, _, errors) = self.hongtou("build --draft");
        assert_eq!(status, 0, "{errors}");
        self.file("out/2024.txt")
    }
}

/// The new file with some of its groups as they are in the filled one.
fn in_part(new: &str, full: &str, groups: &[&str]) -> String {
    let mut group = String::new();
    let lines = new.lines().zip(full.lines()).map(|(new, full)| {
        if new.starts_with('[') {
            let end = |c: char| "].\"".contains(c);
            let name = new.trim_start_matches('[').split(end).next().unwrap();
            name.clone_into(&mut group);
        }
        if groups.contains(&group.as_str()) {
            full
        } else {
            new
        }
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn heading<'t>(text: &'t str, number: &str) -> &'t str {
    let mut lines = text.lines();
    lines.find(|line| line.starts_with(number)).unwrap()
}

#[test]
fn a_whole_next_year() {
    let walk = Walk::new();
    let (status, _, errors) = walk.hongtou("new 2024 --from inputs/2023.toml");
    assert_eq!((status, errors.as_str()), (0, ""));
    let new = walk.file("inputs/2024.toml");

    // Nothing is wrong with it but that it is not filled in.
    let (status, _, errors) = walk.hongtou("check");
    assert_eq!(status, 1);
    let mut found = errors.lines().filter(|line| line.contains("]: "));
    assert!(
        found.all(|line| line.starts_with("错误[to-fill]: ")),
        "{errors}"
    );

    // The draft tells what is settled, as of the year that it is of, and nothing else.
    let draft = walk.draft();
    assert!(
        draft.contains("据2021年底逾期在建棚改项目排查发现"),
        "{draft}"
    );
    assert!(
        draft.contains("10个棚改项目逾期安置棚改居民2627户"),
        "{draft}"
    );
    assert!(draft.contains("2023年底全市结余"), "{draft}");
    assert!(
        draft.contains("累计发放棚改专项贷款____亿元（国开行____亿元"),
        "{draft}"
    );
    for of_2023 in ["1144户", "859", "6412", "58.2%", "142户", "2022年底"] {
        assert!(!draft.contains(of_2023), "{of_2023} in {draft}");
    }

    // Part by part its verdicts come, each with its figures.
    let full = filled(&new, &mut Dice::new(2024));
    let mut groups = vec!["continued"];
    let mut gaps = draft.matches("____").count();
    for (at, (group, number)) in PARTS.iter().enumerate() {
        let last_heading = heading(&walk.draft(), number).to_owned();
        groups.push(group);
        walk.run
            .write("inputs/2024.toml", in_part(&new, full.text(), &groups));
        let draft = walk.draft();
        assert_ne!(heading(&draft, number), last_heading, "{group}");
        for (_, later) in &PARTS[at + 1..] {
            assert!(
                heading(&draft, later).contains("____"),
                "{later} after {group}"
            );
        }
        let left = draft.matches("____").count();
        assert!(left < gaps, "{group}: {left} of {gaps}");
        gaps = left;
    }

    // A balance that is not last year's is seen before anything is printed.
    let slip = full.clone().set("funds.城区.carried", "42.67");
    walk.run.write("inputs/2024.toml", slip.text());
    let (status, _, errors) = walk.hongtou("check");
    assert_eq!(status, 1);
    let wrong = "城区 截至上年末结余 42.67，与上年的 城区 截至本年末结余 42.76不符";
    assert!(errors.contains(wrong), "{errors}");

    walk.run.write("inputs/2024.toml", full.text());
    let (status, _, errors) = walk.hongtou("check");
    assert_eq!(status, 0, "{errors}");
    let (status, _, errors) = walk.hongtou("build");
    assert_eq!(status, 0, "{errors}");
    let text = walk.file("out/2024.txt");
    assert!(!text.contains("____"), "{text}");
    assert!(
        text.contains("据2021年底逾期在建棚改项目排查发现"),
        "{text}"
    );
    assert!(walk.run.read("out/2024.pdf").starts_with(b"%PDF"));

    let line = "diff inputs/2023.toml inputs/2024.toml --format html --out 比较.html";
    let (status, printed, errors) = walk.hongtou(line);
    assert_eq!((status, errors.as_str()), (1, ""), "{printed}");
    assert!(walk.file("比较.html").contains("2024"));
}

/// A year after another, and what of last year's settles it: the same figure, or the one that
/// this one begins with.
fn settled<'y>(last: &'y Year, figure: &Figure) -> Option<&'y Figure> {
    let name = &figure.key.to_string();
    let (row, key) = name.rsplit_once('.')?;
    let from = match (row.split('.').next()?, key) {
        ("funds", "carried") => format!("{row}.remaining"),
        ("overdue" | "fees", _) => name.clone(),
        ("audit", key) if key.starts_with("found_") || key == "all_found" => name.clone(),
        _ => return None,
    };
    last.figures.named(&from).map(|id| last.figures.get(id))
}

/// Year after year, no figure of the new file is there that last year's did not settle.
#[test]
fn a_new_file_invents_nothing() {
    let mut years = Years::new();
    let mut input = Input::of_2023();
    for year in 2024..2028 {
        let last = years.year("last", &input);
        let new = hongtou::renew::renew(&years.model, &last, input.text(), Period::year_of(year));
        let setting = Setting {
            last: Some((&last).into()),
            draft: true,
            ..Setting::default()
        };
        let (draft, found) = years.try_year("new", &Input::of_text(&new), setting);
        let draft = draft.unwrap_or_else(|| panic!("{year}: {found}"));
        let mut count = 0;
        for (_, figure) in draft
            .figures
            .iter()
            .filter(|(_, figure)| figure.value.is_some())
        {
            let from = settled(&last, figure).unwrap_or_else(|| panic!("{year}: {figure:?}"));
            assert_eq!(figure.printed(), from.printed(), "{year}: {}", figure.key);
            count += 1;
        }
        assert!(count > 30, "{year}: {count} figures go on");
        let text = hongtou::text::text(&draft.notice);
        if draft.figures.named("overdue.城区.projects").is_some() {
            assert!(text.contains("据2021年底"), "{year}: {text}");
        }
        input = filled(&new, &mut Dice::new(u64::try_from(year).unwrap()));
        let (full, found) = years.try_year("full", &input, setting);
        assert!(full.is_some(), "{year}: {found}");
    }
}
