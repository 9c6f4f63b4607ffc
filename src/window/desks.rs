//! What the window has open: an office for each kind, opened when it is first needed, and the pages
//! that were shown last.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use hongtou::calendar::Period;
use hongtou::diagnostic::Diagnostic;
use hongtou::office::folder::{self, KindFolder};
use hongtou::office::{Refusal, Templates, fault};
use tokio::sync::Notify;

use super::guard::Keys;
use super::pages::Shelf as PageShelf;
use crate::cli::arguments::OpenArguments;
use crate::cli::choice::Shelf;
use crate::cli::desk::Desk;
use crate::cli::report::Report;

/// All that the requests share.
pub struct Desks {
    pub arguments: OpenArguments,
    pub keys: Keys,
    pub pages: PageShelf,
    open: Mutex<HashMap<String, (Templates, Arc<Desk>)>>,
    /// One request changes files at a time.
    writing: Mutex<()>,
    /// When somebody last asked, in seconds since the start.
    asked: AtomicU64,
    start: Instant,
    /// That the program is to end.
    pub end: Notify,
}

/// An input that a request names.
pub struct Place {
    pub kind: KindFolder,
    pub period: Period,
    pub path: PathBuf,
    pub desk: Arc<Desk>,
}

/// How a kind without a name is called in addresses.
const ONLY: &str = "-";

impl Desks {
    pub fn new(arguments: OpenArguments, keys: Keys) -> Self {
        Self {
            arguments,
            keys,
            pages: PageShelf::default(),
            open: Mutex::default(),
            writing: Mutex::default(),
            asked: AtomicU64::new(0),
            start: Instant::now(),
            end: Notify::new(),
        }
    }

    /// Notes that somebody asks.
    pub fn is_asked(&self) {
        let now = self.start.elapsed().as_secs();
        self.asked.store(now, Ordering::Relaxed);
    }

    /// For how many seconds nobody has asked.
    pub fn idle(&self) -> u64 {
        let now = self.start.elapsed().as_secs();
        now.saturating_sub(self.asked.load(Ordering::Relaxed))
    }

    /// Whether nothing may be changed but remarks.
    pub fn is_read_only(&self) -> bool {
        self.arguments.read_only
    }

    /// Holds others back while files are changed.
    pub fn write(&self) -> MutexGuard<'_, ()> {
        self.writing.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The kinds, and where their inputs are.
    ///
    /// # Errors
    /// That there are no templates.
    pub fn shelf(&self) -> Result<Shelf, Diagnostic> {
        Shelf::of(self.arguments.templates.as_deref())
    }

    /// The office of a kind, as its templates stand now.
    ///
    /// # Errors
    /// What is wrong with them.
    pub fn desk(&self, kind: &KindFolder) -> Result<Arc<Desk>, Refusal> {
        let now = folder::templates_of(kind)?;
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((templates, desk)) = open.get(&kind.name)
            && *templates == now
        {
            return Ok(Arc::clone(desk));
        }
        let mut report = Report::default();
        let desk = Desk::open(kind, Some(&self.arguments.fonts), &mut report);
        let Some(desk) = desk else {
            return Err(Refusal {
                findings: report.findings,
                sources: report.sources,
            });
        };
        let desk = Arc::new(desk);
        open.insert(kind.name.clone(), (now, Arc::clone(&desk)));
        Ok(desk)
    }

    /// The input of a kind and a period, as an address names them. No path of a file is ever taken
    /// from an address: the two are looked up among those that there are.
    ///
    /// # Errors
    /// That there is none such, or what is wrong with the templates.
    pub fn place(&self, kind: &str, period: &str) -> Result<Place, Refusal> {
        let (kind, period, path) = self.found(kind, period)?;
        let desk = self.desk(&kind)?;
        Ok(Place {
            kind,
            period,
            path,
            desk,
        })
    }

    /// The same without its office.
    ///
    /// # Errors
    /// That there is none such.
    pub fn found(
        &self,
        kind: &str,
        period: &str,
    ) -> Result<(KindFolder, Period, PathBuf), Diagnostic> {
        let kind = self.kind(kind)?;
        let wanted = Period::parse(period);
        let inputs = self.shelf()?.inputs(Some(&kind))?;
        let found = inputs.into_iter().find(|(of, _)| Some(*of) == wanted);
        let (period, path) = found.ok_or_else(|| {
            fault(
                format!("没有这一期：{period}"),
                "请回到首页，从列出的各期里选",
            )
        })?;
        Ok((kind, period, path))
    }

    /// The kind of this name.
    ///
    /// # Errors
    /// That there is none such.
    pub fn kind(&self, name: &str) -> Result<KindFolder, Diagnostic> {
        let all = self.shelf()?;
        let name = if name == ONLY { "" } else { name };
        let kind = all.kinds().iter().find(|kind| kind.name == name);
        kind.cloned()
            .ok_or_else(|| fault(format!("没有这种公文：{name}"), "请回到首页，从列出的里选"))
    }
}

/// A kind as addresses have it.
pub fn in_address(kind: &str) -> &str {
    if kind.is_empty() { ONLY } else { kind }
}

impl Place {
    /// The words by which the commands name it: its file.
    pub fn words(&self) -> Vec<PathBuf> {
        vec![self.path.clone()]
    }

    /// The address of its page.
    pub fn address(&self) -> String {
        address(&self.kind.name, self.period)
    }

    /// The file of the period before beside it.
    pub fn last(&self) -> Option<PathBuf> {
        let name = format!("{}.toml", self.period.plus(-1).stem());
        let last = self.path.with_file_name(name);
        last.is_file().then_some(last)
    }

    /// The file beside the input that ends so: `2023.edits.json`.
    pub fn beside(&self, ending: &str) -> PathBuf {
        Path::new(&self.path).with_extension(ending)
    }
}

/// The address of a period's page.
pub fn address(kind: &str, period: Period) -> String {
    format!("/k/{}/{}", in_address(kind), period.stem())
}
