//! A Word file as an editor leaves it: words changed, runs cut at random, marks of its own between them.

use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;

use crate::dice::Dice;

/// How a change is made.
#[derive(Clone, Copy)]
pub enum By {
    /// As a tracked change of somebody.
    Tracked(&'static str),
    /// Without a trace.
    Hand,
}

pub struct Word {
    pub parts: Vec<(String, Vec<u8>)>,
}

/// A text without white space.
pub fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

pub const MAIN: &str = "word/document.xml";

/// A run of the text: its bytes, its properties, its words.
struct Run {
    from: usize,
    to: usize,
    properties: String,
    words: String,
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

fn plain(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&apos;", "'")
        .replace("&amp;", "&")
}

/// The runs that have nothing but words.
fn runs(xml: &str) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut at = 0;
    while let Some(found) = xml[at..].find("<w:r>") {
        let from = at + found;
        let end = from + xml[from..].find("</w:r>").unwrap() + "</w:r>".len();
        let inner = &xml[from + "<w:r>".len()..end - "</w:r>".len()];
        at = end;
        let Some((properties, rest)) = inner.split_once("<w:t xml:space=\"preserve\">") else {
            continue;
        };
        // One that has a drawing has runs within it.
        if !properties.is_empty()
            && (!properties.starts_with("<w:rPr>")
                || !properties.ends_with("</w:rPr>")
                || properties.matches("<w:rPr>").count() > 1)
        {
            continue;
        }
        let Some(words) = rest
            .strip_suffix("</w:t>")
            .filter(|words| !words.contains('<'))
        else {
            continue;
        };
        runs.push(Run {
            from,
            to: end,
            properties: properties.to_owned(),
            words: plain(words),
        });
    }
    runs
}

fn run(properties: &str, words: &str, tag: &str) -> String {
    if words.is_empty() {
        return String::new();
    }
    format!(
        "<w:r>{properties}<w:{tag} xml:space=\"preserve\">{}</w:{tag}></w:r>",
        escaped(words)
    )
}

impl Word {
    pub fn open(bytes: &[u8]) -> Self {
        let mut zip = zip::ZipArchive::new(Cursor::new(bytes.to_vec())).unwrap();
        let count = zip.len();
        let read = |at: usize| {
            let mut file = zip.by_index(at).unwrap();
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).unwrap();
            (file.name().unwrap().into_owned(), bytes)
        };
        Self {
            parts: (0..count).map(read).collect(),
        }
    }

    /// The same, neighbouring runs as one, as programs save them that know no reason to part them.
    pub fn merged(bytes: &[u8]) -> Self {
        let mut word = Self::open(bytes);
        let xml = word.xml();
        let mut done = String::new();
        let mut at = 0;
        let all = runs(&xml);
        let mut groups: Vec<Vec<&Run>> = Vec::new();
        for of in &all {
            match groups.last_mut() {
                Some(group) if group.last().is_some_and(|last| last.to == of.from) => {
                    group.push(of);
                }
                _ => groups.push(vec![of]),
            }
        }
        for group in groups {
            let words: String = group.iter().map(|of| of.words.as_str()).collect();
            done += &xml[at..group[0].from];
            done += &run(&group[0].properties, &words, "t");
            at = group[group.len() - 1].to;
        }
        done += &xml[at..];
        word.put(MAIN, done);
        word
    }

    pub fn xml(&self) -> String {
        let (_, bytes) = self.parts.iter().find(|(name, _)| name == MAIN).unwrap();
        String::from_utf8(bytes.clone()).unwrap()
    }

    pub fn put(&mut self, name: &str, text: impl Into<Vec<u8>>) {
        let text = text.into();
        match self.parts.iter_mut().find(|(of, _)| of == name) {
            Some((_, bytes)) => *bytes = text,
            None => self.parts.push((name.to_owned(), text)),
        }
    }

    pub fn bytes(&self) -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in &self.parts {
            zip.start_file(name.as_str(), SimpleFileOptions::default())
                .unwrap();
            zip.write_all(bytes).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    /// How many paragraphs say just this.
    pub fn count(&self, words: &str) -> usize {
        let xml = self.xml();
        let says = |(from, to): &(usize, usize)| {
            let text: String = runs(&xml[*from..*to])
                .iter()
                .map(|run| bare(&run.words))
                .collect();
            text.starts_with(words)
        };
        paragraphs(&xml)
            .iter()
            .filter(|paragraph| says(paragraph))
            .count()
    }

    /// Other words for some letters of a stretch that stands behind others in one paragraph; whether
    /// it stands in one run, or in several of words alone.
    pub fn replace(
        &mut self,
        before: &str,
        words: &str,
        (from, to): (usize, usize),
        new: &str,
        by: By,
    ) -> bool {
        let xml = self.xml();
        for (start, end) in paragraphs(&xml) {
            let within: Vec<Run> = runs(&xml[start..end]);
            let text: String = within.iter().map(|run| bare(&run.words)).collect();
            if !text.starts_with(&format!("{before}{words}")) {
                continue;
            }
            let first = before.chars().count() + from;
            let last = before.chars().count() + to;
            let mut count = 0;
            let mut done = xml[..start].to_owned();
            let mut at = 0;
            let mut is_said = false;
            for run_of in &within {
                let paragraph = &xml[start..end];
                let letters: Vec<char> = run_of.words.chars().collect();
                let own = count..count + bare(&run_of.words).chars().count();
                count = own.end;
                if own.end <= first
                    || own.start >= last
                    || letters.iter().any(|c| c.is_whitespace())
                {
                    continue;
                }
                let (a, b) = (
                    first.max(own.start) - own.start,
                    last.min(own.end) - own.start,
                );
                let part =
                    |range: std::ops::Range<usize>| letters[range].iter().collect::<String>();
                done += &paragraph[at..run_of.from];
                at = run_of.to;
                let properties = &run_of.properties;
                let said = if is_said { "" } else { new };
                is_said = true;
                let middle = match by {
                    By::Hand => run(properties, said, "t"),
                    By::Tracked(who) => {
                        let told = format!(
                            "w:id=\"90\" w:author=\"{who}\" w:date=\"2024-01-05T10:20:00Z\""
                        );
                        let gone = run(properties, &part(a..b), "delText");
                        let put_in = run(properties, said, "t");
                        let put_in = if put_in.is_empty() {
                            put_in
                        } else {
                            format!("<w:ins {told}>{put_in}</w:ins>")
                        };
                        format!("<w:del {told}>{gone}</w:del>{put_in}")
                    }
                };
                done += &(run(properties, &part(0..a), "t")
                    + &middle
                    + &run(properties, &part(b..letters.len()), "t"));
            }
            if !is_said {
                return false;
            }
            done += &xml[start + at..];
            self.put(MAIN, done);
            return true;
        }
        false
    }

    /// Cuts runs in two, and puts marks between them as programs do.
    pub fn split(&mut self, dice: &mut Dice) {
        const BETWEEN: [&str; 5] = [
            "",
            "<w:proofErr w:type=\"spellStart\"/>",
            "<w:bookmarkStart w:id=\"77\" w:name=\"_GoBack\"/><w:bookmarkEnd w:id=\"77\"/>",
            "<w:r><w:lastRenderedPageBreak/></w:r>",
            "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> QUOTE </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>",
        ];
        let xml = self.xml();
        let mut done = String::new();
        let mut at = 0;
        for of in runs(&xml) {
            let letters: Vec<char> = of.words.chars().collect();
            if letters.len() < 2 || !dice.odds(1, 3) {
                continue;
            }
            let cut = 1 + dice.index(letters.len() - 1);
            let (one, two): (String, String) = (
                letters[..cut].iter().collect(),
                letters[cut..].iter().collect(),
            );
            done += &xml[at..of.from];
            at = of.to;
            let one = run(&of.properties, &one, "t");
            let two = run(
                &of.properties.replace("<w:rPr>", "<w:rPr><w:noProof/>"),
                &two,
                "t",
            );
            let between = BETWEEN[dice.index(BETWEEN.len())];
            if dice.odds(1, 6) {
                done += "<w:smartTag w:element=\"date\">";
                done += &(one + "</w:smartTag>" + &two);
            } else {
                done += &(one + between + &two);
            }
        }
        done += &xml[at..];
        self.put(MAIN, done);
    }
}

/// The bytes of each paragraph.
fn paragraphs(xml: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(from) = xml[at..].find("<w:p>") {
        let from = at + from;
        let to = from + xml[from..].find("</w:p>").unwrap();
        found.push((from, to));
        at = to;
    }
    found
}
