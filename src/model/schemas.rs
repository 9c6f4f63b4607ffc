//! The schemas of the template files, made from the types that they are read into.

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::Value;

use super::file::{ChartFile, FontsFile, GroupFile, HandTableFile, NoticeFile, SectionFile};

/// The schema of each sort of template file, by its name: `notice.toml`, `figures/NAME.toml`,
/// `sections/NAME.toml`, `tables/NAME.toml`, `charts/NAME.toml`, `fonts.toml`. Editors read this draft.
pub fn schemas() -> [(&'static str, Value); 6] {
    [
        ("notice", of::<NoticeFile>("notice.toml：一种公文的总纲")),
        ("figures", of::<GroupFile>("figures/名称.toml：一组数据")),
        (
            "section",
            of::<SectionFile>("sections/名称.toml：一节的措辞"),
        ),
        ("table", of::<HandTableFile>("tables/名称.toml：一张空表")),
        ("chart", of::<ChartFile>("charts/名称.toml：一张图")),
        ("fonts", of::<FontsFile>("fonts.toml：各种用途的字体")),
    ]
}

fn of<T: JsonSchema>(title: &str) -> Value {
    let generator = SchemaSettings::draft07().into_generator();
    let mut schema = generator.into_root_schema_for::<T>();
    schema.insert("title".to_owned(), title.into());
    schema.to_value()
}
