//! What the fonts of a file say of themselves, without reading the outlines of their characters.

use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

use typst::text::FontInfo;

/// The tables that names, faces and characters are read from, of a file of some fifteen that are
/// a hundred times as large.
const TABLES: [&[u8; 4]; 9] = [
    b"OS/2", b"cmap", b"fvar", b"head", b"hhea", b"maxp", b"name", b"post", b"MATH",
];
/// The length of a file's head, and of a table's entry behind it.
const HEAD: usize = 12;
const ENTRY: usize = 16;
/// No font has so many tables, nor tables of those so large.
const MOST_TABLES: usize = 100;
const MOST_BYTES: usize = 16 << 20;

/// The fonts of a file in their order.
pub(super) fn of_file(path: &Path) -> io::Result<Vec<FontInfo>> {
    let mut file = File::open(path)?;
    let mut head = [0; HEAD];
    let is_whole = file.read_exact(&mut head).is_ok();
    let found = if is_whole && !head.starts_with(b"ttcf") {
        reduced(&mut file, head).and_then(|font| FontInfo::new(&font, 0))
    } else {
        None
    };
    match found {
        Some(info) => Ok(vec![info]),
        // A collection, or a file that is built in another way.
        None => Ok(FontInfo::iter(&fs::read(path)?).collect()),
    }
}

/// A font file, or a collection, whose fonts say nothing against being embedded: the licence bits
/// (`fsType` of `OS/2`) are cleared. What is no such file stays as it is.
pub(super) fn without_licence(mut file: Vec<u8>) -> Vec<u8> {
    const BITS: usize = 8;
    let number = |file: &[u8], at: usize| -> Option<usize> {
        let bytes: [u8; 4] = file.get(at..at + 4)?.try_into().ok()?;
        usize::try_from(u32::from_be_bytes(bytes)).ok()
    };
    let heads: Vec<usize> = if file.starts_with(b"ttcf") {
        let count = number(&file, 8).unwrap_or_default().min(MOST_TABLES);
        (0..count)
            .filter_map(|index| number(&file, HEAD + 4 * index))
            .collect()
    } else {
        vec![0]
    };
    for head in heads {
        let entries = (0..MOST_TABLES).map(|index| head + HEAD + index * ENTRY);
        let mut entries = entries.take_while(|at| at + ENTRY <= file.len());
        let entry = entries.find(|at| file[*at..].starts_with(b"OS/2"));
        let bits = entry
            .and_then(|entry| number(&file, entry + 8))
            .map(|table| table + BITS);
        if let Some(bits) = bits.and_then(|bits| file.get_mut(bits..bits + 2)) {
            bits.fill(0);
        }
    }
    file
}

/// The font as a file of those tables alone; nothing when it is no font.
fn reduced(file: &mut File, mut head: [u8; HEAD]) -> Option<Vec<u8>> {
    let count = usize::from(u16::from_be_bytes([head[4], head[5]]));
    let mut entries = vec![0; count.min(MOST_TABLES) * ENTRY];
    file.read_exact(&mut entries).ok()?;
    let kept: Vec<&[u8]> = entries
        .chunks_exact(ENTRY)
        .filter(|entry| TABLES.iter().any(|name| entry.starts_with(*name)))
        .collect();
    head[5] = u8::try_from(kept.len()).ok()?;
    head[4] = 0;
    let mut font = head.to_vec();
    let mut tables = Vec::new();
    let begin = HEAD + kept.len() * ENTRY;
    for entry in kept {
        let number = |at: usize| {
            let bytes: [u8; 4] = entry.get(at..at + 4)?.try_into().ok()?;
            Some(u32::from_be_bytes(bytes))
        };
        let (from, length) = (number(8)?, number(12)?);
        let length = usize::try_from(length).ok().filter(|l| *l <= MOST_BYTES)?;
        let here = u32::try_from(begin + tables.len()).ok()?;
        font.extend_from_slice(&entry[..8]);
        font.extend_from_slice(&here.to_be_bytes());
        font.extend_from_slice(&entry[12..]);
        file.seek(SeekFrom::Start(from.into())).ok()?;
        let at = tables.len();
        tables.resize(at + length, 0);
        file.read_exact(&mut tables[at..]).ok()?;
        // Tables begin at multiples of four bytes.
        tables.resize(tables.len().next_multiple_of(4), 0);
    }
    font.extend(tables);
    Some(font)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_font_says_the_same_of_itself_as_when_it_is_read_whole() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts");
        let paths = fs::read_dir(folder).unwrap();
        let paths = paths.map(|entry| entry.unwrap().path());
        let mut count = 0;
        for path in paths.filter(|path| path.is_file()) {
            let whole: Vec<FontInfo> = FontInfo::iter(&fs::read(&path).unwrap()).collect();
            assert_eq!(of_file(&path).unwrap(), whole, "{}", path.display());
            count += whole.len();
        }
        assert_eq!(count, 7);
    }
}
