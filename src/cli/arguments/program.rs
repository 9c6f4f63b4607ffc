//! Arguments of commands about the program itself, its kinds and its fonts.

use std::path::{Path, PathBuf};

use clap::Args;
use hongtou::calendar::Period;
use hongtou::office::home::Surroundings;

use super::shared::{FontArguments, period, results};

#[derive(Args, Clone, Default)]
pub struct OpenArguments {
    /// 只看不改：给审阅的人用
    #[arg(long)]
    pub read_only: bool,

    /// 不自动打开浏览器，只印出地址
    #[arg(long)]
    pub no_browser: bool,

    /// 用这个端口；不写就找一个空的
    #[arg(
        long,
        value_name = "端口",
        default_value_t = 0,
        hide_default_value = true
    )]
    pub port: u16,

    /// 结果写到哪个文件夹
    #[arg(
        long,
        value_name = "文件夹",
        default_value = "out",
        hide_default_value = true,
        value_parser = results
    )]
    pub out: PathBuf,

    /// 模板文件夹；不写就用当前文件夹或程序旁的
    #[arg(long, value_name = "文件夹")]
    pub templates: Option<PathBuf>,

    #[command(flatten)]
    pub fonts: FontArguments,
}

impl OpenArguments {
    /// As the program is opened without a word.
    pub(super) fn of_double_click() -> Self {
        Self {
            out: Surroundings::of_process().results(Path::new("out")),
            ..Self::default()
        }
    }
}

#[derive(Args)]
pub struct ListArguments {
    /// 模板文件夹；不写就用当前文件夹或程序旁的
    #[arg(long, value_name = "文件夹")]
    pub templates: Option<PathBuf>,

    /// 结果所在的文件夹
    #[arg(
        long,
        value_name = "文件夹",
        default_value = "out",
        hide_default_value = true,
        value_parser = results
    )]
    pub out: PathBuf,
}

#[derive(Args)]
pub struct KindArguments {
    /// 文种的名称，也是文件夹名：matters、督办季报
    #[arg(value_name = "名称", help_heading = "参数")]
    pub name: String,

    /// 第一期：2024（按年）、2024-h1（半年）、2024-q3（季度）、2024-09（月）
    #[arg(value_name = "期别", help_heading = "参数", value_parser = period)]
    pub period: Period,

    /// 模板文件夹；不写就用当前文件夹或程序旁的
    #[arg(long, value_name = "文件夹")]
    pub templates: Option<PathBuf>,
}

#[derive(Args)]
pub struct SchemaArguments {
    /// 哪一种通报；只有一种时不必写
    #[arg(value_name = "文种", help_heading = "参数")]
    pub kind: Option<PathBuf>,

    /// 写到这个文件，不写到屏幕
    #[arg(long, value_name = "文件")]
    pub out: Option<PathBuf>,

    /// 模板文件夹；不写就用当前文件夹或程序旁的
    #[arg(long, value_name = "文件夹")]
    pub templates: Option<PathBuf>,
}

#[derive(Args)]
pub struct SamplesArguments {
    /// 复制到这个文件夹；不写就是文档里的“红头”
    #[arg(value_name = "文件夹", help_heading = "参数")]
    pub into: Option<PathBuf>,

    /// 模板也复制，以便修改
    #[arg(long = "templates")]
    pub with_templates: bool,
}

#[derive(Args)]
pub struct FontsArguments {
    /// 模板文件夹；不写就用当前文件夹或程序旁的
    #[arg(long, value_name = "文件夹")]
    pub templates: Option<PathBuf>,

    #[command(flatten)]
    pub fonts: FontArguments,
}

#[derive(Args)]
pub struct ManualArguments {
    /// 写到这个文件夹
    #[arg(value_name = "文件夹", help_heading = "参数")]
    pub into: PathBuf,
}
