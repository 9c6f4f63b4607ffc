//! Sentences that read as sentences.

use super::Oracle;
use hongtou::notice::BlockKind;

/// Marks that never stand side by side, and words that never do.
const NEVER: [&str; 30] = [
    "，，",
    "。。",
    "、、",
    "；；",
    "，。",
    "、。",
    "；。",
    "：。",
    "：；",
    "：，",
    "、，",
    "，、",
    "；，",
    "，；",
    "。，",
    "（）",
    "（、",
    "、）",
    "（，",
    "如：等",
    "如：；",
    "其中：。",
    "____",
    "的的",
    "了了",
    "均均",
    "100.0%",
    "{",
    "}",
    "个个",
];

/// What is odd in a heading or a paragraph as a text, whatever it says.
pub fn unsound(text: &str, is_paragraph: bool) -> Vec<String> {
    let mut found = Vec::new();
    let stands = |never: &&&str| {
        let mut places = text.match_indices(**never);
        // 2100.0% is another number than 100.0%.
        places.any(|(at, _)| !text[..at].ends_with(|c: char| c.is_ascii_digit()))
    };
    let never = NEVER.iter().filter(stands);
    found.extend(never.map(|never| format!("“{never}” in: {text}")));
    if is_paragraph && !text.ends_with(['。', '：']) {
        found.push(format!("no end mark: {text}"));
    }
    if let Some(word) = stutter(text) {
        found.push(format!("“{word}” twice in a row: {text}"));
    }
    if text.matches('（').count() != text.matches('）').count() {
        found.push(format!("brackets: {text}"));
    }
    found
}

impl Oracle<'_> {
    pub(super) fn chinese(&mut self) {
        let blocks: Vec<(bool, String)> = self
            .notice
            .body
            .iter()
            .map(|block| (matches!(block.kind, BlockKind::Paragraph), block.text()))
            .collect();
        for (is_paragraph, text) in &blocks {
            self.found.extend(unsound(text, *is_paragraph));
        }
        self.short_names();
    }

    /// Counties in a list: shortened where usage does, never to what is another's name.
    fn short_names(&mut self) {
        let text = self.section("overdue");
        let rows = self.concerned();
        if rows.len() < 2 {
            return;
        }
        let whole = ["区", "旗", "道"];
        for row in &rows {
            let name = &self.made.counties[row.county];
            let stays = name.chars().count() <= 2
                || name.ends_with("自治县")
                || (name.ends_with('区') && !["东城区"].contains(&name.as_str()))
                || whole[1..].iter().any(|end| name.ends_with(end));
            let is_clash = |short: &str| {
                let others = self.made.counties.iter().filter(|other| *other != name);
                others.into_iter().any(|other| {
                    other.starts_with(short) && other.chars().count() == short.chars().count() + 1
                })
            };
            let short: String = name.chars().take(name.chars().count() - 1).collect();
            let wanted = if stays || is_clash(&short) {
                name.clone()
            } else {
                short
            };
            let listed = text.split_once("发现，").map_or("", |(_, rest)| rest);
            let listed = listed.split("个棚改项目").next().unwrap_or_default();
            let stands = listed.split(['、', '个']).any(|part| {
                part.trim_end_matches(|c: char| "一两三四五六七八九十0123456789".contains(c))
                    == wanted
            });
            self.must(
                stands,
                format!("{name} should stand as {wanted} in: {listed}"),
            );
        }
    }
}

/// A word of two to six characters that stands twice in a row.
fn stutter(text: &str) -> Option<String> {
    let chars: Vec<char> = text.chars().collect();
    let is_word = |part: &[char]| part.iter().all(|c| ('\u{4e00}'..='\u{9fff}').contains(c));
    (2..=6).find_map(|length| {
        let mut windows = chars.windows(2 * length);
        let found = windows.find(|two| two[..length] == two[length..] && is_word(&two[..length]));
        found.map(|two| two[..length].iter().collect())
    })
}
