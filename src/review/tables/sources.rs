//! Where the rows of a table come from, and what another name of one is.

use super::{EditKind, Matter};
use crate::model::{Group, RowSet, Rows};
use crate::notice::{Annex, RowKind, TableColumn};
use crate::review::Desk;
use crate::review::put::Put;

/// Where the rows of a table come from.
pub(super) enum Source<'a> {
    /// The input lists them, each of them in one list of the set.
    Listed(&'a Group, &'a RowSet),
    /// The input has one table a row.
    Records(&'a Group),
    /// The input may leave out those that the kind fixes.
    Sparse(&'a Group, &'a RowSet),
    /// The templates, in this file.
    Fixed(String),
}

impl Desk<'_> {
    /// Where the rows of a table come from.
    pub(super) fn source_of(&self, annex: &Annex) -> Source<'_> {
        let model = self.ground.model;
        let file = |group: &Group| self.ground.at(&group.place).file;
        let Some(group) = model.group(&annex.id) else {
            let table = model
                .table(&annex.id)
                .map(|of| self.ground.at(&of.title.place).file);
            return Source::Fixed(table.unwrap_or_else(|| "模板".to_owned()));
        };
        match &group.rows {
            Rows::Records => Source::Records(group),
            Rows::None => Source::Fixed(file(group)),
            Rows::Set { set, sparse, .. } => match model.set(set) {
                Some(set) if set.rows.is_empty() => Source::Listed(group, set),
                Some(set) if *sparse => Source::Sparse(group, set),
                Some(set) => {
                    let own = format!("figures/{}.toml", group.key);
                    let folder = file(group);
                    let folder = folder.strip_suffix(&own).unwrap_or_default();
                    Source::Fixed(format!("{folder}notice.toml 的 sets.{}", set.key))
                }
                None => Source::Fixed(file(group)),
            },
        }
    }

    /// A row that is named otherwise.
    pub(super) fn of_row_name(
        &self,
        annex: &Annex,
        row: usize,
        (old, new): (&str, &str),
        kind: Option<&TableColumn>,
    ) -> Matter {
        if matches!(kind, Some(TableColumn::Text)) {
            return Matter::new(EditKind::Fixed, "要填的空格")
                .advise("这一格是留给收文单位填的，通报里不填");
        }
        let of = &annex.table.rows[row];
        let matter = |kind| Matter::new(kind, format!("行名 {old}"));
        match self.source_of(annex) {
            Source::Listed(group, set)
                if of.kind == RowKind::Row && self.is_typed(group, &of.key) && !new.is_empty() =>
            {
                let mut matter = matter(EditKind::Words)
                    .advise("行名写在数据文件的名单里，改了名单，用这份名单的各表和正文一起变");
                matter.name.clone_from(&set.key);
                matter.input = Some([of.key.clone(), new.to_owned()]);
                matter.put = Some(Put::Renamed {
                    set: set.key.clone(),
                    old: of.key.clone(),
                    new: new.to_owned(),
                });
                matter
            }
            Source::Fixed(file) => {
                matter(EditKind::Fixed).advise(format!("行名由模板定（{file}）；只改 Word 没有用"))
            }
            _ => matter(EditKind::Fixed).advise("这个行名由模板或名单定；只改 Word 没有用"),
        }
    }
}

/// What is said of rows that the templates fix.
pub(super) fn fixed(what: String, file: &str) -> Matter {
    Matter::new(EditKind::Table, what).advise(format!(
        "这张表的行由模板定（{file}）；只改 Word 没有用，要增减行，请改那里"
    ))
}
