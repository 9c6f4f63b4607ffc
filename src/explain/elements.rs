//! Where the words come from that stand outside of the body.

use super::{Explainer, Tree};
use crate::notice::{Annex, Notice};

const FIXED: &str = "模板里固定的文字";
const BY_TEMPLATE: &str = "由模板写成";

/// What it is, what it says, and where that comes from.
type Element = (String, String, String);

impl Explainer<'_> {
    /// The elements that hold the words.
    pub(super) fn elements(&self, what: &str) -> Vec<Tree> {
        let annexes = self.work.notice.all_tables();
        let elements = self.around().into_iter().chain(annexes.flat_map(of_annex));
        let trees = elements
            .filter(|(_, text, _)| text.contains(what))
            .map(|(name, text, by)| Tree::leaf(format!("{name}：{text}")).with([Tree::leaf(by)]));
        trees.chain(self.cells_that_say(what)).collect()
    }

    /// Head, signature and imprint.
    fn around(&self) -> Vec<Element> {
        let notice = &self.work.notice;
        let copies = notice.imprint.copies.as_deref().unwrap_or_default();
        let printed = notice.imprint.printed.as_ref();
        let printed = printed.map_or("", |printed| printed.date.as_str());
        let title = notice
            .title
            .as_ref()
            .map(ToString::to_string)
            .unwrap_or_default();
        let head = &notice.head;
        let (marks, signed) = (
            together(&head.organ, &head.joint) + notice.mark_word(),
            head.signed(),
        );
        let organs = together(&notice.signature.organ, &notice.signature.joint);
        let note_by = match self.work.inputs.elements.note {
            Some(_) => "数据文件的 note",
            None => FIXED,
        };
        let elements = [
            (
                "份号",
                or_empty(head.copy_number.as_ref()),
                "数据文件的 copy_number",
            ),
            (
                "密级和保密期限",
                or_empty(head.secrecy.as_ref()),
                "数据文件的 secrecy",
            ),
            (
                "紧急程度",
                or_empty(head.urgency.as_ref()),
                "数据文件的 urgency",
            ),
            ("发文机关标志", &marks, FIXED),
            (
                notice.form.number_label(),
                or_empty(head.number.as_ref()),
                "字和括号由模板定，年份是成文的年份，序号是数据文件的 number",
            ),
            ("标题", &title, "由模板写成，期别是数据文件的 year 等"),
            ("签发人", &signed, "数据文件的 signers"),
            ("主送机关", or_empty(notice.addressee.as_ref()), FIXED),
            ("发文机关署名", &organs, FIXED),
            (
                "成文日期",
                &notice.signature.date,
                "月、日是数据文件的 date，年份随期别定",
            ),
            ("附注", or_empty(notice.signature.note.as_ref()), note_by),
            ("抄送", copies, "数据文件的 copies"),
            ("印发日期", printed, "与成文日期相同"),
        ];
        let owned = elements.map(|(name, text, by)| (name.into(), text.into(), by.into()));
        owned.into_iter().chain(of_people(notice)).collect()
    }
}

/// Who signs with a stamp, and who took part.
fn of_people(notice: &Notice) -> Vec<Element> {
    let posts = notice.signature.posts.iter();
    let posts = posts.map(|post| ("签发人职务".into(), post.clone(), FIXED.into()));
    let attendance = notice.attendance.iter().map(|(role, names)| {
        let by = format!("数据文件的 {}", role.key());
        (role.label().into(), names.clone(), by)
    });
    posts.chain(attendance).collect()
}

fn or_empty(text: Option<&String>) -> &str {
    text.map_or("", String::as_str)
}

/// The host's and those of the others of a joint issue.
fn together(host: &str, joint: &[String]) -> String {
    let all = std::iter::once(host).chain(joint.iter().map(String::as_str));
    all.collect::<Vec<_>>().join("　")
}

/// An annex's title, heads and names of rows.
fn of_annex(annex: &Annex) -> Vec<Element> {
    let label = annex.label();
    let title = (
        format!("{label}标题"),
        annex.title.to_string(),
        BY_TEMPLATE.to_owned(),
    );
    let heads = (0..annex.table.columns.len()).map(|at| {
        let head = annex.table.head_of(at);
        (format!("{label}表头"), head, BY_TEMPLATE.to_owned())
    });
    let rows = annex.table.rows.iter().map(|row| {
        (
            format!("{label}的行"),
            annex.table.name_of(row).to_owned(),
            "行名".to_owned(),
        )
    });
    std::iter::once(title).chain(heads).chain(rows).collect()
}
