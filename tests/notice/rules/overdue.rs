use insta::assert_snapshot;

use crate::support::{Input, notice, said_of, section};

/// 2023 without its own overdue projects and fees.
fn none() -> Input {
    [
        "overdue.total",
        "overdue.城区",
        "overdue.泽州县",
        "overdue.阳城县",
        "fees",
    ]
    .iter()
    .fold(Input::of_2023(), |input, table| input.remove_table(table))
}

/// A county with projects and households overdue, and of both delivered.
fn county(name: &str, [projects, households, delivered_projects, delivered]: [u32; 4]) -> String {
    format!(
        "[overdue.\"{name}\"]\nprojects = {projects}\nhouseholds = {households}\n\
         delivered_projects = {delivered_projects}\ndelivered = {delivered}\n"
    )
}

fn fee(county: &str, project: &str, households: u32, paid: u32) -> String {
    format!(
        "[[fees]]\ncounty = \"{county}\"\nproject = \"{project}\"\n\
         households = {households}\npaid = {paid}\n"
    )
}

fn says(tables: &[String]) -> String {
    let input = none().append(&tables.concat());
    said_of("overdue", "据", &input)
}

#[test]
fn counties_and_districts_in_falling_order_of_rate() {
    assert_snapshot!(says(&[
        county("沁水县", [2, 300, 1, 100]),
        county("城区", [5, 1000, 2, 900]),
        county("陵川县", [1, 80, 0, 0]),
        county("泽州县", [3, 50, 3, 50]),
        fee("城区", "东关", 60, 30),
    ]), @"
    〖三、棚改逾期安置需加快推进〗
    据2021年底逾期在建棚改项目排查发现，城区、泽州、陵川、沁水四个县（区）的11个棚改项目逾期安置棚改居民1430户，城区的东关项目因欠发过渡安置费未妥善安置居民60户。截至2023年底，逾期安置项目交付安置居民1050户，整改率73.4%；发放过渡安置费30户，整改率50.0%。其中：泽州县3个项目交付使用50户、整改率100%，城区2个项目交付使用900户、整改率90.0%，沁水县1个项目交付使用100户、整改率33.3%，陵川县1个项目尚未整改；城区1个项目发放过渡安置费30户，整改率50.0%。
    ");
}

#[test]
fn only_counties() {
    assert_snapshot!(says(&[
        county("泽州县", [2, 300, 1, 270]),
        county("阳城县", [2, 100, 1, 90]),
    ]), @"
    〖三、棚改逾期安置有序推进〗
    据2021年底逾期在建棚改项目排查发现，泽州、阳城两个县的4个棚改项目逾期安置棚改居民400户。截至2023年底，逾期安置项目交付安置居民360户，整改率90.0%。其中：泽州县1个项目交付使用270户、整改率90.0%，阳城县1个项目交付使用90户、整改率90.0%。
    ");
}

#[test]
fn one_county_alone() {
    assert_snapshot!(says(&[county("高平市", [2, 300, 1, 200])]), @"
    〖三、棚改逾期安置需加快推进〗
    据2021年底逾期在建棚改项目排查发现，高平市的2个棚改项目逾期安置棚改居民300户。截至2023年底，高平市1个项目交付使用200户、整改率66.7%。
    ");
}

#[test]
fn two_districts_of_the_same_rate_keep_the_order_of_the_input() {
    assert_snapshot!(says(&[
        county("高平市", [2, 300, 1, 150]),
        county("城区", [4, 20, 2, 10]),
    ]), @"
    〖三、棚改逾期安置需加快推进〗
    据2021年底逾期在建棚改项目排查发现，城区、高平两个市（区）的6个棚改项目逾期安置棚改居民320户。截至2023年底，逾期安置项目交付安置居民160户，整改率50.0%。其中：城区2个项目交付使用10户、整改率50.0%，高平市1个项目交付使用150户、整改率50.0%。
    ");
}

#[test]
fn all_done() {
    assert_snapshot!(says(&[
        county("泽州县", [2, 300, 2, 300]),
        county("城区", [4, 20, 4, 20]),
        fee("泽州县", "南村", 7, 7),
    ]), @"
    〖三、棚改逾期安置整改全面完成〗
    据2021年底逾期在建棚改项目排查发现，城区、泽州两个县（区）的6个棚改项目逾期安置棚改居民320户，泽州县的南村项目因欠发过渡安置费未妥善安置居民7户。截至2023年底，逾期安置项目交付安置居民320户，整改率100%；发放过渡安置费7户，整改率100%。其中：城区4个项目交付使用20户、整改率100%，泽州县2个项目交付使用300户、整改率100%；泽州县1个项目发放过渡安置费7户，整改率100%。
    ");
}

#[test]
fn nothing_done() {
    assert_snapshot!(says(&[
        county("泽州县", [2, 300, 0, 0]),
        county("城区", [4, 20, 0, 0]),
        fee("泽州县", "南村", 7, 0),
    ]), @"
    〖三、棚改逾期安置需加快推进〗
    据2021年底逾期在建棚改项目排查发现，城区、泽州两个县（区）的6个棚改项目逾期安置棚改居民320户，泽州县的南村项目因欠发过渡安置费未妥善安置居民7户。截至2023年底，逾期安置项目尚未交付安置；过渡安置费尚未发放。其中：城区4个项目尚未整改，泽州县2个项目尚未整改；泽州县1个项目过渡安置费尚未发放。
    ");
}

#[test]
fn only_fees() {
    assert_snapshot!(says(&[fee("城区", "东关", 60, 60), fee("沁水县", "西街", 20, 5)]), @"
    〖三、棚改逾期安置有序推进〗
    据2021年底逾期在建棚改项目排查发现，城区的东关项目、沁水县的西街项目因欠发过渡安置费未妥善安置居民80户。截至2023年底，发放过渡安置费65户，整改率81.3%。其中：城区的东关项目发放过渡安置费60户、整改率100%，沁水县的西街项目发放过渡安置费5户、整改率25.0%。
    ");
}

#[test]
fn none_overdue() {
    let notice = notice(&none());
    assert_eq!(section(&notice, "overdue"), "");
    assert!(section(&notice, "funds").starts_with("〖三、"));
}

#[test]
fn a_project_delivered_in_part() {
    assert_snapshot!(says(&[county("高平市", [2, 300, 0, 200]), county("城区", [1, 20, 1, 20])]), @"
    〖三、棚改逾期安置需加快推进〗
    据2021年底逾期在建棚改项目排查发现，城区、高平两个市（区）的3个棚改项目逾期安置棚改居民320户。截至2023年底，逾期安置项目交付安置居民220户，整改率68.8%。其中：城区1个项目交付使用20户、整改率100%，高平市2个项目部分交付200户、整改率66.7%。
    ");
}

#[test]
fn several_projects_without_fees_in_one_county() {
    assert_snapshot!(says(&[
        county("高平市", [2, 300, 2, 300]),
        fee("城区", "甲", 60, 60),
        fee("城区", "乙", 20, 18),
        fee("城区", "丙", 20, 0),
    ]), @"
    〖三、棚改逾期安置需加快推进〗
    据2021年底逾期在建棚改项目排查发现，高平市的2个棚改项目逾期安置棚改居民300户，城区的甲项目、城区的乙项目、城区的丙项目因欠发过渡安置费未妥善安置居民100户。截至2023年底，逾期安置项目交付安置居民300户，整改率100%；发放过渡安置费78户，整改率78.0%。其中：高平市2个项目交付使用300户、整改率100%；城区的甲项目发放过渡安置费60户、整改率100%，城区的乙项目发放过渡安置费18户、整改率90.0%，城区的丙项目过渡安置费尚未发放。
    ");
}

#[test]
fn one_project_without_fees_alone() {
    assert_snapshot!(says(&[fee("城区", "甲", 60, 57)]), @"
    〖三、棚改逾期安置有序推进〗
    据2021年底逾期在建棚改项目排查发现，城区的甲项目因欠发过渡安置费未妥善安置居民60户。截至2023年底，城区1个项目发放过渡安置费57户，整改率95.0%。
    ");
}

/// A clerk may write 项目 behind the name or leave it to the sentence.
#[test]
fn a_projects_name_ends_once() {
    let typed = says(&[fee("城区", "甲项目", 60, 57)]);
    assert_eq!(typed, says(&[fee("城区", "甲", 60, 57)]));
}
