//! The notice's parts: custom tags on their objects, and the outline.

use ofd_writer::{Bookmark, ObjectId, Tag, TagTree};

use super::draw::{Drawn, PartObjects};
use crate::ofd;
use crate::pages::{Part, PartId, PartKind};

/// The tags of the parts, in the containers of GB/T 9704.
pub(super) fn tags(parts: &[Part], drawn: &Drawn) -> TagTree {
    let mut root = Tag {
        name: ofd::ROOT.into(),
        ..Tag::default()
    };
    let mut within: Vec<Vec<PartId>> = vec![Vec::new(); parts.len()];
    for (id, part) in parts.iter().enumerate() {
        if let Some(outer) = part.within.and_then(|outer| within.get_mut(outer)) {
            outer.push(id);
        }
    }
    let mut is_annexed = false;
    for (id, part) in parts.iter().enumerate() {
        is_annexed |= matches!(part.kind, PartKind::AnnexLabel | PartKind::AnnexTitle);
        if part.within.is_none() {
            let container = ofd::container(part.kind, is_annexed);
            let tag = tag(id, parts, &within, drawn);
            put(&mut root, container.path(), tag);
        }
    }
    TagTree {
        kind: ofd::KIND.to_owned(),
        namespace: ofd::NAMESPACE.to_owned(),
        root,
    }
}

/// Puts a tag below those of the path, which are made where they are not there.
fn put(tag: &mut Tag, path: &[&'static str], inner: Tag) {
    let Some((first, rest)) = path.split_first() else {
        tag.children.push(inner);
        return;
    };
    let known = tag.children.iter().position(|child| child.name == *first);
    let index = known.unwrap_or_else(|| {
        tag.children.push(Tag {
            name: (*first).into(),
            ..Tag::default()
        });
        tag.children.len() - 1
    });
    if let Some(child) = tag.children.get_mut(index) {
        put(child, rest, inner);
    }
}

/// A part with those within it. Its attributes say what the layout called it, so that a reader of
/// this program finds the same parts again.
fn tag(id: PartId, parts: &[Part], within: &[Vec<PartId>], drawn: &Drawn) -> Tag {
    let Some(part) = parts.get(id) else {
        return Tag::default();
    };
    let kind: &'static str = part.kind.into();
    let mut attributes = vec![("part", kind.to_owned()), ("order", id.to_string())];
    if part.number > 0 {
        attributes.push(("number", part.number.to_string()));
    }
    let inner = within.get(id).into_iter().flatten();
    Tag {
        name: ofd::name(part.kind).into(),
        attributes,
        objects: drawn
            .0
            .get(id)
            .map(|part| part.objects.clone())
            .unwrap_or_default(),
        children: inner
            .map(|inner| tag(*inner, parts, within, drawn))
            .collect(),
    }
}

/// The title, the headings below it by their levels, the annexes by their titles.
pub(super) fn outline(parts: &[Part], drawn: &Drawn) -> Vec<Bookmark> {
    let mut outline: Vec<Bookmark> = Vec::new();
    let mut levels: Vec<usize> = Vec::new();
    for (id, part) in parts.iter().enumerate() {
        let level = match part.kind {
            PartKind::Title => 0,
            PartKind::AnnexTitle => 1,
            PartKind::Heading => part.number.max(1),
            PartKind::AnnexHeading => part.number.max(1) + 1,
            _ => continue,
        };
        let Some((target, objects)) = target(id, drawn) else {
            continue;
        };
        let bookmark = Bookmark {
            title: objects.text.trim().to_owned(),
            target,
            top: objects.top,
            children: Vec::new(),
        };
        while levels.last().is_some_and(|above| *above >= level) {
            levels.pop();
        }
        add(&mut outline, levels.len(), bookmark);
        levels.push(level);
    }
    outline
}

/// The first object of a part, and what it consists of.
fn target(id: PartId, drawn: &Drawn) -> Option<(ObjectId, &PartObjects)> {
    let objects = drawn.0.get(id)?;
    Some((*objects.objects.first()?, objects))
}

/// Adds an entry below the last of so many levels.
fn add(outline: &mut Vec<Bookmark>, depth: usize, bookmark: Bookmark) {
    match outline.last_mut().filter(|_| depth > 0) {
        Some(last) => add(&mut last.children, depth - 1, bookmark),
        None => outline.push(bookmark),
    }
}
