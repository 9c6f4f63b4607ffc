use insta::assert_snapshot;

use crate::support::{Input, notice, said, section};

#[test]
fn all_surveyed() {
    assert_snapshot!(said("survey", "我市", &[
        ("survey.until", "\"12月31日\""),
        ("survey.deformed", "90"),
        ("survey.sound", "80"),
    ]), @"
    〖七、城市危旧房摸底调查圆满完成〗
    我市纳入全国城市危旧房摸底调查系统的待摸底调查房屋总量为105栋（其中：普查成果中存在变形损伤的住宅90栋、普查成果中其他符合本次摸底调查范围的房屋15栋），截至12月31日全市圆满完成城市危旧房摸底调查工作。经排查认定：非疑似危险住房80栋；CD级危险住房23栋、131套、6409m²（其中：进行安全鉴定认定6栋、114套、5294m²，废弃、无人居住等的危险住房认定17栋、17套、1115m²）；非成套住房2栋、11套、1185m²。
    ");
}

#[test]
fn some_left_to_survey() {
    assert_snapshot!(said("survey", "我市", &[("survey.sound", "30")]), @"
    〖七、城市危旧房摸底调查有序推进〗
    我市纳入全国城市危旧房摸底调查系统的待摸底调查房屋总量为60栋（其中：普查成果中存在变形损伤的住宅45栋、普查成果中其他符合本次摸底调查范围的房屋15栋），截至9月25日全市已完成城市危旧房摸底调查55栋。经排查认定：非疑似危险住房30栋；CD级危险住房23栋、131套、6409m²（其中：进行安全鉴定认定6栋、114套、5294m²，废弃、无人居住等的危险住房认定17栋、17套、1115m²）；非成套住房2栋、11套、1185m²。
    ");
}

#[test]
fn not_begun() {
    let edits = [
        "sound",
        "appraised",
        "appraised_flats",
        "appraised_area",
        "abandoned",
        "abandoned_flats",
        "abandoned_area",
        "incomplete",
        "incomplete_flats",
        "incomplete_area",
    ]
    .map(|key| (format!("survey.{key}"), "0"));
    let edits: Vec<_> = edits
        .iter()
        .map(|(path, value)| (path.as_str(), *value))
        .collect();
    assert_snapshot!(said("survey", "我市", &edits), @"
    〖七、城市危旧房摸底调查尚未开展〗
    我市纳入全国城市危旧房摸底调查系统的待摸底调查房屋总量为60栋（其中：普查成果中存在变形损伤的住宅45栋、普查成果中其他符合本次摸底调查范围的房屋15栋），截至9月25日全市尚未开展城市危旧房摸底调查。
    ");
}

#[test]
fn one_sort_alone_needs_no_list() {
    assert_snapshot!(said("survey", "我市", &[
        ("survey.deformed", "0"),
        ("survey.others", "60"),
        ("survey.appraised", "0"),
            ("survey.appraised_flats", "0"),
            ("survey.appraised_area", "0"),
        ("survey.abandoned", "23"),
        ("survey.incomplete", "\"\""),
        ("survey.sound", "37"),
    ]), @"
    〖七、城市危旧房摸底调查圆满完成〗
    我市纳入全国城市危旧房摸底调查系统的待摸底调查房屋总量为60栋（均为普查成果中其他符合本次摸底调查范围的房屋），截至9月25日全市圆满完成城市危旧房摸底调查工作。经排查认定：非疑似危险住房37栋；CD级危险住房23栋、17套、1115m²（均为废弃、无人居住等的危险住房）。
    ");
    assert_snapshot!(said("survey", "我市", &[
        ("survey.others", "0"),
        ("survey.deformed", "60"),
        ("survey.abandoned", "0"),
            ("survey.abandoned_flats", "0"),
            ("survey.abandoned_area", "0"),
        ("survey.appraised", "23"),
    ]), @"
    〖七、城市危旧房摸底调查圆满完成〗
    我市纳入全国城市危旧房摸底调查系统的待摸底调查房屋总量为60栋（均为普查成果中存在变形损伤的住宅），截至9月25日全市圆满完成城市危旧房摸底调查工作。经排查认定：非疑似危险住房35栋；CD级危险住房23栋、114套、5294m²（均经安全鉴定认定）；非成套住房2栋、11套、1185m²。
    ");
}

#[test]
fn no_dangerous_houses() {
    assert_snapshot!(said("survey", "经排查", &[
        ("survey.appraised", "0"),
            ("survey.appraised_flats", "0"),
            ("survey.appraised_area", "0"),
        ("survey.abandoned", "0"),
            ("survey.abandoned_flats", "0"),
            ("survey.abandoned_area", "0"),
        ("survey.sound", "58"),
    ]), @"
    〖七、城市危旧房摸底调查圆满完成〗
    经排查认定：非疑似危险住房58栋；非成套住房2栋、11套、1185m²。
    ");
}

#[test]
fn a_day_of_another_year_is_printed_with_it() {
    assert_snapshot!(said("survey", "截至", &[("survey.until", "\"2024年1月5日\"")]), @"
    〖七、城市危旧房摸底调查圆满完成〗
    截至2024年1月5日全市圆满完成城市危旧房摸底调查工作。经排查认定：非疑似危险住房35栋；CD级危险住房23栋、131套、6409m²（其中：进行安全鉴定认定6栋、114套、5294m²，废弃、无人居住等的危险住房认定17栋、17套、1115m²）；非成套住房2栋、11套、1185m²。
    ");
}

#[test]
fn nothing_to_survey_no_section() {
    let keys = [
        "deformed",
        "others",
        "sound",
        "appraised",
        "appraised_flats",
        "appraised_area",
        "abandoned",
        "abandoned_flats",
        "abandoned_area",
        "incomplete",
        "incomplete_flats",
        "incomplete_area",
    ];
    let input = keys.iter().fold(Input::of_2023(), |input, key| {
        input.set(&format!("survey.{key}"), "0")
    });
    assert_eq!(section(&notice(&input), "survey"), "");
}

#[test]
fn only_sound_houses() {
    assert_snapshot!(
        said(
            "survey",
            "经排查",
            &[
                ("survey.appraised", "0"),
                ("survey.appraised_flats", "0"),
                ("survey.appraised_area", "0"),
                ("survey.abandoned", "0"),
                ("survey.abandoned_flats", "0"),
                ("survey.abandoned_area", "0"),
                ("survey.incomplete", "\"\""),
                ("survey.sound", "60"),
            ]
        ),
        @"
    〖七、城市危旧房摸底调查圆满完成〗
    经排查认定，均为非疑似危险住房。
    "
    );
}
