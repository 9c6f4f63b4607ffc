//! What the year's own paragraph claims: told of if, and only if, the figures belie it.

use super::Oracle;
use crate::any_year::made::Pair;

/// What a clerk may write, and what the program says of it where it is not so.
pub const CLAIMS: [(&str, &str); 13] = [
    ("各项目标任务超额完成。", "没有都超额完成"),
    ("年度目标任务圆满完成。", "年度目标任务有的没有完成"),
    ("年度目标任务未完成。", "各项年度目标任务都完成了"),
    ("续建项目全部建成。", "还有没有建成的"),
    ("续建项目未清零。", "开工未建成的项目都建成了"),
    ("逾期安置的居民全部安置。", "还有没有安置的"),
    ("逾期项目未清零。", "逾期安置的居民都安置了"),
    ("过渡安置费发放到位。", "过渡安置费还有没有发放的"),
    ("补助资金全部支出。", "补助资金还有结余"),
    ("棚改贷款发放到位。", "还有没有发放的授信"),
    ("审计发现的问题全部整改。", "还有没有整改的"),
    ("审计发现的问题未全部整改。", "审计发现的问题都整改了"),
    ("危旧房摸底已完成。", "待摸底调查的房屋没有都摸底"),
];

impl Oracle<'_> {
    pub(super) fn claims(&mut self, said: &[String]) {
        if !self.made.claims {
            return;
        }
        let goals = self.goals();
        let is_done = |pair: Pair| pair.base == 0 || pair.reaches(100);
        let all_met = goals.iter().all(|(_, pair)| pair.reaches(100));
        let (unfinished, overdue, audit) = (self.unfinished(), self.overdue(), self.audit());
        let is_true = [
            goals.iter().all(|(_, pair)| pair.done > pair.base),
            all_met,
            !all_met,
            is_done(unfinished),
            unfinished.is_below(100),
            is_done(overdue),
            overdue.is_below(100),
            is_done(self.fees()),
            is_done(self.funds()),
            is_done(self.loans()),
            is_done(audit),
            audit.is_below(100),
            self.houses().reaches(100),
        ];
        for ((claim, answer), is_true) in CLAIMS.iter().zip(is_true) {
            let is_told = said.iter().any(|message| message.contains(answer));
            self.must(
                is_told != is_true,
                format!("“{claim}” is {is_true}, told of: {is_told}"),
            );
        }
    }
}
