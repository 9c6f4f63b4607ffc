//! What is typed is kept in the input, taken back over restarts, and never lost to another window.

use serde_json::{Value, json};

use crate::server::Window;

const BEGUN: &str = "targets|row:城区|cell:begun";
const BUILT: &str = "targets|row:城区|cell:built";

fn edit(window: &Window, spot: &str, before: &str, typed: &str, keep: bool) -> Value {
    let body =
        json!({ "edits": [{ "spot": spot, "before": before, "typed": typed }], "keep": keep });
    let answer = window.post("/k/housing/2023/edit", &body);
    assert_eq!(answer.status, 200, "{}", answer.text());
    answer.json()
}

#[test]
fn what_is_tried_is_not_written_and_what_is_kept_is() {
    let window = Window::open(&[]);
    let before = window.read("inputs/2023.toml");
    let tried = edit(&window, BEGUN, "763", "764", false);
    assert_eq!(window.read("inputs/2023.toml"), before);
    assert!(tried["kept"].is_null() && tried["changes"] == 1);
    // What settles it is offered where it is the only way.
    let spent = "funds|row:城区|cell:spent_renewal";
    let slipped = edit(&window, spent, "562.52", "526.52", false);
    let errors = slipped["findings"].as_array().unwrap().iter();
    let error = errors
        .clone()
        .find(|one| one["severity"] == "error")
        .unwrap();
    assert_eq!(error["remedy"]["text"], "562.52", "{error}");
    assert_eq!(error["remedy"]["spot"], spent, "{error}");
    let kept = edit(&window, BEGUN, "763", "764", true);
    assert_eq!(kept["kept"], 1);
    let after = window.read("inputs/2023.toml");
    assert_eq!(after.lines().count(), before.lines().count());
    let differing: Vec<(&str, &str)> = before
        .lines()
        .zip(after.lines())
        .filter(|(a, b)| a != b)
        .collect();
    let [(old, new)] = differing.as_slice() else {
        panic!("{differing:?}");
    };
    assert_eq!(old.replace("763", "764"), *new);
}

#[test]
fn steps_are_taken_back_over_restarts() {
    let window = Window::open(&[]);
    let before = window.read("inputs/2023.toml");
    edit(&window, BEGUN, "763", "764", true);
    edit(&window, BUILT, "8064", "8065", true);
    let after = window.read("inputs/2023.toml");
    let window = window.again();
    let step = |way: &str| window.post("/k/housing/2023/step", &json!({ "way": way }));
    assert_eq!(step("again").status, 422);
    let back = step("back").json();
    assert_eq!(back["back"], "城区开工量 763 → 764");
    step("back");
    assert_eq!(window.read("inputs/2023.toml"), before);
    assert_eq!(step("back").status, 422);
    step("again");
    step("again");
    assert_eq!(window.read("inputs/2023.toml"), after);
    // What was changed elsewhere since is not gone over.
    let by_hand = after.replace("built = 8065 ", "built = 8066 ");
    assert_ne!(by_hand, after);
    std::fs::write(window.path("inputs/2023.toml"), &by_hand).unwrap();
    let refused = step("back");
    assert_eq!(refused.status, 422);
    assert!(refused.text().contains("8066"), "{}", refused.text());
    assert_eq!(window.read("inputs/2023.toml"), by_hand);
}

#[test]
fn two_windows_lose_nothing_of_one_another() {
    let window = Window::open(&[]);
    let seen = window.get("/k/housing/2023/state").json()["version"].clone();
    edit(&window, BEGUN, "763", "764", true);
    assert_ne!(window.get("/k/housing/2023/state").json()["version"], seen);
    // Another figure goes beside it, the same figure is asked back.
    edit(&window, BUILT, "8064", "8065", true);
    let text = window.read("inputs/2023.toml");
    assert!(text.contains("begun = 764 ") && text.contains("built = 8065 "));
    let asked = edit(&window, BEGUN, "763", "800", true);
    assert_eq!(asked["refused"][0]["now"], "764");
    assert!(asked["kept"].is_null());
    assert_eq!(window.read("inputs/2023.toml"), text);
    // A whole file that was read before is not written over either.
    let stale = json!({ "what": "text", "version": seen, "text": "year = 2023\n" });
    let answer = window.post("/k/housing/2023/whole", &stale);
    assert_eq!(answer.status, 422, "{}", answer.text());
    assert_eq!(window.read("inputs/2023.toml"), text);
}

#[test]
fn many_at_once_are_all_kept() {
    let window = Window::open(&[]);
    let rows = ["城区", "高平市", "阳城县", "沁水县"];
    let before = window.read("inputs/2023.toml");
    std::thread::scope(|scope| {
        for (number, row) in rows.iter().enumerate() {
            let window = &window;
            scope.spawn(move || {
                let spot = format!("funds|row:{row}|cell:renewal");
                let told = edit(window, &spot, "", "", false);
                let before = told["fields"][&spot][1].as_str().unwrap().to_owned();
                edit(window, &spot, &before, &(1000 + number).to_string(), true);
            });
        }
    });
    let after = window.read("inputs/2023.toml");
    assert_ne!(after, before);
    for number in 0..rows.len() {
        let line = format!("renewal = {}", 1000 + number);
        assert!(after.contains(&line), "{line} is lost");
    }
}

#[test]
fn a_finding_is_accepted_with_its_reason() {
    let window = Window::open(&[]);
    let before = window.read("inputs/2023.toml");
    let cut = before.find("[[accept]]").unwrap();
    std::fs::write(window.path("inputs/2023.toml"), &before[..cut]).unwrap();
    let told = edit(&window, BEGUN, "763", "763", false);
    let findings = told["findings"].as_array().unwrap();
    let odd = findings
        .iter()
        .find(|one| one["severity"] == "warning")
        .unwrap();
    let body = json!({
        "what": "accept", "code": odd["code"], "figure": odd["subject"]["figure"],
        "value": odd["subject"]["value"], "reason": "与“材料”一致\\",
    });
    let none = json!({ "what": "accept", "code": odd["code"], "figure": "x", "value": "y", "reason": " " });
    assert_eq!(window.post("/k/housing/2023/whole", &none).status, 422);
    let after = window.post("/k/housing/2023/whole", &body).json();
    let same = |one: &&Value| one["message"] == odd["message"] && one["severity"] == "warning";
    assert_eq!(
        after["findings"]
            .as_array()
            .unwrap()
            .iter()
            .filter(same)
            .count(),
        0
    );
    assert!(window.read("inputs/2023.toml").contains("reason = "));
}

#[test]
fn questions_rules_and_results() {
    let window = Window::open(&[]);
    let told = window.post("/k/housing/2023/explain", &json!({ "what": "圆满完成" }));
    assert!(told.text().contains("圆满完成"), "{}", told.text());
    // Of what is being tried, not of what was kept.
    let tried = json!({
        "what": "progress.schedule",
        "edits": [{ "spot": "progress|single:schedule|value", "before": "75", "typed": "76" }],
    });
    let told = window.post("/k/progress/2023-q3/explain", &tried).text();
    assert!(
        told.contains("印作 76") && !told.contains("印作 75"),
        "{told}"
    );
    assert_eq!(
        window
            .post("/k/housing/2023/explain", &json!({ "what": "没有的词" }))
            .status,
        422
    );
    assert!(
        window
            .get("/k/housing/2023/rules")
            .text()
            .contains("这一期用了")
    );
    assert!(
        window
            .get("/k/housing/2023/compare")
            .text()
            .contains("通报比较")
    );
    assert_eq!(window.get("/k/housing/2023/file/pdf").status, 404);
    let built = window
        .post(
            "/k/housing/2023/build",
            &json!({ "docx": true, "ofd": true }),
        )
        .json();
    let files: Vec<&str> = built["files"]
        .as_array()
        .unwrap()
        .iter()
        .map(|file| file["address"].as_str().unwrap())
        .collect();
    assert_eq!(files.len(), 5, "{built}");
    for (address, begins) in
        files
            .iter()
            .zip([&b"%PDF"[..], b"PK", b"PK", "晋城市".as_bytes(), b"PK"])
    {
        let answer = window.get(address);
        assert!(
            answer.status == 200 && answer.body.starts_with(begins),
            "{address}"
        );
        assert!(answer.head.contains("attachment"));
    }
    let form = window.get("/k/housing/2023/form?by=counties");
    assert!(
        form.status == 200 && form.body.starts_with(b"PK"),
        "{}",
        form.text()
    );
    let made = window
        .post("/new", &json!({ "kind": "housing", "period": "2024" }))
        .json();
    assert_eq!(made["address"], "/k/housing/2024");
    assert_eq!(window.get("/k/housing/2024").status, 200);
    assert_eq!(
        window
            .post("/new", &json!({ "kind": "housing", "period": "2024" }))
            .status,
        422
    );
    assert_eq!(
        window
            .post("/new", &json!({ "kind": "housing", "period": "../x" }))
            .status,
        422
    );
}

#[test]
fn remarks_are_left_answered_and_settled() {
    let path = "/k/housing/2023/remarks";
    let window = Window::open(&["--read-only"]);
    let on = json!({ "id": "preamble.main", "text": "2023年，全市住房保障系统……。", "words": "" });
    let add = |text: &str| {
        let body = json!({ "what": "add", "who": " 审稿人 ", "text": text, "on": on });
        window.post(path, &body)
    };
    assert_eq!(add("  ").status, 422);
    assert_eq!(add(&"字".repeat(2001)).status, 422);
    let told = add("<b>请核对</b>").json();
    assert_eq!(
        (&told["open"], &told["remarks"][0]["remark"]["by"]["who"]),
        (&json!(1), &json!("审稿人"))
    );
    let number = told["remarks"][0]["remark"]["number"].clone();
    let answer = json!({ "what": "answer", "number": number, "who": "", "text": "好" });
    assert_eq!(window.post(path, &answer).status, 200);
    let close = json!({ "what": "set", "number": number, "done": true });
    assert_eq!(window.post(path, &close).status, 422);
    let window = window.again();
    assert_eq!(window.post(path, &close).json()["open"], 0);
    let missing = json!({ "what": "set", "number": 99, "done": true });
    assert_eq!(window.post(path, &missing).status, 422);
    assert!(window.read("inputs/2023.remarks.json").contains("请核对"));
}

#[test]
fn the_whole_manual_is_behind_the_help() {
    let window = Window::open(&[]);
    let help = window.get("/help").text();
    let mut chapters = 0;
    for entry in std::fs::read_dir(crate::root().join("docs/手册")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        if path.extension().is_some_and(|ending| ending == "md") {
            assert!(help.contains(&format!("id=\"{name}\"")), "{name}");
            chapters += 1;
        } else {
            for picture in std::fs::read_dir(path).unwrap() {
                let name = picture.unwrap().file_name().into_string().unwrap();
                let encoded = name.chars().map(|c| match c {
                    c if c.is_ascii() => c.to_string(),
                    c => c
                        .to_string()
                        .bytes()
                        .map(|byte| format!("%{byte:02X}"))
                        .collect(),
                });
                let encoded: String = encoded.collect();
                let is_shown = help.contains(&format!("/help/{encoded}"));
                assert_eq!(
                    window.get(&format!("/help/{encoded}")).status == 200,
                    is_shown,
                    "{name}"
                );
            }
        }
    }
    assert!(chapters >= 6);
}

#[test]
fn what_was_issued_is_not_gone_over() {
    let window = Window::open(&[]);
    let build = |correct: bool| {
        window
            .post("/k/housing/2023/build", &json!({ "correct": correct }))
            .json()
    };
    assert!(build(false)["files"].is_array());
    window.post("/k/housing/2023/issue", &json!({}));
    let listed = window.get("/k/housing/2023/versions").text();
    assert!(
        listed.contains("送审稿 1") && listed.contains("印发"),
        "{listed}"
    );
    let number = edit(&window, "|text:number|value", "1", "2", true);
    assert_eq!(number["kept"], 1, "{number}");
    let refused = build(false);
    assert!(
        refused["files"].is_null() && refused["findings"].to_string().contains("已经印发"),
        "{refused}"
    );
    assert!(build(true)["files"].is_array());
}

fn rows(window: &Window, listing: &Value) -> Value {
    let answer = window.post("/k/housing/2023/rows", listing);
    assert_eq!(answer.status, 200, "{}", answer.text());
    answer.json()
}

#[test]
fn a_row_goes_when_one_has_seen_what_that_changes_and_comes_back() {
    let window = Window::open(&[]);
    let before = window.read("inputs/2023.toml");
    let version = window.get("/k/housing/2023/state").json()["version"].clone();
    let mut listing =
        json!({ "list": "counties", "row": "陵川县", "doing": "remove", "version": version });
    let told = rows(&window, &listing);
    assert_eq!(window.read("inputs/2023.toml"), before);
    assert!(told["impact"].to_string().contains("陵川县"), "{told}");
    listing["keep"] = true.into();
    let kept = rows(&window, &listing);
    let after = window.read("inputs/2023.toml");
    assert!(!after.contains("[targets.\"陵川县\"]") && after.contains("[targets.\"沁水县\"]"));
    assert_eq!(kept["back"], "删去 陵川县");
    // What was seen is another file by now.
    assert_eq!(window.post("/k/housing/2023/rows", &listing).status, 422);
    let step = json!({ "way": "back" });
    assert_eq!(window.post("/k/housing/2023/step", &step).status, 200);
    assert_eq!(window.read("inputs/2023.toml"), before);
    listing["row"] = "没有的县".into();
    assert_eq!(window.post("/k/housing/2023/rows", &listing).status, 422);
    let window = Window::open(&["--read-only"]);
    listing["row"] = "陵川县".into();
    assert_eq!(window.post("/k/housing/2023/rows", &listing).status, 422);
    assert_eq!(window.read("inputs/2023.toml"), before);
}

#[test]
fn pages_are_told_by_what_is_on_them_and_remarks_beside() {
    let window = Window::open(&[]);
    let told = edit(&window, BEGUN, "763", "763", false);
    let name = told["pages"]["list"][0]["name"]
        .as_str()
        .unwrap()
        .to_owned();
    let spots = window.get(&format!("/page/{name}/spots")).json();
    assert!(spots["spots"].as_array().is_some_and(|all| !all.is_empty()));
    assert!(
        window
            .get(&format!("/page/{name}"))
            .text()
            .starts_with("<svg")
    );
    assert_eq!(window.get("/page/none/spots").status, 404);
    let showing = told["pages"]["of"].as_str().unwrap();
    let page = window
        .get(&format!("/shown/{showing}/targets.total.begun"))
        .json();
    assert!(page["page"].is_u64(), "{page}");
    assert!(window.get(&format!("/shown/{showing}/nothing")).json()["page"].is_null());
    // A remark is marked on its page, which stays the same one; done, it is not marked any more.
    let [_, _, _, anchor] = spots["spots"][0].as_array().unwrap().as_slice() else {
        panic!()
    };
    let on = &spots["anchors"][usize::try_from(anchor.as_u64().unwrap()).unwrap()];
    let add = json!({ "what": "add", "who": "", "text": "请核对", "on": on });
    window.post("/k/housing/2023/remarks", &add);
    let marked = edit(&window, BEGUN, "763", "763", false);
    assert_eq!(marked["pages"]["list"][0]["name"], name.as_str());
    assert_eq!(marked["pages"]["list"][0]["marks"][0][1], 1);
    window.post(
        "/k/housing/2023/remarks",
        &json!({ "what": "set", "number": 1, "done": true }),
    );
    let settled = edit(&window, BEGUN, "763", "763", false);
    assert_eq!(settled["pages"]["list"][0]["marks"], json!([]));
    // Without pages the rest is told as well.
    let body = json!({ "edits": [], "pages": false });
    let told = window.post("/k/housing/2023/edit", &body).json();
    assert!(told.get("pages").is_none() && told["fields"].is_object());
}

/// Of two windows on one input, each a program of its own, neither loses what the other kept: who comes
/// second is told, and still has what was typed.
#[test]
fn two_programs_lose_nothing_of_one_another() {
    let window = Window::open(&[]);
    let other = window.beside();
    let rows = ["城区", "高平市", "阳城县", "沁水县"];
    let spots = rows.map(|row| format!("funds|row:{row}|cell:renewal"));
    let told = window
        .post("/k/housing/2023/edit", &json!({ "edits": [] }))
        .json();
    let kept: Vec<bool> = std::thread::scope(|scope| {
        let both = [&window, &other];
        let all = spots.iter().enumerate().map(|(number, spot)| {
            let (asked, told) = (both[number % 2], &told);
            scope.spawn(move || {
                let before = &told["fields"][spot][1];
                let typed = (2000 + number).to_string();
                let edits = json!([{ "spot": spot, "before": before, "typed": typed }]);
                let body = json!({ "edits": edits, "keep": true });
                let answer = asked.post("/k/housing/2023/edit", &body);
                assert!(answer.status == 200 || answer.text().contains("在别处改过"));
                answer.status == 200 && answer.json()["kept"] == 1
            })
        });
        let all: Vec<_> = all.collect();
        all.into_iter().map(|one| one.join().unwrap()).collect()
    });
    let after = window.read("inputs/2023.toml");
    for (number, is_kept) in kept.iter().enumerate() {
        let line = format!("renewal = {}", 2000 + number);
        assert_eq!(after.contains(&line), *is_kept, "{line}");
    }
    assert!(kept.iter().any(|kept| *kept));
}
