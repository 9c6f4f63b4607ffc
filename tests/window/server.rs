//! The window as a process, asked over a plain connection.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::Value;

use crate::root;

/// A running window over inputs of its own.
pub struct Window {
    pub folder: tempfile::TempDir,
    child: Child,
    pub port: u16,
    pub token: String,
    pub cookie: String,
}

/// What came back.
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|_| panic!("{}: {}", self.status, self.text()))
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

impl Window {
    pub fn open(options: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        copy(&root().join("inputs"), &folder.path().join("inputs"));
        Self::over(folder, options)
    }

    /// A window over one input of a kind that is made up: its files by their paths, the input's name and text.
    pub fn of_kind(kind: &str, files: &[(&str, &str)], (name, input): (&str, &str)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let put = |path: String, text: &str| {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        };
        copy(
            &root().join("templates/gongwen"),
            &folder.path().join("templates/gongwen"),
        );
        for shared in ["fonts.toml", "gongwen.typ", "notice.typ"] {
            let from = root().join("templates").join(shared);
            fs::copy(from, folder.path().join("templates").join(shared)).unwrap();
        }
        for (path, text) in files {
            put(format!("templates/{kind}/{path}"), text);
        }
        put(format!("inputs/{kind}/{name}"), input);
        let mut program = Command::new(env!("CARGO_BIN_EXE_hongtou"));
        program.args(["open", "--no-browser", "--fonts"]);
        program.arg(root().join("fonts")).current_dir(folder.path());
        Self::started(folder, &mut program)
    }

    fn over(folder: tempfile::TempDir, options: &[&str]) -> Self {
        let mut program = Command::new(env!("CARGO_BIN_EXE_hongtou"));
        program
            .args(["open", "--no-browser"])
            .arg("--templates")
            .arg(root().join("templates"))
            .arg("--fonts")
            .arg(root().join("fonts"))
            .args(options)
            .current_dir(folder.path());
        Self::started(folder, &mut program)
    }

    fn started(folder: tempfile::TempDir, program: &mut Command) -> Self {
        let mut child = program
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .spawn()
            .unwrap();
        let mut line = String::new();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        out.read_line(&mut line).unwrap();
        let address = line.split("http://127.0.0.1:").nth(1).unwrap().trim();
        let (port, token) = address.split_once("/enter?token=").unwrap();
        let mut window = Self {
            folder,
            child,
            port: port.parse().unwrap(),
            token: token.to_owned(),
            cookie: String::new(),
        };
        let entered = window.get(&format!("/enter?token={token}"));
        assert_eq!(entered.status, 303, "{}", entered.text());
        let cookie = entered
            .head
            .lines()
            .find_map(|line| line.strip_prefix("set-cookie: "));
        cookie
            .unwrap()
            .split(';')
            .next()
            .unwrap()
            .clone_into(&mut window.cookie);
        window
    }

    /// As a double click starts it: without a word, in the folder where everything is.
    #[cfg(unix)]
    pub fn by_double_click() -> Self {
        let folder = tempfile::tempdir().unwrap();
        copy(&root().join("inputs"), &folder.path().join("inputs"));
        for name in ["templates", "fonts"] {
            std::os::unix::fs::symlink(root().join(name), folder.path().join(name)).unwrap();
        }
        let mut program = Command::new(env!("CARGO_BIN_EXE_hongtou"));
        // Nothing on the path: no browser comes up while tests run.
        program.env("PATH", "").current_dir(folder.path());
        Self::started(folder, &mut program)
    }

    /// Ends the program and opens it again over the same files.
    pub fn again(mut self) -> Self {
        self.end();
        let folder = std::mem::replace(&mut self.folder, tempfile::tempdir().unwrap());
        Self::over(folder, &[])
    }

    /// Another program over the same inputs.
    pub fn beside(&self) -> Self {
        let mut program = Command::new(env!("CARGO_BIN_EXE_hongtou"));
        program.args(["open", "--no-browser", "--templates"]);
        program.arg(root().join("templates")).arg("--fonts");
        program
            .arg(root().join("fonts"))
            .current_dir(self.folder.path());
        // Its own folder stays empty: the inputs are the first one's.
        Self::started(tempfile::tempdir().unwrap(), &mut program)
    }

    fn end(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// Sends bytes as they are, and no more after them.
    pub fn raw(&self, bytes: &[u8]) -> Answer {
        self.sent(bytes, true)
    }

    fn sent(&self, bytes: &[u8], is_all: bool) -> Answer {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream
            .set_read_timeout(Some(Duration::from_secs(30)))
            .unwrap();
        // A server that refuses early may have closed its end.
        let _ = stream.write_all(bytes);
        if is_all {
            let _ = stream.shutdown(Shutdown::Write);
        }
        let mut all = Vec::new();
        let _ = stream.read_to_end(&mut all);
        let cut = all.windows(4).position(|four| four == b"\r\n\r\n");
        let (head, body) = match cut {
            Some(cut) => (all[..cut].to_vec(), all[cut + 4..].to_vec()),
            None => (all, Vec::new()),
        };
        let head = String::from_utf8_lossy(&head).into_owned();
        let status = head
            .split(' ')
            .nth(1)
            .and_then(|status| status.parse().ok());
        let body = if head.contains("transfer-encoding: chunked") {
            unchunked(&body)
        } else {
            body
        };
        Answer {
            status: status.unwrap_or(0),
            head,
            body,
        }
    }

    /// A request with headers of one's own.
    pub fn with(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
        let mut request = format!(
            "{method} {path} HTTP/1.1\r\nconnection: close\r\ncontent-length: {}\r\n",
            body.len()
        );
        for (name, value) in headers {
            request.extend([name, ": ", value, "\r\n"]);
        }
        request += "\r\n";
        let mut bytes = request.into_bytes();
        bytes.extend(body);
        self.sent(&bytes, false)
    }

    pub fn host(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    pub fn get(&self, path: &str) -> Answer {
        self.with(
            "GET",
            path,
            &[("host", &self.host()), ("cookie", &self.cookie)],
            b"",
        )
    }

    pub fn post(&self, path: &str, body: &Value) -> Answer {
        let origin = format!("http://{}", self.host());
        let headers = [
            ("host", self.host()),
            ("cookie", self.cookie.clone()),
            ("origin", origin),
            ("content-type", "application/json".to_owned()),
        ];
        let headers: Vec<(&str, &str)> = headers
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        self.with("POST", path, &headers, body.to_string().as_bytes())
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        self.end();
    }
}

fn unchunked(mut body: &[u8]) -> Vec<u8> {
    let mut all = Vec::new();
    while let Some(end) = body.windows(2).position(|two| two == b"\r\n") {
        let size = usize::from_str_radix(std::str::from_utf8(&body[..end]).unwrap(), 16).unwrap();
        if size == 0 {
            break;
        }
        all.extend(&body[end + 2..end + 2 + size]);
        body = &body[end + 4 + size..];
    }
    all
}
