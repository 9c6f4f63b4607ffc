//! Nobody but the browser that was let in is answered, and nothing it asks ends the program.

use std::fs;

use serde_json::json;

use crate::server::Window;

const WORK: &str = "/k/housing/2023";

#[test]
fn it_listens_on_this_machine_alone() {
    let window = Window::open(&[]);
    let port = format!(":{:04X}", window.port);
    let mut found = 0;
    for (file, own) in [
        ("/proc/net/tcp", "0100007F"),
        ("/proc/net/tcp6", "00000000000000000000000001000000"),
    ] {
        let Ok(table) = fs::read_to_string(file) else {
            continue;
        };
        for line in table.lines().skip(1) {
            let mut words = line.split_whitespace().skip(1);
            let (local, state) = (words.next().unwrap(), words.nth(1).unwrap());
            if local.ends_with(&port) && state == "0A" {
                assert_eq!(local.strip_suffix(port.as_str()), Some(own), "{line}");
                found += 1;
            }
        }
    }
    assert!(found > 0);
}

#[test]
fn the_first_address_is_taken_for_a_cookie_and_nothing_else_is() {
    let window = Window::open(&[]);
    let host = window.host();
    let without = |path: &str| window.with("GET", path, &[("host", &host)], b"");
    for path in [
        "/",
        WORK,
        "/asset/window.js",
        "/page/x",
        "/nothing",
        "/help",
        "/enter",
        "/enter?token=",
        "/enter?token=0",
    ] {
        let answer = without(path);
        assert!(
            [403, 400].contains(&answer.status),
            "{path}: {}",
            answer.status
        );
        assert!(!answer.head.to_lowercase().contains("set-cookie"), "{path}");
    }
    let entered = without(&format!("/enter?token={}", window.token));
    let cookie = entered
        .head
        .lines()
        .find(|line| line.starts_with("set-cookie"))
        .unwrap();
    assert!(
        cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"),
        "{cookie}"
    );
    assert!(!cookie.contains(&window.token));
    let wrong = window.with(
        "GET",
        "/",
        &[
            ("host", &host),
            ("cookie", &format!("hongtou-{}=0", window.port)),
        ],
        b"",
    );
    assert_eq!(wrong.status, 403);
    assert_eq!(window.get("/").status, 200);
}

#[test]
fn a_stranger_s_name_or_page_is_refused() {
    let window = Window::open(&[]);
    let cookie = window.cookie.clone();
    let own = window.host();
    for host in [
        "example.com",
        "127.0.0.1",
        "127.0.0.1:1",
        "127.0.0.1.example.com",
        "localhost.example.com:80",
    ] {
        let answer = window.with("GET", WORK, &[("host", host), ("cookie", &cookie)], b"");
        assert_eq!(answer.status, 403, "{host}");
    }
    let local = format!("localhost:{}", window.port);
    assert_eq!(
        window
            .with("GET", WORK, &[("host", &local), ("cookie", &cookie)], b"")
            .status,
        200
    );
    let body = json!({ "edits": [], "keep": true }).to_string();
    let path = format!("{WORK}/edit");
    let post = |origin: Option<&str>| {
        let mut headers = vec![
            ("host", own.as_str()),
            ("cookie", cookie.as_str()),
            ("content-type", "application/json"),
        ];
        headers.extend(origin.map(|origin| ("origin", origin)));
        window.with("POST", &path, &headers, body.as_bytes()).status
    };
    for origin in [
        "http://example.com",
        "null",
        "https://127.0.0.1",
        "http://127.0.0.1:1",
        "http://evil.test/http://127.0.0.1",
    ] {
        assert_eq!(post(Some(origin)), 403, "{origin}");
    }
    assert_eq!(post(None), 403);
    assert_eq!(post(Some(&format!("http://{own}"))), 200);
    // A page of a stranger may not read what the window shows either.
    let answer = window.with(
        "GET",
        WORK,
        &[
            ("host", &own),
            ("cookie", &cookie),
            ("origin", "http://example.com"),
        ],
        b"",
    );
    assert_eq!(answer.status, 403);
}

#[test]
fn every_answer_says_what_a_browser_may_do_with_it() {
    let window = Window::open(&[]);
    for path in [
        "/",
        WORK,
        "/asset/window.css",
        "/nothing",
        "/help",
        "/k/housing/1999",
    ] {
        let head = window.get(path).head.to_lowercase();
        let policy = head
            .lines()
            .find(|line| line.starts_with("content-security-policy:"));
        let policy = policy.unwrap_or_else(|| panic!("{path}: {head}"));
        assert!(
            policy.contains("default-src 'none'") && !policy.contains("unsafe"),
            "{policy}"
        );
        for header in [
            "x-content-type-options: nosniff",
            "referrer-policy: no-referrer",
            "cross-origin-resource-policy: same-origin",
        ] {
            assert!(head.contains(header), "{path}: {header}");
        }
    }
    let compare = window.get(&format!("{WORK}/compare"));
    assert_eq!(compare.status, 200);
    assert!(
        compare
            .head
            .to_lowercase()
            .contains("frame-ancestors 'self'")
    );
    // No script and no style stands in a page itself, and nothing is fetched from elsewhere.
    for path in ["/", WORK, "/help"] {
        let page = window.get(path).text();
        assert!(
            !page.contains(" style=") && !page.contains("<style") && !page.contains(" onclick"),
            "{path}"
        );
        assert!(
            !page.contains("src=\"http") && !page.contains("href=\"http"),
            "{path}"
        );
    }
}

#[test]
fn no_address_leads_to_a_file() {
    let window = Window::open(&[]);
    fs::write(window.path("secret.toml"), "secret = 1").unwrap();
    for path in [
        "/asset/../inputs/2023.toml",
        "/asset/..%2f..%2finputs%2f2023.toml",
        "/asset/%2e%2e/%2e%2e/secret.toml",
        "/page/..%2f..%2fsecret.toml",
        "/k/..%2f..%2f/2023",
        "/k/housing/..%2f..%2fsecret",
        "/k/housing/2023%00",
        "/k/housing/2023/file/..%2f..%2fsecret.toml",
        "/k/housing/2023/file/toml",
        "/../../../etc/passwd",
        "//etc/passwd",
        "/k/%2fetc/passwd",
    ] {
        let answer = window.get(path);
        assert!(
            (400..500).contains(&answer.status),
            "{path}: {}",
            answer.status
        );
        let text = answer.text();
        assert!(
            !text.contains("secret = 1") && !text.contains("root:") && !text.contains("begun"),
            "{path}"
        );
    }
}

#[test]
fn no_request_ends_the_program() {
    let window = Window::open(&[]);
    let origin = format!("http://{}", window.host());
    let path = format!("{WORK}/edit");
    let post = |kind: &str, body: &[u8]| {
        let headers = [
            ("host", window.host()),
            ("cookie", window.cookie.clone()),
            ("origin", origin.clone()),
            ("content-type", kind.to_owned()),
        ];
        let headers: Vec<(&str, &str)> = headers.iter().map(|(a, b)| (*a, b.as_str())).collect();
        window.with("POST", &path, &headers, body).status
    };
    let big = vec![b' '; 5 << 20];
    assert_eq!(post("application/json", &big), 413);
    for body in [
        &b"{"[..],
        b"",
        b"[]",
        b"\xff\xfe",
        b"{\"edits\": 3}",
        b"{\"edits\": [{\"spot\": \"x\", \"typed\": \"1\"}]}",
        b"{\"edits\": [{\"spot\": \"||\", \"typed\": \"1\"}]}",
        b"{\"edits\": [{\"spot\": \"targets|row:x|cell:begun\", \"typed\": \"1\"}]}",
        b"{\"edits\": [{\"spot\": \"fees|new:99999999999999999999|cell:paid\", \"typed\": \"1\"}]}",
        b"{\"edits\": [{\"spot\": \"fees|new:18446744073709551615|cell:paid\", \"typed\": \"1\"}]}",
        b"{\"edits\": [{\"spot\": \"fees|new:9999999|cell:paid\", \"typed\": \"1\"}]}",
        b"{\"edits\": [{\"spot\": \"targets|row:\\u0000|cell:begun\", \"typed\": \"\\u0000\"}]}",
    ] {
        let status = post("application/json", body);
        assert!(
            (200..500).contains(&status),
            "{}: {status}",
            String::from_utf8_lossy(body)
        );
    }
    assert!((400..500).contains(&post("text/plain", b"{}")));
    for raw in [
        &b"GET / HTTP/9.9\r\n\r\n"[..],
        b"\x16\x03\x01\x02\x00\x01\x00",
        b"GET /",
        b"POST /k/housing/2023/edit HTTP/1.1\r\nhost: x\r\ncontent-length: 99999\r\n\r\n{",
        b"GET / HTTP/1.1\r\n: \r\n\r\n",
        &vec![b'A'; 1 << 17],
    ] {
        let status = window.raw(raw).status;
        assert!(status == 0 || (400..500).contains(&status), "{status}");
    }
    assert_eq!(window.get(WORK).status, 200);
}

#[cfg(unix)]
#[test]
fn a_double_click_opens_it() {
    let window = Window::by_double_click();
    assert!(window.get("/").text().contains(WORK));
    assert_eq!(window.get(WORK).status, 200);
}

#[test]
fn a_window_to_look_at_changes_nothing() {
    let window = Window::open(&["--read-only"]);
    let before = window.read("inputs/2023.toml");
    let edit = json!({
        "edits": [{ "spot": "targets|row:城区|cell:begun", "before": "763", "typed": "764" }],
        "keep": true,
    });
    for (path, body) in [
        ("/k/housing/2023/edit", edit),
        ("/k/housing/2023/step", json!({ "way": "back" })),
        (
            "/k/housing/2023/whole",
            json!({ "what": "text", "version": "", "text": "" }),
        ),
        ("/k/housing/2023/build", json!({})),
        ("/new", json!({ "kind": "housing", "period": "2024" })),
    ] {
        let answer = window.post(path, &body);
        assert_eq!(answer.status, 422, "{path}: {}", answer.text());
        assert!(
            answer.text().contains("只看不改"),
            "{path}: {}",
            answer.text()
        );
    }
    assert_eq!(window.read("inputs/2023.toml"), before);
    assert!(!window.path("inputs/2024.toml").exists() && !window.path("out").exists());
    assert!(window.get(WORK).text().contains("readonly"));
}
