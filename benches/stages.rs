//! What each stage takes, from the read input to the PDF and to the comparison of two years.
//! `cargo bench`, or `cargo bench -- check` for one of them.

#![allow(
    clippy::unwrap_used,
    reason = "a benchmark that meets the unexpected shall fail"
)]

use std::fmt;
use std::fs;

use divan::Bencher;
use hongtou::audit::audit;
use hongtou::check::{Completeness, check};
use hongtou::compare::{Side, compare};
use hongtou::compose::compose;
use hongtou::figures::{Earlier, derive};
use hongtou::input::{Inputs, read};
use hongtou::model::Model;
use hongtou::pipeline::{Setting, Year, make_year};
use hongtou::source::{SourceId, Sources};
use hongtou::typeset::{FontSet, LaidOut, Layout, LayoutFiles, Standard, lay_out};

#[path = "../tests/shared/counties.rs"]
mod counties;
#[path = "../tests/shared/mod.rs"]
#[allow(dead_code, reason = "the tests use more of it")]
mod shared;

use counties::City;
use shared::{model, root, templates};

fn main() {
    divan::main();
}

/// Which years are gone through.
#[derive(Clone, Copy)]
enum Of {
    Published,
    MadeUp(u64),
}

const ALL: [Of; 4] = [
    Of::Published,
    Of::MadeUp(6),
    Of::MadeUp(60),
    Of::MadeUp(600),
];
/// Pages take long enough to make without the most counties.
const TO_LAY_OUT: [Of; 3] = [Of::Published, Of::MadeUp(6), Of::MadeUp(60)];

impl fmt::Display for Of {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::Published => formatter.write_str("2023"),
            Self::MadeUp(counties) => write!(formatter, "{counties} counties"),
        }
    }
}

/// A year's input as read, with the one before, and what it is read by.
struct Desk {
    sources: Sources,
    model: Model,
    this: SourceId,
    last: SourceId,
    layout: LayoutFiles,
}

impl Desk {
    fn new(of: Of) -> Self {
        let mut sources = Sources::default();
        let model = model(&mut sources);
        let mut add = |year: u64| {
            let text = match of {
                Of::Published => {
                    fs::read_to_string(root().join(format!("inputs/{year}.toml"))).unwrap()
                }
                Of::MadeUp(counties) => City {
                    year,
                    counties,
                    place: 0,
                }
                .toml(),
            };
            sources.add(format!("inputs/{year}.toml"), text)
        };
        let (last, this) = (add(2022), add(2023));
        Self {
            sources,
            model,
            this,
            last,
            layout: LayoutFiles::new(&templates("typ")),
        }
    }

    fn inputs(&self) -> Inputs {
        read(self.this, &self.sources, &self.model).0.unwrap()
    }

    fn year(&self, input: SourceId) -> Year {
        make_year(&self.model, input, &self.sources, Setting::default())
            .0
            .unwrap()
    }

    fn lay_out(&self, year: &Year, fonts: &FontSet) -> LaidOut {
        let layout = Layout {
            files: &self.layout,
            roles: &self.model.office.fonts,
            draft: false,
            standard: Standard::default(),
            ahead: false,
        };
        lay_out(&year.notice, &layout, fonts).unwrap()
    }
}

fn fonts() -> FontSet {
    FontSet::of_folders(&[root().join("fonts")]).unwrap()
}

#[divan::bench]
fn templates_loaded() -> Desk {
    Desk::new(Of::Published)
}

#[divan::bench]
fn fonts_found() -> FontSet {
    fonts()
}

#[divan::bench(args = ALL)]
fn read_input(bencher: Bencher, of: Of) {
    let desk = Desk::new(of);
    bencher.bench(|| desk.inputs());
}

#[divan::bench(args = ALL)]
fn derive_figures(bencher: Bencher, of: Of) {
    let desk = Desk::new(of);
    let inputs = desk.inputs();
    bencher.bench(|| derive(&desk.model, &inputs, Earlier::default()));
}

#[divan::bench(args = ALL)]
fn check_figures(bencher: Bencher, of: Of) {
    let desk = Desk::new(of);
    let inputs = desk.inputs();
    let figures = derive(&desk.model, &inputs, Earlier::default()).unwrap();
    bencher.bench(|| {
        check(
            &desk.model,
            &inputs,
            &figures,
            &desk.sources,
            Completeness::Complete,
        )
    });
}

#[divan::bench(args = ALL)]
fn compose_notice(bencher: Bencher, of: Of) {
    let desk = Desk::new(of);
    let inputs = desk.inputs();
    let figures = derive(&desk.model, &inputs, Earlier::default()).unwrap();
    bencher.bench(|| compose(&desk.model, &inputs, &figures));
}

/// Cold: what typst remembers of earlier pages is forgotten before each.
#[divan::bench(args = TO_LAY_OUT)]
fn lay_out_pages(bencher: Bencher, of: Of) {
    let (desk, fonts) = (Desk::new(of), fonts());
    let year = desk.year(desk.this);
    bencher
        .with_inputs(|| comemo::evict(0))
        .bench_values(|()| desk.lay_out(&year, &fonts));
}

#[divan::bench(args = TO_LAY_OUT)]
fn audit_pages(bencher: Bencher, of: Of) {
    let (desk, fonts) = (Desk::new(of), fonts());
    let year = desk.year(desk.this);
    let laid_out = desk.lay_out(&year, &fonts);
    bencher.bench(|| audit(&year.notice, &desk.model.office.fonts, laid_out.pages()));
}

#[divan::bench(args = TO_LAY_OUT)]
fn write_pdf(bencher: Bencher, of: Of) {
    let (desk, fonts) = (Desk::new(of), fonts());
    let laid_out = desk.lay_out(&desk.year(desk.this), &fonts);
    bencher
        .with_inputs(|| comemo::evict(0))
        .bench_values(|()| laid_out.pdf());
}

/// The same pages as OFD, with nothing attached.
#[divan::bench(args = TO_LAY_OUT)]
fn write_ofd(bencher: Bencher, of: Of) {
    let (desk, fonts) = (Desk::new(of), fonts());
    let year = desk.year(desk.this);
    let laid_out = desk.lay_out(&year, &fonts);
    bencher
        .with_inputs(|| comemo::evict(0))
        .bench_values(|()| laid_out.ofd(&year.notice, Vec::new()));
}

#[divan::bench(args = ALL)]
fn diff_years(bencher: Bencher, of: Of) {
    let desk = Desk::new(of);
    let (last, this) = (desk.year(desk.last), desk.year(desk.this));
    let side = |year| Side {
        model: &desk.model,
        year,
    };
    bencher.bench(|| compare(side(&last), side(&this), &desk.sources));
}
