//! What is written is written whole, beside what was there, and over nothing that was read.

use std::fs;
use std::path::PathBuf;

use crate::support::{Input, Run, root};

/// An office of its own, so that nothing of the repository is in danger.
fn office() -> Run {
    let run = Run::new();
    run.copy("templates");
    run.copy("fonts");
    run.write("inputs/2022.toml", Input::with_totals(2022).text());
    run.write("inputs/2023.toml", Input::with_totals(2023).text());
    run
}

/// All files below the folder and their bytes.
fn all(run: &Run) -> Vec<(PathBuf, Vec<u8>)> {
    let walk = walkdir::WalkDir::new(run.path()).sort_by_file_name();
    let files = walk.into_iter().map(Result::unwrap);
    let files = files.filter(|entry| entry.file_type().is_file());
    files
        .map(|entry| (entry.path().to_owned(), fs::read(entry.path()).unwrap()))
        .collect()
}

#[test]
fn no_command_writes_over_what_it_reads() {
    let run = office();
    let old = "inputs/2022.toml";
    let new = "inputs/2023.toml";
    assert_eq!(
        run.command(&["build", old]).output().unwrap().status.code(),
        Some(0)
    );
    let before = all(&run);
    let read = [
        old,
        new,
        "./inputs/../inputs/2023.toml",
        "templates/housing/notice.toml",
        "templates/gongwen/page.typ",
        "fonts/gkai00mp.ttf",
        "fonts/README.md",
        "out/2022.zip",
    ];
    for target in read {
        for format in ["html", "json", "text", "pdf"] {
            let diff = ["diff", old, new, "--format", format, "--out", target];
            for force in [&[][..], &["--force"]] {
                let arguments: Vec<&str> = diff.iter().chain(force).copied().collect();
                let output = run.command(&arguments).output().unwrap();
                assert_eq!(output.status.code(), Some(1), "{arguments:?}");
                let told = String::from_utf8(output.stderr).unwrap();
                assert!(told.contains("不会盖掉它"), "{told}");
            }
        }
        let output = run
            .command(&["new", "2024", "--from", new, "--out", target])
            .output();
        assert_eq!(output.unwrap().status.code(), Some(1), "{target}");
    }
    assert!(all(&run) == before, "something was written over");
}

/// An input may be called what a result is called.
#[test]
fn a_result_does_not_replace_an_input_of_its_name() {
    let run = office();
    run.write("here/2023.txt", Input::of_2023().text());
    let before = run.read("here/2023.txt");
    for command in [
        &["build", "here/2023.txt"][..],
        &["build", "here/2023.txt", "inputs/2022.toml"],
    ] {
        let arguments: Vec<&str> = command
            .iter()
            .chain(&["--out", "here", "--force"])
            .copied()
            .collect();
        let output = run.command(&arguments).output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        assert!(
            String::from_utf8(output.stderr)
                .unwrap()
                .contains("here/2023.txt 是数据")
        );
        assert_eq!(run.read("here/2023.txt"), before);
        assert!(!run.path().join("here/2023.pdf").exists());
    }
}

#[test]
fn what_a_killed_run_left_is_removed_and_nothing_else() {
    let run = office();
    run.write("out/.hongtou-aBc123.tmp", "left");
    run.write("out/.tmpAbC123", "another program's");
    run.write("out/hongtou-notes.tmp", "the clerk's");
    run.write("out/.hongtou-folder.tmp/kept", "a folder");
    // Somebody is writing this one.
    run.write("out/.hongtou-living.tmp", "");
    let living = fs::File::open(run.path().join("out/.hongtou-living.tmp")).unwrap();
    living.lock().unwrap();
    let build = ["build", "inputs/2023.toml"];
    assert!(run.command(&build).output().unwrap().status.success());
    let there = |name: &str| run.path().join("out").join(name).exists();
    assert!(!there(".hongtou-aBc123.tmp"));
    assert!(there(".tmpAbC123") && there("hongtou-notes.tmp"));
    assert!(there(".hongtou-folder.tmp/kept") && there(".hongtou-living.tmp"));
    drop(living);
    assert!(run.command(&build).output().unwrap().status.success());
    assert!(!there(".hongtou-living.tmp"));
}

/// Killed at any moment, a run leaves the last good files, and the next one no litter.
#[cfg(unix)]
#[test]
fn a_killed_run_leaves_the_last_good_files() {
    let run = office();
    let build = ["build", "inputs/2023.toml"];
    assert!(run.command(&build).output().unwrap().status.success());
    let good = ["pdf", "txt", "zip"].map(|kind| run.read(&format!("out/2023.{kind}")));
    for wait in [5, 40, 80, 120, 160, 200, 240] {
        let mut child = std::process::Command::new(assert_cmd::cargo::cargo_bin("hongtou"))
            .args(build)
            .current_dir(run.path())
            .stdout(std::process::Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(std::time::Duration::from_millis(wait));
        let _ = child.kill();
        child.wait().unwrap();
        let now = ["pdf", "txt", "zip"].map(|kind| run.read(&format!("out/2023.{kind}")));
        assert!(now == good, "after {wait} ms");
    }
    assert!(run.command(&build).output().unwrap().status.success());
    // The results, and the folder of the versions, without what was being written.
    let left = fs::read_dir(run.path().join("out")).unwrap().count();
    assert_eq!(left, 4);
    for folder in ["out/versions", "out/versions/texts"] {
        let left = fs::read_dir(run.path().join(folder)).unwrap();
        let mut names = left.map(|file| file.unwrap().file_name().into_string().unwrap());
        assert!(!names.any(|name| name.contains(".tmp")), "{folder}");
    }
}

/// Folders that lead back into themselves come to an end.
#[cfg(unix)]
#[test]
fn links_that_go_in_circles_end() {
    use std::os::unix::fs::symlink;
    let run = office();
    for folder in ["templates", "fonts", "inputs"] {
        symlink(
            run.path().join(folder),
            run.path().join(folder).join("again"),
        )
        .unwrap();
    }
    symlink(run.path(), run.path().join("templates/housing/figures/up")).unwrap();
    let command = ["build", "inputs/2023.toml"];
    let output = run.command(&command).output().unwrap();
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success(), "{told}");
    let of_root = Run::new();
    of_root.write("inputs/2022.toml", Input::with_totals(2022).text());
    of_root.write("inputs/2023.toml", Input::with_totals(2023).text());
    let (templates, fonts) = (root().join("templates/housing"), root().join("fonts"));
    let folders = [
        "--templates",
        templates.to_str().unwrap(),
        "--fonts",
        fonts.to_str().unwrap(),
    ];
    let arguments: Vec<&str> = command.iter().chain(&folders).copied().collect();
    assert!(
        of_root
            .command(&arguments)
            .output()
            .unwrap()
            .status
            .success()
    );
    assert!(run.read("out/2023.pdf") == of_root.read("out/2023.pdf"));
}
