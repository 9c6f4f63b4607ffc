//! What is wrong with a command, told in Chinese.

use clap::error::{ContextKind, ErrorKind};

/// Tells what is wrong with a command; gives its exit status.
pub(super) fn wrong(message: &str) -> u8 {
    anstream::eprintln!("用法不对：{message}\n\n详见 hongtou --help");
    2
}

pub(super) fn explain(error: &clap::Error) -> String {
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
