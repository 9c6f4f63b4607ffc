//! Made-up years of as many counties as wanted, as a clerk would type them. One year goes on from
//! the one before, every total is stated, and all that is checked holds.

use std::fmt::Write;

mod county;

use county::Cell;

/// A year of a made-up city.
#[derive(Clone, Copy)]
pub struct City {
    pub year: u64,
    pub counties: u64,
    /// Which city: another one has other figures.
    pub place: u64,
}

/// The row of a county, by its place in the list.
type Row = fn(City, u64) -> Vec<Cell>;

const FIRST: &str = "安平阳泉河川原东西南北长永新丰和清石金玉龙云青兴宁泰广昌德仁义信武文太高临怀建顺康乐福嘉宝通盛荣华景明光春海松竹梅兰柏桃柳榆凤鹤宜嵩";
const SECOND: &str = "源陵城口门岗坪塘桥关台溪湖江洲峰岭林沟湾坡堂营庄寨沙田井浦山水屯集店坝垭冲港浪潭池岛崖岸野园堡镇坊墩埠墙桩楼潮堰";
/// The row of the city itself, beside those of its counties.
const ITSELF: &str = "市本级";

impl City {
    pub fn toml(self) -> String {
        let names: Vec<String> = (0..self.counties).map(Self::name).collect();
        let mut text = format!(
            "year = {}\nnumber = 1\ndate = \"1月31日\"\nsample = true\ncounties = {names:?}\n",
            self.year
        );
        self.table(&mut text, "targets", 0, Self::targets);
        self.table(&mut text, "unfinished", 0, Self::unfinished);
        writeln!(text, "\n[continued]\nbuilt = {}", 9000 * self.counties).unwrap();
        writeln!(text, "\n[overdue]\nsurveyed = {}", self.listed()).unwrap();
        self.table(&mut text, "overdue", 0, Self::overdue);
        text += "\n[funds]\nprovincial = 24\n";
        self.table(&mut text, "funds", 2, Self::funds);
        self.table(&mut text, "loans", 3, Self::loans);
        writeln!(text, "\n[audit]\nyears = {:?}", self.audited()).unwrap();
        self.table(&mut text, "audit", 0, Self::audit);
        text += &self.survey();
        text
    }

    fn survey(self) -> String {
        let (area, meeting) = (
            5294 + self.year % 100,
            ["对接", "对账"][usize::from(self.year.is_multiple_of(2))],
        );
        format!(
            r#"
[survey]
until = "9月25日"
deformed = 45
others = 15
sound = 35
appraised = 6
appraised_flats = 114
appraised_area = {area}
abandoned = 17
abandoned_flats = 17
abandoned_area = 1115
incomplete = 2
incomplete_flats = 11
incomplete_area = 1185

[own]
loans_background = "经开展{{year-3}}年棚改专项贷款项目尾款{meeting}"
cooperation = "市财政局{meeting}有关资金，发行棚改专项债券{{loans.total.bonds}}亿元。市保障性安居工程领导小组其他成员单位也各尽所能，全力推进住房保障工作。"
"#
        )
    }

    /// Names of three characters, so that none is part of another.
    fn name(at: u64) -> String {
        let at = usize::try_from(at).unwrap();
        let firsts: Vec<char> = FIRST.chars().collect();
        let seconds: Vec<char> = SECOND.chars().collect();
        let kind = ['县', '县', '市', '县', '区'][at % 5];
        format!(
            "{}{}{kind}",
            firsts[at % firsts.len()],
            seconds[at / firsts.len()]
        )
    }

    /// A table of the input, the totals of its columns first.
    fn table(self, text: &mut String, group: &str, places: u32, row: Row) {
        let itself = ["loans", "audit"].contains(&group);
        let mut rows: Vec<(String, Vec<Cell>)> = Vec::new();
        rows.extend(itself.then(|| (ITSELF.to_owned(), row(self, self.counties))));
        rows.extend((0..self.counties).map(|at| (Self::name(at), row(self, at))));
        rows.retain(|(_, cells)| !cells.is_empty());
        let mut totals: Vec<Cell> = rows
            .first()
            .map(|(_, cells)| cells.clone())
            .unwrap_or_default();
        for (at, (_, total)) in totals.iter_mut().enumerate() {
            *total = rows
                .iter()
                .map(|(_, cells)| cells[at].1)
                .fold(None, |sum, cell| match (sum, cell) {
                    (Some(sum), Some(cell)) => Some(sum + cell),
                    (sum, cell) => sum.or(cell),
                });
        }
        rows.insert(0, ("total".to_owned(), totals));
        for (name, cells) in rows {
            writeln!(text, "\n[{group}.\"{name}\"]").unwrap();
            for (key, figure) in cells {
                let places = if key.starts_with("investment") {
                    2
                } else {
                    places
                };
                let typed = figure.map_or("\"\"".to_owned(), |figure| typed(figure, places));
                writeln!(text, "{key} = {typed}").unwrap();
            }
        }
    }
}

fn typed(figure: i64, places: u32) -> String {
    if places == 0 {
        return figure.to_string();
    }
    let unit = 10_u64.pow(places);
    let (sign, size) = (if figure < 0 { "-" } else { "" }, figure.unsigned_abs());
    let width = usize::try_from(places).unwrap();
    format!("{sign}{}.{:0width$}", size / unit, size % unit)
}
