//! What the sentences of a quarter must say, and must not.

use std::cmp::Ordering;

use super::Oracle;
use super::made::County;
use crate::any_period::numbers::{Printed, Ratio, Wanted};
use crate::any_period::reading::Reading;

pub const QUARTERS: [&str; 4] = ["一", "二", "三", "四"];

pub fn signed(number: u64) -> i128 {
    i128::from(number)
}

impl Oracle<'_> {
    pub fn schedule(&self) -> Ratio {
        Ratio::new(signed(self.series.this.schedule), 10)
    }

    /// How a rate stands to the schedule.
    fn pace(&self, row: &County) -> Option<Ordering> {
        let (target, done) = (row.task()?, row.investment?);
        Some(Ratio::new(100 * signed(done), signed(target)).cmp(self.schedule()))
    }

    fn named(&self, is_one: impl Fn(&County) -> bool) -> Vec<&str> {
        let this = &self.series.this;
        let rows = this.counties.iter().zip(&this.rows);
        let rows = rows.filter(|(_, row)| is_one(row));
        rows.map(|(name, _)| name.as_str()).collect()
    }

    fn behind(&self) -> Vec<&str> {
        self.named(|row| self.pace(row) == Some(Ordering::Less))
    }

    fn ranked(&self) -> Vec<&str> {
        self.named(|row| row.task().is_some())
    }

    /// By how much a county invested more than in the quarter before.
    pub fn change(&self, name: &str) -> Option<i128> {
        let last = self.series.last.as_ref()?.row(name)?.invested?;
        let this = self.series.this.row(name)?.invested?;
        Some(signed(this) - signed(last))
    }

    pub fn change_of_all(&self) -> Option<i128> {
        let last = self.series.last.as_ref()?.total(|row| row.invested)?;
        let this = self.series.this.total(|row| row.invested)?;
        Some(signed(this) - signed(last))
    }

    /// What was there by now in this year and in the one before, where one can be held to the other.
    pub fn grown(this: Option<u64>, same: Option<u64>) -> Option<(i128, i128)> {
        let (this, same) = (this?, same?);
        (same > 0).then(|| (signed(this) - signed(same), signed(same)))
    }

    pub fn grown_of_all(&self) -> Option<(i128, i128)> {
        let same = self.series.same.as_ref()?;
        Self::grown(
            self.series.this.total(|row| row.investment),
            same.total(|row| row.investment),
        )
    }

    /// There is neither a task nor anything done.
    pub fn is_empty(&self) -> bool {
        let figures = |row: &County| {
            let of = [row.target, row.investment, row.begun_target, row.begun];
            of.iter().flatten().copied().max()
        };
        self.series
            .this
            .rows
            .iter()
            .all(|row| figures(row).is_none_or(|most| most == 0))
    }

    fn months(&self) -> Vec<Wanted> {
        vec![
            Wanted::whole(1),
            Wanted::whole(i128::from(self.series.this.quarter) * 3),
        ]
    }

    fn year(&self) -> Wanted {
        Wanted::whole(i128::from(self.series.this.year))
    }

    /// Title, opening, the annex: all of this quarter.
    pub fn frame(&self, reading: &mut Reading) {
        let this = &self.series.this;
        let quarter = QUARTERS[usize::try_from(this.quarter - 1).unwrap()];
        let title = reading.title();
        let wanted = format!("关于{}年第{quarter}季度城镇", this.year);
        reading.must(title.starts_with(&wanted), format!("title {title}"));
        let opening = reading.section("opening");
        reading.numbers(&opening, &[vec![self.year()], self.months()].concat());
        let annexes = reading.annexes();
        let wanted = format!("{}年1—{}月城镇", this.year, this.quarter * 3);
        let is_it = match annexes.as_slice() {
            [one] => one.starts_with(&wanted),
            // A table of nothing is not printed.
            _ => annexes.is_empty() && self.is_empty(),
        };
        reading.must(is_it, format!("annexes {annexes:?}"));
        let headings = reading.headings();
        let count = 2 + usize::from(!self.ranked().is_empty());
        reading.must(headings.len() == count, format!("headings {headings:?}"));
        for (heading, number) in headings.iter().zip(QUARTERS) {
            let starts = heading.starts_with(&format!("{number}、"));
            reading.must(starts, format!("heading {heading}"));
        }
    }

    pub fn whole(&self, reading: &mut Reading) {
        let this = &self.series.this;
        let target = this.total(|row| row.target).unwrap_or_default();
        let done = this.total(|row| row.investment).unwrap_or_default();
        let pace = (target > 0)
            .then(|| Ratio::new(100 * signed(done), signed(target)).cmp(self.schedule()));
        let is_early = this.schedule < 1000;
        let heading = match pace {
            None => "没有下达投资任务",
            Some(_) if done >= target && is_early => "投资任务提前完成",
            Some(_) if done >= target => "年度投资任务完成",
            Some(Ordering::Greater) => "投资快于时序进度",
            Some(Ordering::Equal) => "投资符合时序进度",
            Some(Ordering::Less) => "投资慢于时序进度",
        };
        let headings = reading.headings();
        reading.must(
            headings[0].ends_with(heading),
            format!("{headings:?}, not {heading}"),
        );
        let paragraphs = reading.paragraphs("whole");
        let text = paragraphs[0].clone();
        reading.says(&text, "没有下达", pace.is_none());
        reading.says(&text, "快于", pace == Some(Ordering::Greater));
        reading.says(&text, "与时序进度持平", pace == Some(Ordering::Equal));
        reading.says(&text, "慢于", pace == Some(Ordering::Less));
        reading.says(&text, "尚未完成投资", pace.is_some() && done == 0);
        let mut wanted = vec![self.year()];
        if pace.is_some() {
            wanted.push(Wanted::two_places(signed(target)));
        }
        wanted.extend(self.months());
        let grown = self.grown_of_all().filter(|_| done > 0);
        if done > 0 {
            wanted.push(Wanted::two_places(signed(done)));
        }
        Self::grown_in_text(reading, &text, grown, &mut wanted);
        if pace.is_some() && done > 0 {
            wanted.push(Wanted::percent(
                signed(done),
                signed(target),
                &[self.schedule()],
            ));
        }
        if pace.is_some_and(Ordering::is_ne) {
            let (base, schedule) = (signed(target), signed(this.schedule));
            let ahead = Ratio::new(1000 * signed(done) - schedule * base, 10 * base);
            wanted.push(Wanted::difference(ahead));
        }
        if done > 0 {
            self.of_quarter(reading, &text, &mut wanted);
        }
        reading.numbers(&text, &wanted);
        self.begun(reading, paragraphs.get(1).map_or("", String::as_str));
    }

    fn grown_in_text(
        reading: &mut Reading,
        text: &str,
        grown: Option<(i128, i128)>,
        wanted: &mut Vec<Wanted>,
    ) {
        let is = |order: Ordering| grown.is_some_and(|(more, _)| more.cmp(&0) == order);
        reading.says(text, "比上年同期增长", is(Ordering::Greater));
        reading.says(text, "，与上年同期持平", is(Ordering::Equal));
        reading.says(text, "比上年同期下降", is(Ordering::Less));
        if let Some((more, base)) = grown.filter(|(more, _)| *more != 0) {
            wanted.push(Wanted::difference(Ratio::new(100 * more, base)));
        }
    }

    /// What the quarter alone says, held to the one before.
    fn of_quarter(&self, reading: &mut Reading, text: &str, wanted: &mut Vec<Wanted>) {
        let this = &self.series.this;
        let done = this.total(|row| row.investment);
        let new = this.total(|row| row.invested);
        let change = self.change_of_all();
        let is_all = new == done;
        let quarter = QUARTERS[usize::try_from(this.quarter - 1).unwrap()];
        let before = QUARTERS[usize::try_from((this.quarter + 2) % 4).unwrap()];
        let year_before = this.year - i64::from(this.quarter == 1);
        let this_quarter = format!("{}年第{quarter}季度", this.year);
        let last_quarter = format!("{year_before}年第{before}季度");
        let is_told = !is_all || change.is_some();
        let part = format!("其中{this_quarter}完成");
        reading.says(text, &part, new > Some(0) && !is_all);
        reading.says(text, &format!("{this_quarter}没有完成投资"), new == Some(0));
        if is_told {
            wanted.push(Wanted::whole(i128::from(this.year)));
        }
        if new > Some(0) && !is_all {
            wanted.push(Wanted::two_places(signed(new.unwrap_or_default())));
        }
        let of = |words: &str| format!("{words}{last_quarter}");
        let more = format!("{last_quarter}多");
        let less = format!("{last_quarter}少");
        reading.says(text, &of("比"), change.is_some_and(|change| change != 0));
        reading.says(text, &more, change > Some(0));
        reading.says(text, &less, change.is_some_and(|change| change < 0));
        reading.says(text, &of("与"), change == Some(0));
        if let Some(change) = change {
            wanted.push(Wanted::whole(i128::from(year_before)));
            if change != 0 {
                wanted.push(Wanted::two_places(change.abs()));
            }
        }
    }

    fn begun(&self, reading: &mut Reading, text: &str) {
        let this = &self.series.this;
        let target = this.total(|row| row.begun_target).map(signed);
        let target = target.filter(|target| *target > 0);
        let begun = this.total(|row| row.begun).map_or(0, signed);
        reading.must(
            text.is_empty() == target.is_none(),
            format!("begun: {text}"),
        );
        let Some(target) = target else { return };
        reading.says(text, "尚未开工", begun == 0);
        let mut wanted = vec![Wanted::whole(target)];
        if begun > 0 {
            wanted.extend([Wanted::whole(begun), Wanted::percent(begun, target, &[])]);
        }
        reading.numbers(text, &wanted);
    }

    pub fn ranking(&self, reading: &mut Reading) {
        let (ranked, behind) = (self.ranked(), self.behind());
        let text = reading.section("ranking");
        reading.must(
            text.is_empty() == ranked.is_empty(),
            format!("ranking: {text}"),
        );
        if ranked.is_empty() {
            return;
        }
        let (none, all) = (behind.is_empty(), behind.len() == ranked.len());
        let heading = reading.headings()[1].clone();
        reading.says(&heading, "正常", none);
        let is_lone = ranked.len() == 1;
        reading.says(&heading, "各县进度滞后", all && !is_lone);
        reading.says(&heading, "各县", !is_lone && (none || all));
        reading.says(&heading, "部分县进度滞后", !none && !all);
        let without = self.named(|row| row.task().is_none());
        let (sentence, rest) = text.split_once('。').unwrap_or((&text, ""));
        let unranked = rest
            .rsplit_once("没有投资任务，不排名次。")
            .map(|(before, _)| before);
        let told = unranked.map(|before| before.rsplit('。').next().unwrap_or_default());
        Self::list(reading, told.unwrap_or_default(), &without, false);
        reading.says(&text, "没有投资任务", !without.is_empty());
        if ranked.len() == 1 {
            self.lone(reading, &text, ranked[0]);
            return;
        }
        let ranks = self.ranks();
        let is_alike = ranks.iter().all(|(_, _, place)| *place == 1);
        let is_nothing = is_alike && ranks.iter().all(|(_, rate, _)| rate.part == 0);
        reading.says(&text, "从高到低", !is_alike);
        reading.says(&text, "都尚未完成投资", is_nothing);
        reading.says(&text, "投资完成率相同，都是", is_alike && !is_nothing);
        if !is_alike {
            self.places(reading, sentence);
        } else if !is_nothing {
            let rate = ranks[0].1;
            let rate = Wanted::percent(rate.part, 100 * rate.base, &[self.schedule()]);
            reading.numbers(&text, &[rate]);
        }
        let whole = if without.is_empty() {
            "各县（市、区）"
        } else {
            "有投资任务的县（市、区）"
        };
        reading.says(rest, &format!("{whole}都不慢于时序进度"), none);
        reading.says(rest, &format!("{whole}都慢于时序进度"), all && !is_nothing);
        reading.says(
            sentence,
            &format!("{whole}都尚未完成投资，慢于时序进度"),
            is_nothing,
        );
        reading.says(
            sentence,
            &format!("{whole}投资完成率相同"),
            is_alike && !is_nothing,
        );
        reading.says(rest, "其中", !none && !all);
        let part = rest
            .strip_prefix("其中")
            .and_then(|rest| rest.split_once("慢于"));
        if let Some((names, _)) = part {
            Self::list(reading, names, &behind, behind.len() > 1);
        }
        self.slower(reading, if is_nothing { sentence } else { rest }, &behind);
    }

    fn lone(&self, reading: &mut Reading, text: &str, name: &str) {
        let row = self.series.this.row(name).copied().unwrap_or_default();
        let (target, done) = (
            row.task().map_or(1, signed),
            row.investment.map_or(0, signed),
        );
        let is_behind = self.behind() == [name];
        reading.must(text.starts_with(name), format!("{name} alone: {text}"));
        reading.says(text, "，慢于时序进度", is_behind);
        reading.says(text, "不慢于时序进度", !is_behind);
        let rate = Wanted::percent(done, target, &[self.schedule()]);
        reading.numbers(text, &[rate]);
        reading.must(!text.contains("各县"), format!("all of one: {text}"));
        self.slower(reading, text, &self.behind());
    }

    /// Those behind that invested less than in the quarter before.
    fn slower(&self, reading: &mut Reading, text: &str, behind: &[&str]) {
        let fell = |name: &&&str| self.change(name).is_some_and(|change| change < 0);
        let slower: Vec<&str> = behind.iter().filter(fell).copied().collect();
        let words = "本季度完成的投资还少于上季度";
        reading.says(text, words, !slower.is_empty());
        let named = text.split_once(words).map(|(before, _)| before);
        let named = named
            .and_then(|before| before.rsplit('，').next())
            .unwrap_or_default();
        let of_all = slower.len() == behind.len();
        Self::list(reading, named, if of_all { &[] } else { &slower }, false);
    }

    /// Names in a list are these, in this order, and their number is told where it is asked for.
    fn list(reading: &mut Reading, text: &str, names: &[&str], is_counted: bool) {
        let mut wanted = match names {
            [] => String::new(),
            [one] => (*one).to_owned(),
            [first @ .., last] => format!("{}和{last}", first.join("、")),
        };
        if is_counted {
            let counted = ["两", "三", "四", "五", "六", "七", "八", "九", "十"];
            let count = counted
                .get(names.len() - 2)
                .map_or(names.len().to_string(), |c| (*c).to_owned());
            wanted.push_str(&count);
            wanted.push('个');
            let kinds = text.strip_prefix(wanted.as_str()).unwrap_or_default();
            let ends = ["县", "市", "区", "旗"];
            let has = |end: &str| names.iter().any(|name| name.ends_with(end));
            let is_known = |name: &&str| ends.iter().any(|end| name.ends_with(end));
            if names.iter().all(is_known) {
                for end in ends {
                    let is_said = kinds.contains(end);
                    reading.must(is_said == has(end), format!("kinds of {names:?}: {text}"));
                }
            }
            reading.must(!kinds.is_empty(), format!("{text} is not {wanted}"));
        } else {
            reading.must(text == wanted, format!("named are {text}, not {wanted}"));
        }
    }

    /// The ranked ones with rates and places, the best first; those alike share a place.
    pub fn ranks(&self) -> Vec<(&str, Ratio, usize)> {
        let this = &self.series.this;
        let rows = this.counties.iter().zip(&this.rows);
        let rate = |row: &County| {
            Some(Ratio::new(
                100 * signed(row.investment?),
                signed(row.task()?),
            ))
        };
        let mut all: Vec<(&str, Ratio)> = rows
            .filter_map(|(name, row)| Some((name.as_str(), rate(row)?)))
            .collect();
        all.sort_by(|(_, left), (_, right)| right.cmp(*left));
        let place = |of: Ratio| 1 + all.iter().filter(|(_, rate)| rate.cmp(of).is_gt()).count();
        all.iter()
            .map(|(name, rate)| (*name, *rate, place(*rate)))
            .collect()
    }

    /// Places in print: whoever has the better one has the higher rate in print as well, and those
    /// that share one have the same.
    fn places(&self, reading: &mut Reading, sentence: &str) {
        let ranks = self.ranks();
        let told = sentence
            .strip_prefix("按投资完成率从高到低，")
            .unwrap_or_default();
        let told: Vec<&str> = told.split('、').collect();
        reading.must(told.len() == ranks.len(), format!("ranked: {sentence}"));
        let printed = |told: &str| {
            let digits = told.trim_start_matches(|c: char| !c.is_ascii_digit());
            Printed::of(digits.split('%').next()?).map(Printed::value)
        };
        for (pair, ranks) in told.windows(2).zip(ranks.windows(2)) {
            let rates = (printed(pair[0]), printed(pair[1]));
            let order = rates.0.zip(rates.1).map(|(one, other)| one.cmp(other));
            let wanted = ranks[1].2.cmp(&ranks[0].2);
            reading.must(order == Some(wanted), format!("printed alike: {pair:?}"));
        }
        for (told, (name, rate, place)) in told.iter().zip(ranks) {
            reading.must(told.starts_with(name), format!("{told}, not {name}"));
            let rate = Wanted::percent(rate.part, 100 * rate.base, &[self.schedule()]);
            let place = Wanted::whole(i128::try_from(place).unwrap());
            reading.numbers(told, &[rate, place]);
        }
    }

    /// What is asked, and of whom: each county with a task is asked for what it still has to do.
    pub fn asks(&self, reading: &mut Reading) {
        let text = reading.section("closing");
        let (ranked, behind) = (self.ranked(), self.behind());
        let is_done = |row: &County| row.task().is_some() && row.investment >= row.target;
        let is_behind = |row: &County| self.pace(row) == Some(Ordering::Less);
        let finished = self.named(|row| is_done(row) && !is_behind(row));
        let ongoing = self.named(|row| row.task().is_some() && !is_done(row) && !is_behind(row));
        for (words, asked) in [
            ("要逐项目分析原因", &behind),
            ("要保持进度，确保完成全年任务", &ongoing),
            ("要做好项目收尾", &finished),
        ] {
            reading.says(&text, words, !asked.is_empty());
            let Some((before, _)) = text.split_once(words) else {
                continue;
            };
            let who = before.rsplit('。').next().unwrap_or_default();
            let is_all = asked.len() == self.series.this.counties.len();
            match who {
                "各县（市、区）" => {
                    let is_whole = asked.len() == ranked.len() && ranked.len() > 1;
                    let fits = is_whole && (is_all || words != "要逐项目分析原因");
                    reading.must(fits, format!("{who}{words}, of {asked:?}"));
                }
                "其他县（市、区）" => {
                    let is_rest = behind.len() + asked.len() == self.series.this.counties.len();
                    let fits = !behind.is_empty() && is_rest && asked.len() > 1;
                    reading.must(fits, format!("{who}{words}, of {asked:?}"));
                }
                "尚未完成任务的县（市、区）" => {
                    let fits = behind.is_empty() && !asked.is_empty() && words.contains("全年");
                    reading.must(fits && !finished.is_empty(), format!("{who}{words}"));
                }
                who => {
                    let is_rest = behind.len() + asked.len() == self.series.this.counties.len();
                    let is_other = !behind.is_empty() && is_rest && asked.len() > 1;
                    let is_other = is_other && words != "要逐项目分析原因";
                    reading.must(!is_other, format!("{who} are all the others"));
                    let is_every = is_all && asked.len() > 1;
                    reading.must(!is_every, format!("{who} are all there are"));
                    Self::list(reading, who, asked, false);
                }
            }
        }
    }
}
