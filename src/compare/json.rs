//! The comparison for other programs. The shape is described in
//! `docs/diff-json.md`.

use super::Comparison;

/// The whole comparison, indented, with a line break at its end.
pub fn json(comparison: &Comparison) -> String {
    // Nothing in a comparison can fail to be written: it has no maps but of texts.
    let text = serde_json::to_string_pretty(comparison).unwrap_or_default();
    text + "\n"
}
