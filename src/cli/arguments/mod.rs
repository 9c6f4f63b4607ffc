//! The command line: every command, and what it may be given.

mod notice;
mod papers;
mod program;
mod shared;
mod wrong;

pub use notice::{
    AuditArguments, BuildArguments, CheckArguments, CheckFormat, DiffArguments, DiffFormat,
    ExplainArguments, Format, ImpactArguments, RulesArguments, TryArguments, WatchArguments,
};
pub use papers::{
    FormArguments, ImportArguments, IssueArguments, NewArguments, RemarksArguments,
    ReviewArguments, ReviewFormat, VersionsArguments,
};
pub use program::{
    FontsArguments, KindArguments, ListArguments, ManualArguments, OpenArguments, SamplesArguments,
    SchemaArguments,
};
pub use shared::{FontArguments, InputArguments, ManyArguments, OutputArguments};

use clap::error::ErrorKind;
use clap::{CommandFactory, Parser, Subcommand};
use wrong::{explain, wrong};

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

/// The command line itself.
pub fn command() -> clap::Command {
    Cli::command()
}
