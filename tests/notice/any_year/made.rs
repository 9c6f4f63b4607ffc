//! Whole years made up at random: every matter there or not, all done, nothing done, on a
//! threshold, a hair beside it; one county or fifteen, with names of every kind.

use crate::dice::Dice;

/// What was to be done and what was done of it, in the smallest unit.
#[derive(Clone, Copy, Debug, Default)]
pub struct Pair {
    pub base: u64,
    pub done: u64,
}

impl Pair {
    pub fn plus(self, other: Self) -> Self {
        Self {
            base: self.base + other.base,
            done: self.done + other.done,
        }
    }

    /// Whether the rate is so many per cent or more; nothing has no rate.
    pub fn reaches(self, percent: u64) -> bool {
        self.base > 0 && self.done * 100 >= percent * self.base
    }

    pub fn is_below(self, percent: u64) -> bool {
        self.base > 0 && !self.reaches(percent)
    }
}

#[derive(Clone, Debug)]
pub struct Overdue {
    pub county: usize,
    pub projects: Pair,
    pub households: Pair,
    pub label: Option<String>,
    pub remark: &'static str,
}

#[derive(Clone, Debug)]
pub struct Fee {
    pub county: usize,
    pub project: String,
    pub households: Pair,
}

/// In hundredths of 万元.
#[derive(Clone, Debug, Default)]
pub struct Funds {
    pub carried: u64,
    pub adjusted: i64,
    pub rental: u64,
    pub renewal: u64,
    /// Of what can be spent, what was spent.
    pub spent: Pair,
}

/// In thousandths of 亿元, by bank.
#[derive(Clone, Copy, Debug, Default)]
pub struct Loans {
    pub lent: [Pair; 2],
    pub new: [u64; 2],
    pub bonds: u64,
}

#[derive(Clone, Copy, Debug, Default)]
pub struct Survey {
    pub deformed: u64,
    pub others: u64,
    /// 非疑似, 鉴定, 废弃, 非成套.
    pub found: [u64; 4],
}

/// A year, matter by matter; nothing where the year does not have it.
#[derive(Clone, Debug)]
pub struct Made {
    pub year: i64,
    /// The year's own paragraph claims all that can be claimed.
    pub claims: bool,
    /// How nothing is typed: as 0, or not at all.
    pub zeros: bool,
    /// Every county's investment is as much as asked for, rounded; the city's rate, worked out
    /// before rounding, is 99.9 %.
    pub falls_short_by_rounding: bool,
    pub counties: Vec<String>,
    /// Begun, built, invested (in hundredths), subsidies.
    pub targets: Option<Vec<[Pair; 4]>>,
    /// Of what was built, what had been begun before.
    pub built_continued: Vec<Option<u64>>,
    /// 棚改, 公租房, 经济适用房, 限价房.
    pub unfinished: Option<Vec<[Pair; 4]>>,
    pub continued: Option<u64>,
    pub surveyed: i64,
    pub overdue: Vec<Overdue>,
    pub fees: Vec<Fee>,
    pub funds: Option<Vec<Funds>>,
    /// The city itself first.
    pub loans: Option<Vec<Loans>>,
    pub audit_years: Vec<i64>,
    /// The city itself first, then by year.
    pub audit: Option<Vec<Vec<Pair>>>,
    pub survey: Option<Survey>,
}

pub const NAMES: [&str; 20] = [
    "城区",
    "泽州县",
    "高平市",
    "阳城县",
    "陵川县",
    "沁水县",
    "矿区",
    "大同新区",
    "双江自治县",
    "土默特左旗",
    "鄂温克族自治旗",
    "绛县",
    "神农架林区",
    "六枝特区",
    "示范开发区",
    "东城区",
    "东城县",
    "河西街道",
    "南召县",
    "北屯市",
];

/// The thresholds that the wording knows, in per cent.
const THRESHOLDS: [u64; 7] = [40, 50, 70, 80, 85, 90, 95];

/// How a whole table goes.
#[derive(Clone, Copy, PartialEq)]
enum Mood {
    Mixed,
    AllDone,
    /// A little more than asked for, where that can be.
    JustOver,
    NothingDone,
    /// All rows alike: the city stands where they do.
    Alike {
        percent: u64,
        short: bool,
    },
}

pub fn made(seed: u64) -> Made {
    let mut dice = Dice::new(seed);
    let counties = counties(&mut dice);
    let count = counties.len();
    let mut unfinished = dice.odds(4, 5).then(|| table(&mut dice, count, false));
    let mut targets = dice.odds(7, 8).then(|| table(&mut dice, count, true));
    if let (Some(unfinished), Some(targets)) = (&mut unfinished, &mut targets) {
        tie(&mut dice, unfinished, targets);
    }
    let falls_short_by_rounding = targets.is_some() && dice.odds(1, 8);
    for row in targets
        .iter_mut()
        .flatten()
        .filter(|_| falls_short_by_rounding)
    {
        let base = 1 + dice.below(9);
        row[2] = Pair { base, done: base };
    }
    let built_continued = built_continued(&mut dice, targets.as_ref(), unfinished.as_ref(), count);
    let built: u64 = unfinished.iter().flatten().flatten().map(|p| p.done).sum();
    let continued = built.max(built_continued.iter().flatten().sum());
    let continued = continued + if dice.odds(1, 2) { dice.below(5000) } else { 0 };
    let has_continued = continued > 0 || dice.odds(1, 2);
    let audit_years = [2016, 2017, 2019, 2021];
    let audit_years = audit_years[..=dice.index(4)].to_vec();
    let year = 2023 + dice.signed(4);
    Made {
        year,
        zeros: dice.odds(1, 2),
        claims: dice.odds(1, 2),
        falls_short_by_rounding,
        targets,
        built_continued,
        unfinished,
        continued: has_continued.then_some(continued),
        surveyed: year - 1 - dice.signed(3),
        overdue: overdue(&mut dice, &counties),
        fees: fees(&mut dice, count),
        funds: dice.odds(5, 6).then(|| funds(&mut dice, count)),
        loans: dice.odds(5, 6).then(|| loans(&mut dice, count + 1)),
        audit: dice
            .odds(5, 6)
            .then(|| audit(&mut dice, count + 1, audit_years.len())),
        audit_years,
        survey: dice.odds(4, 5).then(|| survey(&mut dice)),
        counties,
    }
}

pub fn counties(dice: &mut Dice) -> Vec<String> {
    let all: Vec<String> = NAMES.map(str::to_owned).to_vec();
    match dice.below(6) {
        0 => vec![all[dice.index(all.len())].clone()],
        1 => all[..2].to_vec(),
        2 => all[3..18].to_vec(),
        3 => all[6..12].to_vec(),
        _ => all[..6].to_vec(),
    }
}

fn mood(dice: &mut Dice) -> Mood {
    match dice.below(8) {
        0 => Mood::AllDone,
        1 => Mood::NothingDone,
        4 => Mood::JustOver,
        2 | 3 => Mood::Alike {
            percent: THRESHOLDS[dice.index(THRESHOLDS.len())],
            short: dice.odds(1, 2),
        },
        _ => Mood::Mixed,
    }
}

/// What is to be done: a few, some hundreds, or so many that one is less than a tenth of a per cent.
fn base(dice: &mut Dice) -> u64 {
    match dice.below(5) {
        0 => 1 + dice.below(12),
        1 | 2 => 20 + dice.below(1000),
        3 => 100 * (1 + dice.below(20)),
        _ => 2500 * (1 + dice.below(3)),
    }
}

fn done(dice: &mut Dice, base: u64, mood: Mood, may_exceed: bool) -> u64 {
    let at = |percent: u64| (base * percent).div_ceil(100);
    match mood {
        Mood::JustOver if may_exceed => return base + base.div_ceil(50),
        Mood::AllDone | Mood::JustOver => return base,
        Mood::NothingDone => return 0,
        Mood::Alike { percent, short } => return at(percent) - u64::from(short && percent > 0),
        Mood::Mixed => {}
    }
    match dice.below(9) {
        0 => 0,
        1 | 2 => base,
        3 => base - 1,
        4 => at(THRESHOLDS[dice.index(THRESHOLDS.len())]),
        5 => at(THRESHOLDS[dice.index(THRESHOLDS.len())]).saturating_sub(1),
        6 if may_exceed => base + 1,
        7 if may_exceed => base + dice.below(base + 1),
        _ => dice.below(base + 1),
    }
}

fn pair(dice: &mut Dice, mood: Mood, may_exceed: bool) -> Pair {
    // So that the sum of rows on a threshold is on it as well.
    let base = match mood {
        Mood::Alike { .. } => 100 * (1 + dice.below(30)),
        _ => base(dice),
    };
    let done = done(dice, base, mood, may_exceed);
    Pair { base, done }
}

/// Four kinds of work by county; of some kinds there is nothing, in some counties or in all.
fn table(dice: &mut Dice, count: usize, is_target: bool) -> Vec<[Pair; 4]> {
    let moods = if dice.odds(1, 2) {
        [mood(dice); 4]
    } else {
        [mood(dice), mood(dice), mood(dice), mood(dice)]
    };
    // Kinds of which the year has nothing: seldom all of them.
    let is_empty = dice.odds(1, 8);
    let share = if is_empty { 0 } else { 3 };
    let kinds: [bool; 4] = std::array::from_fn(|_| dice.odds(share, 4));
    let lone = dice.index(4);
    let mut rows = Vec::new();
    for _ in 0..count {
        let mut row = [Pair::default(); 4];
        for (at, cell) in row.iter_mut().enumerate() {
            let is_there = kinds[at] || (!is_empty && at == lone);
            if is_there && dice.odds(2, 3) {
                *cell = pair(dice, moods[at], is_target);
            } else if is_target && dice.odds(1, 6) {
                // Done though nothing was asked for.
                cell.done = 1 + dice.below(300);
            }
        }
        rows.push(row);
    }
    rows
}

/// What was built of the unfinished is part of what was built.
fn tie(dice: &mut Dice, unfinished: &mut [[Pair; 4]], targets: &mut [[Pair; 4]]) {
    let raises = dice.odds(1, 2);
    for (unfinished, targets) in unfinished.iter_mut().zip(targets) {
        let (part, whole) = (&mut unfinished[0].done, &mut targets[1].done);
        if raises {
            *whole = (*whole).max(*part);
        } else {
            *part = (*part).min(*whole);
        }
    }
}

fn built_continued(
    dice: &mut Dice,
    targets: Option<&Vec<[Pair; 4]>>,
    unfinished: Option<&Vec<[Pair; 4]>>,
    count: usize,
) -> Vec<Option<u64>> {
    (0..count)
        .map(|at| {
            let built = targets.map(|rows| rows[at][1].done)?;
            let least = unfinished.map_or(0, |rows| rows[at][0].done);
            (built >= least && built > 0).then(|| least + dice.below(built - least + 1))
        })
        .collect()
}

fn overdue(dice: &mut Dice, counties: &[String]) -> Vec<Overdue> {
    if dice.odds(1, 5) {
        return Vec::new();
    }
    let mood = mood(dice);
    let mut rows = Vec::new();
    for (county, name) in counties.iter().enumerate() {
        if !dice.odds(1, 2) {
            continue;
        }
        // A row of nothing is no matter of this county.
        let is_empty = dice.odds(1, 3);
        let households = if is_empty {
            Pair::default()
        } else {
            pair(dice, mood, false)
        };
        let projects = (1 + dice.below(6)).min(households.base);
        let delivered = match households.done {
            0 => 0,
            done if done == households.base => projects,
            _ => dice.below(projects),
        };
        rows.push(Overdue {
            county,
            projects: Pair {
                base: projects,
                done: delivered,
            },
            households,
            label: dice.odds(1, 6).then(|| format!("原{name}")),
            remark: if dice.odds(1, 6) {
                "（含续建）"
            } else {
                ""
            },
        });
    }
    rows
}

fn fees(dice: &mut Dice, count: usize) -> Vec<Fee> {
    let mood = mood(dice);
    let projects = ["东关", "西街", "南桥", "北门"];
    let many = if dice.odds(1, 2) { dice.index(5) } else { 0 };
    projects[..many]
        .iter()
        .map(|project| Fee {
            county: dice.index(count),
            project: (*project).to_owned(),
            households: if dice.odds(1, 6) {
                Pair::default()
            } else {
                pair(dice, mood, false)
            },
        })
        .collect()
}

fn funds(dice: &mut Dice, count: usize) -> Vec<Funds> {
    let mood = mood(dice);
    let [has_carried, has_adjusted, has_received] = std::array::from_fn(|_| dice.odds(3, 4));
    // All that was left over is taken back: money moved, and there is none to spend.
    let is_taken_back = dice.odds(1, 8);
    (0..count)
        .map(|_| {
            let mut sum = |is_there: bool| {
                if is_there && dice.odds(4, 5) {
                    100 * base(dice) + dice.below(100)
                } else {
                    0
                }
            };
            let (carried, rental, renewal) =
                (sum(has_carried), sum(has_received), sum(has_received));
            let (rental, renewal) = if is_taken_back {
                (0, 0)
            } else {
                (rental, renewal)
            };
            let most = i64::try_from(carried + rental + renewal).unwrap();
            let adjusted = match dice.below(3) {
                _ if is_taken_back => -most,
                _ if !has_adjusted => 0,
                0 => i64::try_from(dice.below(5000)).unwrap(),
                1 => -i64::try_from(dice.below(5000)).unwrap().min(most),
                _ => 0,
            };
            let available = u64::try_from(most + adjusted).unwrap();
            let spent = if available > 0 {
                done(dice, available, mood, false)
            } else {
                0
            };
            Funds {
                carried,
                adjusted,
                rental,
                renewal,
                spent: Pair {
                    base: available,
                    done: spent,
                },
            }
        })
        .collect()
}

fn loans(dice: &mut Dice, count: usize) -> Vec<Loans> {
    let mood = mood(dice);
    let banks = [dice.odds(3, 4), dice.odds(3, 4)];
    let has_new = dice.odds(3, 4);
    let has_bonds = dice.odds(1, 2);
    (0..count)
        .map(|_| {
            let mut row = Loans::default();
            for (at, is_there) in banks.into_iter().enumerate() {
                if is_there && dice.odds(1, 2) {
                    row.lent[at] = pair(dice, mood, false);
                    if has_new && dice.odds(1, 3) {
                        row.new[at] = dice.below(row.lent[at].done + 1);
                    }
                }
            }
            if has_bonds && dice.odds(1, 3) {
                row.bonds = 1 + dice.below(5000);
            }
            row
        })
        .collect()
}

fn audit(dice: &mut Dice, count: usize, years: usize) -> Vec<Vec<Pair>> {
    let mood = mood(dice);
    let density = if dice.odds(1, 4) { 20 } else { 2 };
    let without = dice.index(years + 2);
    let few = |dice: &mut Dice, year: usize| {
        if !dice.odds(1, density) || year == without {
            return Pair::default();
        }
        let base = 1 + if density == 20 { 0 } else { dice.below(30) };
        let done = done(dice, base, mood, false);
        Pair { base, done }
    };
    (0..count)
        .map(|_| (0..years).map(|year| few(dice, year)).collect())
        .collect()
}

fn survey(dice: &mut Dice) -> Survey {
    let few = |dice: &mut Dice| match dice.below(4) {
        0 => 0,
        1 => 1,
        _ => dice.below(60),
    };
    let (deformed, others) = (few(dice), few(dice));
    let houses = deformed + others;
    let mut left = match dice.below(4) {
        0 => dice.below(houses + 1),
        1 => 0,
        _ => houses,
    };
    let mut found = [0; 4];
    let start = dice.index(4);
    for step in 0..4 {
        let at = (start + step) % 4;
        found[at] = if step == 3 || dice.odds(1, 4) {
            left
        } else {
            dice.below(left + 1)
        };
        left -= found[at];
    }
    Survey {
        deformed,
        others,
        found,
    }
}
