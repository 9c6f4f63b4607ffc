//! A chart as data: what stands along its axis, what it shows, and how each number is printed.

use super::{Cell, RowKind, Table, TableColumn, TableRow, Words, head};
use crate::key::Key;
use crate::model::ChartShape;
use crate::number::Exact;

/// 图: figures of one unit, drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chart {
    /// What it is called in the templates: the name of its file.
    pub id: String,
    /// Its number among the charts of the text; nothing in an annex.
    pub number: Option<usize>,
    /// What stands below it; empty where nothing does.
    pub title: Words,
    /// How its figures are drawn.
    pub shape: ChartShape,
    /// In what its numbers are: 亿元, %. Empty where they have no unit.
    pub unit: String,
    /// Whether its negative numbers bear a true minus, as the figures do.
    pub true_minus: bool,
    /// Whether all its numbers are whole by nature: its axis then is as well.
    pub whole: bool,
    /// The head of the names along the axis: 县区.
    pub places_head: String,
    /// What stands along the axis, from left to right or from the top down.
    pub places: Vec<String>,
    /// What tells each of them from the others in every period.
    pub place_keys: Vec<String>,
    /// One to three.
    pub series: Vec<Series>,
}

/// The figures that a chart draws alike: those of a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    /// What they are: 投资完成率; 上季度.
    pub name: String,
    /// One a place of the axis.
    pub points: Vec<Point>,
}

/// A figure of a chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    /// As its table prints it, or in a word why there is none.
    pub text: String,
    /// The number that a reader of the text has, in the unit of the chart; nothing where there is none.
    pub number: Option<Exact>,
    /// The figure; nothing: there is none such.
    pub figure: Option<Key>,
}

impl Chart {
    /// 图1 of a chart in the text; empty of one without a number.
    pub fn label(&self) -> String {
        self.number
            .map_or_else(String::new, |number| format!("图{number}"))
    }

    /// What stands below it: 图1　各县投资完成率. Empty where nothing does.
    pub fn caption(&self) -> String {
        let parts = [self.label(), self.title.to_string()];
        let parts = parts.into_iter().filter(|part| !part.is_empty());
        parts.collect::<Vec<_>>().join("　")
    }

    /// All its points, place by place.
    pub fn points(&self) -> impl Iterator<Item = &Point> {
        self.series.iter().flat_map(|series| &series.points)
    }

    /// What its axis measures: 投资完成率（%）; of several columns, the unit alone.
    pub fn axis_title(&self) -> String {
        match (self.series.as_slice(), self.unit.as_str()) {
            ([only], "") => only.name.clone(),
            ([only], unit) => format!("{}（{unit}）", only.name),
            (_, "") => String::new(),
            (_, unit) => format!("单位：{unit}"),
        }
    }

    /// What it shows: 投资完成率（%）; 本季度、上季度（单位：%）.
    pub fn subject(&self) -> String {
        let title = self.axis_title();
        if self.series.len() == 1 {
            return title;
        }
        let names = self.series.iter().map(|series| series.name.as_str());
        let names = names.collect::<Vec<_>>().join("、");
        if title.is_empty() {
            return names;
        }
        format!("{names}（{title}）")
    }

    /// In words, for who does not see it: what it shows, and all its figures.
    pub fn in_words(&self) -> String {
        let title = self.title.to_string();
        let mut text = format!("{}：", self.shape.name());
        if !title.is_empty() {
            text.push_str(&title);
            text.push('。');
        }
        text.push_str(&self.subject());
        text.push('。');
        text + &self.figures_in_words().join("；") + "。" + &self.extremes()
    }

    /// 城区：65.2%；泽州县：本期70.1%，上季度40.0%.
    pub fn figures_in_words(&self) -> Vec<String> {
        let of_place = |(at, place): (usize, &String)| {
            let said = self.series.iter().filter_map(|series| {
                let point = series.points.get(at)?;
                Some(match self.series.len() {
                    1 => point.text.clone(),
                    _ => format!("{}{}", series.name, point.text),
                })
            });
            format!("{place}：{}", said.collect::<Vec<_>>().join("，"))
        };
        self.places.iter().enumerate().map(of_place).collect()
    }

    /// The highest and the lowest of the only column, where they differ.
    fn extremes(&self) -> String {
        let [only] = self.series.as_slice() else {
            return String::new();
        };
        let known = || self.places.iter().zip(&only.points);
        let numbers = || known().filter_map(|(_, point)| point.number.as_ref());
        let (Some(most), Some(least)) = (numbers().max(), numbers().min()) else {
            return String::new();
        };
        if most == least {
            return String::new();
        }
        let named = |wanted: &Exact| {
            let those = known().filter(|(_, point)| point.number.as_ref() == Some(wanted));
            those
                .map(|(place, _)| place.as_str())
                .collect::<Vec<_>>()
                .join("、")
        };
        format!("最高的是{}，最低的是{}。", named(most), named(least))
    }

    /// Its figures as a table, a place a row, for who compares or lists them.
    pub fn as_table(&self) -> Table {
        let heads = self.series.iter().map(|series| vec![series.name.clone()]);
        let paths: Vec<Vec<String>> = std::iter::once(vec![self.places_head.clone()])
            .chain(heads)
            .collect();
        let row = |(at, place): (usize, &String)| {
            let points = self
                .series
                .iter()
                .map(|series| match series.points.get(at) {
                    Some(point) => Cell {
                        figure: point.figure.clone(),
                        ..Cell::words(&point.text)
                    },
                    None => Cell::words(""),
                });
            TableRow {
                kind: RowKind::Row,
                key: self.place_keys.get(at).unwrap_or(place).clone(),
                level: 0,
                cells: std::iter::once(Cell::words(place)).chain(points).collect(),
            }
        };
        let figures = self.series.iter().map(|_| TableColumn::Figure);
        Table {
            columns: std::iter::once(TableColumn::Name).chain(figures).collect(),
            head: head(&paths),
            rows: self.places.iter().enumerate().map(row).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(text: &str, number: Option<i64>) -> Point {
        Point {
            text: text.to_owned(),
            number: number.map(Exact::integer),
            figure: None,
        }
    }

    fn chart(series: Vec<Series>) -> Chart {
        Chart {
            id: "rates".to_owned(),
            number: Some(1),
            title: Words::parse("各单位|办结率"),
            shape: ChartShape::Bars,
            unit: "%".to_owned(),
            true_minus: false,
            whole: false,
            places_head: "单位".to_owned(),
            places: vec!["甲".to_owned(), "乙".to_owned(), "丙".to_owned()],
            place_keys: Vec::new(),
            series,
        }
    }

    fn series(name: &str, points: [Point; 3]) -> Series {
        Series {
            name: name.to_owned(),
            points: points.into(),
        }
    }

    #[test]
    fn a_chart_is_told_in_words() {
        let own = [
            point("90%", Some(90)),
            point("70%", Some(70)),
            point("不详", None),
        ];
        let one = chart(vec![series("办结率", own.clone())]);
        assert_eq!(
            one.in_words(),
            "条形图：各单位办结率。办结率（%）。甲：90%；乙：70%；丙：不详。最高的是甲，最低的是乙。"
        );
        let before = [
            point("1%", Some(1)),
            point("2%", Some(2)),
            point("3%", Some(3)),
        ];
        let two = chart(vec![series("本期", own), series("上期", before)]);
        assert_eq!(
            two.in_words(),
            "条形图：各单位办结率。本期、上期（单位：%）。甲：本期90%，上期1%；乙：本期70%，上期2%；丙：本期不详，上期3%。"
        );
        assert_eq!(two.caption(), "图1　各单位办结率");
    }
}
