//! Who took part in a meeting, as its minutes tell.

use serde::Serialize;
use strum::VariantArray;

/// In which capacity somebody was there, or was not (GB/T 9704 10.3), in the order of print.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, VariantArray)]
pub enum Attendance {
    /// 出席.
    Attended,
    /// 请假.
    Excused,
    /// 列席.
    Observing,
}

impl Attendance {
    /// In the order of print.
    pub fn all() -> impl Iterator<Item = Self> {
        Self::VARIANTS.iter().copied()
    }

    /// As an input writes it.
    pub fn key(self) -> &'static str {
        match self {
            Self::Attended => "attended",
            Self::Excused => "excused",
            Self::Observing => "observing",
        }
    }

    /// As it is printed, without its colon.
    pub fn label(self) -> &'static str {
        match self {
            Self::Attended => "出席",
            Self::Excused => "请假",
            Self::Observing => "列席",
        }
    }
}
