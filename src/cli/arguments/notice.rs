//! Arguments of commands that look at a notice or build it.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::shared::{FontArguments, InputArguments, ManyArguments, OutputArguments, results};

#[derive(Args)]
pub struct BuildArguments {
    #[command(flatten)]
    pub inputs: ManyArguments,

    #[command(flatten)]
    pub output: OutputArguments,

    #[command(flatten)]
    pub fonts: FontArguments,
}

#[derive(Args)]
pub struct WatchArguments {
    #[command(flatten)]
    pub input: InputArguments,

    #[command(flatten)]
    pub output: OutputArguments,

    #[command(flatten)]
    pub fonts: FontArguments,
}

#[derive(Args)]
pub struct CheckArguments {
    #[command(flatten)]
    pub inputs: ManyArguments,

    /// 输出：text 给人看，json 给程序用，short 一行一条给编辑器用
    #[arg(
        long,
        value_name = "形式",
        default_value = "text",
        hide_default_value = true,
        hide_possible_values = true
    )]
    pub format: CheckFormat,

    /// 也列出说明（近似相符的合计、已认可的问题等）
    #[arg(long)]
    pub notes: bool,

    #[command(flatten)]
    pub fonts: FontArguments,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum CheckFormat {
    Text,
    Json,
    Short,
}

#[derive(Args)]
pub struct AuditArguments {
    #[command(flatten)]
    pub input: InputArguments,

    /// 量已经写好的 PDF 或 OFD 文件，而不是重新排版
    #[arg(long, value_name = "文件")]
    pub of: Option<PathBuf>,

    /// 输出格式：text 给人看，json 给程序用
    #[arg(
        long,
        value_name = "格式",
        default_value = "text",
        hide_default_value = true,
        hide_possible_values = true
    )]
    pub format: Format,

    #[command(flatten)]
    pub fonts: FontArguments,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    Text,
    Json,
}

#[derive(Args)]
pub struct ExplainArguments {
    /// 如 125.0%、2037套，“附件3 阳城县 支出进度”，targets.total.begun
    #[arg(value_name = "要说明的数", help_heading = "参数")]
    pub what: String,

    #[command(flatten)]
    pub input: InputArguments,
}

#[derive(Args)]
pub struct TryArguments {
    /// 条件，如 'rate < 90%'；或措辞，如 '办结率{rate}'：有花括号的是措辞
    #[arg(value_name = "条件或措辞", help_heading = "参数")]
    pub what: String,

    /// 数据文件（或文种和期别），再写要试的数，如 targets.城区.begun=764
    #[arg(value_name = "数据文件、名称=数", help_heading = "参数")]
    pub words: Vec<String>,

    /// 只在这张表或这一节里试
    #[arg(long, value_name = "表或节")]
    pub of: Option<String>,

    /// 模板文件夹；不写就用当前文件夹或程序旁的
    #[arg(long, value_name = "文件夹")]
    pub templates: Option<PathBuf>,
}

#[derive(Args)]
pub struct RulesArguments {
    #[command(flatten)]
    pub input: InputArguments,

    /// 只列这一节，并列出每个界限上下各写什么
    #[arg(long, value_name = "节")]
    pub table: Option<String>,
}

#[derive(Args)]
pub struct ImpactArguments {
    /// 数据文件（或文种和期别），再写改动，如 targets.城区.begun=764
    #[arg(
        value_name = "数据文件、名称=数",
        help_heading = "参数",
        required = true
    )]
    pub words: Vec<String>,

    /// 与另一份数据比，代替逐项写改动
    #[arg(long, value_name = "数据文件")]
    pub against: Option<PathBuf>,

    /// 模板文件夹；不写就用当前文件夹或程序旁的
    #[arg(long, value_name = "文件夹")]
    pub templates: Option<PathBuf>,
}

#[derive(Args)]
pub struct DiffArguments {
    /// 上一期和这一期的数据文件、期别，或 build 写的存档 out/期别.zip；前面可以写文种
    #[arg(value_name = "上一期、这一期", help_heading = "参数", required = true, num_args = 2..=3)]
    pub sides: Vec<PathBuf>,

    /// text 在终端看，json 给别的程序，html 用浏览器看，pdf 是标出改动的通报
    #[arg(
        long,
        value_name = "格式",
        value_enum,
        default_value = "text",
        hide_default_value = true,
        hide_possible_values = true
    )]
    pub format: DiffFormat,

    /// 在终端里列出全部改动，不只是摘要
    #[arg(long)]
    pub all: bool,

    /// 写到这个文件，不写到屏幕
    #[arg(long, value_name = "文件")]
    pub out: Option<PathBuf>,

    /// 盖掉已有的、不是 diff 写的文件
    #[arg(long)]
    pub force: bool,

    /// 存档所在的文件夹
    #[arg(
        long,
        value_name = "文件夹",
        default_value = "out",
        hide_default_value = true,
        value_parser = results
    )]
    pub archives: PathBuf,

    /// 模板文件夹；不写就用当前文件夹或程序旁的
    #[arg(long, value_name = "文件夹")]
    pub templates: Option<PathBuf>,

    /// 上一期用另外的模板文件夹，不用存档里的
    #[arg(long, value_name = "文件夹")]
    pub old_templates: Option<PathBuf>,

    #[command(flatten)]
    pub fonts: FontArguments,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum DiffFormat {
    Text,
    Json,
    Html,
    Pdf,
}
