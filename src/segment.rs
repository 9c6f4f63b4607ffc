//! The words of a Chinese text, by jieba's dictionary.

use std::sync::LazyLock;

use jieba_rs::Jieba;

/// A constant, read when a text needs it for the first time.
static DICTIONARY: LazyLock<Jieba> = LazyLock::new(Jieba::new);

/// Up to this many characters a text is one word: 泽州县, 开工量.
const ONE_WORD: usize = 3;
/// No word in itself is longer than this.
const LONG: usize = 5;
const OPENING: &str = "（〔《〈“‘【([";
const CLOSING: &str = "，。、；：？！）〕》〉”’】…),.;:?!]%％‰";

/// The words of a text, which put together are the text. Marks stay with the
/// word that they open or close, a figure with what it counts, and 的 with the
/// words on both sides, so that each can end a line.
pub fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let cut = |run| if is_word(run) { vec![run] } else { pieces(run) };
    for piece in runs(text).into_iter().flat_map(cut) {
        match words.last_mut() {
            Some(last) if belongs(last, piece) => last.push_str(piece),
            _ => words.push(piece.to_owned()),
        }
    }
    if words.is_empty() {
        words.push(String::new());
    }
    words
}

/// The words, Latin words and numbers of a text, and its marks one by one.
pub fn tokens(text: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    for run in runs(text) {
        if run.is_ascii() || run.chars().nth(1).is_none() {
            tokens.push(run);
        } else {
            tokens.extend(pieces(run));
        }
    }
    tokens
}

/// Runs of Chinese characters, of Latin ones with the points of their numbers, and single marks.
fn runs(text: &str) -> Vec<&str> {
    let is_latin = |c: char| c.is_ascii_alphanumeric() || c == '.';
    let kind = |c: char| (is_latin(c) || c.is_alphanumeric(), is_latin(c));
    let mut runs = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let goes_on = |c: char| kind(c).0 && kind(c) == kind(first);
        let behind = &rest[first.len_utf8()..];
        let length = behind.find(|c| !goes_on(c)).unwrap_or(behind.len());
        let (run, after) = rest.split_at(first.len_utf8() + length);
        runs.push(run);
        rest = after;
    }
    runs
}

/// Whether a run is one word without a look into the dictionary.
fn is_word(run: &str) -> bool {
    run.is_ascii() || run.chars().count() <= ONE_WORD
}

/// The words of a run of Chinese characters.
fn pieces(run: &str) -> Vec<&str> {
    let tokens = DICTIONARY.cut(run, true);
    tokens.iter().flat_map(|token| halves(token.word)).collect()
}

/// A word that is made of two words of two characters or more: 圆满完成, 技术开发区.
fn halves(word: &str) -> Vec<&str> {
    let ends: Vec<usize> = word.char_indices().map(|(at, _)| at).collect();
    let inner = ends
        .get(2..ends.len().saturating_sub(1))
        .unwrap_or_default();
    let parted = inner.iter().map(|at| word.split_at(*at));
    let is_word = |part: &str| DICTIONARY.has_word(part);
    match parted
        .into_iter()
        .find(|(one, other)| is_word(one) && is_word(other))
    {
        Some((one, other)) => vec![one, other],
        None if ends.len() > LONG => within(word),
        None => vec![word],
    }
}

/// The words in a name that the dictionary has as a whole, from its beginning
/// the longest ones of two to four characters: 积石山|保安族|东乡族|撒拉族|自治县.
fn within(name: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut rest = name;
    while !rest.is_empty() {
        let end = |count: usize| {
            rest.char_indices()
                .nth(count)
                .map_or(rest.len(), |(at, _)| at)
        };
        let is_word = |length: &usize| DICTIONARY.has_word(&rest[..*length]);
        let length = [4, 3, 2].map(end).into_iter().find(is_word);
        let (word, after) = rest.split_at(length.unwrap_or_else(|| end(1)));
        words.push(word);
        rest = after;
    }
    words
}

/// Whether the next piece can't begin a line after what stands before it.
fn belongs(before: &str, piece: &str) -> bool {
    const PARTICLE: &str = "的";
    let ends = |test: &dyn Fn(char) -> bool| before.chars().next_back().is_some_and(test);
    let begins = |test: &dyn Fn(char) -> bool| piece.chars().next().is_some_and(test);
    let is_figure = |c: char| c.is_ascii_digit() || ".%％‰".contains(c);
    ends(&|c| OPENING.contains(c) || c.is_ascii_digit())
        || begins(&|c| CLOSING.contains(c))
        || (ends(&is_figure) && begins(&is_figure))
        || before.ends_with(PARTICLE)
        || piece == PARTICLE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stay_whole_and_lose_nothing() {
        for (text, parted) in [
            ("", ""),
            ("城区", "城区"),
            ("泽州县", "泽州县"),
            (
                "关于2023年度城镇住房保障主要工作完成情况的通报",
                "关于|2023年度|城镇|住房|保障|主要|工作|完成|情况的通报",
            ),
            ("开工面积（万平方米）", "开工|面积|（万平方米）"),
            ("晋城经济技术开发区", "晋城|经济|技术|开发区"),
            ("圆满完成有条不紊", "圆满|完成|有条不紊"),
            (
                "积石山保安族东乡族撒拉族自治县",
                "积石山|保安族|东乡族|撒拉族|自治县",
            ),
        ] {
            assert_eq!(words(text).join("|"), parted);
            assert_eq!(words(text).concat(), text);
        }
    }
}
