//! The names in a list of the input: an array on one line, or on several with comments.

use toml_edit::{Array, Item, Value};

use super::{BY_HAND, Diagnostic, Doing, Ledger, Patch, RowEdit, no_row, refused};

/// One name of an array that stands on several lines.
#[derive(Clone, Debug)]
struct Entry {
    /// What stands before it on its line, and on the lines above it that are its own.
    lead: String,
    /// Whether it begins a line.
    begins: bool,
    /// As it is written.
    value: String,
    /// What stands behind its comma on its line: a comment.
    tail: String,
}

/// An array as its text has it.
struct Listed {
    is_one_line: bool,
    /// Behind the bracket, on its line.
    open: String,
    entries: Vec<Entry>,
    /// Whether a comma stands behind the last one.
    has_last_comma: bool,
    /// Before the closing bracket.
    close: String,
}

impl Ledger<'_> {
    /// The list without, or with, or with another order of names.
    pub(super) fn listed(&self, edit: &RowEdit, label: &str) -> Result<Patch, Diagnostic> {
        let RowEdit { list, row, doing } = edit;
        let arrays = arrays(self.document.get(list));
        let of = |array: &&Array| array.iter().any(|value| value.as_str() == Some(row));
        let array = arrays
            .into_iter()
            .find(of)
            .ok_or_else(|| no_row(label, row))?;
        let at = array
            .iter()
            .position(|value| value.as_str() == Some(row.as_str()))
            .ok_or_else(|| no_row(label, row))?;
        let unreadable = || refused(format!("{label}名单的写法改不了"), BY_HAND);
        let span = array.span().ok_or_else(unreadable)?;
        let mut listed = Listed::of(self.text, array).ok_or_else(unreadable)?;
        listed.change(at, row, doing)?;
        Ok((span, listed.text()))
    }
}

/// The arrays of a list: one, or one a group.
fn arrays(item: Option<&Item>) -> Vec<&Array> {
    match item {
        Some(Item::Value(Value::Array(array))) => vec![array],
        Some(item) => {
            let table = item.as_table_like();
            let values = table.into_iter().flat_map(toml_edit::TableLike::iter);
            values.filter_map(|(_, item)| item.as_array()).collect()
        }
        None => Vec::new(),
    }
}

/// Words as the input writes them.
pub(super) fn quoted(text: &str) -> String {
    let mut value = Value::from(text);
    value.decor_mut().clear();
    value.to_string()
}

fn last_line(text: &str) -> &str {
    text.rsplit('\n').next().unwrap_or_default()
}

impl Listed {
    /// Does what is to be done with the entry `at`, the name `row`.
    fn change(&mut self, at: usize, row: &str, doing: &Doing) -> Result<(), Diagnostic> {
        match doing {
            Doing::Remove if self.entries.len() == 1 => {
                let message = format!("名单里只剩“{row}”，不能删");
                return Err(refused(message, "整组没有了，请在“原文”里改"));
            }
            Doing::Remove => {
                self.entries.remove(at);
            }
            Doing::Rename(name) => self.entries[at].value = quoted(name.trim()),
            Doing::Add(name) => {
                let new = Entry {
                    lead: last_line(&self.entries[at].lead).to_owned(),
                    value: quoted(name.trim()),
                    tail: String::new(),
                    begins: self.entries[at].begins,
                };
                self.entries.insert(at + 1, new);
            }
            Doing::Up | Doing::Down => {
                let other = match doing {
                    Doing::Up => at.checked_sub(1),
                    _ => Some(at + 1).filter(|at| *at < self.entries.len()),
                };
                let other =
                    other.ok_or_else(|| refused(format!("“{row}”已经在头上或末尾"), "不用再移"))?;
                self.entries.swap(at, other);
                // Which of them begins a line is a matter of places, not of names.
                let (one, two) = (self.entries[at].begins, self.entries[other].begins);
                self.entries[at].begins = two;
                self.entries[other].begins = one;
            }
        }
        Ok(())
    }

    fn of(text: &str, array: &Array) -> Option<Self> {
        let whole = array.span()?;
        let spans: Option<Vec<_>> = array.iter().map(Value::span).collect();
        let spans = spans?;
        let inner = text.get(whole.start + 1..whole.end.checked_sub(1)?)?;
        let mut entries: Vec<Entry> = Vec::new();
        let mut from = whole.start + 1;
        let mut open = String::new();
        for span in &spans {
            let (tail, rest) = parted(text.get(from..span.start)?);
            match entries.last_mut() {
                Some(before) => before.tail = tail,
                None => open = tail,
            }
            entries.push(Entry {
                lead: rest.unwrap_or_default().to_owned(),
                begins: rest.is_some(),
                value: text.get(span.clone())?.to_owned(),
                tail: String::new(),
            });
            from = span.end;
        }
        let end = text.get(from..whole.end - 1)?;
        let has_last_comma = end.split('#').next().is_some_and(|of| of.contains(','));
        let (tail, rest) = parted(end);
        if let Some(last) = entries.last_mut() {
            last.tail = tail;
        }
        Some(Self {
            is_one_line: !inner.contains('\n'),
            open,
            entries,
            has_last_comma,
            close: rest.map_or_else(String::new, |rest| format!("\n{rest}")),
        })
    }

    fn text(&self) -> String {
        let values = self.entries.iter().map(|entry| entry.value.as_str());
        if self.is_one_line {
            return format!("[{}]", values.collect::<Vec<_>>().join(", "));
        }
        let mut text = format!("[{}", self.open);
        for (at, entry) in self.entries.iter().enumerate() {
            if entry.begins {
                text.push('\n');
                text.push_str(&entry.lead);
            } else if at > 0 {
                text.push(' ');
            }
            text.push_str(&entry.value);
            if at + 1 < self.entries.len() || self.has_last_comma {
                text.push(',');
            }
            text.push_str(&entry.tail);
        }
        text.push_str(&self.close);
        text.push(']');
        text
    }
}

/// What stands between two names: what is on the line of the first, without its comma, and what is on
/// the lines below it; nothing where they stand on one line.
fn parted(gap: &str) -> (String, Option<&str>) {
    let (own, rest) = match gap.split_once('\n') {
        Some((own, rest)) => (own, Some(rest)),
        None => (gap, None),
    };
    let own = own.replacen(',', "", 1);
    let tail = own.trim_end();
    let is_comment = tail.trim_start().starts_with('#');
    (
        if is_comment {
            tail.to_owned()
        } else {
            String::new()
        },
        rest,
    )
}

#[cfg(test)]
mod tests {
    use toml_edit::Document;

    use super::*;

    fn listed(text: &str) -> Listed {
        let document = Document::parse(text).unwrap();
        let array = document.get("a").unwrap().as_array().unwrap();
        Listed::of(text, array).unwrap()
    }

    #[test]
    fn a_list_is_written_as_it_stood() {
        for text in [
            "a = [\"甲\", \"乙\"]",
            "a = [\n    \"甲\", # 头一个\n    # 这是乙\n    \"乙\",\n]",
            "a = [ # 名单\n  \"甲\",\n  \"乙\" # 末一个\n]",
            "a = [\n    \"甲\", \"乙\",\n    \"丙\",\n]",
        ] {
            let whole = format!("a = {}", listed(text).text());
            assert_eq!(whole, text);
        }
    }

    #[test]
    fn a_name_takes_its_own_comments_along() {
        let text = "a = [\n    \"甲\", # 头一个\n    # 这是乙\n    \"乙\", # 第二\n    \"丙\",\n]";
        let mut list = listed(text);
        list.entries.remove(1);
        assert_eq!(list.text(), "[\n    \"甲\", # 头一个\n    \"丙\",\n]");
        let mut list = listed(text);
        list.entries.swap(0, 1);
        assert_eq!(
            list.text(),
            "[\n    # 这是乙\n    \"乙\", # 第二\n    \"甲\", # 头一个\n    \"丙\",\n]"
        );
    }
}
