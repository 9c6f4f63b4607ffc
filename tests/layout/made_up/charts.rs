//! Charts in the text and in annexes: of every shape, with as many places as fit, below every line.

use hongtou::drawing;
use hongtou::model::ChartShape;
use hongtou::notice::{Annex, Chart, Notice, Point, Series, Table, Words};
use hongtou::number::Decimal;

use super::{all_clean, annex, heading, lines, notice};

const SHAPES: [ChartShape; 3] = [ChartShape::Bars, ChartShape::Columns, ChartShape::Lines];

/// As tables print them, and words where there is none.
const TEXTS: [&str; 9] = [
    "12.5", "88.0", "不详", "100.0", "0.0", "55.5", "—", "7.0", "64.2",
];
const BELOW_NOTHING: [&str; 9] = [
    "-12.5", "88.0", "待填", "-100.0", "0.0", "55.5", "无", "-7.0", "64.2",
];

/// A chart of so many places and columns.
pub fn chart(shape: ChartShape, places: usize, columns: usize, texts: &[&str; 9]) -> Chart {
    let point = |text: &str| Point {
        text: text.to_owned(),
        number: Decimal::parse(text).ok().map(|decimal| decimal.value),
        figure: None,
    };
    let series = |column: usize| Series {
        name: ["本季度增幅", "上季度增幅", "上年同期增幅"][column].to_owned(),
        points: (0..places)
            .map(|at| point(texts[(at * (column + 1) + column) % 9]))
            .collect(),
    };
    let names = [
        "城区",
        "泽州县",
        "高平市",
        "经济技术开发区管理委员会",
        "阳城县",
    ];
    Chart {
        id: "chart".to_owned(),
        number: None,
        title: Words::parse(""),
        shape,
        unit: "%".to_owned(),
        true_minus: false,
        whole: false,
        places_head: "县区".to_owned(),
        places: (0..places)
            .map(|at| names[at % names.len()].to_owned())
            .collect(),
        place_keys: Vec::new(),
        series: (0..columns).map(series).collect(),
    }
}

/// An annex that is a chart alone.
fn alone(chart: Chart) -> Annex {
    Annex {
        table: Table::default(),
        chart: Some(chart),
        ..annex(None, 0, 0)
    }
}

/// A text of so many lines, a heading, a chart below it, and a paragraph; and an annex with a chart
/// above its table.
pub fn text(count: usize, chart: &Chart) -> Notice {
    let mut body = vec![
        lines(count, 10),
        heading(1, "一、", "办理情况"),
        lines(2, 9),
    ];
    for (at, block) in body.iter_mut().enumerate() {
        block.id = at.to_string();
    }
    let titled = Chart {
        title: Words::parse("各县（市、区）|增幅"),
        ..chart.clone()
    };
    let annexed = Annex {
        chart: Some(titled.clone()),
        chart_first: true,
        ..annex(None, 6, 4)
    };
    let mut notice = notice(body, vec![annexed]);
    notice.tables = vec![Annex {
        below: Some("1".to_owned()),
        title: titled.title.clone(),
        ..alone(Chart {
            number: Some(1),
            ..titled
        })
    }];
    notice
}

/// One of bars that stand on either side of nothing.
pub fn with_charts(shape: ChartShape) -> Notice {
    text(4, &chart(shape, 5, 2, &BELOW_NOTHING))
}

#[test]
fn charts_of_every_shape_in_the_text_and_in_annexes() {
    let mut cases = Vec::new();
    for shape in SHAPES {
        for (at, texts) in [TEXTS, BELOW_NOTHING].iter().enumerate() {
            for columns in 1..=3 {
                for places in [1, 2, 5, 9, 12] {
                    let chart = chart(shape, places, columns, texts);
                    if drawing::draw(&chart).is_ok() {
                        let name = format!("{shape:?} {places} × {columns} {at}");
                        cases.push((name, text(3, &chart)));
                    }
                }
            }
        }
    }
    assert!(cases.len() > 70);
    all_clean(cases);
}

#[test]
fn charts_below_every_line_of_a_page() {
    let bars = chart(ChartShape::Bars, 6, 1, &TEXTS);
    all_clean((1..24).map(|count| (format!("{count} lines"), text(count, &bars))));
}

#[test]
fn annexes_that_are_charts() {
    let cases = SHAPES.into_iter().flat_map(|shape| {
        (1..14).filter_map(move |places| {
            let chart = chart(shape, places, 1, &TEXTS);
            drawing::draw(&chart).ok()?;
            let alone = notice(vec![lines(3, 10)], vec![alone(chart.clone())]);
            let mut between = alone.clone();
            between.annexes[0].before = vec![lines(places, 7)];
            between.annexes[0].after = vec![lines(3, 9)];
            Some([
                (format!("{shape:?} {places}"), alone),
                (format!("{shape:?} {places} between"), between),
            ])
        })
    });
    all_clean(cases.flatten());
}

#[test]
fn a_chart_below_a_table_upright_or_across() {
    let cases = [(4, 5), (30, 5), (60, 5), (8, 14), (40, 14)].map(|(rows, columns)| {
        let mut notice = notice(vec![lines(3, 10)], vec![annex(None, rows, columns)]);
        let titled = Chart {
            title: Words::parse("各县（市、区）|增幅"),
            ..chart(ChartShape::Bars, 7, 1, &TEXTS)
        };
        notice.annexes[0].chart = Some(titled);
        (format!("{rows} × {columns}"), notice)
    });
    all_clean(cases);
}
