//! Arguments of commands that take workbooks and Word files, new periods, versions and remarks.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use hongtou::calendar::Period;

use super::shared::{FontArguments, InputArguments, period, results};

#[derive(Args)]
pub struct NewArguments {
    /// 新的一期，例如 2024、2023-q4、2023-10；前面可以写文种
    #[arg(value_name = "期别", help_heading = "参数", required = true, num_args = 1..=2)]
    pub words: Vec<PathBuf>,

    /// 上一期的数据文件；不写就用这种通报里最近的一期
    #[arg(long, value_name = "上一期")]
    pub from: Option<PathBuf>,

    /// 写到这个文件；不写就放在上一期的旁边，以期别命名
    #[arg(long, value_name = "文件")]
    pub out: Option<PathBuf>,

    /// 模板文件夹；不写就用当前文件夹或程序旁的
    #[arg(long, value_name = "文件夹")]
    pub templates: Option<PathBuf>,
}

impl NewArguments {
    /// The period that is wanted: the last word.
    pub fn period(&self) -> Result<Period, String> {
        let text = self.words.last().map(|word| word.to_string_lossy());
        period(&text.unwrap_or_default())
    }
}

#[derive(Args)]
pub struct FormArguments {
    /// 数据文件，或文种和期别；还没有这一期的数据文件，就照上一期的
    #[arg(value_name = "期别", help_heading = "参数", num_args = 0..=2)]
    pub input: Vec<PathBuf>,

    /// 按名单分开，一行一份：写名单的名称，或其中一个是什么
    #[arg(long, value_name = "名单")]
    pub by: Option<String>,

    /// 结果写到哪个文件夹
    #[arg(
        long,
        value_name = "文件夹",
        default_value = "out",
        hide_default_value = true,
        value_parser = results
    )]
    pub out: PathBuf,

    /// 盖掉已有的填报表
    #[arg(long)]
    pub force: bool,

    /// 模板文件夹；不写就用当前文件夹或程序旁的
    #[arg(long, value_name = "文件夹")]
    pub templates: Option<PathBuf>,
}

#[derive(Args)]
pub struct ImportArguments {
    /// 填好的工作簿，一个或几个；一个文件夹是里面的全部工作簿
    #[arg(value_name = "工作簿", help_heading = "参数", required = true)]
    pub books: Vec<PathBuf>,

    /// 导入哪份数据文件，或哪种通报的哪一期；填报表自己写明了，不必写
    #[arg(long, value_name = "数据文件或期别", num_args = 1..=2)]
    pub to: Vec<PathBuf>,

    /// 自己的表：用这份对照（哪一格是哪项数据）；还没有这个文件，就认出来写进去，供核对
    #[arg(long, value_name = "对照文件")]
    pub map: Option<PathBuf>,

    /// 数据文件里手工填了别的数的，以工作簿为准
    #[arg(long)]
    pub replace: bool,

    /// 有错误也导入其余的各项
    #[arg(long)]
    pub force: bool,

    /// 只检查，什么也不写
    #[arg(long)]
    pub check: bool,

    /// 模板文件夹；不写就用当前文件夹或程序旁的
    #[arg(long, value_name = "文件夹")]
    pub templates: Option<PathBuf>,
}

#[derive(Args)]
pub struct ReviewArguments {
    /// 退回来的 Word 文件（.docx）
    #[arg(value_name = "修改稿.docx", help_heading = "参数")]
    pub file: PathBuf,

    #[command(flatten)]
    pub input: InputArguments,

    /// 把属于数据文件的改动（填报的数、本期自己的文字、日期、文号等）写回去
    #[arg(long)]
    pub apply: bool,

    /// 把批注记进审稿意见（数据文件旁的 期别.remarks.json）
    #[arg(long)]
    pub keep_remarks: bool,

    /// 结果所在的文件夹：退回的是哪一稿，到它的 versions 里找
    #[arg(
        long,
        value_name = "文件夹",
        default_value = "out",
        hide_default_value = true
    )]
    pub out: PathBuf,

    /// 输出：text 给人看，json 给程序用
    #[arg(
        long,
        value_name = "形式",
        default_value = "text",
        hide_default_value = true,
        hide_possible_values = true
    )]
    pub format: ReviewFormat,

    #[command(flatten)]
    pub fonts: FontArguments,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ReviewFormat {
    Text,
    Json,
}

#[derive(Args)]
pub struct RemarksArguments {
    #[command(flatten)]
    pub input: InputArguments,

    /// 也列出已经办了的
    #[arg(long)]
    pub all: bool,

    /// 第几条已经办了，可以写几次
    #[arg(long, value_name = "序号")]
    pub close: Vec<u64>,

    /// 怎样办的，和 --close 一起写
    #[arg(long, value_name = "话", requires = "close")]
    pub answer: Option<String>,

    /// 谁办的，和 --answer 一起写
    #[arg(long, value_name = "姓名", requires = "answer")]
    pub who: Option<String>,

    /// 输出：text 给人看，json 给程序用
    #[arg(
        long,
        value_name = "形式",
        default_value = "text",
        hide_default_value = true,
        hide_possible_values = true
    )]
    pub format: ReviewFormat,
}

#[derive(Args)]
pub struct VersionsArguments {
    #[command(flatten)]
    pub issue: IssueArguments,

    /// 输出：text 给人看，json 给程序用
    #[arg(
        long,
        value_name = "形式",
        default_value = "text",
        hide_default_value = true,
        hide_possible_values = true
    )]
    pub format: ReviewFormat,
}

#[derive(Args)]
pub struct IssueArguments {
    #[command(flatten)]
    pub input: InputArguments,

    /// 结果所在的文件夹
    #[arg(
        long,
        value_name = "文件夹",
        default_value = "out",
        hide_default_value = true
    )]
    pub out: PathBuf,
}
