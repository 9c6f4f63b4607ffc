//! Lines of titles (7.3.1): broken between words, in the shape of a trapezium or a diamond.

use std::collections::BTreeSet;

use super::view::{Line, Run};
use super::width::{self, Billionths, Measure, ONE, of_runs};

/// A word, in the parts that it may be broken into where it must.
pub(super) type Word = Vec<Run>;

/// What an hourglass counts, as a spread of so many em.
const MISSHAPEN: Billionths = 10 * ONE;
/// More than three lines.
const MANY: Billionths = 50 * ONE;
/// A line less than half as long as another.
const HALF: Billionths = 100 * ONE;
/// A break before a bracket or behind a mark is worth a spread of three em more.
const GOOD_BREAK: Billionths = 3 * ONE;

/// Lines of a title, broken between its words; between their parts only for a better shape, and
/// elsewhere only where one of them is longer than a line.
pub(super) fn lines(words: &[Word], limit: Billionths, measure: Measure) -> Vec<Line> {
    let mut best: Option<Found> = None;
    for words in [words.to_vec(), parted(words)] {
        if let Some(found) = balanced(&words, limit, measure)
            && best.as_ref().is_none_or(|best| found.fault < best.fault)
        {
            best = Some(found);
        }
        if let Some(best) = &best
            && best.fault < MISSHAPEN
        {
            break;
        }
    }
    let best = best.or_else(|| balanced(&in_characters(&words.concat()), limit, measure));
    best.map_or_else(|| vec![words.concat()], |best| best.lines)
}

/// Words of a single part each.
pub(super) fn parted(words: &[Word]) -> Vec<Word> {
    let parts = words.iter().flatten();
    parts.map(|part| vec![part.clone()]).collect()
}

/// The pieces of runs between which they may break at all.
pub(super) fn in_characters(runs: &[Run]) -> Vec<Word> {
    let pieces = |run: &Run| {
        let pieces = width::pieces(run.text()).into_iter();
        pieces
            .map(|text| vec![run.with(text)])
            .collect::<Vec<Word>>()
    };
    runs.iter().flat_map(pieces).collect()
}

struct Found {
    fault: Billionths,
    lines: Vec<Line>,
}

/// The words joined into as few lines of at most `limit` as can be balanced; nothing where a word
/// is longer than that.
fn balanced(words: &[Word], limit: Billionths, measure: Measure) -> Option<Found> {
    let title = Title::new(words, limit, measure);
    let (fault, ends) = title.best()?;
    let starts = std::iter::once(0).chain(ends.iter().copied());
    let lines = starts
        .zip(&ends)
        .map(|(from, to)| words[from..*to].concat())
        .collect();
    Some(Found { fault, lines })
}

/// The ends of lines, as counts of words.
type Ends = Vec<usize>;

struct Title {
    /// The width up to each word.
    upto: Vec<Billionths>,
    /// Whether a line ends well before the word.
    is_good: Vec<bool>,
    limit: Billionths,
}

/// What the lines from a word to the end can come to: the longest line, and the good breaks.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Rest {
    longest: Billionths,
    good: usize,
}

/// What is asked of lines: none is shorter than `shortest`, and the first or the last is no longer
/// (which keeps the shape from being an hourglass).
#[derive(Clone, Copy)]
struct Shape {
    shortest: Billionths,
    end: End,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    First,
    Last,
    Neither,
}

impl Title {
    fn new(words: &[Word], limit: Billionths, measure: Measure) -> Self {
        let mut upto = vec![0];
        for word in words {
            upto.push(upto[upto.len() - 1] + of_runs(word, measure));
        }
        let is_good = |at: usize| {
            let ends = |word: &Word| word.last().map(Run::text).unwrap_or_default().to_owned();
            let begins = |word: &Word| word.first().map(Run::text).unwrap_or_default().to_owned();
            at > 0
                && (begins(&words[at]).starts_with(['（', '《', '“'])
                    || ends(&words[at - 1]).ends_with(['，', '、', '：', '；', '）', '》', '”']))
        };
        Self {
            is_good: (0..words.len()).map(is_good).collect(),
            upto,
            limit,
        }
    }

    fn words(&self) -> usize {
        self.is_good.len()
    }

    fn width(&self, from: usize, to: usize) -> Billionths {
        self.upto[to] - self.upto[from]
    }

    /// The best lines, of the fewest or of one more.
    fn best(&self) -> Option<(Billionths, Ends)> {
        let whole = self.width(0, self.words());
        let give = self.limit / 1000;
        let fewest = usize::try_from((whole - give + self.limit - 1) / self.limit)
            .ok()?
            .max(1);
        let mut best: Option<(Billionths, Ends)> = None;
        for count in fewest..(fewest + 2).min(self.words() + 1) {
            let found = self.of_count(count);
            // Of equal ones that with fewer lines.
            let is_better = |(fault, _): &(Billionths, Ends)| {
                best.as_ref().is_none_or(|(least, _)| fault < least)
            };
            if found.as_ref().is_some_and(is_better) {
                best = found;
            }
            if best.as_ref().is_some_and(|(fault, _)| *fault < HALF) {
                break;
            }
        }
        best
    }

    /// The best lines of a count. Every shortest line that may occur is tried in turn; what
    /// remains is to keep the longest one short, and to break well.
    fn of_count(&self, count: usize) -> Option<(Billionths, Ends)> {
        let mut best = None;
        for shortest in self.shortest_lines(count) {
            for end in [End::First, End::Last, End::Neither] {
                let shape = Shape { shortest, end };
                let rests = self.rests(count, shape);
                for rest in &rests[count][0] {
                    let ends = self.follow(&rests, count, *rest, shape);
                    best = better(best, Some((self.fault(&ends), ends)));
                }
            }
        }
        best
    }

    /// The widths that the shortest of so many lines may have.
    fn shortest_lines(&self, count: usize) -> BTreeSet<Billionths> {
        let whole = self.width(0, self.words());
        let lines = Billionths::try_from(count).unwrap_or(Billionths::MAX);
        let mut widths = BTreeSet::new();
        for from in 0..self.words() {
            for to in from + 1..=self.words() {
                let width = self.width(from, to);
                if width > self.limit || width * lines > whole {
                    break;
                }
                // The other lines hold the rest.
                if width + (lines - 1) * self.limit >= whole {
                    widths.insert(width);
                }
            }
        }
        widths
    }

    /// By the count of lines left and the word that they begin with: what they can come to.
    fn rests(&self, count: usize, shape: Shape) -> Vec<Vec<Vec<Rest>>> {
        let words = self.words();
        let mut rests = vec![vec![Vec::new(); words + 1]; count + 1];
        rests[0][words].push(Rest {
            // Lines that differ by less than an em are as good as even.
            longest: shape.shortest + ONE,
            good: 0,
        });
        for left in 1..=count {
            let is_first = left == count;
            for from in 0..words {
                if is_first != (from == 0) || !self.can_part(from, (count, left), shape) {
                    continue;
                }
                let mut found = Vec::new();
                for to in self.line_ends(from) {
                    let width = self.width(from, to);
                    if shape.allows(width, is_first, left == 1) {
                        let good = usize::from(self.is_good.get(to) == Some(&true));
                        found.extend(rests[left - 1][to].iter().map(|rest| Rest {
                            longest: rest.longest.max(width),
                            good: rest.good + good,
                        }));
                    }
                }
                rests[left][from] = frontier(found);
            }
        }
        rests
    }

    /// Whether the words before and from `from` can fill their shares of the lines.
    fn can_part(&self, from: usize, (count, left): (usize, usize), shape: Shape) -> bool {
        let fills = |width: Billionths, lines: usize| {
            let lines = Billionths::try_from(lines).unwrap_or(0);
            (shape.shortest * lines..=self.limit * lines).contains(&width)
        };
        fills(self.width(0, from), count - left) && fills(self.width(from, self.words()), left)
    }

    /// Where a line from a word may end.
    fn line_ends(&self, from: usize) -> impl Iterator<Item = usize> {
        (from + 1..=self.words()).take_while(move |to| self.width(from, *to) <= self.limit)
    }

    /// The lines that come to `rest`; of several the ones with the earliest ends.
    fn follow(&self, rests: &[Vec<Vec<Rest>>], count: usize, rest: Rest, shape: Shape) -> Ends {
        let mut ends = Vec::new();
        let (mut from, mut good) = (0, rest.good);
        for left in (1..=count).rev() {
            let to = self.line_ends(from).find(|to| {
                let width = self.width(from, *to);
                let gained = usize::from(self.is_good.get(*to) == Some(&true));
                let is_enough =
                    |other: &Rest| other.longest <= rest.longest && other.good + gained >= good;
                width <= rest.longest
                    && shape.allows(width, left == count, left == 1)
                    && rests[left - 1][*to].iter().any(is_enough)
            });
            let Some(to) = to else { break };
            good = good.saturating_sub(usize::from(self.is_good.get(to) == Some(&true)));
            ends.push(to);
            from = to;
        }
        ends
    }

    /// 7.3.1 wants neither a block nor an hourglass.
    fn fault(&self, ends: &[usize]) -> Billionths {
        let starts = std::iter::once(&0).chain(ends);
        let widths: Vec<Billionths> = starts.zip(ends).map(|(a, b)| self.width(*a, *b)).collect();
        let longest = widths.iter().copied().max().unwrap_or(0);
        let shortest = widths.iter().copied().min().unwrap_or(0);
        let mut fault = match widths.as_slice() {
            [_] => 0,
            _ => (longest - shortest).max(ONE),
        };
        if shortest * 2 < longest {
            fault += HALF;
        }
        if widths.len() > 3 {
            fault += MANY;
        }
        if let [first, middle @ .., last] = widths.as_slice()
            && middle.iter().any(|width| width < first && width < last)
        {
            fault += MISSHAPEN;
        }
        let good = ends
            .iter()
            .filter(|end| self.is_good.get(**end) == Some(&true));
        fault - GOOD_BREAK * Billionths::try_from(good.count()).unwrap_or(0)
    }
}

impl Shape {
    fn allows(self, width: Billionths, is_first: bool, is_last: bool) -> bool {
        let is_end = self.end == End::First && is_first || self.end == End::Last && is_last;
        if is_end {
            width == self.shortest
        } else {
            width >= self.shortest
        }
    }
}

/// Of two lists of lines the one with the lesser fault; of equal ones that with the earlier ends.
fn better<T: Ord>(
    one: Option<(Billionths, T)>,
    other: Option<(Billionths, T)>,
) -> Option<(Billionths, T)> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}

/// What no other excels both in its longest line and in its good breaks.
fn frontier(mut found: Vec<Rest>) -> Vec<Rest> {
    found.sort_by_key(|rest| (rest.longest, std::cmp::Reverse(rest.good)));
    let mut best: Vec<Rest> = Vec::new();
    for rest in found {
        if best.last().is_none_or(|last| rest.good > last.good) {
            best.push(rest);
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use proptest::prelude::*;

    use super::super::width::estimate;
    use super::*;

    const LIMIT: Billionths = 20 * ONE;

    fn words(texts: &[&str]) -> Vec<Word> {
        texts.iter().map(|text| vec![Run::plain(text)]).collect()
    }

    fn shown(lines: &[Line]) -> Vec<String> {
        let text = |line: &Line| line.iter().map(Run::text).collect();
        lines.iter().map(text).collect()
    }

    #[test]
    fn titles_are_broken_between_words_into_balanced_lines() {
        for (title, broken) in [
            ("关于|做好|工作|的通知", "关于做好工作的通知"),
            (
                "关于|2023年度|城镇|住房|保障|主要|工作|完成|情况的|通报",
                "关于2023年度城镇住房保障|主要工作完成情况的通报",
            ),
            (
                "关于|进一步|做好|城镇|保障性|安居工程|建设|（含|棚户区|改造）|工作|的通知",
                "关于进一步做好城镇保障性安居工程|建设（含棚户区改造）工作的通知",
            ),
        ] {
            let words = words(&title.split('|').collect::<Vec<_>>());
            assert_eq!(shown(&lines(&words, LIMIT, &estimate)).join("|"), broken);
        }
    }

    /// Every way of cutting the words into so many lines, the earliest ends first.
    fn cuts(words: usize, count: usize, from: usize) -> Vec<Ends> {
        if count == 1 {
            return vec![vec![words]];
        }
        let mut found = Vec::new();
        for end in from..=(words + 1).saturating_sub(count) {
            for rest in cuts(words, count - 1, end + 1) {
                found.push([vec![end], rest].concat());
            }
        }
        found
    }

    proptest! {
        #![proptest_config(ProptestConfig {
            cases: 300,
            rng_seed: proptest::test_runner::RngSeed::Fixed(9704),
            failure_persistence: None,
            ..ProptestConfig::default()
        })]

        /// The lines found are those that trying every cut would find.
        #[test]
        fn no_other_lines_are_better(
            texts in prop::collection::vec(
                prop::sample::select(vec!["城镇", "保障性", "工作", "（含", "改造）", "2023年", "的", "安居工程、"]),
                1..11,
            ),
            limit in 8_i128..21,
        ) {
            let title = Title::new(&words(&texts), limit * ONE, &estimate);
            let mut best: Option<(Billionths, Ends)> = None;
            let whole = title.width(0, texts.len());
            let fewest = usize::try_from((whole + title.limit - 1) / title.limit).unwrap().max(1);
            for count in fewest..(fewest + 2).min(texts.len() + 1) {
                for ends in cuts(texts.len(), count, 1) {
                    let starts = std::iter::once(&0).chain(&ends);
                    if starts.zip(&ends).any(|(a, b)| title.width(*a, *b) > title.limit) {
                        continue;
                    }
                    let fault = title.fault(&ends);
                    if best.as_ref().is_none_or(|(least, _)| fault < *least) {
                        best = Some((fault, ends));
                    }
                }
                if best.as_ref().is_some_and(|(fault, _)| *fault < HALF) {
                    break;
                }
            }
            prop_assert_eq!(title.best(), best);
        }
    }

    #[test]
    fn a_title_of_any_number_of_words_takes_no_time() {
        let texts = [
            "关于",
            "2023年度",
            "城镇",
            "保障性",
            "安居工程",
            "（含改造）",
            "工作",
        ];
        for count in 1..=120 {
            let texts: Vec<&str> = texts.iter().copied().cycle().take(count).collect();
            let begun = Instant::now();
            let lines = lines(&words(&texts), LIMIT, &estimate);
            let time = begun.elapsed();
            assert!(time < Duration::from_secs(2), "{count} words: {time:?}");
            assert_eq!(shown(&lines).concat(), texts.concat());
            let width = |line: &Line| of_runs(line, &estimate);
            assert!(
                lines.iter().all(|line| width(line) <= LIMIT),
                "{count} words"
            );
        }
    }
}
