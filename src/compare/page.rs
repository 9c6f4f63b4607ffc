//! The comparison as one HTML file that a reviewer opens in a browser.

use super::Comparison;

/// The page.
pub fn page(_comparison: &Comparison) -> String {
    String::new()
}
