//! Forms of an office's inputs.

use super::input::Input;
use super::{Office, Refusal, fault};
use crate::workbook::form::{By, Form, Ground, form, set_called, write};

/// A form as a file.
pub struct Filed {
    /// Whose form it is; empty: everybody's.
    pub of: String,
    /// The bytes of an .xlsx file.
    pub bytes: Vec<u8>,
}

impl Office {
    /// The form of an input; by a set, one for each of its rows. The set is named by its key, or by
    /// what one of its rows is called.
    ///
    /// # Errors
    /// What is wrong with the input; that there is no such set.
    pub fn forms(&self, input: Input, by: Option<&str>) -> Result<Vec<Filed>, Refusal> {
        let sheets = self.form_sheets(input, by)?.into_iter();
        let filed = sheets.map(|(of, form)| {
            let hint = "请核对表的行数、列数是否过多";
            let bytes =
                write(&form).map_err(|error| fault(format!("填报表写不成：{error}"), hint))?;
            Ok(Filed { of, bytes })
        });
        filed.collect()
    }

    /// The same as sheets of cells, to be shown otherwise; each with whose form it is.
    ///
    /// # Errors
    /// As for [`Self::forms`].
    pub fn form_sheets(
        &self,
        input: Input,
        by: Option<&str>,
    ) -> Result<Vec<(String, Form)>, Refusal> {
        let opened = self.opened(input).whole()?;
        let written = opened.written()?;
        let ground = opened.ground(self, &written);
        let whose: Vec<Option<By>> = match by {
            None => vec![None],
            Some(word) => {
                let set = set_called(self.model(), word).ok_or_else(|| no_set(self, word))?;
                let rows = opened.inputs.set(&set.key).iter();
                let rows = rows.filter(|row| row.role.is_typed());
                let set = set.key.as_str();
                rows.map(|row| Some(By { set, row: &row.key })).collect()
            }
        };
        let forms = whose.into_iter().map(|by| {
            let of = by.map_or_else(String::new, |by| by.row.to_owned());
            (of, form(&Ground { by, ..ground }))
        });
        Ok(forms.collect())
    }
}

/// That nothing is called so by which forms are parted.
fn no_set(office: &Office, word: &str) -> crate::diagnostic::Diagnostic {
    let sets = office.model().sets.iter();
    let known: Vec<String> = sets
        .map(|set| format!("{}（{}）", set.key, set.label))
        .collect();
    let hint = if known.is_empty() {
        "这种公文的表没有共用的名单，请不写 --by".to_owned()
    } else {
        format!("可以写的有 {}", known.join("、"))
    };
    fault(format!("没有叫“{word}”的名单，不能按它分表"), hint)
}
