//! The heads of tables, laid out from each column's path.

use hongtou::notice::{HeadCell, head};

fn lay_out(paths: &[&[&str]]) -> Vec<String> {
    let paths: Vec<Vec<String>> = paths
        .iter()
        .map(|path| path.iter().map(|&text| text.to_owned()).collect())
        .collect();
    let show = |cell: &HeadCell| {
        let text = cell.text.to_string();
        let mark = if cell.joined_above { "^" } else { &text };
        format!("{mark}@{}:{}x{}", cell.column, cell.colspan, cell.rowspan)
    };
    head(&paths)
        .iter()
        .map(|row| row.iter().map(show).collect::<Vec<_>>().join(" "))
        .collect()
}

#[test]
fn neighbours_share_and_short_paths_reach_down() {
    assert_eq!(
        lay_out(&[&["县"], &["甲", "任务"], &["甲", "完成"], &["乙", "任务"]]),
        [
            "县@0:1x2 甲@1:2x1 乙@3:1x1",
            "任务@1:1x1 完成@2:1x1 任务@3:1x1"
        ]
    );
}

#[test]
fn a_total_beside_its_parts_leaves_an_open_cell() {
    assert_eq!(
        lay_out(&[&["量"], &["量", "国开行"], &["量", "农发行"], &["率"]]),
        ["量@0:3x1 率@3:1x2", "^@0:1x1 国开行@1:1x1 农发行@2:1x1"]
    );
}

#[test]
fn every_place_is_covered_once() {
    let paths: Vec<Vec<String>> = [
        vec!["a"],
        vec!["b", "c"],
        vec!["b", "c", "d"],
        vec!["b"],
        vec!["e", "f", "g"],
    ]
    .iter()
    .map(|path| path.iter().map(|&text| text.to_owned()).collect())
    .collect();
    let mut covered = vec![[0; 5]; 3];
    for (row, cells) in head(&paths).iter().enumerate() {
        for cell in cells {
            for line in &mut covered[row..row + cell.rowspan] {
                for place in &mut line[cell.column..cell.column + cell.colspan] {
                    *place += 1;
                }
            }
        }
    }
    assert_eq!(covered, vec![[1; 5]; 3]);
}
