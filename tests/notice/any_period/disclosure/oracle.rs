//! What a report must say: its six sections, its tables cell by cell, what it says of requests.

use std::cmp::Ordering;

use super::made::{ByApplicant, RESULTS, Series};
use crate::any_period::numbers::Wanted;
use crate::any_period::reading::Reading;

const SECTIONS: [&str; 6] = [
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
];

fn all(row: ByApplicant) -> u64 {
    row.iter().sum()
}

fn whole(number: u64) -> Wanted {
    Wanted::whole(i128::from(number))
}

impl Series {
    pub fn read(&self, reading: &mut Reading) {
        let title = reading.title();
        let wanted = format!("局{}年政府信息公开工作年度报告", self.this.year);
        reading.must(title.ends_with(&wanted), format!("title {title}"));
        let headings = reading.headings();
        reading.must(headings == SECTIONS, format!("headings {headings:?}"));
        reading.must(reading.annexes().is_empty(), "a report has no annexes");
        self.requests(reading);
        self.fee(reading);
        self.small_tables(reading);
        self.table_of_requests(reading);
        self.table_of_disputes(reading);
    }

    fn requests(&self, reading: &mut Reading) {
        let paragraphs = reading.paragraphs("general");
        reading.must(paragraphs.len() == 4, format!("general: {paragraphs:?}"));
        let text = paragraphs[1].clone();
        let (new, carried) = (all(self.this.new), all(self.this.carried));
        let (settled, open) = (all(self.this.settled()), all(self.this.continued()));
        let asked = new + carried;
        let last = self
            .last
            .as_ref()
            .map(|last| all(last.new))
            .filter(|_| new > 0);
        let is = |order: Ordering| last.is_some_and(|last| last > 0 && new.cmp(&last) == order);
        reading.says(&text, "没有收到政府信息公开申请", asked == 0);
        reading.says(&text, "没有新收", new == 0 && carried > 0);
        reading.says(&text, "上年没有收到", last == Some(0));
        reading.says(&text, "多于上年", is(Ordering::Greater));
        reading.says(&text, "少于上年", is(Ordering::Less));
        reading.says(&text, "与上年一样多", is(Ordering::Equal));
        reading.says(&text, "全部按期办结", asked > 0 && open == 0);
        reading.says(&text, "都结转下年度", asked > 0 && settled == 0);
        reading.says(&text, "；办结", settled > 0 && open > 0);
        let mut wanted = vec![Wanted::whole(i128::from(self.this.year))];
        if new > 0 {
            wanted.push(whole(new));
        }
        if let Some(last) = last.filter(|last| *last > 0 && *last != new) {
            wanted.push(whole(last));
        }
        if carried > 0 {
            wanted.push(whole(carried));
        }
        if settled > 0 && open > 0 {
            wanted.extend([whole(settled), whole(open)]);
        }
        reading.numbers(&text, &wanted);
    }

    fn fee(&self, reading: &mut Reading) {
        let paragraphs = reading.paragraphs("other");
        let count = 1 + usize::from(self.this.has_more);
        reading.must(paragraphs.len() == count, format!("other: {paragraphs:?}"));
        let text = paragraphs[0].clone();
        reading.says(&text, "没有收取", self.this.fee == 0);
        let mut wanted = vec![Wanted::whole(i128::from(self.this.year))];
        if self.this.fee > 0 {
            wanted.push(Wanted::hundredths(i128::from(self.this.fee)));
        }
        reading.numbers(&text, &wanted);
    }

    fn small_tables(&self, reading: &mut Reading) {
        let this = &self.this;
        let files = this.files.map(|row| row.map(whole).to_vec());
        let [permits, penalties, force] = this.decided.map(|count| vec![whole(count)]);
        let charged = vec![Wanted::two_places(i128::from(this.charged))];
        let [rules, normative] = files;
        for (id, wanted) in [
            (
                "files",
                vec![("规章", rules), ("行政规范性文件", normative)],
            ),
            ("permits", vec![("行政许可", permits)]),
            (
                "penalties",
                vec![("行政处罚", penalties), ("行政强制", force)],
            ),
            ("charges", vec![("行政事业性收费", charged)]),
        ] {
            let wanted: Vec<(&str, Option<Vec<Wanted>>)> = (wanted.into_iter())
                .map(|(name, cells)| (name, Some(cells)))
                .collect();
            Self::table(reading, id, &wanted);
        }
    }

    /// Every row of the form, heads without figures, the sums at its foot and at its right.
    fn table_of_requests(&self, reading: &mut Reading) {
        let row = |row: ByApplicant| {
            let cells = row.into_iter().chain([all(row)]);
            Some(cells.map(whole).collect::<Vec<_>>())
        };
        let mut wanted = vec![
            ("一、本年新收政府信息公开申请数量", row(self.this.new)),
            ("二、上年结转政府信息公开申请数量", row(self.this.carried)),
            ("三、本年度办理结果", None),
        ];
        let heads = [
            ("secret", "（三）不予公开"),
            ("not_held", "（四）无法提供"),
            ("complaint", "（五）不予处理"),
            ("not_corrected", "（六）其他处理"),
        ];
        for ((key, name), result) in RESULTS.iter().zip(self.this.results) {
            let head = heads.iter().find(|(first, _)| first == key);
            wanted.extend(head.map(|(_, name)| (*name, None)));
            wanted.push((name, row(result)));
        }
        wanted.push(("（七）总计", row(self.this.settled())));
        wanted.push(("四、结转下年度继续办理", row(self.this.continued())));
        Self::table(reading, "requests", &wanted);
    }

    fn table_of_disputes(&self, reading: &mut Reading) {
        let ways = self.this.disputes.iter();
        let cells = ways.flat_map(|way| way.iter().copied().chain([way.iter().sum()]));
        let cells: Vec<Wanted> = cells.map(whole).collect();
        let rows = reading.table("disputes").unwrap_or_default();
        // Its row has no name: all its cells are figures, of which the first counts as its name.
        let printed = rows
            .first()
            .map(|row| [vec![row.name], row.cells.clone()].concat());
        let printed = printed.unwrap_or_default();
        let holds = rows.len() == 1
            && printed.len() == cells.len()
            && cells
                .iter()
                .zip(&printed)
                .all(|(wanted, cell)| wanted.is(cell));
        reading.must(holds, format!("disputes {printed:?}, not {cells:?}"));
    }

    /// The rows of a table, by the beginnings of their names.
    fn table(reading: &mut Reading, id: &str, wanted: &[(&str, Option<Vec<Wanted>>)]) {
        let rows = reading.table(id).unwrap_or_default();
        reading.must(
            rows.len() == wanted.len(),
            format!("{id} has {} rows", rows.len()),
        );
        for (row, (name, cells)) in rows.iter().zip(wanted) {
            reading.must(
                row.name.starts_with(name),
                format!("{} is not {name}", row.name),
            );
            let Some(cells) = cells else {
                let is_empty = row.cells.iter().all(|cell| cell.is_empty());
                reading.must(is_empty, format!("{name} has {:?}", row.cells));
                continue;
            };
            reading.must(
                row.cells.len() == cells.len(),
                format!("{name}: {:?}", row.cells),
            );
            for (cell, wanted) in row.cells.iter().zip(cells) {
                reading.must(
                    wanted.is(cell),
                    format!("{id} {name} prints {cell}, not {wanted:?}"),
                );
            }
        }
    }
}
