//! The closing: how the year is summed up, which shortcomings are named, what is asked for.

use super::Oracle;
use crate::any_year::made::Pair;

/// What the closing may call a shortcoming of a county.
const TASKS: [&str; 4] = [
    "棚户区住房改造年度开工任务",
    "棚户区住房改造年度基本建成任务",
    "城镇保障性安居工程年度投资任务",
    "城镇住房保障家庭租赁补贴年度发放任务",
];

impl Oracle<'_> {
    pub(super) fn closing(&mut self) {
        let text = self.section("closing");
        self.verdict(&text);
        self.legacy(&text);
        self.shortcomings(&text);
        self.asks(&text);
    }

    fn verdict(&mut self, text: &str) {
        let goals = self.goals();
        let met = goals.iter().filter(|(_, pair)| pair.reaches(100)).count();
        let all = met > 0 && met == goals.len();
        let rows = self.made.targets.iter().flatten().flatten();
        let is_any_short = rows.clone().any(|pair| pair.is_below(100));
        self.says(text, "圆满完成了年度", all);
        self.says(text, "全市圆满完成了年度", all && is_any_short);
        self.says(text, "部分完成了年度", met > 0 && !all);
        self.says(text, "各项指标任务", goals.len() > 1);
        self.says(text, "指标任务均没有完成", goals.len() > 1 && met == 0);
        self.says(text, "没有完成年度指标任务", goals.len() == 1 && met == 0);
        let lone = self.made.counties.len() == 1;
        self.says(text, "均积极工作", !lone);
        self.says(text, &format!("{}积极工作", self.made.counties[0]), lone);
    }

    fn legacy(&mut self, text: &str) {
        let all = [self.overdue(), self.fees(), self.unfinished(), self.audit()];
        let is_there = all.iter().any(|pair| pair.base > 0);
        let none = all.iter().all(|pair| pair.done == 0);
        let all_slow = !self.overdue().reaches(80)
            && !self.fees().reaches(80)
            && !self.unfinished().reaches(70)
            && !self.audit().reaches(90);
        let little = all_slow || all.iter().any(|pair| pair.is_below(50));
        self.says(text, "历史遗留问题", is_there);
        self.says(text, "进展显著", is_there && !none && !little);
        self.says(text, "取得一定进展", is_there && !none && little);
        self.says(text, "尚未取得进展", is_there && none);
    }

    fn shortcomings(&mut self, text: &str) {
        let mut wanted = self.expected();
        wanted.sort();
        let told = text.split_once("如：").map(|(_, rest)| rest);
        let told = told
            .and_then(|rest| rest.split_once("等。"))
            .map(|(told, _)| told);
        self.must(
            told.is_none() == wanted.is_empty(),
            format!("shortcomings told: {told:?}, there are {wanted:?}"),
        );
        self.says(text, "不足", !wanted.is_empty());
        let goals = self.goals();
        let none_met = !goals.is_empty() && !goals.iter().any(|(_, pair)| pair.reaches(100));
        self.says(text, "但有些工作也", !wanted.is_empty() && !none_met);
        self.says(text, "有些工作还", !wanted.is_empty() && none_met);
        let Some(told) = told else { return };
        let mut seen: Vec<String> = Vec::new();
        let mut found: Vec<(String, String)> = Vec::new();
        for fragment in told.split('；') {
            let (names, rest) = self.names(fragment);
            for name in names {
                if name != "我市" {
                    self.must(
                        !seen.contains(&name),
                        format!("{name} is named twice: {told}"),
                    );
                }
                seen.push(name.clone());
                for what in faults(rest) {
                    found.push((name.clone(), what));
                }
            }
        }
        found.sort();
        self.must(
            found == wanted,
            format!("shortcomings {found:?}, not {wanted:?}"),
        );
    }

    /// The names with which a fragment begins, and what is said of them.
    fn names<'t>(&self, fragment: &'t str) -> (Vec<String>, &'t str) {
        let mut rows: Vec<&str> = self.made.counties.iter().map(String::as_str).collect();
        rows.push("市本级");
        rows.sort_by_key(|row| std::cmp::Reverse(row.len()));
        let mut rest = fragment;
        let mut names = Vec::new();
        while let Some(name) = rows.iter().find(|row| rest.starts_with(**row)) {
            names.push((*name).to_owned());
            rest = &rest[name.len()..];
            match rest.strip_prefix('、') {
                Some(after) if rows.iter().any(|row| after.starts_with(*row)) => rest = after,
                _ => break,
            }
        }
        if names.is_empty() {
            names.push("我市".to_owned());
            rest = rest.strip_prefix("我市").unwrap_or(rest);
        }
        (names, rest)
    }

    /// Every shortcoming that there is: of whom, and what.
    fn expected(&self) -> Vec<(String, String)> {
        let mut all: Vec<(String, String)> = Vec::new();
        let county = |at: usize| self.made.counties[at].clone();
        let unfinished = self.unfinished();
        if unfinished.is_below(100) {
            all.push(("我市".to_owned(), "尚未清零".to_owned()));
        }
        for (at, row) in self.made.targets.iter().flatten().enumerate() {
            for (pair, task) in row.iter().zip(TASKS) {
                if pair.is_below(100) {
                    all.push((county(at), format!("未按计划完成{task}")));
                }
            }
        }
        if self.made.falls_short_by_rounding {
            all.push(("我市".to_owned(), format!("未按计划完成{}", TASKS[2])));
        }
        let sum = |row: &[Pair]| {
            row.iter()
                .fold(Pair::default(), |sum, pair| sum.plus(*pair))
        };
        for (at, row) in self.made.unfinished.iter().flatten().enumerate() {
            if sum(row).is_below(40) {
                all.push((county(at), "开工未建成项目建成较慢".to_owned()));
            }
        }
        for row in &self.made.overdue {
            if row.households.is_below(80) {
                all.push((county(row.county), "逾期在建棚改项目整改较慢".to_owned()));
            }
        }
        for at in 0..self.made.counties.len() {
            let fees = self.made.fees.iter();
            let fees = fees.filter(|fee| fee.county == at && fee.households.is_below(80));
            let projects: Vec<String> = fees.map(|fee| format!("{}项目", fee.project)).collect();
            if !projects.is_empty() {
                all.push((
                    county(at),
                    format!("{}过渡安置费发放较慢", projects.join("、")),
                ));
            }
        }
        if self.funds().is_below(90) {
            for (at, row) in self.made.funds.iter().flatten().enumerate() {
                if row.spent.is_below(90) {
                    all.push((county(at), "中央财政补助资金支出较慢".to_owned()));
                }
            }
        }
        for (at, row) in self.made.loans.iter().flatten().enumerate() {
            if sum(&row.lent).is_below(80) {
                let name = self.made.row(at).to_owned();
                all.push((name, "棚改专项贷款发放进度较慢".to_owned()));
            }
        }
        if self.audit().is_below(90) {
            for (at, row) in self.made.audit.iter().flatten().enumerate() {
                if sum(row).is_below(90) {
                    let name = self.made.row(at).to_owned();
                    all.push((name, "审计发现问题整改较慢".to_owned()));
                }
            }
        }
        let houses = self.houses();
        if houses.is_below(100) {
            let state = if houses.done > 0 {
                "尚未完成"
            } else {
                "尚未开展"
            };
            all.push(("我市".to_owned(), format!("城市危旧房摸底调查{state}")));
        }
        all
    }

    fn asks(&mut self, text: &str) {
        let next = text.rsplit('\n').next().unwrap_or_default().to_owned();
        let (funds, loans) = (self.funds(), self.loans());
        self.says(&next, "各类补助资金", funds.is_below(100));
        self.says(&next, "棚改专项贷款", loans.is_below(100));
        self.says(&next, "专项债券", self.bonds() > 0);
        let money = funds.is_below(100) || loans.is_below(100) || self.bonds() > 0;
        self.says(&next, "支付进度", money);
        let [begun, built, _, subsidy] = self.targets();
        let rows = self.made.unfinished.iter().flatten();
        let renewal: u64 = rows.map(|row| row[0].base).sum();
        let renewal = renewal + begun.base + begun.done + built.base + built.done;
        self.says(&next, "项目顺利建成", renewal > 0);
        self.says(&next, "租赁补贴按月或按季", subsidy.base + subsidy.done > 0);
        self.says(&next, "审计发现问题整改", self.audit().is_below(100));
        self.says(
            &next,
            "抓紧完成城市危旧房摸底调查",
            self.houses().is_below(100),
        );
        self.says(&next, &format!("推进{}年度", self.made.year + 1), true);
    }
}

/// What a fragment says of those whom it names, one by one.
fn faults(rest: &str) -> Vec<String> {
    if rest.ends_with("项目我市尚未清零") {
        return vec!["尚未清零".to_owned()];
    }
    let mut all = Vec::new();
    for clause in rest.split('，') {
        match clause.strip_prefix("未按计划完成") {
            Some(tasks) => all.extend(tasks.split('、').map(|task| format!("未按计划完成{task}"))),
            None => all.push(clause.to_owned()),
        }
    }
    all
}
