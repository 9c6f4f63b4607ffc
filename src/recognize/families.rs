//! Which family a font of a file is of: files call fonts by names of their own.

use std::collections::BTreeMap;

use ecow::EcoString;

use crate::pages::Pages;

/// Calls the fonts of the texts by their families: those of `names` by the names that files have for
/// them, others by the one of the roles' families that is written nearly so.
pub fn name_families(
    pages: &mut Pages,
    names: &BTreeMap<String, String>,
    roles: &[(String, Vec<String>)],
) {
    let families = roles.iter().flat_map(|(_, families)| families);
    let known: Vec<(String, &String)> = families.map(|name| (bare(name), name)).collect();
    let mut found: BTreeMap<EcoString, EcoString> = BTreeMap::new();
    let texts = pages.pages.iter_mut().flat_map(|page| &mut page.texts);
    for text in texts {
        if !found.contains_key(text.family.as_str()) {
            let bare = bare(&text.family);
            let near = || known.iter().find(|(known, _)| *known == bare);
            let family = names
                .get(text.family.as_str())
                .or_else(|| near().map(|(_, name)| *name));
            let family = family.map_or_else(|| text.family.clone(), Into::into);
            found.insert(text.family.clone(), family);
        }
        if let Some(family) = found.get(text.family.as_str()) {
            text.family.clone_from(family);
        }
    }
}

/// A name without what is written now so, now otherwise: Times New Roman, `TimesNewRomanPSMT`.
fn bare(name: &str) -> String {
    let is_kept = |c: &char| c.is_alphanumeric();
    let name: String = name.chars().filter(is_kept).collect();
    let name = name.to_lowercase();
    let endings = ["regular", "psmt", "mt"];
    let ending = endings.iter().find_map(|ending| name.strip_suffix(ending));
    ending.unwrap_or(&name).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_mean_one_family_are_alike() {
        assert_eq!(bare("TimesNewRomanPSMT"), bare("Times New Roman"));
        assert_eq!(bare("SimSun"), bare("simsun"));
        assert_ne!(bare("SimHei"), bare("SimSun"));
    }
}
