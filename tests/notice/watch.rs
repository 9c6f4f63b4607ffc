//! `hongtou watch`, as a process: changed, broken, mended, ended.

use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use crate::support::{Input, Run};

struct Watching {
    run: Run,
    child: Child,
    lines: Receiver<String>,
}

impl Watching {
    fn begin() -> Self {
        let run = Run::new();
        run.copy("templates");
        run.copy("fonts");
        run.write("inputs/2023.toml", Input::of_2023().text());
        let mut child = Command::new(assert_cmd::cargo::cargo_bin("hongtou"))
            .args(["watch", "inputs/2023.toml"])
            .current_dir(run.path())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let (sender, lines) = channel();
        let out: Box<dyn Read + Send> = Box::new(child.stdout.take().unwrap());
        let found: Box<dyn Read + Send> = Box::new(child.stderr.take().unwrap());
        for stream in [out, found] {
            let sender = sender.clone();
            thread::spawn(move || {
                for line in BufReader::new(stream).lines().map_while(Result::ok) {
                    let _ = sender.send(line);
                }
            });
        }
        Self { run, child, lines }
    }

    /// What is said up to the line that has these words, and a moment longer.
    fn until(&self, words: &str) -> String {
        let mut said = String::new();
        loop {
            let line = self.lines.recv_timeout(Duration::from_mins(1));
            let line = line.unwrap_or_else(|_| panic!("no “{words}” in: {said}"));
            said += &(line + "\n");
            if said.contains(words) {
                while let Ok(line) = self.lines.recv_timeout(Duration::from_millis(100)) {
                    said += &(line + "\n");
                }
                return said;
            }
        }
    }

    fn text(&self) -> String {
        String::from_utf8(self.run.read("out/2023.txt")).unwrap()
    }

    fn save(&self, input: &Input) {
        self.run.write("inputs/2023.toml", input.text());
    }

    /// Presses Ctrl-C, and gives the exit status.
    #[cfg(unix)]
    fn interrupt(&mut self) -> Option<i32> {
        let process = self.child.id().to_string();
        let sent = Command::new("kill").args(["-INT", &process]).status();
        assert!(sent.unwrap().success());
        self.child.wait().unwrap().code()
    }

    /// As many editors save: another file in the place of the one that was.
    fn replace(&self, input: &Input) {
        self.run.write("inputs/.2023.toml.new", input.text());
        let inputs = self.run.path().join("inputs");
        fs::rename(inputs.join(".2023.toml.new"), inputs.join("2023.toml")).unwrap();
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn what_is_changed_is_built_again() {
    let watching = Watching::begin();
    let said = watching.until("✓ inputs/2023.toml");
    assert!(
        said.contains("正在看着 inputs/2023.toml 和 templates"),
        "{said}"
    );
    assert_eq!(watching.text(), text_of(&Input::of_2023()));

    let changed = Input::of_2023().set("targets.城区.begun", "764");
    watching.save(&changed);
    watching.until("✓ inputs/2023.toml");
    assert_eq!(watching.text(), text_of(&changed));

    // Broken: told, and the last good one stays.
    watching.replace(&changed.clone().set("targets.城区.begun", "\"七百\""));
    let said = watching.until("✗ inputs/2023.toml");
    assert!(said.contains("错误[bad-number]"), "{said}");
    assert_eq!(watching.text(), text_of(&changed));

    // Another fault beside it: only the new one is told.
    let both = changed.clone().set("targets.城区.begun", "\"七百\"");
    watching.save(&both.set("targets.泽州县.begun", "\"八百\""));
    let said = watching.until("✗ inputs/2023.toml");
    assert_eq!(said.matches("错误[bad-number]").count(), 1, "{said}");

    // Mended: what went is told.
    watching.replace(&Input::of_2023());
    let said = watching.until("✓ inputs/2023.toml");
    assert_eq!(said.matches("已没有：").count(), 2, "{said}");
    assert_eq!(watching.text(), text_of(&Input::of_2023()));

    // A template.
    let notice = watching.run.path().join("templates/housing/notice.toml");
    let template = fs::read_to_string(&notice).unwrap();
    fs::write(
        &notice,
        template.replace("addressee = \"", "addressee = \"各乡镇，"),
    )
    .unwrap();
    watching.until("✓ inputs/2023.toml");
    assert!(watching.text().contains("\n各乡镇，"));
    fs::write(&notice, "addressee = ").unwrap();
    let said = watching.until("✗ inputs/2023.toml");
    assert!(said.contains("templates/housing/notice.toml"), "{said}");
    fs::write(&notice, template).unwrap();
    watching.until("✓ inputs/2023.toml");
    assert_eq!(watching.text(), text_of(&Input::of_2023()));

    // Saved as it was, nothing is done.
    watching.save(&Input::of_2023());
    let said = watching.lines.recv_timeout(Duration::from_millis(700));
    assert!(said.is_err(), "{said:?}");
}

fn text_of(input: &Input) -> String {
    hongtou::text::text(&crate::support::notice(input))
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_a_watch_as_a_success() {
    let mut watching = Watching::begin();
    watching.until("✓ inputs/2023.toml");
    assert_eq!(watching.interrupt(), Some(0));
    watching.until("看到这里为止。");
    let left = fs::read_dir(watching.run.path().join("out")).unwrap();
    let names = left.map(|file| file.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.collect();
    names.sort();
    assert_eq!(names, ["2023.pdf", "2023.txt", "2023.zip"]);
}
