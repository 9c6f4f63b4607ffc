//! One office for many notices: `cargo run --release --example many -- OUT INPUT...`

use std::error::Error;
use std::path::{Path, PathBuf};
use std::thread::{self, ScopedJoinHandle};
use std::{env, fs};

use hongtou::diagnostic::short;
use hongtou::office::{Kind, Office, folder};

/// Builds each input in a thread of its own, into `out`; gives what was found in each.
pub fn build(root: &Path, inputs: &[PathBuf], out: &Path) -> Result<Vec<String>, Box<dyn Error>> {
    let office = Office::of_folders(&root.join("templates"), &[root.join("fonts")])?;
    thread::scope(|scope| {
        let office = &office;
        let threads: Vec<_> = inputs
            .iter()
            .map(|input| scope.spawn(move || make(office, input, out)))
            .collect();
        let found = threads.into_iter().map(ScopedJoinHandle::join);
        found
            .map(|found| Ok(found.map_err(|_| "a thread ended early")??))
            .collect()
    })
}

fn make(office: &Office, input: &Path, out: &Path) -> Result<String, String> {
    let input = folder::input(input).map_err(|fault| fault.message)?;
    let mut run = office.read(input, false);
    if let Some(printed) = run.print(Kind::default(), false) {
        for (name, bytes) in run.results(printed).map_err(|fault| fault.message)? {
            fs::write(out.join(name), bytes).map_err(|error| error.to_string())?;
        }
    }
    Ok(short(run.findings(), run.sources()))
}

#[allow(
    dead_code,
    clippy::print_stdout,
    reason = "the tests call what it calls"
)]
fn main() -> Result<(), Box<dyn Error>> {
    let mut paths = env::args_os().skip(1).map(PathBuf::from);
    let out = paths
        .next()
        .ok_or("the folder for the results is missing")?;
    let inputs: Vec<PathBuf> = paths.collect();
    fs::create_dir_all(&out)?;
    for found in build(Path::new("."), &inputs, &out)? {
        println!("{found}");
    }
    Ok(())
}
