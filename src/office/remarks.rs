//! What is told where remarks of reviewers can't be read or kept.

use super::folder::reason;
use crate::diagnostic::Diagnostic;
use crate::remarks::{Fault, Unkept};

/// Why remarks could not be read or kept.
pub fn remarks_fault(path: &str, fault: &Unkept) -> Diagnostic {
    let (message, hint) = match fault {
        Unkept::Io(error) => (
            format!("{path} 读不了或写不了：{}", reason(error)),
            "请核对文件夹和权限",
        ),
        Unkept::Fault(Fault::Broken) => (
            format!("{path} 不是审稿意见的文件，或已损坏"),
            "请从备份里恢复它，或把它移走；没有盖掉它",
        ),
        Unkept::Fault(Fault::Newer) => (
            format!("{path} 是更新的程序写的，这个程序读不了"),
            "请换用新的程序",
        ),
    };
    super::fault(message, hint)
}
