use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::{fs, io};

use typst::foundations::Bytes;
use typst::text::{Font, FontBook, FontInfo, FontVariant, FontWeight};
use typst::utils::LazyHash;

/// The fonts of one or more folders, and of nowhere else, so that the output
/// does not depend on the machine.
pub struct FontSet {
    book: LazyHash<FontBook>,
    slots: Vec<Slot>,
}

struct Slot {
    path: PathBuf,
    index: u32,
    font: OnceLock<Option<Font>>,
}

impl FontSet {
    /// Finds the fonts of the folders; those of the first go first. Only what
    /// the fonts say of themselves is kept; each is read again when it is used.
    pub fn of_folders(folders: &[PathBuf]) -> io::Result<Self> {
        let mut infos = Vec::new();
        let mut slots = Vec::new();
        for path in font_files(folders)? {
            let data = Bytes::new(fs::read(&path)?);
            for font in Font::iter(data) {
                infos.push(font.info().clone());
                slots.push(Slot {
                    path: path.clone(),
                    index: font.index(),
                    font: OnceLock::from(Some(font)),
                });
            }
        }
        Ok(Self {
            book: LazyHash::new(FontBook::from_infos(infos)),
            slots,
        })
    }

    pub(super) fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    pub(super) fn font(&self, index: usize) -> Option<Font> {
        let slot = self.slots.get(index)?;
        let read = || Font::new(Bytes::new(fs::read(&slot.path).ok()?), slot.index);
        slot.font.get_or_init(read).clone()
    }

    pub fn is_empty(&self) -> bool {
        self.slots.is_empty()
    }

    /// The file that a family's type is taken from, bold or regular as the
    /// layout asks for it; nothing when no file has the family.
    pub fn file(&self, family: &str, is_bold: bool) -> Option<&Path> {
        let variant = FontVariant {
            weight: if is_bold {
                FontWeight::BOLD
            } else {
                FontWeight::REGULAR
            },
            ..FontVariant::default()
        };
        let index = self.book.select(&family.to_lowercase(), variant)?;
        self.slots.get(index).map(|slot| slot.path.as_path())
    }

    /// Whether a font of the family has the character.
    pub fn covers(&self, family: &str, character: char) -> bool {
        self.family(family)
            .any(|info| info.coverage.contains(u32::from(character)))
    }

    /// What the fonts of a family say of themselves.
    pub(super) fn family(&self, family: &str) -> impl Iterator<Item = &FontInfo> {
        let name = family.to_lowercase();
        self.book
            .select_family(&name)
            .filter_map(|index| self.book.info(index))
            .collect::<Vec<_>>()
            .into_iter()
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
