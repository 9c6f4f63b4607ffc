use super::{Cycle, Day, Period};

/// A time that follows from the period of the notice: last year, the quarter before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Time {
    /// What is said of the period.
    pub form: TimeForm,
    /// How many years after the notice's own for [`TimeForm::Year`], how many periods for the
    /// others; before it when negative.
    pub offset: i32,
}

/// What a hole says of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TimeForm {
    /// `{year}`: 2023.
    Year,
    /// `{period}`: 2023年第三季度.
    Period,
    /// `{same}`: the same period of the year before, 2022年第三季度.
    Same,
    /// `{half}`: 上.
    Half,
    /// `{quarter}`: 三.
    Quarter,
    /// `{month}`: 9.
    Month,
    /// `{months}`: from January to the period's end, 1—9月.
    Months,
    /// `{first_day}`: 2023年7月1日.
    FirstDay,
    /// `{last_day}`: 2023年9月30日.
    LastDay,
}

impl TimeForm {
    /// Each with the name that it has in a hole.
    pub const ALL: [(&'static str, Self); 9] = [
        ("year", Self::Year),
        ("period", Self::Period),
        ("same", Self::Same),
        ("half", Self::Half),
        ("quarter", Self::Quarter),
        ("month", Self::Month),
        ("months", Self::Months),
        ("first_day", Self::FirstDay),
        ("last_day", Self::LastDay),
    ];

    /// The form that a hole names.
    pub fn named(name: &str) -> Option<Self> {
        let mut all = Self::ALL.iter();
        all.find(|(known, _)| *known == name).map(|(_, form)| *form)
    }

    /// Its name in a hole.
    pub fn name(self) -> &'static str {
        let mut all = Self::ALL.iter();
        all.find(|(_, form)| *form == self)
            .map_or("", |(name, _)| name)
    }

    /// Whether a notice of this cycle can say it.
    pub fn is_of(self, cycle: Cycle) -> bool {
        match self {
            Self::Year | Self::Period | Self::Same | Self::FirstDay | Self::LastDay => true,
            Self::Half => cycle == Cycle::Half,
            Self::Quarter => cycle == Cycle::Quarter,
            Self::Month => cycle == Cycle::Month,
            Self::Months => cycle != Cycle::Year,
        }
    }
}

impl Time {
    /// So many years after the notice's own.
    pub fn year(offset: i32) -> Self {
        Self {
            form: TimeForm::Year,
            offset,
        }
    }

    /// The time in words, of a notice of `period`.
    pub fn told(self, period: Period) -> String {
        let meant = period.plus(self.offset);
        match self.form {
            TimeForm::Year => (period.year() + self.offset).to_string(),
            TimeForm::Period => meant.name(),
            TimeForm::Same => meant.in_year(-1).name(),
            TimeForm::Half | TimeForm::Quarter | TimeForm::Month => meant.part_name(),
            TimeForm::Months => meant.through(),
            TimeForm::FirstDay => said(meant.first_day()),
            TimeForm::LastDay => said(meant.last_day()),
        }
    }

    /// A text with the holes that name the period itself filled: 其中：{year}年下达.
    pub fn fill(text: &str, period: Period) -> String {
        if !text.contains('{') {
            return text.to_owned();
        }
        let forms = TimeForm::ALL.iter();
        forms.fold(text.to_owned(), |text, (name, form)| {
            let time = Self {
                form: *form,
                offset: 0,
            };
            text.replace(&format!("{{{name}}}"), &time.told(period))
        })
    }

    /// How far the calendar year that it names is from that of a notice of `period`.
    pub fn years_off(self, period: Period) -> i32 {
        match self.form {
            TimeForm::Year => self.offset,
            TimeForm::Same => period.plus(self.offset).year() - 1 - period.year(),
            _ => period.plus(self.offset).year() - period.year(),
        }
    }
}

/// A day, written out; nothing of a year that no calendar has.
fn said(day: Option<Day>) -> String {
    day.map_or_else(String::new, |day| day.to_string())
}
