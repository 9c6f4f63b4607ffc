//! Printed numbers, and what they must be: worked out in whole numbers.

/// A number that is not rounded: `part` of `base`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ratio {
    pub part: i128,
    pub base: i128,
}

impl Ratio {
    /// `base` must be more than 0.
    pub fn new(part: i128, base: i128) -> Self {
        assert!(base > 0);
        Self { part, base }
    }

    /// Whether it is more than, as much as or less than another.
    pub fn cmp(self, other: Self) -> std::cmp::Ordering {
        (self.part * other.base).cmp(&(other.part * self.base))
    }

    pub fn abs(self) -> Self {
        Self::new(self.part.abs(), self.base)
    }
}

/// A printed number without its sign: its digits, and how many stand behind the point.
#[derive(Clone, Copy, Debug)]
pub struct Printed {
    digits: i128,
    places: u32,
}

impl Printed {
    pub fn of(text: &str) -> Option<Self> {
        let (whole, part) = text.split_once('.').unwrap_or((text, ""));
        let is_number = |text: &str| text.chars().all(|c| c.is_ascii_digit());
        if whole.is_empty() || !is_number(whole) || !is_number(part) || text.ends_with('.') {
            return None;
        }
        Some(Self {
            digits: format!("{whole}{part}").parse().ok()?,
            places: u32::try_from(part.len()).ok()?,
        })
    }

    pub fn value(self) -> Ratio {
        Ratio::new(self.digits, 10_i128.pow(self.places))
    }

    /// Whether it is the number, rounded half up to at least so many places.
    fn rounds(self, number: Ratio, least: u32) -> bool {
        let unit = 10_i128.pow(self.places);
        let rounded = (2 * number.part * unit + number.base) / (2 * number.base);
        self.digits == rounded && self.places >= least
    }
}

/// What a number in the text or in a cell must be.
#[derive(Clone, Debug)]
pub enum Wanted {
    /// These characters.
    Words(String),
    /// This number, whatever places it has.
    Number(Ratio),
    /// It rounded to at least so many places, on the same side of each of these as the number is.
    Rounded {
        number: Ratio,
        least: u32,
        sides: Vec<Ratio>,
    },
}

impl Wanted {
    pub fn whole(number: i128) -> Self {
        Self::Words(number.to_string())
    }

    /// In hundredths, whatever places are printed.
    pub fn hundredths(number: i128) -> Self {
        Self::Number(Ratio::new(number, 100))
    }

    /// In hundredths, with two places.
    pub fn two_places(number: i128) -> Self {
        Self::Words(format!("{}.{:02}", number / 100, number % 100))
    }

    /// Per cent of which a part is to its base, which stands to 0, 100 and `sides` as printed.
    pub fn percent(part: i128, base: i128, sides: &[Ratio]) -> Self {
        let mut sides = sides.to_vec();
        sides.extend([Ratio::new(0, 1), Ratio::new(100, 1)]);
        Self::Rounded {
            number: Ratio::new(100 * part, base),
            least: 1,
            sides,
        }
    }

    /// A difference of rates, without its sign: told from none.
    pub fn difference(number: Ratio) -> Self {
        Self::Rounded {
            number: number.abs(),
            least: 1,
            sides: vec![Ratio::new(0, 1)],
        }
    }

    pub fn is(&self, text: &str) -> bool {
        if let Self::Words(words) = self {
            return words == text;
        }
        let Some(printed) = Printed::of(text) else {
            return false;
        };
        match self {
            Self::Words(_) => false,
            Self::Number(number) => printed.value().cmp(*number).is_eq(),
            Self::Rounded {
                number,
                least,
                sides,
            } => {
                // Exactly all and exactly none need no places in a sentence.
                let is_exact = printed.value().cmp(*number).is_eq();
                let tells = |side: &Ratio| {
                    let (of, printed) = (number.cmp(*side), printed.value().cmp(*side));
                    of.is_ge() == printed.is_ge() && of.is_gt() == printed.is_gt()
                };
                (is_exact || printed.rounds(*number, *least)) && sides.iter().all(tells)
            }
        }
    }
}

#[test]
fn a_printed_number_is_held_to_what_it_must_be() {
    // 749 of 1000, and 74.96 %, beside 75 %.
    let schedule = [Ratio::new(75, 1)];
    let of = |part: i128, base: i128| Wanted::percent(part, base, &schedule);
    assert!(of(749, 1000).is("74.9") && of(749, 1000).is("74.90"));
    assert!(!of(749, 1000).is("75") && !of(749, 1000).is("74.8"));
    assert!(of(7496, 10000).is("74.96") && !of(7496, 10000).is("75.0"));
    assert!(of(1, 3).is("33.3") && !of(1, 3).is("33.4") && !of(1, 3).is("33"));
    assert!(of(5, 5).is("100") && of(5, 5).is("100.0") && !of(10004, 10000).is("100.0"));
    assert!(Wanted::two_places(1205).is("12.05") && !Wanted::two_places(1250).is("12.5"));
    assert!(Wanted::hundredths(1250).is("12.5") && !Wanted::hundredths(1250).is("12.51"));
}
