//! What stands around the text of a redline, as the layout reads it: words of parts, the changed
//! ones with what became of them.

use serde_json::{Value, json};

use crate::notice::Around;
use crate::segment;
use crate::wording::Span;

pub(super) fn mark(around: &Around, data: &mut Value) {
    let line = |spans: &[Span]| json!(words(spans).concat());
    data["redline"] = json!({"old": around.years.0, "new": around.years.1});
    data["head"]["organ"] = line(&around.mark);
    data["head"]["number"] = line(&around.number);
    data["title"] = json!(words(&around.title));
    data["addressee"] = line(&around.addressee);
    data["signature"]["organ"] = json!(words(&around.organ));
    data["signature"]["date"] = line(&around.date);
    data["imprint"]["organ"] = line(&around.organ);
    data["imprint"]["date"] = line(&around.date);
    if !around.copies.is_empty() {
        data["imprint"]["copies"] = line(&around.copies);
    }
    for (at, annex) in around.annexes.iter().enumerate() {
        let marked = &mut data["annexes"][at];
        marked["label"] = line(&annex.label);
        marked["ordinal"] = line(&annex.ordinal);
        marked["title"] = json!(words(&annex.title));
        marked["notes"] = annex.notes.iter().map(|note| line(note)).collect();
        for (level, cells) in annex.heads.iter().enumerate() {
            for (place, spans) in cells.iter().enumerate() {
                if let Some(spans) = spans {
                    marked["table"]["head"][level][place]["words"] = json!(words(spans));
                }
            }
        }
    }
}

/// Words of parts. A stretch that changed is one word, to be broken only where it must be.
fn words(spans: &[Span]) -> Vec<Vec<Value>> {
    let mut words = Vec::new();
    for span in spans {
        let parts = segment::words(&span.text).into_iter();
        match span.change {
            None => words.extend(parts.map(|part| vec![json!(part)])),
            Some(change) => words.push(
                parts
                    .map(|text| json!({"text": text, "change": change}))
                    .collect(),
            ),
        }
    }
    words
}
