use serde::Serialize;

/// What one side of a comparison was made from, as far as a reviewer has to know.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Ground {
    /// The input, or the archive that it was taken from.
    pub input: String,
    /// The archive that was read, if there is one.
    pub archive: Option<String>,
    /// What is to be known of it, in sentences.
    pub remarks: Vec<String>,
}

/// The grounds of both sides.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Grounds {
    /// Of the older notice.
    pub old: Ground,
    /// Of the newer notice.
    pub new: Ground,
}

impl Grounds {
    /// What is to be known of either, the older first.
    pub fn remarks(&self) -> impl Iterator<Item = &String> {
        self.old.remarks.iter().chain(&self.new.remarks)
    }
}
