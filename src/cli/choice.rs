//! Which inputs a command means, and the templates of their kinds: files and folders as they are
//! named, or a kind of notice and its periods.

use std::path::{Path, PathBuf};

use hongtou::calendar::Period;
use hongtou::diagnostic::Diagnostic;
use hongtou::office::fault;
use hongtou::office::folder::{self, KindFolder, periods_in};

use super::places;

/// An input, and where the templates of its kind are.
#[derive(Clone, Debug)]
pub struct Chosen {
    pub kind: KindFolder,
    pub path: PathBuf,
}

/// What a word of the command line names.
enum Word {
    Path(PathBuf),
    Kind(KindFolder),
    Period(Period),
}

/// The kinds of an office, and where its inputs are.
pub struct Shelf {
    kinds: Vec<KindFolder>,
    /// The folder of templates.
    templates: PathBuf,
}

/// The first of some guesses that names an input; without one no words, which stand for the newest.
pub fn known(
    templates: Option<&Path>,
    guesses: impl IntoIterator<Item = Vec<PathBuf>>,
) -> Vec<PathBuf> {
    let shelf = Shelf::of(templates);
    let mut guesses = guesses.into_iter();
    let is_one = |words: &Vec<PathBuf>| shelf.as_ref().is_ok_and(|shelf| shelf.one(words).is_ok());
    guesses.find(is_one).unwrap_or_default()
}

impl Shelf {
    /// Looks at a folder of templates: the one that was told, or the program's own.
    pub fn of(templates: Option<&Path>) -> Result<Self, Diagnostic> {
        let templates = places::folder(templates, "templates")?;
        let mut kinds = folder::kinds(&templates);
        if kinds.is_empty() {
            // What is missing in it is told when it is read.
            kinds.push(folder::only_kind(&templates)?);
        }
        Ok(Self { kinds, templates })
    }

    /// Every kind, in the order of their names.
    pub fn kinds(&self) -> &[KindFolder] {
        &self.kinds
    }

    /// The folder that they are in.
    pub fn templates(&self) -> &Path {
        &self.templates
    }

    /// The one input that the words name; without words, the newest.
    pub fn one(&self, words: &[PathBuf]) -> Result<Chosen, Diagnostic> {
        let (mut chosen, kind) = self.named(words)?;
        match (chosen.len(), kind) {
            (0, kind) => self.newest(kind.as_ref()),
            (1, _) => self.chosen(chosen.remove(0)),
            _ => Err(fault(
                "这个命令一次只看一份数据",
                "请只写一个数据文件，或一种通报和它的一期",
            )),
        }
    }

    /// All inputs that the words name, files in folders as well; without words, the newest.
    pub fn many(&self, words: &[PathBuf]) -> Result<Vec<Chosen>, Vec<Diagnostic>> {
        let (paths, kind) = self.named(words).map_err(|fault| vec![fault])?;
        if paths.is_empty() {
            let newest = self.newest(kind.as_ref());
            return newest
                .map(|chosen| vec![chosen])
                .map_err(|fault| vec![fault]);
        }
        let paths = places::inputs(&paths)?;
        let chosen = paths.into_iter().map(|path| self.chosen(path));
        let mut faults = Vec::new();
        let chosen = chosen.filter_map(|chosen| chosen.map_err(|fault| faults.push(fault)).ok());
        let chosen: Vec<Chosen> = chosen.collect();
        if faults.is_empty() {
            Ok(chosen)
        } else {
            Err(faults)
        }
    }

    /// The paths that words name, and the kind of which the newest input is meant.
    pub fn named(
        &self,
        words: &[PathBuf],
    ) -> Result<(Vec<PathBuf>, Option<KindFolder>), Diagnostic> {
        let (mut paths, mut kind, mut is_open) = (Vec::new(), None, false);
        for word in words {
            match self.word(word) {
                Word::Path(path) => paths.push(path),
                Word::Kind(named) => {
                    if is_open {
                        break;
                    }
                    (kind, is_open) = (Some(named), true);
                    continue;
                }
                Word::Period(period) => paths.push(self.of_period(kind.as_ref(), period)?),
            }
            is_open = false;
        }
        if is_open && !paths.is_empty() {
            paths.push(self.newest(kind.as_ref())?.path);
        }
        Ok((paths, kind))
    }

    fn word(&self, word: &Path) -> Word {
        let text = word.to_str().unwrap_or_default();
        if word.is_file() {
            return Word::Path(word.to_owned());
        }
        if let Some(kind) = self.kinds.iter().find(|kind| kind.name == text)
            && !text.is_empty()
        {
            return Word::Kind(kind.clone());
        }
        match Period::parse(text) {
            Some(period) if !word.exists() => Word::Period(period),
            _ => Word::Path(word.to_owned()),
        }
    }

    /// An input with the templates of its kind.
    pub fn chosen(&self, path: PathBuf) -> Result<Chosen, Diagnostic> {
        let kind = match self.kinds.as_slice() {
            [only] if only.name.is_empty() => only.clone(),
            kinds => match folder::read(&path) {
                Ok(file) => folder::kind_of(&path, file.text(), kinds)?,
                // Of many inputs it alone fails, when it is to be read.
                Err(_) => folder::kind_of(&path, "", kinds).unwrap_or_else(|_| kinds[0].clone()),
            },
        };
        Ok(Chosen { kind, path })
    }

    /// The input of a period: of a kind, or of the only kind that has one.
    pub fn of_period(
        &self,
        kind: Option<&KindFolder>,
        period: Period,
    ) -> Result<PathBuf, Diagnostic> {
        let name = format!("{}.toml", period.stem());
        let mut found: Vec<PathBuf> = self
            .inputs(kind)?
            .into_iter()
            .filter(|(of, _)| *of == period)
            .map(|(_, path)| path)
            .collect();
        // What stands in the folder itself is what an office makes most of all.
        let right = places::folder(None, "inputs")?.join(&name);
        if found.contains(&right) && kind.is_none() {
            return Ok(right);
        }
        match found.len() {
            1 => Ok(found.remove(0)),
            0 => Err(fault(
                match kind {
                    Some(kind) if !kind.name.is_empty() => {
                        format!("没有 {} 的 {name}", kind.name)
                    }
                    _ => format!("inputs 里没有 {name}"),
                },
                "请核对期别，或写明数据文件；hongtou list 列出各种通报的各期",
            )),
            _ => Err(fault(
                format!("有几种通报都有 {name}"),
                format!(
                    "请写明是哪一种，例如 hongtou build {} {}",
                    self.kinds[0].name,
                    period.stem()
                ),
            )),
        }
    }

    /// The newest input before a period, of the kind that the words name.
    pub fn before(&self, words: &[PathBuf], period: Period) -> Result<Chosen, Diagnostic> {
        let (_, kind) = self.named(words)?;
        let folder = places::folder(None, "inputs")?;
        let mut inputs = self.inputs(kind.as_ref())?;
        let is_right = |(_, path): &(Period, PathBuf)| places::parent(path) == folder;
        // What stands in the folder itself is what an office makes most of all.
        if kind.is_none() && inputs.iter().any(is_right) {
            inputs.retain(is_right);
        }
        let before = inputs
            .into_iter()
            .filter(|(of, _)| period.since(*of).is_some_and(|since| since > 0));
        let newest = before.max_by_key(|(of, _)| *of).ok_or_else(|| {
            fault(
                format!("没有 {} 以前的数据文件", period.stem()),
                "请用 --from 写明上一期的数据文件",
            )
        })?;
        self.chosen(newest.1)
    }

    /// The newest input: of a kind, or of those right in the folder of inputs.
    fn newest(&self, kind: Option<&KindFolder>) -> Result<Chosen, Diagnostic> {
        let folder = places::folder(None, "inputs")?;
        let mut inputs = self.inputs(kind)?;
        if kind.is_none()
            && inputs
                .iter()
                .any(|(_, path)| places::parent(path) == folder)
        {
            inputs.retain(|(_, path)| places::parent(path) == folder);
        }
        let mut newest: Vec<(Period, Chosen)> = Vec::new();
        let (readable, others): (Vec<_>, Vec<_>) = inputs
            .into_iter()
            .partition(|(_, path)| folder::read(path).is_ok());
        for (period, path) in readable {
            let chosen = self.chosen(path)?;
            match newest.iter_mut().find(|(_, one)| one.kind == chosen.kind) {
                Some(one) if one.0 < period => *one = (period, chosen),
                Some(_) => {}
                None => newest.push((period, chosen)),
            }
        }
        // What can't be read does not say its kind: it is taken for one of the others.
        for (period, path) in others {
            match newest.as_mut_slice() {
                [] => newest.push((period, self.chosen(path)?)),
                [one] if one.0 < period => {
                    one.0 = period;
                    one.1.path = path;
                }
                _ => {}
            }
        }
        match newest.len() {
            1 => Ok(newest.remove(0).1),
            0 => Err(fault(
                format!("{} 里没有数据文件", folder.display()),
                "数据文件以年份命名，例如 inputs/2023.toml",
            )),
            _ => Err(fault(
                "有几种通报，没有写是哪一种",
                format!(
                    "请写明，例如 hongtou build {}；可用的有 {}",
                    self.kinds[0].name,
                    folder::names(&self.kinds)
                ),
            )),
        }
    }

    /// The inputs that are named after a period: those right in the folder of inputs, and those in
    /// the folders of their kinds; of one kind alone where one is meant.
    pub fn inputs(&self, kind: Option<&KindFolder>) -> Result<Vec<(Period, PathBuf)>, Diagnostic> {
        let root = places::folder(None, "inputs")?;
        let folders = self.kinds.iter().filter(|kind| !kind.name.is_empty());
        let folders = folders.map(|kind| root.join(&kind.name));
        let folders: Vec<PathBuf> = std::iter::once(root.clone()).chain(folders).collect();
        let mut inputs = Vec::new();
        for folder in folders {
            let mut periods = periods_in(&folder);
            periods.sort();
            for period in periods {
                let path = folder.join(format!("{}.toml", period.stem()));
                let is_meant = match kind {
                    Some(kind) => self.chosen(path.clone()).is_ok_and(|one| one.kind == *kind),
                    None => true,
                };
                if is_meant {
                    inputs.push((period, path));
                }
            }
        }
        Ok(inputs)
    }
}
