//! Arguments that several commands share.

use std::path::{Path, PathBuf};

use clap::Args;
use hongtou::calendar::Period;
use hongtou::office::home::Surroundings;

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

/// The folder of results. The usual one is beside the inputs, where those are the user's own.
#[expect(clippy::unnecessary_wraps, reason = "what clap asks for")]
pub(super) fn results(told: &str) -> Result<PathBuf, String> {
    let told = PathBuf::from(told);
    if told == Path::new("out") {
        return Ok(Surroundings::of_process().results(&told));
    }
    Ok(told)
}

/// A period, or what one looks like.
pub(super) fn period(text: &str) -> Result<Period, String> {
    Period::parse(text).ok_or_else(|| {
        format!(
            "“{text}”不是一期，请写成 2024（年）、2024-h1（半年）、2024-q3（季度）或 2024-09（月）的样子"
        )
    })
}
