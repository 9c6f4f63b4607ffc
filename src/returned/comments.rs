//! What comments say, and who answered.

use std::collections::HashMap;

use roxmltree::Node;

use super::package::{Said, parsed};
use super::text::{attribute, hand, word};
use super::{Comment, Fault, Hand, Returned};

/// A comment as its part has it.
struct Told {
    hand: Hand,
    text: String,
    /// The name of its last paragraph, by which answers go.
    last: String,
}

/// Puts into comments what they say. Answers stand with what they answer.
pub(super) fn put_in(returned: &mut Returned, said: &Said) -> Result<(), Fault> {
    let Some(text) = &said.comments else {
        returned.comments.clear();
        return Ok(());
    };
    let document = parsed(text, "comments")?;
    let nodes = document.root_element().children();
    let nodes = nodes.filter(|node| word(*node) == Some("comment"));
    let told: Vec<(String, Told)> = nodes
        .filter_map(|node| Some((attribute(node, "id")?.to_owned(), told(node))))
        .collect();
    let threads = threads(said)?;
    let spots: HashMap<String, Comment> = returned
        .comments
        .drain(..)
        .map(|comment| (comment.text.clone(), comment))
        .collect();
    let by_last: HashMap<&str, usize> = told
        .iter()
        .enumerate()
        .map(|(at, (_, told))| (told.last.as_str(), at))
        .collect();
    let thread_of = |told: &Told| threads.get(&told.last);
    let asked = |told: &Told| {
        let parent = thread_of(told)?.parent.as_deref()?;
        by_last.get(parent).copied()
    };
    let mut comments: Vec<(usize, Comment)> = Vec::new();
    for (at, (id, own)) in told.iter().enumerate() {
        if asked(own).is_some_and(|other| other != at) {
            continue;
        }
        comments.push((
            at,
            Comment {
                hand: own.hand.clone(),
                text: own.text.clone(),
                answers: Vec::new(),
                is_done: thread_of(own).is_some_and(|thread| thread.is_done),
                on: spots.get(id).map(|of| of.on.clone()).unwrap_or_default(),
            },
        ));
    }
    for (at, (_, own)) in told.iter().enumerate() {
        let Some(other) = asked(own).filter(|other| *other != at) else {
            continue;
        };
        if let Some((_, comment)) = comments.iter_mut().find(|(of, _)| *of == other) {
            comment.answers.push((own.hand.clone(), own.text.clone()));
        }
    }
    returned.comments = comments.into_iter().map(|(_, comment)| comment).collect();
    Ok(())
}

fn told(node: Node<'_, '_>) -> Told {
    let paragraphs = node.descendants().filter(|node| word(*node) == Some("p"));
    let paragraphs: Vec<Node> = paragraphs.collect();
    let texts = paragraphs.iter().map(|paragraph| {
        let texts = paragraph
            .descendants()
            .filter(|node| word(*node) == Some("t"));
        texts.filter_map(|node| node.text()).collect::<String>()
    });
    let texts: Vec<String> = texts.filter(|text| !text.trim().is_empty()).collect();
    let last = paragraphs
        .last()
        .and_then(|node| attribute(*node, "paraId"));
    Told {
        hand: hand(node),
        text: texts.join("\n").trim().to_owned(),
        last: last.unwrap_or_default().to_owned(),
    }
}

/// What is told of a comment beside its words.
struct Thread {
    parent: Option<String>,
    is_done: bool,
}

fn threads(said: &Said) -> Result<HashMap<String, Thread>, Fault> {
    let Some(text) = &said.extended else {
        return Ok(HashMap::new());
    };
    let document = parsed(text, "commentsExtended")?;
    let nodes = document
        .descendants()
        .filter(|node| node.tag_name().name() == "commentEx");
    let threads = nodes.filter_map(|node| {
        let own = attribute(node, "paraId")?.to_owned();
        let thread = Thread {
            parent: attribute(node, "paraIdParent").map(str::to_owned),
            is_done: matches!(attribute(node, "done"), Some("1" | "true")),
        };
        Some((own, thread))
    });
    Ok(threads.collect())
}
