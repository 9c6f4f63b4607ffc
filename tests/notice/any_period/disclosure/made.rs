//! A report and the one before it: none asked, some, many; all settled, nothing settled; as many as
//! before, fewer, more, none before.

use std::fmt::Write;

use crate::dice::Dice;

/// Who asks, in the order of the form.
pub const APPLICANTS: [&str; 6] = ["people", "firms", "research", "charity", "legal", "other"];

/// What becomes of what was asked, in the order of the form, with the beginnings of the rows' names.
pub const RESULTS: [(&str, &str); 21] = [
    ("public", "（一）予以公开"),
    ("partly", "（二）部分公开"),
    ("secret", "1.属于国家秘密"),
    ("forbidden", "2.其他法律行政法规禁止公开"),
    ("safety", "3.危及"),
    ("third_party", "4.保护第三方"),
    ("internal", "5.属于三类内部"),
    ("process", "6.属于四类过程性"),
    ("enforcement", "7.属于行政执法案卷"),
    ("inquiry", "8.属于行政查询"),
    ("not_held", "1.本机关不掌握"),
    ("not_made", "2.没有现成信息"),
    ("unclear", "3.补正后"),
    ("complaint", "1.信访举报投诉"),
    ("repeated", "2.重复申请"),
    ("publications", "3.要求提供公开出版物"),
    ("excessive", "4.无正当理由"),
    ("confirmation", "5.要求行政机关确认"),
    ("not_corrected", "1.申请人无正当理由"),
    ("not_paid", "2.申请人逾期"),
    ("others", "3.其他"),
];

/// Figures by applicant.
pub type ByApplicant = [u64; 6];

#[derive(Clone, Debug)]
pub struct Report {
    pub year: i64,
    pub new: ByApplicant,
    pub carried: ByApplicant,
    pub results: [ByApplicant; 21],
    /// 规章, 行政规范性文件: made, repealed, valid.
    pub files: [[u64; 3]; 2],
    /// 许可, 处罚, 强制.
    pub decided: [u64; 3],
    /// In hundredths of 万元.
    pub charged: u64,
    /// Three ways of dispute: 维持, 纠正, 其他结果, 尚未审结.
    pub disputes: [[u64; 4]; 3],
    /// In hundredths of 元.
    pub fee: u64,
    pub has_more: bool,
}

/// A report, the one before it, and whether there is a file of that.
#[derive(Clone, Debug)]
pub struct Series {
    pub this: Report,
    pub last: Option<Report>,
    pub is_file: bool,
}

pub fn series(seed: u64) -> Series {
    let mut dice = Dice::mixed(seed);
    let year = 2021 + dice.signed(6);
    let last = dice.odds(5, 6).then(|| report(&mut dice, year - 1, None));
    let carried = last.as_ref().map(Report::continued);
    let mut this = report(&mut dice, year, carried);
    if let Some(last) = last.as_ref().filter(|_| dice.odds(1, 6)) {
        this.new = last.new;
        this.settle(&mut dice);
    }
    Series {
        this,
        last,
        is_file: dice.odds(4, 5),
    }
}

/// Figures by applicant, of which there may be none.
fn applicants(dice: &mut Dice, most: u64) -> ByApplicant {
    std::array::from_fn(|_| {
        if dice.odds(1, 2) {
            dice.below(most + 1)
        } else {
            0
        }
    })
}

fn report(dice: &mut Dice, year: i64, carried: Option<ByApplicant>) -> Report {
    let most = [0, 1, 6, 300][dice.index(4)];
    let new = applicants(dice, most);
    let most = [0, 0, 2, 30][dice.index(4)];
    let carried = carried.unwrap_or_else(|| applicants(dice, most));
    let mut figures = |most: u64| if dice.odds(1, 3) { 0 } else { dice.below(most) };
    let mut report = Report {
        year,
        new,
        carried,
        results: [[0; 6]; 21],
        files: std::array::from_fn(|_| std::array::from_fn(|_| figures(40))),
        decided: std::array::from_fn(|_| figures(3000)),
        charged: figures(50000),
        disputes: std::array::from_fn(|_| std::array::from_fn(|_| figures(4))),
        fee: figures(100_000),
        has_more: dice.odds(1, 2),
    };
    report.settle(dice);
    report
}

impl Report {
    /// Settles all of what was asked, nothing, or some.
    fn settle(&mut self, dice: &mut Dice) {
        self.results = [[0; 6]; 21];
        let mood = dice.below(4);
        for applicant in 0..6 {
            let asked = self.new[applicant] + self.carried[applicant];
            let settled = match mood {
                0 => asked,
                1 => 0,
                _ => dice.below(asked + 1),
            };
            for _ in 0..settled.min(40) {
                self.results[dice.index(21)][applicant] += 1;
            }
            self.results[0][applicant] += settled.saturating_sub(40);
        }
    }

    pub fn settled(&self) -> ByApplicant {
        std::array::from_fn(|at| self.results.iter().map(|row| row[at]).sum())
    }

    pub fn continued(&self) -> ByApplicant {
        let settled = self.settled();
        std::array::from_fn(|at| self.new[at] + self.carried[at] - settled[at])
    }

    /// The input, with what stands at its head of earlier reports.
    pub fn toml(&self, head: &str) -> String {
        let mut text = format!(
            "sample = true\nyear = {}\ndate = \"1月20日\"\n{head}",
            self.year
        );
        for (key, [made, repealed, valid]) in ["rules", "normative"].iter().zip(self.files) {
            write!(
                text,
                "\n[files.{key}]\nmade = {made}\nrepealed = {repealed}\nvalid = {valid}\n"
            )
            .unwrap();
        }
        let groups = ["permits.permit", "penalties.penalty", "penalties.force"];
        for (group, decided) in groups.iter().zip(self.decided) {
            write!(text, "\n[{group}]\ndecided = {decided}\n").unwrap();
        }
        write!(
            text,
            "\n[charges.charge]\ncharged = {}\n",
            hundredths(self.charged)
        )
        .unwrap();
        let rows = [("new", self.new), ("carried", self.carried)].into_iter();
        let results = RESULTS.iter().zip(self.results);
        for (key, row) in rows.chain(results.map(|((key, _), row)| (*key, row))) {
            write!(text, "\n[requests.{key}]\n").unwrap();
            for (applicant, count) in APPLICANTS.iter().zip(row) {
                writeln!(text, "{applicant} = {count}").unwrap();
            }
        }
        text += "\n[disputes.cases]\n";
        for (way, results) in ["review", "direct", "after"].iter().zip(self.disputes) {
            let keys = ["upheld", "corrected", "otherwise", "pending"];
            for (key, count) in keys.iter().zip(results) {
                writeln!(text, "{way}_{key} = {count}").unwrap();
            }
        }
        write!(
            text,
            "\n[own]\nfee = {}\nproactive = \"主动公开有序开展。\"\nhandling = \"依申请公开渠道畅通。\"\n\
             management = \"信息管理规范。\"\nproblems = \"解读形式单一。\"\nimprovement = \"增加图文解读。\"\n",
            hundredths(self.fee)
        )
        .unwrap();
        if self.has_more {
            text += "other = \"没有其他需要报告的事项。\"\n";
        }
        text
    }
}

impl Series {
    /// The input of the report itself.
    pub fn toml(&self) -> String {
        match &self.last {
            None => self.this.toml("none = [\"last\"]\n"),
            Some(_) if self.is_file => self.this.toml(""),
            Some(last) => {
                let all: u64 = last.new.iter().sum();
                self.this.toml("") + &format!("\n[last.requests.new]\nall = {all}\n")
            }
        }
    }
}

fn hundredths(value: u64) -> String {
    format!("{}.{:02}", value / 100, value % 100)
}
