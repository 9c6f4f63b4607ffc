//! What each section says of its own figures.

use super::{GOALS, Oracle, columns};
use crate::any_year::made::Pair;

impl Oracle<'_> {
    pub(super) fn sections(&mut self) {
        self.preamble();
        self.of_targets();
        self.of_continued();
        self.of_overdue();
        self.of_funds();
        self.of_loans();
        self.of_audit();
        self.of_survey();
    }

    fn preamble(&mut self) {
        let text = self.section("preamble");
        let goals = self.goals();
        let met = goals.iter().filter(|(_, pair)| pair.reaches(100)).count();
        let all = met > 0 && met == goals.len();
        self.says(&text, "有效满足", all);
        self.says(&text, "切实增强", all);
        self.says(&text, "有力推动", all);
        self.says(&text, "圆满完成", all);
        self.says(&text, "圆满完成各项", all && met > 1);
        self.says(&text, "部分完成", met > 0 && !all);
        self.says(&text, "没有完成", met == 0 && !goals.is_empty());
        self.says(&text, "均没有完成", met == 0 && goals.len() > 1);
        self.says(&text, "推动了城镇住房保障工作", met > 0 || goals.is_empty());
        let unfinished = self.unfinished().base > 0 || self.made.continued.unwrap_or(0) > 0;
        self.says(&text, "续建项目攻坚", unfinished);
        self.says(&text, "城市危旧房摸底调查", self.houses().base > 0);
        self.says(&text, "审计发现问题整改", self.audit().base > 0);
        let [begun, built, ..] = self.targets();
        let renewal = begun.base + begun.done + built.base + built.done > 0
            || self.overdue().base > 0
            || self.fees().base > 0
            || self.made.has_loans();
        self.says(&text, "、棚户区住房改造", renewal);
    }

    fn of_targets(&mut self) {
        let text = self.section("targets");
        let totals = self.targets();
        if text.is_empty() {
            return;
        }
        let goals = self.goals();
        let met = goals.iter().filter(|(_, pair)| pair.reaches(100)).count();
        let exceeded = goals
            .iter()
            .filter(|(_, pair)| pair.done > pair.base)
            .count();
        let all = met > 0 && met == goals.len();
        self.heading(
            "targets",
            &[
                (goals.is_empty(), "年度目标任务未下达"),
                (all, "年度目标任务圆满完成"),
                (met > 0, "年度目标任务部分完成"),
                (true, "年度目标任务需加力推进"),
            ],
        );
        self.says(&text, "确保目标任务圆满完成", all);
        self.says(&text, "努力推动目标任务完成", !all && !goals.is_empty());
        self.says(
            &text,
            "均超额完成",
            goals.len() > 1 && exceeded == goals.len(),
        );
        self.says(
            &text,
            "，均完成年度目标任务",
            goals.len() > 1 && all && exceeded < goals.len(),
        );
        self.says(&text, "均未完成", goals.len() > 1 && met == 0);
        self.says(
            &text,
            "，超额完成年度目标任务",
            goals.len() == 1 && exceeded == 1,
        );
        self.says(
            &text,
            "，完成了年度目标任务",
            goals.len() == 1 && met == 1 && exceeded == 0,
        );
        self.says(&text, "，未完成年度目标任务", goals.len() == 1 && met == 0);
        self.says(&text, "分别", goals.len() > 1);
        let mixed = goals.len() > 1 && met > 0 && !all;
        let join = |names: Vec<&str>| names.join("、");
        let named = |keep: &dyn Fn(&Pair) -> bool| {
            let kept = goals.iter().filter(|(_, pair)| keep(pair));
            join(kept.map(|(at, _)| GOALS[*at].3).collect())
        };
        if mixed {
            let (met, missed) = (named(&|p| p.reaches(100)), named(&|p| !p.reaches(100)));
            let verdict = format!("{met}完成年度目标任务，{missed}未完成年度目标任务");
            self.says(&text, &verdict, true);
        }
        if all && goals.len() > 1 && exceeded > 0 && exceeded < goals.len() {
            let verdict = format!("其中{}超额完成", named(&|p| p.done > p.base));
            self.says(&text, &verdict, true);
        }
        for (at, (_, verb, unit, _)) in GOALS.iter().enumerate() {
            let print = |value: u64| {
                if at == 2 {
                    format!("{}.{:02}", value / 100, value % 100)
                } else {
                    value.to_string()
                }
            };
            let pair = totals[at];
            if pair.base + pair.done == 0 {
                continue;
            }
            let told = match pair.done {
                0 => format!("尚未{}", verb.trim_start_matches("完成")),
                done => format!("{verb}{}{unit}", print(done)),
            };
            self.must(
                text.contains(&told),
                format!("targets does not tell {told}"),
            );
            let plan = format!(
                "{}{}{unit}",
                verb.trim_start_matches("完成"),
                print(pair.base)
            );
            let planned = text
                .split("在工作推进中")
                .next()
                .unwrap_or_default()
                .to_owned();
            if !goals.is_empty() {
                // A sum has no places that it does not need.
                let sum = print(pair.base);
                let sum = if at == 2 {
                    sum.trim_end_matches('0').trim_end_matches('.')
                } else {
                    &sum
                };
                let short = format!("{}{sum}{unit}", verb.trim_start_matches("完成"));
                let is_planned = planned.contains(&plan) || planned.contains(&short);
                self.must(
                    is_planned == (pair.base > 0),
                    format!("the plan and {plan}"),
                );
            }
        }
        let beyond = totals.iter().any(|pair| pair.base == 0 && pair.done > 0);
        self.says(&text, "未下达年度任务的工作中", beyond && !goals.is_empty());
    }

    fn of_continued(&mut self) {
        let text = self.section("continued");
        let all = self.unfinished();
        let continued = self.made.continued.unwrap_or(0);
        if text.is_empty() {
            return;
        }
        self.heading(
            "continued",
            &[
                (all.base == 0, "续建项目建成情况"),
                (all.reaches(100), "续建项目攻坚圆满完成"),
                (all.reaches(70), "续建项目攻坚卓有成效"),
                (all.reaches(40), "续建项目攻坚取得进展"),
                (true, "续建项目攻坚需加力推进"),
            ],
        );
        self.says(&text, "取得了明显成效", all.reaches(70));
        self.says(&text, "取得了一定成效", all.reaches(40) && !all.reaches(70));
        self.says(&text, "总体较慢", all.is_below(40) && all.done > 0);
        self.says(&text, "推进缓慢", all.base > 0 && all.done == 0);
        self.says(&text, "扎实推进", all.done > 0);
        self.says(&text, "已全部清零", all.reaches(100));
        self.says(&text, "项目尚未建成", all.base > 0 && all.done == 0);
        self.says(&text, "全市没有", all.base == 0);
        self.says(
            &text,
            &format!("续建项目基本建成{continued}套"),
            continued > 0,
        );
        let kinds = columns(self.made.unfinished.as_deref().unwrap_or_default());
        let kinds: Vec<(&str, u64)> = ["棚改", "公租房", "经济适用房", "限价房"]
            .into_iter()
            .zip(kinds.map(|pair| pair.done))
            .filter(|(_, done)| *done > 0)
            .collect();
        for (kind, done) in &kinds {
            let listed = format!("{kind}{done}套");
            self.says(&text, &listed, kinds.len() > 1);
        }
        self.says(&text, "均为", kinds.len() == 1 && all.done > 1);
        if all.done > 0 {
            self.says(&text, &format!("项目基本建成{}套", all.done), true);
        }
    }

    fn of_overdue(&mut self) {
        let text = self.section("overdue");
        if text.is_empty() {
            return;
        }
        let (households, paid) = (self.overdue(), self.fees());
        self.heading(
            "overdue",
            &[
                (
                    !households.is_below(100) && !paid.is_below(100),
                    "整改全面完成",
                ),
                (households.is_below(80) || paid.is_below(80), "需加快推进"),
                (true, "有序推进"),
            ],
        );
        self.says(&text, &format!("据{}年底", self.made.surveyed), true);
        let is_short = self.concerned().len() <= 1 && self.owing().len() <= 1;
        self.says(&text, "其中：", !is_short);
        for row in &self.concerned() {
            let name = row
                .label
                .as_ref()
                .unwrap_or(&self.made.counties[row.county]);
            let (households, projects) = (row.households, row.projects);
            let told = match (households.done, projects.done) {
                (0, _) => format!("{name}{}个项目{}尚未整改", projects.base, row.remark),
                (done, 0) => format!(
                    "{name}{}个项目{}部分交付{done}户",
                    projects.base, row.remark
                ),
                (done, some) => format!("{name}{some}个项目{}交付使用{done}户", row.remark),
            };
            self.says(&text, &told, true);
        }
        for row in self
            .made
            .overdue
            .iter()
            .filter(|row| row.projects.base == 0)
        {
            let name = &self.made.counties[row.county];
            self.says(&text, &format!("{name}0个项目"), false);
        }
        for fee in self.made.fees.iter().filter(|fee| fee.households.base == 0) {
            self.says(&text, &format!("{}项目", fee.project), false);
        }
        for fee in &self.owing() {
            let county = &self.made.counties[fee.county];
            let lone = self.owing().len() == 1;
            let of = if lone {
                format!("{county}1个项目")
            } else {
                format!("{county}的{}项目", fee.project)
            };
            let told = match fee.households.done {
                0 => format!("{of}过渡安置费尚未发放"),
                done => format!("{of}发放过渡安置费{done}户"),
            };
            self.says(&text, &told, true);
        }
        self.says(&text, "过渡安置费", !self.owing().is_empty());
        self.says(&text, "棚改项目逾期安置", !self.concerned().is_empty());
        self.says(
            &text,
            "逾期安置项目",
            !self.concerned().is_empty() && !is_short,
        );
        if !self.concerned().is_empty() {
            let projects: u64 = self.made.overdue.iter().map(|row| row.projects.base).sum();
            let found = format!(
                "的{projects}个棚改项目逾期安置棚改居民{}户",
                households.base
            );
            self.says(&text, &found, true);
            let told = match households.done {
                0 => "逾期安置项目尚未交付安置".to_owned(),
                done => format!("逾期安置项目交付安置居民{done}户"),
            };
            self.says(&text, &told, !is_short);
        }
        if !self.owing().is_empty() {
            self.says(&text, &format!("未妥善安置居民{}户", paid.base), true);
        }
    }

    fn of_funds(&mut self) {
        let text = self.section("funds");
        if text.is_empty() {
            return;
        }
        let spent = self.funds();
        self.heading(
            "funds",
            &[
                (spent.base == 0, "没有可支出资金"),
                (spent.reaches(100), "全部支出"),
                (spent.reaches(95), "支出较快"),
                (spent.is_below(90), "支出较慢"),
                (true, "需加快支出"),
            ],
        );
        let rows = self.made.funds.as_deref().unwrap_or_default();
        let carried: u64 = rows.iter().map(|row| row.carried).sum();
        let received: u64 = rows.iter().map(|row| row.rental + row.renewal).sum();
        let adjusted: i64 = rows.iter().map(|row| row.adjusted).sum();
        self.says(&text, "年底全市结余", carried > 0);
        self.says(&text, "中央财政下达我市", received > 0);
        self.says(&text, "调整收回", adjusted > 0);
        self.says(&text, "调整核减", adjusted < 0);
        self.says(&text, "尚未支出", spent.base > 0 && spent.done == 0);
        self.says(&text, "占可支出资金总额", spent.done > 0);
        self.says(&text, "占年度下达资金", spent.done > 0 && received > 0);
        self.says(&text, "可支出资金共计", spent.base > 0);
    }

    fn of_loans(&mut self) {
        let text = self.section("loans");
        if text.is_empty() {
            return;
        }
        let lent = self.loans();
        let new: u64 = self
            .made
            .loans
            .iter()
            .flatten()
            .flat_map(|row| row.new)
            .sum();
        self.heading(
            "loans",
            &[
                (lent.base == 0, "棚改专项债券发行情况"),
                (lent.reaches(85), "高效使用"),
                (lent.is_below(80), "需加快发放"),
                (true, "有序使用"),
            ],
        );
        let is_praised = new > 0;
        self.says(
            &text,
            "保障了棚改专项贷款高效使用",
            is_praised && lent.reaches(85),
        );
        self.says(
            &text,
            "有序使用，推动",
            is_praised && lent.reaches(80) && !lent.reaches(85),
        );
        self.says(&text, "仍需加快棚改专项贷款发放", lent.is_below(80));
        self.says(&text, "尚未发放", lent.base > 0 && lent.done == 0);
        self.says(&text, "没有新发放", lent.done > 0 && new == 0);
        self.says(&text, "其中", new > 0);
        for (bank, name) in ["国开行", "农发行"].into_iter().enumerate() {
            let rows = self.made.loans.iter().flatten();
            let credit: u64 = rows.map(|row| row.lent[bank].base).sum();
            self.says(&text, name, credit > 0);
        }
    }

    fn of_audit(&mut self) {
        let text = self.section("audit");
        let all = self.audit();
        if text.is_empty() {
            return;
        }
        self.heading(
            "audit",
            &[
                (all.reaches(100), "整改全面完成"),
                (all.is_below(90), "整改需加快推进"),
                (true, "整改顺利"),
            ],
        );
        self.says(&text, "取得明显成效", all.reaches(90));
        self.says(&text, "取得一定成效", all.done > 0 && all.is_below(90));
        self.says(&text, "但整改尚未见效", all.done == 0);
        self.says(&text, "全部完成整改", all.reaches(100) && all.base > 1);
        self.says(&text, "均尚未整改", all.done == 0 && all.base > 1);
        self.says(
            &text,
            &format!("完成整改{}个", all.done),
            all.done > 0 && all.is_below(100),
        );
        self.says(&text, &format!("发现的{}个问题", all.base), true);
        let years = &self.made.audit_years;
        let found: Vec<i64> = years
            .iter()
            .enumerate()
            .filter(|(at, _)| {
                self.made
                    .audit
                    .iter()
                    .flatten()
                    .any(|row| row[*at].base > 0)
            })
            .map(|(_, year)| *year)
            .collect();
        let span = match found.as_slice() {
            [year] => format!("{year}年审计"),
            [first, last] => format!("{first}年、{last}年审计"),
            [first, .., last] => format!("{first}—{last}年审计"),
            [] => String::new(),
        };
        self.says(&text, &span, true);
    }

    fn of_survey(&mut self) {
        let text = self.section("survey");
        let Some(survey) = self.made.survey.filter(|_| !text.is_empty()) else {
            return;
        };
        let all = self.houses();
        self.heading(
            "survey",
            &[
                (all.reaches(100), "圆满完成"),
                (all.done > 0, "有序推进"),
                (true, "尚未开展"),
            ],
        );
        let [sound, appraised, abandoned, incomplete] = survey.found;
        let dangerous = appraised + abandoned;
        self.says(&text, "全市圆满完成", all.reaches(100));
        self.says(
            &text,
            &format!("全市已完成城市危旧房摸底调查{}栋", all.done),
            all.done > 0 && all.is_below(100),
        );
        self.says(&text, "均为非疑似", sound > 1 && sound == all.done);
        self.says(
            &text,
            &format!("非疑似危险住房{sound}栋"),
            sound > 0 && sound < all.done,
        );
        self.says(&text, &format!("CD级危险住房{dangerous}栋"), dangerous > 0);
        self.says(&text, &format!("非成套住房{incomplete}栋"), incomplete > 0);
        self.says(&text, "均经安全鉴定", appraised > 1 && abandoned == 0);
        self.says(&text, "（均为废弃", abandoned > 1 && appraised == 0);
        self.says(&text, "进行安全鉴定认定", appraised > 0 && abandoned > 0);
        let lone = survey.deformed == 0 || survey.others == 0;
        self.says(&text, "（均为普查成果", lone && all.base > 1);
    }
}
