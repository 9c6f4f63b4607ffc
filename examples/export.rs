//! `export ROUNDS`: how long the notice of 2023 takes to become a PDF and an OFD file, from the same
//! laid-out pages, by turns in one process: `pdf MICROSECONDS` or `ofd MICROSECONDS`, a line a run.

#![allow(clippy::print_stdout, reason = "it is what it is for")]

use std::error::Error;
use std::path::Path;
use std::time::Instant;

use hongtou::office::{Edition, Office, folder};

fn main() -> Result<(), Box<dyn Error>> {
    let rounds: usize = std::env::args().nth(1).unwrap_or_default().parse()?;
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let told = |_| "the templates or fonts can't be read";
    let templates = root.join("templates/housing");
    let office = Office::of_folders(&templates, &[root.join("fonts")]).map_err(told)?;
    let input = folder::input(&root.join("inputs/2023.toml")).map_err(|_| "no input")?;
    let mut run = office.read(input, false);
    let laid_out = run.lay_out(Edition::default()).ok_or("not laid out")?;
    let notice = run.notice().ok_or("no notice")?;
    for _ in 0..rounds {
        // Typst keeps what it has worked out; a command has nothing of it yet.
        comemo::evict(0);
        let begin = Instant::now();
        laid_out.pdf().map_err(|_| "no PDF")?;
        println!("pdf {}", begin.elapsed().as_micros());
        let begin = Instant::now();
        laid_out.ofd(notice, Vec::new()).map_err(|_| "no OFD")?;
        println!("ofd {}", begin.elapsed().as_micros());
    }
    Ok(())
}
