use std::path::{Path, PathBuf};

use clap::error::{ContextKind, ErrorKind};
use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};
use hongtou::calendar::Period;
use hongtou::office::home::Surroundings;

const TEMPLATE: &str = "{about}\n\n用法：{usage}\n\n{all-args}{after-help}\n";

#[derive(Parser)]
#[command(
    name = "hongtou",
    version,
    about = "红头：由一期的数据生成通报、函和报告（GB/T 9704-2012）",
    help_template = TEMPLATE,
override_usage = "hongtou <命令> [选项]",
    subcommand_help_heading = "命令",
    disable_help_subcommand = true,
    disable_help_flag = true,
    disable_version_flag = true,
    next_help_heading = "选项",
    after_help = "退出状态：0 完成，1 有错误（diff：有不同），2 命令用法不对。"
)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,

    /// 显示用法
    #[arg(short, long, global = true, display_order = 90, action = clap::ArgAction::Help)]
    help: Option<bool>,

    /// 显示版本
    #[arg(short = 'V', long, display_order = 91, action = clap::ArgAction::Version)]
    version: Option<bool>,
}

#[derive(Subcommand)]
pub enum Command {
    /// 生成通报：out/期别.pdf，供审阅的 out/期别.txt 和存档 out/期别.zip
    #[command(help_template = TEMPLATE, next_help_heading = "选项", override_usage = "hongtou build [选项] [数据文件，或文种 期别]...")]
    Build(BuildArguments),
    /// 检查数据、措辞和版面，不写任何文件
    #[command(help_template = TEMPLATE, next_help_heading = "选项", override_usage = "hongtou check [选项] [数据文件，或文种 期别]...")]
    Check(CheckArguments),

    /// 说明一个数从哪里来：印出的数、附件的一格，或数据的名称
    #[command(help_template = TEMPLATE, next_help_heading = "选项", override_usage = "hongtou explain [选项] <要说明的数> [数据文件，或文种 期别]")]
    Explain(ExplainArguments),

    /// 改动几个数会影响哪些句子、结论、合计和表格，不写任何文件
    #[command(help_template = TEMPLATE, next_help_heading = "选项", override_usage = "hongtou impact [选项] <数据文件> [名称=数]...")]
    Impact(ImpactArguments),

    /// 试一个条件或一段措辞：对哪些行成立，写成什么样子，不写任何文件
    #[command(help_template = TEMPLATE, next_help_heading = "选项", override_usage = "hongtou try [选项] <条件或措辞> [数据文件，或文种 期别] [名称=数]...")]
    Try(TryArguments),

    /// 列出全部措辞规则，以及这一期用了哪些
    #[command(help_template = TEMPLATE, next_help_heading = "选项", override_usage = "hongtou rules [选项] [数据文件，或文种 期别]")]
    Rules(RulesArguments),
    /// 按意思比较两期的通报：数据、结论、文字、附件
    #[command(help_template = TEMPLATE, next_help_heading = "选项", override_usage = "hongtou diff [选项] [文种] <上一期> <这一期>", after_help = "退出状态：0 没有不同，1 有不同或有错误，2 命令用法不对。")]
    Diff(DiffArguments),
    /// 排版并逐条量版面是否合乎 GB/T 9704-2012，不写任何文件
    #[command(help_template = TEMPLATE, next_help_heading = "选项", override_usage = "hongtou audit [选项] [数据文件，或文种 期别]")]
    Audit(AuditArguments),
    /// 列出每种用途的字体、由哪个文件提供、缺什么
    #[command(help_template = TEMPLATE, next_help_heading = "选项", override_usage = "hongtou fonts [选项]")]
    Fonts(FontsArguments),
    /// 看着数据和模板，改了就重新生成，直到按 Ctrl-C
    #[command(help_template = TEMPLATE, next_help_heading = "选项", override_usage = "hongtou watch [选项] [数据文件，或文种 期别]")]
    Watch(WatchArguments),
    /// 由上一期的数据文件写出新一期的：数字清空待填，能结转的结转
    #[command(help_template = TEMPLATE, next_help_heading = "选项", override_usage = "hongtou new [选项] [文种] <期别> [--from <上一期>]")]
    New(NewArguments),
    /// 写出一期的填报表（Excel）：要填的、上一期的数、自动计算的合计和比率
    #[command(help_template = TEMPLATE, next_help_heading = "选项", override_usage = "hongtou form [选项] [文种] <期别，或数据文件>")]
    Form(FormArguments),
    /// 把填好的工作簿（.xlsx、.xls、.ods、.csv）导入数据文件
    #[command(help_template = TEMPLATE, next_help_heading = "选项", override_usage = "hongtou import [选项] <工作簿>...")]
    Import(ImportArguments),
    /// 读退回来的 Word 修改稿：改了什么、该改哪里；能写回的写回数据文件
    #[command(help_template = TEMPLATE, next_help_heading = "选项", override_usage = "hongtou review [选项] <修改稿.docx> [数据文件，或文种 期别]")]
    Review(ReviewArguments),
    /// 列出审稿意见：谁说的、对哪句话、办了没有；记下已办
    #[command(help_template = TEMPLATE, next_help_heading = "选项", override_usage = "hongtou remarks [选项] [数据文件，或文种 期别]")]
    Remarks(RemarksArguments),
    /// 列出一期的各稿：哪天生成的，比前一稿改了什么，哪一稿印发了
    #[command(help_template = TEMPLATE, next_help_heading = "选项", override_usage = "hongtou versions [选项] [数据文件，或文种 期别]")]
    Versions(VersionsArguments),
    /// 记下已经印发：以后这一期的内容变了，不写 --correct（更正）就不再生成
    #[command(help_template = TEMPLATE, next_help_heading = "选项", override_usage = "hongtou issue [选项] [数据文件，或文种 期别]")]
    Issue(IssueArguments),
    /// 打开窗口：在浏览器里填数、看版面、比较、导出；不写任何命令时就是它
    #[command(help_template = TEMPLATE, next_help_heading = "选项", override_usage = "hongtou open [选项]")]
    Open(OpenArguments),
    /// 列出各种通报、各期的数据和它们的状态
    #[command(help_template = TEMPLATE, next_help_heading = "选项", override_usage = "hongtou list [选项]")]
    List(ListArguments),
    /// 新建一种通报：写出一套能用的小模板和样例数据，再照着改
    #[command(help_template = TEMPLATE, next_help_heading = "选项", override_usage = "hongtou kind [选项] <名称> <期别>")]
    Kind(KindArguments),
    /// 写出一种通报的数据文件的 JSON 模式，给编辑器补全和检查用
    #[command(help_template = TEMPLATE, next_help_heading = "选项", override_usage = "hongtou schema [选项] [文种]")]
    Schema(SchemaArguments),
    /// 把随程序带的样例数据复制到自己的文件夹（文档里的“红头”），已有的不动
    #[command(help_template = TEMPLATE, next_help_heading = "选项", override_usage = "hongtou samples [选项] [文件夹]")]
    Samples(SamplesArguments),
    /// 写出手册页和命令行补全，打包用
    #[command(hide = true, help_template = TEMPLATE, next_help_heading = "选项", override_usage = "hongtou manual <文件夹>")]
    Manual(ManualArguments),
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
pub struct ManualArguments {
    /// 写到这个文件夹
    #[arg(value_name = "文件夹", help_heading = "参数")]
    pub into: PathBuf,
}

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

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ReviewFormat {
    Text,
    Json,
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

#[derive(Args)]
pub struct InputArguments {
    /// 数据文件，或文种和期别（如 2023-q3）；不写就用 inputs/ 里最新的一期
    #[arg(value_name = "数据文件", help_heading = "参数", num_args = 0..=2)]
    pub input: Vec<PathBuf>,

    /// 模板文件夹；不写就用当前文件夹或程序旁的
    #[arg(long, value_name = "文件夹")]
    pub templates: Option<PathBuf>,
}

#[derive(Args)]
pub struct ManyArguments {
    /// 数据文件、文件夹，或文种和期别；不写就用 inputs/ 里最新的一期
    #[arg(value_name = "数据文件", help_heading = "参数")]
    pub inputs: Vec<PathBuf>,

    /// 模板文件夹；不写就用当前文件夹或程序旁的
    #[arg(long, value_name = "文件夹")]
    pub templates: Option<PathBuf>,
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

/// What is written, and where to.
#[derive(Args)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "the command line's own shape: each is an option"
)]
pub struct OutputArguments {
    /// 结果写到哪个文件夹
    #[arg(
        long,
        value_name = "文件夹",
        default_value = "out",
        hide_default_value = true,
        value_parser = results
    )]
    pub out: PathBuf,

    /// 送审稿：每页印上“送审稿”字样
    #[arg(long)]
    pub draft: bool,

    /// 版面不合标准，或要盖掉别的文件，也写出结果
    #[arg(long)]
    pub force: bool,

    /// 更正已经印发的：内容和印发的不一样，也写出结果
    #[arg(long)]
    pub correct: bool,

    /// 同时写出 OFD 版式文件
    #[arg(long)]
    pub ofd: bool,

    /// 同时写出 Word 文件，用 WPS 或 Word 修改
    #[arg(long)]
    pub docx: bool,

    /// PDF/A-1b：给只收旧格式的档案系统
    #[arg(long, hide = true)]
    pub archive_1b: bool,
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

/// A period, or what one looks like.
fn period(text: &str) -> Result<Period, String> {
    Period::parse(text).ok_or_else(|| {
        format!(
            "“{text}”不是一期，请写成 2024（年）、2024-h1（半年）、2024-q3（季度）或 2024-09（月）的样子"
        )
    })
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
pub struct FontsArguments {
    /// 模板文件夹；不写就用当前文件夹或程序旁的
    #[arg(long, value_name = "文件夹")]
    pub templates: Option<PathBuf>,

    #[command(flatten)]
    pub fonts: FontArguments,
}

#[derive(Args, Clone, Default)]
pub struct FontArguments {
    /// 字体文件夹；不写就用当前文件夹或程序旁的
    #[arg(long, value_name = "文件夹", display_order = 20)]
    pub fonts: Option<PathBuf>,

    /// 本单位自有字体的文件夹，优先使用，可以写几次；fonts-own 不必写
    #[arg(long, value_name = "文件夹", display_order = 21)]
    pub own_fonts: Vec<PathBuf>,

    /// 也用系统里安装的字体（结果随机器而不同）
    #[arg(long, display_order = 22)]
    pub system_fonts: bool,

    /// 字体的许可标志禁止嵌入，也嵌入：只在单位持有许可时用
    #[arg(long, display_order = 23)]
    pub embed_any_font: bool,
}

impl OpenArguments {
    /// As the program is opened without a word.
    fn of_double_click() -> Self {
        Self {
            out: Surroundings::of_process().results(Path::new("out")),
            ..Self::default()
        }
    }
}

/// The command, or the exit status when there is none to carry out.
pub fn parse() -> Result<Command, u8> {
    let words = std::env::args_os().map(|word| {
        // A clerk who types “help” wants the same as --help.
        if word == "help" {
            "--help".into()
        } else {
            word
        }
    });
    // Who starts the program by a double click gives it no word.
    let window = || Command::Open(OpenArguments::of_double_click());
    let parsed = Cli::try_parse_from(words).map(|cli| cli.command.unwrap_or_else(window));
    if let Ok(Command::New(new)) = &parsed {
        new.period().map_err(|message| wrong(&message))?;
    }
    parsed.map_err(|error| {
        if matches!(
            error.kind(),
            ErrorKind::DisplayHelp | ErrorKind::DisplayVersion
        ) {
            anstream::print!("{}", error.render());
            return 0;
        }
        if error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
            anstream::eprint!("{}", error.render());
            return 2;
        }
        wrong(&explain(&error))
    })
}

/// The folder of results. The usual one is beside the inputs, where those are the user's own.
#[expect(clippy::unnecessary_wraps, reason = "what clap asks for")]
fn results(told: &str) -> Result<PathBuf, String> {
    let told = PathBuf::from(told);
    if told == Path::new("out") {
        return Ok(Surroundings::of_process().results(&told));
    }
    Ok(told)
}

/// The command line itself.
pub fn command() -> clap::Command {
    Cli::command()
}

/// Tells what is wrong with a command; gives its exit status.
fn wrong(message: &str) -> u8 {
    anstream::eprintln!("用法不对：{message}\n\n详见 hongtou --help");
    2
}

fn explain(error: &clap::Error) -> String {
    let about = |kind| {
        let value = error.get(kind).map(ToString::to_string).unwrap_or_default();
        value.trim().to_owned()
    };
    match error.kind() {
        ErrorKind::InvalidSubcommand => {
            format!("没有“{}”这个命令", about(ContextKind::InvalidSubcommand))
        }
        ErrorKind::UnknownArgument => format!("不认识“{}”", about(ContextKind::InvalidArg)),
        ErrorKind::ArgumentConflict => format!("“{}”写了两次", about(ContextKind::InvalidArg)),
        ErrorKind::InvalidValue if about(ContextKind::InvalidValue).is_empty() => {
            format!("“{}”后面缺少内容", about(ContextKind::InvalidArg))
        }
        ErrorKind::InvalidValue => format!(
            "“{}”不能是“{}”，可以是 {}",
            about(ContextKind::InvalidArg),
            about(ContextKind::InvalidValue),
            about(ContextKind::ValidValue)
        ),
        ErrorKind::ValueValidation => format!(
            "“{}”不能是“{}”",
            about(ContextKind::InvalidArg),
            about(ContextKind::InvalidValue)
        ),
        ErrorKind::MissingRequiredArgument => {
            format!(
                "还要写上 {}",
                about(ContextKind::InvalidArg).replace('\n', "、")
            )
        }
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => format!(
            "写得不够：至少要写 {} 项，只写了 {} 项",
            about(ContextKind::MinValues),
            about(ContextKind::ActualNumValues)
        ),
        ErrorKind::TooManyValues => format!("不认识“{}”", about(ContextKind::InvalidValue)),
        ErrorKind::InvalidUtf8 => "参数里有认不得的字符".to_owned(),
        _ => error.to_string(),
    }
}
