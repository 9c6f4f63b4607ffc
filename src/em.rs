//! How wide texts come out in type, from their characters alone.

/// Of an em or of a point; whole numbers, so that plans come out the same everywhere.
pub type Billionths = i128;

/// One em, or one point.
pub const ONE: Billionths = 1_000_000_000;

/// `amount` em of type of a size, or a share of a length.
pub fn times(amount: Billionths, size: Billionths) -> Billionths {
    amount * size / ONE
}

/// Full-width characters are one em, others as in the common roman faces: good enough to choose
/// lines and columns by, without reading a font.
pub fn estimate(text: &str) -> Billionths {
    let each = |c: char| if c.is_ascii() { ONE / 2 } else { ONE };
    let mut width = text.chars().map(each).sum();
    let mut corrected = |mark: char, by: Billionths| {
        if text.contains(mark) {
            width += by;
        }
    };
    corrected('.', -ONE / 4);
    corrected('%', ONE * 334 / 1000);
    corrected('-', -ONE * 166 / 1000);
    width
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_width_characters_are_one_em() {
        let em = |thousandths: i128| thousandths * ONE / 1000;
        assert_eq!(estimate("完成率"), em(3000));
        assert_eq!(estimate("99.5%"), em(2500 - 250 + 334));
        assert_eq!(estimate("2021-2023年"), em(5500 - 166));
    }
}
