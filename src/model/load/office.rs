//! Who issues the notice, to whom, and what it bears beside its text.

use std::ops::Range;

use super::{Loader, plain_title};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::file::{FontsFile, NoticeFile, OrganFile};
use crate::model::spanned::Spanned;
use crate::model::{Demand, DocumentForm, FormKey, HeadPart, Office, Organ};
use crate::source::{Place, SourceId};

/// Where 签发人职务 first stands.
fn posts(file: &NoticeFile) -> Option<Range<usize>> {
    let organs = file.organs.as_ref().map(Spanned::get_ref);
    let of_organs = organs
        .into_iter()
        .flatten()
        .filter_map(|organ| organ.post.as_ref());
    let mut posts = file.post.iter().chain(of_organs);
    posts.next().map(Spanned::span)
}

/// How many organs may issue a notice jointly: more marks leave no room for text on page 1.
const JOINT: std::ops::RangeInclusive<usize> = 2..=6;

impl Loader<'_> {
    pub(super) fn office(
        &mut self,
        file: NoticeFile,
        fonts: FontsFile,
        source: SourceId,
    ) -> Office {
        self.demanded(&file, source);
        let called = file.title.as_ref().or(file.mark.as_ref());
        let called = called.map(|text| plain_title(text.get_ref()));
        let name = file.name.or(called).unwrap_or_default();
        let form = file.form;
        let mark = file.mark.map(|mark| self.mark(form, false, mark, source));
        let post = file.post.and_then(|post| self.post(post, source));
        let organs = match (file.organ, mark, file.organs) {
            (Some(name), Some(mark), None) => vec![Organ { name, mark, post }],
            (Some(name), None, None) if form.demands(FormKey::Mark) == Demand::Refused => {
                let mark = String::new();
                vec![Organ { name, mark, post }]
            }
            (None, None, Some(organs)) => self.joint(form, organs, source),
            (organ, mark, joint) => {
                let there = (organ.is_some(), mark.is_some(), joint);
                self.organs_missing(form, there, source);
                Vec::new()
            }
        };
        let allows = self.allows(file.allows, source);
        Office {
            name,
            cycle: file.cycle,
            form,
            organs,
            number: file.number.map(|number| self.wording(&number, source)),
            title: file.title.map(|title| self.wording(&title, source)),
            addressee: file
                .addressee
                .map(Spanned::into_inner)
                .filter(|name| !name.trim().is_empty()),
            allows,
            signers: file.signers.is_some_and(Spanned::into_inner),
            note: file.note.and_then(|note| self.note(note, source)),
            total_label: file.total_label,
            total_words: file.total_words,
            rounding_note: self.wording(&file.rounding_note, source),
            seal: file.seal.is_some_and(Spanned::into_inner),
            fonts: fonts.into_iter().collect(),
        }
    }

    fn hinted(&mut self, place: Place, message: impl Into<String>, hint: &str) {
        let finding = Diagnostic::error(Code::BadTemplate, message);
        self.findings.push(finding.at(place).hint(hint));
    }

    /// What the form has no place for is not there, and what it can't do without is. A mark is
    /// asked for with its organ.
    fn demanded(&mut self, file: &NoticeFile, source: SourceId) {
        let text = |text: &Option<Spanned<String>>| text.as_ref().map(Spanned::span);
        let keys = [
            (FormKey::Mark, text(&file.mark)),
            (FormKey::Number, text(&file.number)),
            (FormKey::Addressee, text(&file.addressee)),
            (FormKey::Organs, file.organs.as_ref().map(Spanned::span)),
            (FormKey::Allows, file.allows.as_ref().map(Spanned::span)),
            (FormKey::Signers, file.signers.as_ref().map(Spanned::span)),
            (FormKey::Title, text(&file.title)),
            (FormKey::Post, posts(file)),
            (
                FormKey::Seal,
                file.seal
                    .as_ref()
                    .filter(|seal| *seal.get_ref())
                    .map(Spanned::span),
            ),
        ];
        if let (Some(seal), Some(_)) = (file.seal.as_ref().filter(|s| *s.get_ref()), posts(file)) {
            let message = "有签发人职务（post）的公文盖签名章，不盖印章（seal）";
            let hint = "请去掉 seal，或者去掉 post";
            self.hinted(Place::new(source, seal.span()), message, hint);
        }
        for (key, span) in keys {
            let (name, label) = (key.key(), key.label());
            match (file.form.demands(key), span) {
                (Demand::Refused, Some(span)) => {
                    let form = file.form.name();
                    let message = format!("{form}没有{label}，不写 {name}");
                    let hint =
                        format!("请删掉这一项；确有{label}的，改 form（不写 form 的是文件格式）");
                    self.hinted(Place::new(source, span), message, &hint);
                }
                (Demand::Needed, None) if key != FormKey::Mark => {
                    let message = format!("模板里缺少“{name}”这一项");
                    let hint = format!("{}应有{label}", file.form.name());
                    self.hinted(Place::new(source, 0..0), message, &hint);
                }
                _ => {}
            }
        }
    }

    /// A single organ has a name and a mark, several stand in `organs`.
    fn organs_missing(
        &mut self,
        form: DocumentForm,
        (organ, mark, joint): (bool, bool, Option<Spanned<Vec<OrganFile>>>),
        source: SourceId,
    ) {
        let at = |span: Range<usize>| Place::new(source, span);
        if let Some(joint) = joint {
            let message = "organs 写了，organ 和 mark 就不能再写";
            let hint = "单独发文写 organ 和 mark；联合行文写 organs，每个机关各有 name 和 mark";
            self.hinted(at(joint.span()), message, hint);
            return;
        }
        let has_no_mark = form.demands(FormKey::Mark) == Demand::Refused;
        let hint = if has_no_mark {
            "请写上发文机关署名"
        } else {
            "单独发文写 organ 和 mark；联合行文写 organs = [{ name = \"…\", mark = \"…\" }, …]"
        };
        for (key, _) in [("organ", organ), ("mark", mark || has_no_mark)]
            .iter()
            .filter(|(_, is)| !is)
        {
            let message = format!("模板里缺少“{key}”这一项");
            self.hinted(at(0..0), message, hint);
        }
    }

    /// The organs of a joint issue, the host first.
    fn joint(
        &mut self,
        form: DocumentForm,
        file: Spanned<Vec<OrganFile>>,
        source: SourceId,
    ) -> Vec<Organ> {
        let place = Place::new(source, file.span());
        let mut organs: Vec<Organ> = Vec::new();
        for organ in file.into_inner() {
            let has_mark = organs.is_empty() || form.has_joint_marks();
            let mark = match organ.mark {
                Some(mark) if has_mark => self.mark(form, true, mark, source),
                Some(mark) => {
                    let place = Place::new(source, mark.span());
                    let message = format!(
                        "{}只印主办机关的标志，不写“{}”的 mark",
                        form.name(),
                        organ.name
                    );
                    self.hinted(place, message, "请只在第一个机关写 mark");
                    String::new()
                }
                None => {
                    if has_mark {
                        let message = format!("organs 里“{}”缺少 mark（发文机关标志）", organ.name);
                        self.hinted(
                            place.clone(),
                            message,
                            "请写成 { name = \"…\", mark = \"…\" }",
                        );
                    }
                    String::new()
                }
            };
            let name = organ.name;
            let post = organ.post.and_then(|post| self.post(post, source));
            organs.push(Organ { name, mark, post });
        }
        let without = organs.iter().find(|organ| organ.post.is_none());
        if let Some(without) = without.filter(|_| organs.iter().any(|organ| organ.post.is_some())) {
            let message = format!("organs 里“{}”缺少 post（签发人职务）", without.name);
            let hint = "盖签名章的联合行文，每个机关都要写签发人职务的全称";
            self.hinted(place.clone(), message, hint);
        }
        if !JOINT.contains(&organs.len()) {
            let message = format!(
                "联合行文的机关应为 {} 到 {} 个，这里有 {} 个",
                JOINT.start(),
                JOINT.end(),
                organs.len()
            );
            let hint = "只有一个机关时写 organ 和 mark，不写 organs";
            self.hinted(place.clone(), message, hint);
        }
        for (at, organ) in organs.iter().enumerate() {
            if organs[..at].iter().any(|other| other.name == organ.name) {
                let message = format!("organs 里“{}”写了两次", organ.name);
                self.fault(place.clone(), message);
            }
        }
        organs
    }

    /// A mark without the word that it must not end with.
    fn mark(
        &mut self,
        form: DocumentForm,
        is_joint: bool,
        mark: Spanned<String>,
        source: SourceId,
    ) -> String {
        let place = Place::new(source, mark.span());
        let mark = mark.into_inner();
        if let Some(word) = form.mark_is_without(is_joint)
            && mark.ends_with(word)
        {
            let (what, hint) = if form.has_joint_marks() {
                let hint =
                    format!("各机关的标志上下排列，“{word}”由程序排在右侧居中；请去掉“{word}”");
                ("联合行文", hint)
            } else {
                let hint = format!("发文机关标志是机关的全称或规范化简称；请去掉“{word}”");
                (form.name(), hint)
            };
            let message = format!("{what}的 mark 不带“{word}”：“{mark}”");
            self.hinted(place, message, &hint);
        } else if let Some(word) = form.mark_ends_with()
            && !is_joint
            && !mark.ends_with(word)
        {
            let message = format!("{}的 mark 应以“{word}”结尾：“{mark}”", form.name());
            let hint = match form {
                DocumentForm::Order => "发文机关标志由机关全称加“命令”或“令”字组成",
                _ => "标志由会议或机关的名称加“纪要”二字组成",
            };
            self.hinted(place, message, hint);
        }
        mark
    }

    /// 签发人职务, one line of words.
    fn post(&mut self, post: Spanned<String>, source: SourceId) -> Option<String> {
        let place = Place::new(source, post.span());
        let post = post.into_inner().trim().to_owned();
        if post.is_empty() {
            let hint = "请写职务的全称，不写姓名；不盖签名章的，请删掉这一项";
            self.hinted(place, "post（签发人职务）是空的", hint);
            return None;
        }
        Some(post)
    }

    fn allows(&mut self, file: Option<Spanned<Vec<HeadPart>>>, source: SourceId) -> Vec<HeadPart> {
        let Some(file) = file else {
            return Vec::new();
        };
        let place = Place::new(source, file.span());
        let allows = file.into_inner();
        if allows.contains(&HeadPart::Secrecy) && !allows.contains(&HeadPart::CopyNumber) {
            let message = "allows 里有 secrecy，没有 copy_number";
            let hint = "涉密公文应当标注份号；请加上 \"copy_number\"";
            self.hinted(place, message, hint);
        }
        allows
    }

    /// 附注 without the brackets, which the layout puts around it.
    fn note(&mut self, note: Spanned<String>, source: SourceId) -> Option<String> {
        let place = Place::new(source, note.span());
        let note = note.into_inner().trim().to_owned();
        if note.starts_with(['（', '(']) {
            let hint = "附注的圆括号由程序加上，请去掉外面的括号";
            self.hinted(place, "note 自带了括号", hint);
        }
        (!note.is_empty()).then_some(note)
    }
}
