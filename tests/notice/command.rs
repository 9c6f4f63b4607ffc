//! The command line as its users meet it.

use std::fs;

use insta::assert_snapshot;

use crate::support::{Input, Run, notice, root};

/// A folder as a clerk gets it, but for the program: it is run from elsewhere.
fn office() -> Run {
    let run = Run::new();
    for folder in ["templates", "fonts", "inputs"] {
        run.copy(folder);
    }
    run
}

fn output(run: &Run, arguments: &[&str]) -> (i32, String, String) {
    let output = run.command(arguments).output().unwrap();
    (
        output.status.code().unwrap_or(-1),
        String::from_utf8(output.stdout).unwrap(),
        String::from_utf8(output.stderr).unwrap(),
    )
}

#[test]
fn build_without_an_argument_takes_the_newest_year() {
    let run = office();
    run.write(
        "inputs/2027.toml",
        Input::of_2023().set("year", "2027").text(),
    );
    run.write("inputs/notes.txt", "not an input");
    let (status, printed, errors) = output(&run, &["build"]);
    assert_eq!((status, errors.as_str()), (0, ""));
    assert_snapshot!(printed, @"
    通报　　out/2027.pdf（12 页）
    审阅文本　out/2027.txt
    存档　　out/2027.zip
    版本　　送审稿 1
    ");
    assert!(run.read("out/2027.pdf").starts_with(b"%PDF-1.7"));
    assert!(!run.path().join("out/2023.pdf").exists());
}

#[test]
fn build_writes_where_it_is_told_to_and_nowhere_else() {
    let run = office();
    let before = files(&run);
    let (status, ..) = output(&run, &["build", "inputs/2023.toml", "--out", "a/b"]);
    assert_eq!(status, 0);
    let mut after = files(&run);
    after.retain(|file| !before.contains(file));
    // What it was made from lies once below versions/texts.
    after.retain(|file| !file.starts_with("a/b/versions/texts/"));
    assert_eq!(
        after,
        [
            "a",
            "a/b",
            "a/b/2023.pdf",
            "a/b/2023.txt",
            "a/b/2023.zip",
            "a/b/versions",
            "a/b/versions/.2023.json.lock",
            "a/b/versions/2023.json",
            "a/b/versions/texts",
        ]
    );
    let text = String::from_utf8(run.read("a/b/2023.txt")).unwrap();
    assert_eq!(text, hongtou::text::text(&notice(&Input::of_2023())));
}

/// All files and folders below the run's folder.
fn files(run: &Run) -> Vec<String> {
    let mut found = Vec::new();
    let mut open = vec![run.path().to_owned()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.strip_prefix(run.path()).unwrap();
            found.push(name.to_str().unwrap().to_owned());
            if path.is_dir() {
                open.push(path);
            }
        }
    }
    found.sort();
    found
}

#[test]
fn the_same_bytes_in_any_time_zone_locale_and_folder() {
    let settings = [
        ("Asia/Shanghai", "zh_CN.UTF-8"),
        ("America/Anchorage", "de_DE.UTF-8"),
        ("UTC", "C"),
    ];
    let mut results = Vec::new();
    for (zone, locale) in settings {
        let run = office();
        let mut command = run.command(&["build", "inputs/2023.toml"]);
        let status = command
            .env("TZ", zone)
            .env("LC_ALL", locale)
            .env("LANG", locale)
            .output()
            .unwrap()
            .status;
        assert!(status.success());
        results.push(["pdf", "txt", "zip"].map(|kind| run.read(&format!("out/2023.{kind}"))));
    }
    assert!(results[0][0].len() > 100_000 && !results[0][2].is_empty());
    assert!(results.iter().all(|result| *result == results[0]));
}

#[test]
fn check_writes_nothing() {
    let run = office();
    let before = files(&run);
    let (status, printed, notes) = output(&run, &["check"]);
    assert_eq!(status, 0);
    let mut lines = printed.lines();
    assert_eq!(lines.next(), Some("检查完毕，没有错误。"));
    // Notes are counted; what nothing guards is told in one line, however much it is.
    assert!(lines.next().is_some_and(|line| line.contains("条说明")));
    assert!(
        lines
            .next()
            .is_some_and(|line| line.contains("没有合计或比率可以核对"))
    );
    assert_eq!(lines.next(), None);
    assert!(
        notes
            .split("\n\n")
            .all(|note| note.is_empty() || note.starts_with("说明[")),
        "{notes}"
    );
    assert_eq!(files(&run), before);
}

#[test]
fn a_copy_with_last_years_year_is_warned_of() {
    let run = office();
    run.write("inputs/2024.toml", Input::of_2023().text());
    let (status, _, errors) = output(&run, &["check"]);
    assert_eq!(status, 0);
    assert_snapshot!(errors, @"
    警告[year-differs]: 文件名是 2024，里面写的是 2023 年度
      --> inputs/2024.toml:13:1
       |
    13 | year = 2023              # 年度
       | ^^^^^^^^^^^
       |
       = 处理: 请核对年度、期别；如果是从上一期复制来的，别忘了改 year 等
    ");
}

#[test]
fn what_is_not_there() {
    let run = Run::new();
    let (status, printed, errors) = output(&run, &["build", "2023.toml"]);
    assert_eq!((status, printed.as_str()), (1, ""));
    assert_snapshot!(errors, @"
    错误[file]: 当前文件夹和程序旁边都没有 templates
     |
     = 处理: 请在程序所在的文件夹里运行，或用 --templates 指明它在哪里

    共 1 处错误。没有写出任何文件。
    ");
    let templates = root().join("templates/housing");
    let arguments = [
        "check",
        "2023.toml",
        "--templates",
        templates.to_str().unwrap(),
    ];
    assert_snapshot!(output(&run, &arguments).2, @"
    错误[file]: 读不了 2023.toml：没有这个文件
     |
     = 处理: 请核对文件名和所在的文件夹

    共 1 处错误。
    ");
    assert_snapshot!(output(&run, &["check", "--templates", "nowhere"]).2, @"
    错误[file]: 没有 nowhere 这个文件夹
     |
     = 处理: 请核对命令里的文件夹名称

    共 1 处错误。
    ");
}

#[test]
fn what_is_no_text() {
    let run = office();
    run.write("inputs/2023.toml", b"PK\x03\x04\0\0\0\0");
    let (status, _, errors) = output(&run, &["check"]);
    assert_eq!(status, 1);
    assert_snapshot!(errors, @"
    错误[file]: inputs/2023.toml 不是文本文件
     |
     = 处理: 数据文件是 UTF-8 编码的 .toml 文本，用记事本一类的编辑器打开和保存

    共 1 处错误。
    ");
}

#[test]
fn a_result_that_cannot_be_written_leaves_the_others_alone() {
    let run = office();
    run.write("out/2023.pdf", "the last good one");
    fs::create_dir_all(run.path().join("out/2023.txt")).unwrap();
    let (status, _, errors) = output(&run, &["build", "inputs/2023.toml"]);
    assert_eq!(status, 1);
    assert_snapshot!(errors, @"
    错误[file]: 写不了 out/2023.txt：这是一个文件夹
     |
     = 处理: 如果正用阅读器打开着它，请先关闭；或用 --out 另选文件夹

    共 1 处错误。没有写出任何文件。
    ");
    assert_eq!(run.read("out/2023.pdf"), b"the last good one");
}

#[test]
fn wrong_use() {
    let run = Run::new();
    for (arguments, message) in [
        (vec!["bild"], "没有“bild”这个命令"),
        (vec!["build", "--outt", "x"], "不认识“--outt”"),
        (vec!["build", "--out"], "“--out <文件夹>”后面缺少内容"),
        (vec!["rules", "a", "b", "c"], "不认识“c”"),
    ] {
        let (status, printed, errors) = output(&run, &arguments);
        assert_eq!((status, printed.as_str()), (2, ""), "{arguments:?}");
        assert_eq!(
            errors,
            format!("用法不对：{message}\n\n详见 hongtou --help\n")
        );
    }
}

#[test]
fn help_is_in_chinese() {
    let run = Run::new();
    assert_snapshot!(output(&run, &["--help"]).1, @"
    红头：由一期的数据生成通报、函和报告（GB/T 9704-2012）

    用法：hongtou <命令> [选项]

    命令:
      build     生成通报：out/期别.pdf，供审阅的 out/期别.txt 和存档 out/期别.zip
      check     检查数据、措辞和版面，不写任何文件
      explain   说明一个数从哪里来：印出的数、附件的一格，或数据的名称
      impact    改动几个数会影响哪些句子、结论、合计和表格，不写任何文件
      try       试一个条件或一段措辞：对哪些行成立，写成什么样子，不写任何文件
      rules     列出全部措辞规则，以及这一期用了哪些
      diff      按意思比较两期的通报：数据、结论、文字、附件
      audit     排版并逐条量版面是否合乎 GB/T 9704-2012，不写任何文件
      fonts     列出每种用途的字体、由哪个文件提供、缺什么
      watch     看着数据和模板，改了就重新生成，直到按 Ctrl-C
      new       由上一期的数据文件写出新一期的：数字清空待填，能结转的结转
      form      写出一期的填报表（Excel）：要填的、上一期的数、自动计算的合计和比率
      import    把填好的工作簿（.xlsx、.xls、.ods、.csv）导入数据文件
      review    读退回来的 Word 修改稿：改了什么、该改哪里；能写回的写回数据文件
      remarks   列出审稿意见：谁说的、对哪句话、办了没有；记下已办
      versions  列出一期的各稿：哪天生成的，比前一稿改了什么，哪一稿印发了
      issue     记下已经印发：以后这一期的内容变了，不写 --correct（更正）就不再生成
      open      打开窗口：在浏览器里填数、看版面、比较、导出；不写任何命令时就是它
      list      列出各种通报、各期的数据和它们的状态
      kind      新建一种通报：写出一套能用的小模板和样例数据，再照着改
      schema    写出一种通报的数据文件的 JSON 模式，给编辑器补全和检查用
      samples   把随程序带的样例数据复制到自己的文件夹（文档里的“红头”），已有的不动

    选项:
      -h, --help     显示用法
      -V, --version  显示版本

    退出状态：0 完成，1 有错误（diff：有不同），2 命令用法不对。
    ");
    assert_snapshot!(output(&run, &["build", "--help"]).1, @"
    生成通报：out/期别.pdf，供审阅的 out/期别.txt 和存档 out/期别.zip

    用法：hongtou build [选项] [数据文件，或文种 期别]...

    参数:
      [数据文件]...  数据文件、文件夹，或文种和期别；不写就用 inputs/ 里最新的一期

    选项:
          --templates <文件夹>  模板文件夹；不写就用当前文件夹或程序旁的
          --out <文件夹>        结果写到哪个文件夹
          --draft            送审稿：每页印上“送审稿”字样
          --force            版面不合标准，或要盖掉别的文件，也写出结果
          --correct          更正已经印发的：内容和印发的不一样，也写出结果
          --ofd              同时写出 OFD 版式文件
          --docx             同时写出 Word 文件，用 WPS 或 Word 修改
          --fonts <文件夹>      字体文件夹；不写就用当前文件夹或程序旁的
          --own-fonts <文件夹>  本单位自有字体的文件夹，优先使用，可以写几次；fonts-own 不必写
          --system-fonts     也用系统里安装的字体（结果随机器而不同）
          --embed-any-font   字体的许可标志禁止嵌入，也嵌入：只在单位持有许可时用
      -h, --help             显示用法
    ");
    assert_eq!(output(&run, &["help"]).1, output(&run, &["--help"]).1);
}

/// One answer, in the same words, before anybody waits for a PDF.
#[test]
fn check_refuses_what_build_would() {
    let run = Run::new();
    let refused = [
        // No font has the character.
        Input::of_2023().replace("市财政局积极", "市财政局\u{1F600}积极"),
        // A name that its column can't hold.
        Input::of_2023().replace("城区", "ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHIJKLMN"),
    ];
    for input in refused {
        run.write("2023.toml", input.text());
        let (checked, _, found) = run.run(&["check", "2023.toml"]);
        let (built, _, refused) = run.run(&["build", "2023.toml"]);
        assert_eq!((checked, built), (1, 1), "{found}");
        let findings = |text: &str| text.split("共 ").next().unwrap().to_owned();
        assert_eq!(findings(&found), findings(&refused));
        assert!(!run.path().join("out").exists());
    }
}

#[test]
fn notes_are_counted_and_shown_when_asked_for() {
    let run = Run::new();
    run.write("2023.toml", Input::of_2023().text());
    let fonts = root().join("fonts");
    let templates = root().join("templates/housing");
    let folders = [
        "--templates",
        templates.to_str().unwrap(),
        "--fonts",
        fonts.to_str().unwrap(),
    ];
    let check = |more: &[&str]| {
        let all = ["check", "2023.toml"].iter().chain(more).chain(&folders);
        let output = run
            .command(&all.copied().collect::<Vec<_>>())
            .output()
            .unwrap();
        (
            String::from_utf8(output.stdout).unwrap(),
            String::from_utf8(output.stderr).unwrap(),
        )
    };
    let (answer, findings) = check(&[]);
    // What was not compared is said in any case.
    let shown = findings.lines().filter(|line| line.starts_with("说明["));
    let shown: Vec<&str> = shown.collect();
    assert!(
        shown.len() == 1 && shown[0].starts_with("说明[no-last-year]"),
        "{findings}"
    );
    let (shown, notes) = check(&["--notes"]);
    let count = notes
        .lines()
        .filter(|line| line.starts_with("说明[") && !line.contains("no-last-year"))
        .count();
    assert!(
        count > 0 && answer.contains(&format!("另有 {count} 条说明")),
        "{answer}"
    );
    assert!(!shown.contains("条说明"), "{shown}");
}

/// Manual pages and completions name every command that the help names.
#[test]
fn the_manual_has_every_command() {
    let run = Run::new();
    let (status, _, errors) = output(&run, &["manual", "made"]);
    assert_eq!(status, 0, "{errors}");
    let help = output(&run, &["--help"]).1;
    let lines = help.lines().filter(|line| line.starts_with("  "));
    let names = lines.filter_map(|line| line.split_whitespace().next());
    let names: Vec<&str> = names.filter(|name| !name.starts_with('-')).collect();
    assert!(names.len() > 15, "{names:?}");
    let folder = run.path().join("made");
    let bash = std::fs::read_to_string(folder.join("completions/hongtou.bash")).unwrap();
    for name in names {
        let page = folder.join(format!("man/hongtou-{name}.1"));
        let page = std::fs::read_to_string(page).unwrap();
        assert!(page.contains(&format!("hongtou {name}")), "{name}");
        assert!(
            bash.contains(&format!("hongtou__subcmd__{name}")) || bash.contains(name),
            "{name}"
        );
    }
}

/// Samples are copied once; what was made of them stays.
#[test]
fn samples_are_copied_over_nothing() {
    let run = Run::new();
    let (status, _, errors) = output(&run, &["samples", "own"]);
    assert!(
        status == 1 && errors.contains("没有找到随程序带的样例数据"),
        "{errors}"
    );
    run.write("inputs/2023.toml", "year = 2023");
    run.write("templates/notice.typ", "");
    let (status, told, errors) = output(&run, &["samples", "own", "--templates"]);
    assert_eq!(status, 0, "{errors}");
    assert!(
        told.contains("own/inputs") && told.contains("own/templates"),
        "{told}"
    );
    assert_eq!(run.read("own/inputs/2023.toml"), b"year = 2023");
    run.write("own/inputs/2023.toml", "year = 2024");
    let (_, told, _) = output(&run, &["samples", "own"]);
    assert!(told.contains("都已经有了"), "{told}");
    assert_eq!(run.read("own/inputs/2023.toml"), b"year = 2024");
}

/// Installed as a package is: templates and fonts in `share`, inputs in the user's documents.
#[cfg(unix)]
#[test]
fn an_installed_program_works_in_the_users_own_folder() {
    let run = Run::new();
    let exe = assert_cmd::cargo::cargo_bin("hongtou");
    std::fs::create_dir_all(run.path().join("usr/bin")).unwrap();
    std::fs::create_dir_all(run.path().join("home/文档")).unwrap();
    std::fs::create_dir_all(run.path().join("elsewhere")).unwrap();
    let installed = run.path().join("usr/bin/hongtou");
    std::fs::copy(exe, &installed).unwrap();
    let share = run.path().join("usr/share/hongtou");
    for (from, to) in [
        ("templates", "templates"),
        ("fonts", "fonts"),
        ("inputs", "samples/inputs"),
    ] {
        let to = share.join(to);
        hongtou::office::home::copy_new(&crate::support::root().join(from), &to).unwrap();
    }
    let call = |arguments: &[&str]| {
        let mut command = std::process::Command::new(&installed);
        command
            .current_dir(run.path().join("elsewhere"))
            .args(arguments);
        command.env("HOME", run.path().join("home"));
        for name in ["XDG_DATA_HOME", "XDG_CONFIG_HOME"] {
            command.env_remove(name);
        }
        let output = command.output().unwrap();
        let said = [output.stdout, output.stderr].concat();
        (output.status.code(), String::from_utf8(said).unwrap())
    };
    let (status, said) = call(&["build", "2023"]);
    assert!(
        status == Some(1) && said.contains("hongtou samples"),
        "{said}"
    );
    assert_eq!(call(&["samples"]).0, Some(0));
    let (status, said) = call(&["build", "2023"]);
    assert_eq!(status, Some(0), "{said}");
    assert!(run.path().join("home/文档/红头/out/2023.pdf").is_file());
    assert!(!run.path().join("elsewhere/out").exists());
    // What is installed is not written to, whoever asks.
    let (status, said) = call(&["kind", "试种", "2024"]);
    assert!(
        status == Some(1) && said.contains("程序安装的文件夹"),
        "{said}"
    );
    assert!(!share.join("templates/试种").exists());
}
