//! This program's tags: the parts, and which object is of which.

use std::collections::HashMap;

use roxmltree::Node;

use super::package::{self, Package};
use super::{Fault, is, parsed};
use crate::ofd::NAMESPACE;
use crate::pages::{Part, PartId};

/// The parts by their objects' ids.
pub(super) type Owners = HashMap<String, PartId>;

/// A part as its tag tells it.
struct Tagged {
    part: Part,
    /// Its place among all parts, and that of the part it stands in.
    order: usize,
    outer: Option<usize>,
    objects: Vec<String>,
}

/// The parts that the list of tags at this path leads to; none of a file of another program.
pub(super) fn read(package: &mut Package, path: &str) -> Result<(Vec<Part>, Owners), Fault> {
    let list = package.text(path)?;
    let list = parsed(path, &list)?;
    let files = list.descendants().filter(|node| is(node, "FileLoc"));
    let files: Vec<String> = files
        .filter_map(|node| Some(package::within(package::folder(path), node.text()?.trim())))
        .collect();
    let mut tagged = Vec::new();
    for file in files {
        let text = package.text(&file)?;
        let tree = parsed(&file, &text)?;
        let root = tree.root_element();
        if root.tag_name().namespace() == Some(NAMESPACE) {
            gather(root, None, &mut tagged);
        }
    }
    tagged.sort_by_key(|tagged| tagged.order);
    let places: HashMap<usize, PartId> = (0..)
        .zip(&tagged)
        .map(|(id, tagged)| (tagged.order, id))
        .collect();
    let mut owners = HashMap::new();
    let parts = tagged.into_iter().enumerate().map(|(id, tagged)| {
        owners.extend(tagged.objects.into_iter().map(|object| (object, id)));
        let outer = tagged.outer.and_then(|order| places.get(&order));
        Part {
            within: outer.copied(),
            ..tagged.part
        }
    });
    let parts = parts.collect();
    Ok((parts, owners))
}

fn gather(node: Node, outer: Option<usize>, tagged: &mut Vec<Tagged>) {
    let mut outer = outer;
    if let Some(found) = one(node, outer) {
        outer = Some(found.order);
        tagged.push(found);
    }
    let inner = node.children().filter(Node::is_element);
    for child in inner.filter(|child| child.tag_name().namespace() == Some(NAMESPACE)) {
        gather(child, outer, tagged);
    }
}

fn one(node: Node, outer: Option<usize>) -> Option<Tagged> {
    let number = node.attribute("number").map_or(Some(0), |n| n.parse().ok());
    let objects = node.children().filter(|child| is(child, "ObjectRef"));
    Some(Tagged {
        part: Part {
            kind: node.attribute("part")?.parse().ok()?,
            number: number?,
            within: None,
        },
        order: node.attribute("order")?.parse().ok()?,
        outer,
        objects: objects
            .filter_map(|object| object.text().map(|id| id.trim().to_owned()))
            .collect(),
    })
}
