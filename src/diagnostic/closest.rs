/// The candidate that is spelt most like `word`, if any is near enough to be meant.
pub fn closest<'c>(word: &str, candidates: impl Iterator<Item = &'c str>) -> Option<&'c str> {
    let mut near: Vec<(usize, &str)> = candidates
        .map(|candidate| (strsim::damerau_levenshtein(word, candidate), candidate))
        .filter(|(distance, candidate)| {
            let length = candidate.chars().count().max(word.chars().count());
            distance * 3 <= length || *distance == 1 && length > 1
        })
        .collect();
    near.sort_unstable();
    near.first().map(|(_, candidate)| *candidate)
}
