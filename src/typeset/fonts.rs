use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::{fs, io};

use filebuffer::FileBuffer;
use rayon::prelude::*;
use typst::foundations::Bytes;
use typst::layout::Abs;
use typst::text::{Font, FontBook, FontInfo, FontVariant, FontVariations, FontWeight};
use typst::utils::{LazyHash, hash128};

use super::font_info;
use super::width::{Billionths, ONE, is_full_width};

/// The fonts of one or more folders, and of nowhere else, so that the output
/// does not depend on the machine.
#[derive(Default)]
pub struct FontSet {
    book: LazyHash<FontBook>,
    slots: Vec<Slot>,
    /// Whether the office holds licences for fonts that forbid to embed them.
    is_licensed: bool,
}

struct Slot {
    path: PathBuf,
    index: u32,
    font: OnceLock<Option<Font>>,
    characters: OnceLock<Characters>,
}

/// Which characters a font has, a bit each: typst's own list of them is gone through from its beginning
/// for each question.
#[derive(Default)]
pub(super) struct Characters(Vec<u64>);

impl Characters {
    fn of(info: &FontInfo) -> Self {
        let mut all = Self::default();
        for character in info.coverage.iter() {
            let (word, bit) = Self::place(character);
            if word >= all.0.len() {
                all.0.resize(word + 1, 0);
            }
            all.0[word] |= bit;
        }
        all
    }

    /// Whether the font has the character.
    pub(super) fn has(&self, character: char) -> bool {
        let (word, bit) = Self::place(u32::from(character));
        self.0.get(word).is_some_and(|word| word & bit != 0)
    }

    fn place(character: u32) -> (usize, u64) {
        let word = usize::try_from(character / u64::BITS).unwrap_or(usize::MAX);
        (word, 1 << (character % u64::BITS))
    }
}

impl FontSet {
    /// Finds the fonts of the folders; those of the first go first. Only what
    /// the fonts say of themselves is read; the rest of each when it is used.
    pub fn of_folders(folders: &[PathBuf]) -> io::Result<Self> {
        let files = font_files(folders)?;
        let read = files.par_iter().map(|path| font_info::of_file(path));
        let read: Vec<Vec<FontInfo>> = read.collect::<io::Result<_>>()?;
        let mut infos = Vec::new();
        let mut slots = Vec::new();
        for (path, fonts) in files.iter().zip(read) {
            for (index, info) in (0..).zip(fonts) {
                infos.push(info);
                slots.push(Slot {
                    path: path.clone(),
                    index,
                    font: OnceLock::new(),
                    characters: OnceLock::new(),
                });
            }
        }
        Ok(Self {
            book: LazyHash::new(FontBook::from_infos(infos)),
            slots,
            is_licensed: false,
        })
    }

    /// The same fonts, those that forbid to embed them as well: for an office that holds a licence
    /// which allows it. Otherwise neither a PDF nor an OFD is made with such a font.
    #[must_use]
    pub fn licensed(mut self) -> Self {
        self.is_licensed = true;
        self
    }

    pub(super) fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    pub(super) fn font(&self, index: usize) -> Option<Font> {
        let slot = self.slots.get(index)?;
        // Mapped: of some million bytes a notice needs a few thousand.
        let read = || {
            if self.is_licensed {
                let bytes = font_info::without_licence(fs::read(&slot.path).ok()?);
                return Font::new(Bytes::new(bytes), slot.index);
            }
            let bytes = FileBuffer::open(&slot.path).ok()?;
            Font::new(Bytes::new(bytes), slot.index)
        };
        slot.font.get_or_init(read).clone()
    }

    /// Reads beforehand what a layout is going to ask for: of each role the first family that there
    /// is, regular and bold. Typst knows a font by the hash of its file, some millions of bytes.
    pub fn load(&self, roles: &[(String, Vec<String>)]) {
        for (_, families) in roles {
            let family = families.iter().find(|family| self.has(family));
            for is_bold in [true, false] {
                let index = family.and_then(|family| self.selected(family, is_bold));
                if let Some(font) = index.and_then(|index| self.font(index)) {
                    hash128(&font);
                }
            }
        }
    }

    /// The families by the names that finished files give their fonts (`PostScript` names).
    pub fn by_file_name(&self) -> BTreeMap<String, String> {
        const POSTSCRIPT: u16 = 6;
        let fonts = (0..self.slots.len()).filter_map(|index| self.font(index));
        let named = fonts.filter_map(|font| {
            let read = ttf_parser::Face::parse(font.data(), font.index()).ok()?;
            let mut names = read.names().into_iter();
            let name = names.find(|name| name.name_id == POSTSCRIPT && name.is_unicode());
            Some((name?.to_string()?, font.info().family.clone()))
        });
        named.collect()
    }

    fn selected(&self, family: &str, is_bold: bool) -> Option<usize> {
        self.book.select(&family.to_lowercase(), variant(is_bold))
    }

    /// Whether the folders held no font at all.
    pub fn is_empty(&self) -> bool {
        self.slots.is_empty()
    }

    /// The file that a family's type is taken from, bold or regular as the
    /// layout asks for it; nothing when no file has the family.
    pub fn file(&self, family: &str, is_bold: bool) -> Option<&Path> {
        let index = self.selected(family, is_bold)?;
        self.slots.get(index).map(|slot| slot.path.as_path())
    }

    /// Whether a font of the family has the character.
    pub fn covers(&self, family: &str, character: char) -> bool {
        let mut fonts = self.characters(family);
        fonts.any(|font| font.has(character))
    }

    /// Whether there is a font of the family.
    pub(super) fn has(&self, family: &str) -> bool {
        self.book.contains_family(&family.to_lowercase())
    }

    /// How wide a text comes out in the first of the families that has its characters, bold, in
    /// em. Full-width characters are one em in every font.
    pub(super) fn width(&self, families: &[String], text: &str) -> Billionths {
        let of = |character: char| {
            let of_family = |family: &String| {
                let index = self.selected(family, true)?;
                let font = self.font(index)?;
                let font = font.instantiate(variant(true), Abs::zero(), &FontVariations::default());
                let glyph = font.ttf().glyph_index(character)?;
                let advance = font.ttf().glyph_hor_advance(glyph)?;
                let em = Billionths::from(font.ttf().units_per_em());
                Some(Billionths::from(advance) * ONE / em)
            };
            if is_full_width(character) {
                return ONE;
            }
            families.iter().find_map(of_family).unwrap_or(ONE)
        };
        text.chars().map(of).sum()
    }

    /// The characters of each font of a family.
    pub(super) fn characters(&self, family: &str) -> impl Iterator<Item = &Characters> {
        let fonts: Vec<usize> = self.book.select_family(&family.to_lowercase()).collect();
        fonts.into_iter().filter_map(|index| {
            let (slot, info) = self.slots.get(index).zip(self.book.info(index))?;
            Some(slot.characters.get_or_init(|| Characters::of(info)))
        })
    }
}

fn variant(is_bold: bool) -> FontVariant {
    FontVariant {
        weight: if is_bold {
            FontWeight::BOLD
        } else {
            FontWeight::REGULAR
        },
        ..FontVariant::default()
    }
}

fn font_files(folders: &[PathBuf]) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for folder in folders {
        let mut here: Vec<PathBuf> = fs::read_dir(folder)?
            .map(|entry| entry.map(|entry| entry.path()))
            .collect::<io::Result<_>>()?;
        here.retain(|path| is_font(path));
        // The order of a folder differs from machine to machine.
        here.sort();
        files.extend(here);
    }
    Ok(files)
}

fn is_font(path: &Path) -> bool {
    path.extension()
        .and_then(|extension| extension.to_str())
        .is_some_and(|e| ["ttf", "otf", "ttc", "otc"].contains(&e.to_lowercase().as_str()))
}
