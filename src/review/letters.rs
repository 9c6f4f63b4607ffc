//! Letters as they are compared.

use std::collections::HashMap;

use crate::source::is_unprintable;

/// A letter as it is compared: white space and what can't be seen are none, figures of full width are
/// those of half width.
pub(super) fn plain(c: char) -> Option<char> {
    if c.is_whitespace() || is_unprintable(c) {
        return None;
    }
    let code = u32::from(c);
    let is_wide = c.is_alphanumeric() && (0xff01..=0xff5e).contains(&code) || c == '％';
    if is_wide {
        return char::from_u32(code - 0xfee0);
    }
    Some(c)
}

pub(super) fn bare(text: &str) -> String {
    text.chars().filter_map(plain).collect()
}

/// How many of their letters two texts have in common, in per mille of both.
pub(super) fn likeness(one: &str, other: &str) -> usize {
    let mut counts: HashMap<char, usize> = HashMap::new();
    for c in one.chars() {
        *counts.entry(c).or_default() += 1;
    }
    let common = other.chars().filter(|c| {
        counts.get_mut(c).is_some_and(|count| {
            let is_left = *count > 0;
            *count = count.saturating_sub(1);
            is_left
        })
    });
    let (common, all) = (common.count(), one.chars().count() + other.chars().count());
    2000 * common / all.max(1)
}
