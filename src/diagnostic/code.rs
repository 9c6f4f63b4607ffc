use strum::{Display, IntoStaticStr, VariantArray};

/// What kind of finding it is. Names are stable: reviewers and other programs refer to them.
#[derive(
    Clone, Copy, Debug, Display, PartialEq, Eq, PartialOrd, Ord, Hash, IntoStaticStr, VariantArray,
)]
#[strum(serialize_all = "kebab-case")]
pub enum Code {
    /// A day that does not exist, or not within its bounds.
    BadDate,
    /// Full-width signs.
    BadDigits,
    /// A file that is not UTF-8.
    BadEncoding,
    /// A font that is missing or cannot be read.
    BadFont,
    /// No number, or none that can be there.
    BadNumber,
    /// A fault of the templates.
    BadTemplate,
    /// A text that cannot be printed as it is.
    BadText,
    /// Another type than the one asked for.
    BadType,
    /// A sentence that needs a blank figure.
    BlankInWording,
    /// Figures that cannot go together.
    CannotBe,
    /// A chart with more than a page holds.
    ChartCrowded,
    /// Words of the input that its figures belie.
    Claim,
    /// The same thing written twice.
    DuplicateKey,
    /// A file that cannot be read or written.
    File,
    /// A figure that has to be stated, since it follows from an unknown one.
    FollowsFromUnknown,
    /// A fault of the layout.
    Layout,
    /// A character that no font has.
    MissingGlyph,
    /// Something that has to be there and is not.
    MissingKey,
    /// A figure that takes more places than its column has, to stand on its side of a threshold.
    NearThreshold,
    /// A text that refers to an annex that is not there.
    NoAnnex,
    /// Last year's input is not there to compare with.
    NoLastYear,
    /// A notice too long to be laid out at every check.
    NotLaidOut,
    /// A figure that does not go on from last year's.
    NotCarried,
    /// A figure that grew or fell oddly.
    OddGrowth,
    /// A rate that is oddly high or low.
    OddRate,
    /// A rate without a base.
    RateOfNothing,
    /// A total that its parts meet only within rounding.
    RoundedTotal,
    /// A rate whose verdict hangs on rounding.
    RoundingFlips,
    /// A year that nothing in the input is a ground for.
    StaleYear,
    /// A page that departs from GB/T 9704.
    Standard,
    /// A stated figure that the others contradict.
    StatedDiffers,
    /// Figures that look exchanged.
    Swapped,
    /// A line that is no TOML.
    Syntax,
    /// What is still to be filled in.
    ToFill,
    /// A figure written out in a text.
    TypedFigure,
    /// What stayed as it was last year.
    Unchanged,
    /// A key that nothing bears.
    UnknownKey,
    /// A name in a text that nothing bears.
    UnknownName,
    /// A row of no county.
    UnknownRow,
    /// A rule that can never match.
    UnreachableRule,
    /// An acceptance of what is no finding.
    UnusedAcceptance,
    /// Wrong arguments.
    Usage,
    /// A file named after another year.
    YearDiffers,
}

impl Code {
    /// Every kind, by name.
    pub const ALL: &'static [Self] = <Self as VariantArray>::VARIANTS;

    /// Its name, which never changes.
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// It says what was not looked at, which nobody may miss.
    pub fn tells_what_was_left_out(self) -> bool {
        matches!(self, Self::NoLastYear | Self::NotLaidOut)
    }
}
