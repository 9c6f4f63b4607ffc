use std::fmt;

/// What kind of finding it is. Names are stable: reviewers and other programs refer to them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Code {
    BadDate,
    BadDigits,
    BadEncoding,
    BadFont,
    BadNumber,
    BadTemplate,
    BadText,
    BadType,
    BlankInWording,
    CannotBe,
    Claim,
    DuplicateKey,
    File,
    FollowsFromUnknown,
    Layout,
    MissingGlyph,
    MissingKey,
    NearThreshold,
    NoAnnex,
    NoLastYear,
    NotCarried,
    OddGrowth,
    OddRate,
    RateOfNothing,
    RoundedTotal,
    RoundingFlips,
    StaleYear,
    Standard,
    StatedDiffers,
    Swapped,
    Syntax,
    ToFill,
    TypedFigure,
    Unchanged,
    UnknownKey,
    UnknownName,
    UnknownRow,
    UnreachableRule,
    UnusedAcceptance,
    Usage,
    YearDiffers,
}

impl Code {
    pub const ALL: [Self; 41] = [
        Self::BadDate,
        Self::BadDigits,
        Self::BadEncoding,
        Self::BadFont,
        Self::BadNumber,
        Self::BadTemplate,
        Self::BadText,
        Self::BadType,
        Self::BlankInWording,
        Self::CannotBe,
        Self::Claim,
        Self::DuplicateKey,
        Self::File,
        Self::FollowsFromUnknown,
        Self::Layout,
        Self::MissingGlyph,
        Self::MissingKey,
        Self::NearThreshold,
        Self::NoAnnex,
        Self::NoLastYear,
        Self::NotCarried,
        Self::OddGrowth,
        Self::OddRate,
        Self::RateOfNothing,
        Self::RoundedTotal,
        Self::RoundingFlips,
        Self::StaleYear,
        Self::Standard,
        Self::StatedDiffers,
        Self::Swapped,
        Self::Syntax,
        Self::ToFill,
        Self::TypedFigure,
        Self::Unchanged,
        Self::UnknownKey,
        Self::UnknownName,
        Self::UnknownRow,
        Self::UnreachableRule,
        Self::UnusedAcceptance,
        Self::Usage,
        Self::YearDiffers,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Self::BadDate => "bad-date",
            Self::BadDigits => "bad-digits",
            Self::BadEncoding => "bad-encoding",
            Self::BadFont => "bad-font",
            Self::BadNumber => "bad-number",
            Self::BadTemplate => "bad-template",
            Self::BadText => "bad-text",
            Self::BadType => "bad-type",
            Self::BlankInWording => "blank-in-wording",
            Self::CannotBe => "cannot-be",
            Self::Claim => "claim",
            Self::DuplicateKey => "duplicate-key",
            Self::File => "file",
            Self::FollowsFromUnknown => "follows-from-unknown",
            Self::Layout => "layout",
            Self::MissingGlyph => "missing-glyph",
            Self::MissingKey => "missing-key",
            Self::NearThreshold => "near-threshold",
            Self::NoAnnex => "no-annex",
            Self::NoLastYear => "no-last-year",
            Self::NotCarried => "not-carried",
            Self::OddGrowth => "odd-growth",
            Self::OddRate => "odd-rate",
            Self::RateOfNothing => "rate-of-nothing",
            Self::RoundedTotal => "rounded-total",
            Self::RoundingFlips => "rounding-flips",
            Self::StaleYear => "stale-year",
            Self::Standard => "standard",
            Self::StatedDiffers => "stated-differs",
            Self::Swapped => "swapped",
            Self::Syntax => "syntax",
            Self::ToFill => "to-fill",
            Self::TypedFigure => "typed-figure",
            Self::Unchanged => "unchanged",
            Self::UnknownKey => "unknown-key",
            Self::UnknownName => "unknown-name",
            Self::UnknownRow => "unknown-row",
            Self::UnreachableRule => "unreachable-rule",
            Self::UnusedAcceptance => "unused-acceptance",
            Self::Usage => "usage",
            Self::YearDiffers => "year-differs",
        }
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn names_are_unique_and_kebab_case() {
        let names: HashSet<_> = Code::ALL.iter().map(|code| code.name()).collect();
        assert_eq!(names.len(), Code::ALL.len());
        assert!(
            names
                .iter()
                .all(|name| { name.bytes().all(|b| b.is_ascii_lowercase() || b == b'-') })
        );
    }
}
