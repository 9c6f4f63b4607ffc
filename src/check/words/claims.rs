//! What the year's own texts claim, against the figures. Which word claims what is said in
//! `templates/notice.toml`.

use super::NoticeFacts;
use super::text::{Fault, clause, sentence};
use crate::diagnostic::Code;
use crate::model::Claim;
use crate::verdict::{Judge, Scope};

pub(super) struct Claims<'a> {
    judge: Judge<'a>,
    notice: &'a NoticeFacts,
    /// Of all claims, each once, in order.
    words: Vec<&'a str>,
}

/// A word of a claim in a text.
struct Said<'t> {
    at: usize,
    word: &'t str,
}

impl<'a> Claims<'a> {
    pub fn new(judge: Judge<'a>, notice: &'a NoticeFacts) -> Self {
        let claims = &judge.model.claims;
        let words = claims.iter().flat_map(|claim| &claim.words);
        let mut words: Vec<&str> = words.map(String::as_str).collect();
        words.sort_unstable();
        words.dedup();
        Self {
            judge,
            notice,
            words,
        }
    }

    /// Claims that the figures belie. While figures are open nothing is judged; what is said of
    /// a single county is not the city's verdict.
    pub fn faults(&self, text: &str, member: Option<&str>) -> Vec<Fault> {
        if !self.judge.inputs.open.is_empty() || member.is_some() {
            return Vec::new();
        }
        let found = self.words.iter().flat_map(|word| {
            let found = text.match_indices(*word);
            found.map(|(at, word)| Said { at, word })
        });
        let found = found.filter(|said| is_asserted(text, said) && !self.is_of_rows(text, said));
        found.filter_map(|said| self.fault(text, &said)).collect()
    }

    fn fault(&self, text: &str, said: &Said) -> Option<Fault> {
        let claim = self.meant(text, said)?;
        let section = self.judge.model.section(&claim.section.value)?;
        if self.judge.holds(&claim.when.value, Scope::of(section)) {
            return None;
        }
        let heading = self.notice.headings.get(&section.key);
        let verdict = heading.map(|heading| format!("；正文的结论是“{heading}”"));
        Some(Fault {
            at: said.at,
            token: said.word.to_owned(),
            message: format!(
                "“{}”与数据不符：{}{}",
                quoted(text, said),
                claim.say,
                verdict.unwrap_or_default()
            ),
            hint: "请改这句话，或核对数据".to_owned(),
            code: Code::Claim,
            is_note: false,
        })
    }

    /// What the word claims here: the first of the table whose matter its clause names; else the
    /// nearest clause before it in the sentence names.
    fn meant(&self, text: &str, said: &Said) -> Option<&Claim> {
        let names = |clause: &str| {
            let claims = self.judge.model.claims.iter();
            let mut named =
                claims.filter(|claim| claim.of.iter().any(|of| clause.contains(of.as_str())));
            let any = named.clone().next().is_some();
            let has_word = |claim: &&Claim| claim.words.iter().any(|word| word == said.word);
            any.then(|| named.find(has_word))
        };
        let (before, after) = clause(text, said.at);
        let own = format!("{before}{after}");
        if let Some(found) = names(&own) {
            return found;
        }
        let (before, _) = sentence(text, said.at);
        before.rsplit(['，', '：', '、']).find_map(names).flatten()
    }

    /// 城区圆满完成, 5个县（市、区）圆满完成: of some rows, not of the whole.
    fn is_of_rows(&self, text: &str, said: &Said) -> bool {
        let (before, after) = sentence(text, said.at);
        let mut rows = self.judge.inputs.row_names();
        let (near, _) = clause(text, said.at);
        let model = self.judge.model;
        let says = |words: &[String]| words.iter().any(|word| near.contains(word.as_str()));
        if says(&model.office.total_words) {
            return false;
        }
        rows.any(|row| before.contains(row) || after.contains(row))
            || model.sets.iter().any(|set| says(&set.vague))
    }
}

/// Whether the words say that it is so: not denied, wished, asked for or a condition.
fn is_asserted(text: &str, said: &Said) -> bool {
    const DENIED: [char; 9] = ['未', '不', '没', '无', '非', '否', '难', '待', '别'];
    const DENIED_WORDS: [&str; 7] = ["没有", "未能", "不能", "未曾", "未按", "不得", "并非"];
    const MEANT: [&str; 18] = [
        "确保",
        "力争",
        "争取",
        "努力",
        "推动",
        "促进",
        "保证",
        "要",
        "应",
        "将",
        "预计",
        "有望",
        "目标是",
        "为了",
        "助力",
        "力求",
        "务必",
        "直至",
    ];
    const FIRST: [char; 6] = ['为', '以', '对', '如', '若', '待'];
    let (before, after) = clause(text, said.at);
    let after = &after[said.word.len()..];
    let is_denied =
        before.ends_with(DENIED) || DENIED_WORDS.iter().any(|word| before.ends_with(word));
    // 主要任务 asks for nothing.
    let asking = before.replace("主要", "").replace("重要", "");
    let is_wish = asking.starts_with(FIRST) || MEANT.iter().any(|word| asking.contains(word));
    // 奠定基础 and 完成的任务: what is spoken of, not what is said.
    let is_attribute = after.starts_with('的')
        || ["奠定", "基础", "提供", "创造"]
            .iter()
            .any(|word| after.contains(word));
    !(is_denied || is_wish || is_attribute)
}

/// The clause around a claim, in short.
fn quoted(text: &str, said: &Said) -> String {
    const BESIDE: usize = 12;
    let (before, after) = clause(text, said.at);
    let before: Vec<char> = before.chars().rev().take(BESIDE).collect();
    let length = said.word.chars().count() + BESIDE;
    let whole: String = before
        .into_iter()
        .rev()
        .chain(after.chars().take(length))
        .collect();
    super::text::shown(&whole)
}
