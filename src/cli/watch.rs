//! Watching an input and the templates: builds again whenever they change.

use std::path::{Path, PathBuf};
use std::process::exit;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use hongtou::diagnostic::Diagnostic;
use hongtou::office::folder::{self, KindFolder, shown};
use hongtou::office::{Input, Office, Refusal, Templates, fault};
use hongtou::source::Sources;
use hongtou::typeset::FontSet;
use notify::event::{AccessKind, AccessMode};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::arguments::WatchArguments;
use super::build::{Builder, Claims};
use super::choice::{Chosen, Shelf};
use super::desk::Desk;
use super::places;
use super::report::{Purpose, Report};

/// An editor is done with a file when it has left it alone for so long.
const QUIET: Duration = Duration::from_millis(10);
/// What never comes to rest is read in between all the same.
const LONGEST: Duration = Duration::from_millis(500);

/// The status of a program that Ctrl-C broke off.
const BROKEN_OFF: i32 = 130;

/// What a watch waits for.
enum Message {
    /// Something happened to a file.
    Event(notify::Result<Event>),
    /// The clerk pressed Ctrl-C.
    End,
}

pub fn run(arguments: &WatchArguments) -> Report {
    let mut report = Report::of(Purpose::Build);
    if let Some((mut watch, events, _watcher)) = begin(arguments, &mut report) {
        anstream::println!(
            "正在看着 {} 和 {}：改了就重新生成，按 Ctrl-C 结束。",
            shown(&watch.input),
            shown(&watch.templates)
        );
        watch.look();
        while wait(&events) {
            watch.look();
        }
        anstream::println!("看到这里为止。");
    }
    report
}

fn begin<'a>(
    arguments: &'a WatchArguments,
    report: &mut Report,
) -> Option<(Watch<'a>, Receiver<Message>, RecommendedWatcher)> {
    let shelf = report.ok(Shelf::of(arguments.input.templates.as_deref()))?;
    let Chosen { kind, path: input } = report.ok(shelf.one(&arguments.input.input))?;
    let templates = shelf.templates().to_owned();
    let folders = report.ok(places::fonts(&arguments.fonts))?;
    let fonts = report.ok(places::font_set(&arguments.fonts, &folders))?;
    let (sender, events) = channel();
    report.ok(end_by_ctrl_c(sender.clone()))?;
    let watcher = report.ok(watched(&templates, &input, sender))?;
    let read: Vec<PathBuf> = [input.clone(), templates.clone()]
        .into_iter()
        .chain(folders)
        .collect();
    let watch = Watch {
        builder: Builder::new(&arguments.output, &read, Claims::default()).without_versions(),
        fonts: Arc::new(fonts),
        kind,
        templates,
        input,
        desk: None,
        last: None,
        told: Vec::new(),
    };
    Some((watch, events, watcher))
}

/// Ctrl-C ends the watch when nothing is being written; pressed again, at once.
fn end_by_ctrl_c(sender: Sender<Message>) -> Result<(), Diagnostic> {
    let is_ending = AtomicBool::new(false);
    let end = move || {
        if is_ending.swap(true, Ordering::Relaxed) || sender.send(Message::End).is_err() {
            exit(BROKEN_OFF);
        }
    };
    ctrlc::set_handler(end)
        .map_err(|error| fault(format!("接不到 Ctrl-C：{error}"), "请换一个终端再试"))
}

/// The input's folder is watched, not the input: an editor may put another file in its place.
fn watched(
    templates: &Path,
    input: &Path,
    sender: Sender<Message>,
) -> Result<RecommendedWatcher, Diagnostic> {
    let unwatched = |error: notify::Error| {
        fault(
            format!("看不了文件夹：{error}"),
            "请核对文件夹和权限；网络上的文件夹请先复制到本机",
        )
    };
    let told = move |event| {
        // Nobody listens any more when the watch has ended.
        let _ = sender.send(Message::Event(event));
    };
    let mut watcher = notify::recommended_watcher(told).map_err(unwatched)?;
    let folders = [
        (templates, RecursiveMode::Recursive),
        (places::parent(input), RecursiveMode::NonRecursive),
    ];
    for (folder, mode) in folders {
        watcher.watch(folder, mode).map_err(unwatched)?;
    }
    Ok(watcher)
}

/// Waits for a change, and until no other follows it at once; false when the watch is to end.
fn wait(events: &Receiver<Message>) -> bool {
    loop {
        match events.recv() {
            Ok(Message::Event(event)) if is_change(&event) => break,
            Ok(Message::Event(_)) => {}
            Ok(Message::End) | Err(_) => return false,
        }
    }
    let first = Instant::now();
    while first.elapsed() < LONGEST {
        match events.recv_timeout(QUIET) {
            Err(RecvTimeoutError::Timeout) => break,
            Ok(Message::End) | Err(RecvTimeoutError::Disconnected) => return false,
            Ok(Message::Event(_)) => {}
        }
    }
    true
}

/// Files that are only read do not change; this program reads them itself.
fn is_change(event: &notify::Result<Event>) -> bool {
    let written = AccessKind::Close(AccessMode::Write);
    match event {
        Ok(event) => !matches!(event.kind, EventKind::Access(kind) if kind != written),
        Err(_) => true,
    }
}

/// What is watched, and how it stood when it was last looked at.
struct Watch<'a> {
    builder: Builder<'a>,
    kind: KindFolder,
    /// The folder of all templates.
    templates: PathBuf,
    input: PathBuf,
    fonts: Arc<FontSet>,
    /// The office, unless the templates keep it from being opened.
    desk: Option<Desk>,
    last: Option<(Templates, Input)>,
    /// What was found then.
    told: Vec<Diagnostic>,
}

impl Watch<'_> {
    /// Builds, if anything is not as it was, and tells what came of it.
    fn look(&mut self) {
        let start = Instant::now();
        let (templates, input) = (folder::templates_of(&self.kind), folder::input(&self.input));
        let last = self.last.take();
        let now = templates
            .as_ref()
            .ok()
            .cloned()
            .zip(input.as_ref().ok().cloned());
        if now.is_some() && now == last {
            self.last = last;
            return;
        }
        let has_office =
            self.desk.is_some() && last.zip(now.as_ref()).is_some_and(|(a, b)| a.0 == b.0);
        self.last = now;
        let mut report = Report::of(Purpose::Build);
        if !has_office {
            let opened = templates.and_then(|templates| self.open(templates));
            self.desk = report.ok(opened);
        }
        if let Some(desk) = &self.desk {
            report = self.builder.build(desk, &self.input, input);
        }
        self.tell(&report, start);
    }

    fn open(&self, templates: Templates) -> Result<Desk, Refusal> {
        let office = Office::without_fonts(templates, Sources::default())?;
        office.use_fonts(Arc::clone(&self.fonts));
        Ok(Desk::of_office(office))
    }

    /// What has come and what has gone since the last time, and what was written.
    fn tell(&mut self, report: &Report, start: Instant) {
        let has = |findings: &[Diagnostic], finding: &Diagnostic| {
            let is_same = |other: &Diagnostic| {
                (other.code, &other.message, &other.subject)
                    == (finding.code, &finding.message, &finding.subject)
            };
            findings.iter().any(is_same)
        };
        let found = report.shown();
        let came: Vec<Diagnostic> = found
            .iter()
            .filter(|f| !has(&self.told, f))
            .cloned()
            .collect();
        anstream::eprint!("{}", report.render(&came));
        for gone in self.told.iter().filter(|f| !has(&found, f)) {
            anstream::println!("　已没有：{}", gone.message);
        }
        let name = shown(&self.input);
        if report.has_errors() {
            anstream::println!("✗ {name}　{}", report.summary());
        } else {
            let done = report.done.first().map_or("", String::as_str);
            let time = start.elapsed().as_millis();
            anstream::println!("✓ {name}　{done}，用了 {time} 毫秒");
        }
        self.told = found;
    }
}
