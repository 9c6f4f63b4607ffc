#!/usr/bin/python3
"""Word files that LibreOffice opened, changed and saved, read by `hongtou review`: each change is named, and no
other; what is the input's own is put into it, and the check finds nothing more.

    tests/docx/review.py PROGRAM
"""
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from office import desktop, opened, saved  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parents[2]

# What is looked for, what is put in its place, and what the program has to say of it: kind, name, outcome.
CASES = [
    (["inputs/2023.toml"], "out/2023.docx", []),
    (["progress", "2023-q3"], "out/progress/2023-q3.docx", []),
    (["disclosure", "2023"], "out/disclosure/2023.docx", []),
    (["inquiry", "2023-q3"], "out/inquiry/2023-q3.docx", []),
    (
        ["inputs/2023.toml"],
        "out/2023.docx",
        [
            ("省级配套补助资金24", "省级配套补助资金26", "figure", "funds.provincial", "applies"),
            ("也各尽所能", "也各负其责", "own", "own.cooperation", "applies"),
            ("均超额完成年度", "均完成年度", "verdict", "targets.verdict", "told"),
            ("取得了明显成效", "取得了较好成效", "wording", "continued.effect", "told"),
        ],
    ),
    (
        ["progress", "2023-q3"],
        "out/progress/2023-q3.docx",
        [
            ("2023年10月10日", "2023年10月12日", "element", "date", "applies"),
            ("累计开工2083套", "累计开工2084套", "derived", "progress.total.begun", "told"),
        ],
    ),
]


def edited(document, edits, tracked):
    document.RecordChanges = tracked
    for old, new, *_ in edits:
        search = document.createSearchDescriptor()
        search.SearchString = old
        found = document.findFirst(search)
        if found is None:
            sys.exit(f"“{old}” is not in the file")
        # The first place alone: a date stands at the foot as well.
        found.String = new
    document.RecordChanges = False


def run(program, folder, *arguments):
    done = subprocess.run([program, *arguments], cwd=folder, capture_output=True, text=True)
    return done.returncode, done.stdout, done.stderr


def reviewed(program, folder, case, file):
    status, told, faults = run(program, folder, "review", file, *case, "--format", "json")
    if status != 0:
        sys.exit(f"{file}: {faults}{told}")
    return json.loads(told)


def told(edit):
    return f"{edit['place']} 【{edit['old']}→{edit['new']}】 {edit['kind']} {edit['name']} {edit['outcome']['is']}"


def wrong(review, edits, tracked):
    wanted = {(kind, name, outcome) for _, _, kind, name, outcome in edits}
    found = {(edit["kind"], edit["name"], edit["outcome"]["is"]) for edit in review["edits"]}
    if found != wanted or len(review["edits"]) != len(edits):
        return "\n".join(told(edit) for edit in review["edits"]) or "nothing was found"
    if any(bool(edit["by"]) != tracked for edit in review["edits"]):
        return "who changed it is not told right"
    return None


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    faults = []
    with tempfile.TemporaryDirectory() as folder, desktop("hongtou-review") as office:
        folder = pathlib.Path(folder)
        for name in ["templates", "fonts"]:
            (folder / name).symlink_to(ROOT / name)
        shutil.copytree(ROOT / "inputs", folder / "inputs")
        for case, file, edits in CASES:
            if not (folder / file).exists():
                status, _, told_by = run(program, folder, "build", *case, "--docx")
                if status != 0:
                    sys.exit(told_by)
            for tracked in [False, True] if edits else [False]:
                returned = folder / "returned.docx"
                document = opened(office, folder / file)
                edited(document, edits, tracked)
                saved(document, returned)
                review = reviewed(program, folder, case, returned)
                name = f"{' '.join(case)}, {'tracked' if tracked else 'plain'}"
                fault = wrong(review, edits, tracked)
                if fault:
                    faults.append(f"{name}:\n{fault}")
                print(f"{name}: {len(review['edits'])} changes", flush=True)
        applied(program, folder, faults)
        since(program, folder, office, faults)
    sys.exit("\n".join(faults) if faults else 0)


def applied(program, folder, faults):
    """The last file, put into its input: what was the input's own is in it, and checks as before."""
    case = CASES[-1][0]
    path = folder / "inputs/progress/2023-q3.toml"
    before = path.read_text()
    _, findings, _ = run(program, folder, "check", *case)
    status, told_by, errors = run(program, folder, "review", "returned.docx", *case, "--apply")
    if status != 0 or path.read_text() != before.replace("10月10日", "10月12日"):
        faults.append(f"--apply: {errors}{told_by}\n{path.read_text()}")
    if run(program, folder, "check", *case)[1] != findings:
        faults.append("--apply: the check finds another thing than before")


def since(program, folder, office, faults):
    """The input was changed since the file was sent, whose version is kept: that is not the reviewer's; what both
    changed is a clash. The program that saved the file kept the mark by which its version is found."""
    case, file = ["inputs/2023.toml"], folder / "out/2023.docx"
    path = folder / "inputs/2023.toml"
    before = path.read_text()
    now = before.replace("provincial = 24", "provincial = 25")
    if now == before:
        sys.exit("provincial = 24 is not in the input")
    path.write_text(now)
    edit = ("省级配套补助资金24", "省级配套补助资金26")
    own = ("也各尽所能", "也各负其责")
    for edits, wanted in [([], []), ([own], ["applies"]), ([own, edit], ["applies", "clash"])]:
        returned = folder / "returned.docx"
        document = opened(office, file)
        edited(document, edits, False)
        saved(document, returned)
        review = reviewed(program, folder, case, returned)
        found = sorted(edit["outcome"]["is"] for edit in review["edits"])
        clashes = "clash" in wanted
        if found != wanted or bool(review["since"]) == clashes:
            faults.append(f"changed since: {found} {review['since']} {review['remarks']}")
        print(f"changed since: {len(review['edits'])} changes", flush=True)
    path.write_text(before)


main()
