//! `ofd-readers FILE DPI FOLDER`: what `ofd-core` and `sofd` make of a file. Each page's picture goes
//! into `FOLDER/core` and `FOLDER/sofd`; what `ofd-core` finds wrong is printed, a line each.

use std::error::Error;
use std::{env, fs};

use ofd_core::{OfdReader, RenderOptions, check_path};
use sofd::Document;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let mut next = || arguments.next().ok_or("FILE DPI FOLDER");
    let (file, dpi, folder) = (next()?, next()?.parse::<f64>()?, next()?);
    for problem in check_path(&file).problems {
        println!("{problem}");
    }
    let mut reader = OfdReader::open(&file)?;
    let body = reader.ofd().doc_bodies.first().ok_or("no document")?.clone();
    let document = reader.load_document(&body)?;
    fs::create_dir_all(format!("{folder}/core"))?;
    let options = RenderOptions::with_dpi(dpi);
    for page in 0..document.pages().len() {
        let path = format!("{folder}/core/{:02}.png", page + 1);
        reader.render_page_to_file(&document, page, &options, path)?;
    }
    let document = Document::open_bytes(&fs::read(&file)?)?;
    fs::create_dir_all(format!("{folder}/sofd"))?;
    let options = sofd::RenderOptions { dpi, ..sofd::RenderOptions::default() };
    for page in 0..document.page_count() {
        let png = document.to_png(page, &options)?;
        fs::write(format!("{folder}/sofd/{:02}.png", page + 1), png)?;
    }
    Ok(())
}
