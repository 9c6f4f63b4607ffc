"""How time and memory grow with the counties, from 6 to 3,000."""
import subprocess
from pathlib import Path

from timing import duration, exponent, interleaved, met, table

WORK = Path("target/bench/growth")
SIZES = [6, 60, 600, 1000, 3000]
MOST_TO_LAY_OUT = 1000
FAULTS = 60
NEXT = "2024.toml"


def section(programs, rounds):
    for size in SIZES:
        folder_of(size).mkdir(parents=True, exist_ok=True)
        for year in (2022, 2023):
            make(programs, folder_of(size) / f"{year}.toml", year, size)
    commands = {}
    for size in SIZES:
        folder = folder_of(size)
        old, new = str(folder / "2022.toml"), str(folder / "2023.toml")
        run = programs.hongtou
        commands["check", size] = [run, "check", new]
        commands["diff", size] = [run, "diff", old, new, "--format", "json"]
        commands["new", size] = [run, "new", "2024", "--from", new, "--out", str(folder / NEXT)]
        commands["explain", size] = [run, "explain", "圆满完成", new]
        if size <= MOST_TO_LAY_OUT:
            commands["build", size] = [run, "build", new, "--out", str(folder / "out")]
    rounds = max(1, rounds // 4)
    written = [folder_of(size) / NEXT for size in SIZES]
    # Status 1 of a comparison: something differs.
    differs = {name: (0, 1) for name in commands if name[0] == "diff"}
    runs = interleaved(commands, rounds, warm=False, expected=differs, removed=written)
    head = ["command", *[f"{size:,}" for size in SIZES], "exponent from 60", "the most memory", "wanted"]
    rows = [row(command, runs) for command in dict.fromkeys(command for command, _ in commands)]
    text = "## Growth with the counties\n\nMade-up years without errors, with last year's beside them; "
    text += f"medians of {rounds}.\n\n" + table(head, rows)
    return text + "\n" + faults(programs, rounds)


def folder_of(size):
    """The inputs of one size; the folder's name tells their kind."""
    return WORK / str(size) / "housing"


def make(programs, path, year, size, *more):
    with path.open("w") as out:
        subprocess.run([programs.made_year, str(year), str(size), *more], check=True, stdout=out)


def row(command, runs):
    cells, points, peaks = [], [], []
    for size in SIZES:
        run = runs.get((command, size))
        if run is None or not run.wall:
            cells.append(run.failed if run else "–")
            continue
        cells.append(duration(run.median))
        peaks += run.peak
        if size >= 60:
            points.append((size, run.work))
    grows = exponent(points) if len(points) > 1 else None
    wanted = "≤ 1.1 " + met(grows is not None and grows <= 1.1 and len(points) == sum((command, s) in runs for s in SIZES[1:]))
    largest = runs[command, SIZES[-1]] if (command, SIZES[-1]) in runs else runs[command, max(s for c, s in runs if c == command)]
    limits = {"check": (0.5, None), "build": (3, 600)}
    seconds, megabytes = limits.get(command, (None, None))
    if seconds:
        is_met = bool(largest.wall) and largest.median <= seconds and max(largest.peak) <= (megabytes or 1e9)
        wanted += f"; ≤ {seconds} s" + (f" and ≤ {megabytes} MB" if megabytes else "") + f" {met(is_met)}"
    return [f"`{command}`", *cells, f"{grows:.2f}" if grows else "–", f"{max(peaks, default=0):.0f} MB", wanted]


def faults(programs, rounds):
    """`check` of the most counties with sixty faults in the input."""
    commands = {}
    for kind, words in (("wrong", "wrong digits"), ("broken", "lines that cannot be read")):
        path = WORK / kind / "housing" / "2023.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        make(programs, path, 2023, SIZES[-1], f"--{kind}", str(FAULTS))
        commands[f"{FAULTS} {words}"] = [programs.hongtou, "check", str(path)]
    runs = interleaved(commands, rounds, warm=False, expected=dict.fromkeys(commands, (1,)))
    rows = []
    for name, run in runs.items():
        if run.wall:
            rows.append([name, duration(run.median), duration(run.work), f"{max(run.peak):.0f} MB", f"≤ 1 s {met(run.median <= 1)}"])
        else:
            rows.append([name, run.failed, "", "", f"≤ 1 s {met(False)}"])
    return f"`check` of {SIZES[-1]:,} counties with faults:\n\n" + table(["faults", "median", "user + sys", "memory", "wanted"], rows)
