//! The numbers along an axis: round steps from the lowest to the highest, in exact numbers.

use crate::em::Billionths;
use crate::notice::Chart;
use crate::number::Exact;

/// About so many steps make an axis that is read at a glance.
const STEPS: i64 = 5;

/// An axis: from where to where it goes, and its numbers.
#[derive(Debug)]
pub(super) struct Axis {
    low: Exact,
    span: Exact,
    /// The numbers at its steps, from the lowest on.
    pub ticks: Vec<Exact>,
}

impl Axis {
    /// The axis on which all the chart's numbers stand. It has 0, but for points on a line that lie
    /// close together far from it.
    pub fn of(chart: &Chart, is_from_zero: bool) -> Self {
        let zero = Exact::zero();
        let numbers = || chart.points().filter_map(|point| point.number.as_ref());
        let (least, most) = (numbers().min(), numbers().max());
        let (least, most) = (least.unwrap_or(&zero), most.unwrap_or(&zero));
        let spread = most - least;
        let near = least.abs().min(most.abs());
        let is_far = !is_from_zero && &spread * &Exact::integer(STEPS) < near;
        let (least, most) = if is_far {
            (least.clone(), most.clone())
        } else {
            (least.clone().min(zero.clone()), most.clone().max(zero))
        };
        let step = step(&(&most - &least), chart.whole);
        let steps = |number: &Exact| number.checked_div(&step).unwrap_or_else(Exact::zero);
        let (from, mut to) = (steps(&least).floor(), steps(&most).ceil());
        if from == to {
            to = to + &Exact::integer(1);
        }
        let (low, high) = (&from * &step, &to * &step);
        let mut ticks = Vec::new();
        let mut at = low.clone();
        while at <= high {
            ticks.push(at.clone());
            at = at + &step;
        }
        Self {
            span: &high - &low,
            low,
            ticks,
        }
    }

    /// How far along an axis of this length a number stands.
    pub fn along(&self, number: &Exact, length: Billionths) -> Billionths {
        let share = (number - &self.low).checked_div(&self.span);
        let length = Exact::integer(i64::try_from(length).unwrap_or(i64::MAX));
        let at = share.map(|share| (&share * &length).to_fixed(0));
        at.and_then(|at| at.parse().ok()).unwrap_or(0)
    }

    /// Where its base is: at 0, or at its lowest number where it has no 0.
    pub fn base(&self) -> &Exact {
        self.ticks
            .iter()
            .find(|tick| tick.is_zero())
            .unwrap_or(&self.low)
    }

    /// Whether a number stands below the base.
    pub fn is_below(&self, number: &Exact) -> bool {
        number < self.base()
    }
}

/// One, two or five of a power of ten, so that about five of them make the whole.
fn step(whole: &Exact, is_whole: bool) -> Exact {
    let one = Exact::integer(1);
    let ten = Exact::integer(10);
    let wanted = whole
        .checked_div(&Exact::integer(STEPS))
        .unwrap_or_else(Exact::zero);
    if wanted.is_zero() {
        return one;
    }
    let mut power = one.clone();
    while &power * &ten <= wanted {
        power = &power * &ten;
    }
    while power > wanted {
        power = power.checked_div(&ten).unwrap_or_else(Exact::zero);
    }
    let steps = [1, 2, 5, 10].map(|of| &power * &Exact::integer(of));
    let fitting = steps.iter().find(|step| **step >= wanted);
    let step = fitting.unwrap_or(&steps[3]).clone();
    if is_whole { step.max(one) } else { step }
}

#[cfg(test)]
mod tests {
    use super::super::tests::chart;
    use super::*;

    fn ticks(numbers: &[&str], is_from_zero: bool) -> String {
        let axis = Axis::of(&chart(&[numbers]), is_from_zero);
        let ticks = axis.ticks.iter().map(Exact::to_plain);
        ticks.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn steps_are_round() {
        for (numbers, wanted) in [
            (&["100.0"][..], "0 20 40 60 80 100"),
            (&["83.3", "12.5"], "0 20 40 60 80 100"),
            (&["3", "4"], "0 1 2 3 4"),
            (&["0.07", "0.02"], "0 0.02 0.04 0.06 0.08"),
            (&["1234567", "90"], "0 500000 1000000 1500000"),
            (&["-3.2", "5.1"], "-4 -2 0 2 4 6"),
            (&["-3", "-40"], "-40 -30 -20 -10 0"),
            (&["0", "0"], "0 1"),
            (&[], "0 1"),
        ] {
            assert_eq!(ticks(numbers, true), wanted, "{numbers:?}");
        }
    }

    #[test]
    fn points_that_lie_close_together_far_from_nothing_need_no_zero() {
        assert_eq!(ticks(&["95.1", "98.7"], true), "0 20 40 60 80 100");
        assert_eq!(ticks(&["95.1", "98.7"], false), "95 96 97 98 99");
        assert_eq!(ticks(&["-95.1", "-98.7"], false), "-99 -98 -97 -96 -95");
        assert_eq!(ticks(&["50", "98.7"], false), "0 20 40 60 80 100");
        assert_eq!(ticks(&["98.7", "98.7"], false), "98 99");
    }

    #[test]
    fn a_number_stands_where_it_says() {
        let axis = Axis::of(&chart(&[&["-50", "100"]]), true);
        assert_eq!(axis.ticks.len(), 4);
        for (number, at) in [("-50", 0), ("0", 500), ("100", 1500), ("1", 510)] {
            let number = crate::number::Decimal::parse(number).unwrap().value;
            assert_eq!(axis.along(&number, 1500), at);
        }
    }
}
