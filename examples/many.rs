//! One office for many notices: `cargo run --release --example many -- OUT INPUT...`

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

use hongtou::at_once;
use hongtou::diagnostic::short;
use hongtou::office::{Edition, Office, Refusal, folder};

type Fault = Box<dyn Error + Send + Sync>;

/// Builds the inputs into `out`, several at once; gives what was found in each.
pub fn build(root: &Path, inputs: &[PathBuf], out: &Path) -> Result<Vec<String>, Fault> {
    let office = Office::of_folders(&root.join("templates/housing"), &[root.join("fonts")])?;
    let mut found = Vec::new();
    at_once::each(
        inputs,
        |input| make(&office, input, out),
        |_, of_one| found.push(of_one),
    )?;
    found.into_iter().collect()
}

fn make(office: &Office, input: &Path, out: &Path) -> Result<String, Fault> {
    let mut run = office.read(folder::input(input).map_err(Refusal::from)?, false);
    if let Some(printed) = run.print(Edition::default(), false) {
        for (name, bytes) in run.results(printed).map_err(Refusal::from)?.files {
            fs::write(out.join(name), bytes)?;
        }
    }
    Ok(short(run.findings(), run.sources()))
}

#[allow(
    dead_code,
    clippy::print_stdout,
    reason = "the tests call what it calls"
)]
fn main() -> Result<(), Fault> {
    let mut paths = env::args_os().skip(1).map(PathBuf::from);
    let out = paths.next().ok_or("the folder for results is missing")?;
    fs::create_dir_all(&out)?;
    for found in build(Path::new("."), &paths.collect::<Vec<_>>(), &out)? {
        println!("{found}");
    }
    Ok(())
}
