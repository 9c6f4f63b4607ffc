"""Many notices in one run, beside one process each."""
import filecmp
import os
import shutil
import statistics
import subprocess
import time
from pathlib import Path

from timing import Runs, interleaved, met, once, table

WORK = Path("target/bench/many")
FIRST_YEAR = 2000
COUNTS = [100, 1000]
COUNTIES = 6
RATE, TIMES, FLAT = 40, 3, 0.05


def section(programs, rounds):
    # The folder's name tells the kind; what is written stands in a folder of this name as well.
    folder = WORK / "housing"
    inputs = [folder / f"{FIRST_YEAR + at}.toml" for at in range(COUNTS[-1])]
    folder.mkdir(parents=True, exist_ok=True)
    for at, path in enumerate(inputs):
        with path.open("w") as out:
            subprocess.run([programs.made_year, str(FIRST_YEAR + at), str(COUNTIES)], check=True, stdout=out)
    alone = one_each(programs, inputs[:50], rounds)
    rows = [["`build`, one process each", "1", f"{1 / alone.median:.1f}", f"{max(alone.peak):.0f} MB", ""]]
    for command in ("build", "check"):
        for count in COUNTS:
            rate, most, fault = at_once(programs, command, inputs[:count])
            if fault:
                rows.append([f"`{command}`, one run", count, fault, "", ""])
                break
            wanted = ""
            if command == "build":
                times = rate * alone.median
                wanted = f"≥ {RATE} a second {met(rate >= RATE)}, ≥ {TIMES} × one each: {times:.1f} × {met(times >= TIMES)}"
                if count == COUNTS[-1]:
                    drift = growth(programs, inputs)
                    wanted += f", memory flat within 5 %: {drift:+.1%} {met(abs(drift) <= FLAT)}"
            rows.append([f"`{command}`, one run", f"{count:,}", f"{rate:.1f}", f"{most:.0f} MB", wanted])
    text = "## Many at once\n\nMade-up notices of six counties, one a year, last year's beside each.\n\n"
    return text + table(["command", "notices", "a second", "memory", "wanted"], rows) + "\n" + same_bytes(inputs[:50])


def one_each(programs, inputs, rounds):
    """One after the other, as a loop in a shell would."""
    commands = {path: [programs.hongtou, "build", str(path), "--out", str(WORK / "alone")] for path in inputs}
    all_of_them = Runs()
    for run in interleaved(commands, 1, warm=False).values():
        all_of_them.wall += run.wall
        all_of_them.peak += run.peak
    return all_of_them


def at_once(programs, command, inputs):
    """(notices a second, peak in megabytes, fault)."""
    out = WORK / "out"
    argv = [programs.hongtou, command, *map(str, inputs)]
    if command == "build":
        shutil.rmtree(out, ignore_errors=True)
        argv += ["--out", str(out)]
    wall, _, peak, fault = once(argv, limit=900)
    return len(inputs) / wall, peak, "not there yet" if fault == "exit status 2" else fault


def growth(programs, inputs):
    """By how much the memory in use while the last tenth of the notices is made differs from that while
    the second tenth is: the median of what is seen every few milliseconds."""
    argv = [programs.hongtou, "build", *map(str, inputs), "--out", str(WORK / "watched")]
    process = subprocess.Popen(argv, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    os.set_blocking(process.stdout.fileno(), False)
    done, seen = 0, {1: [], 9: []}
    while process.poll() is None:
        time.sleep(0.02)
        done += (process.stdout.read() or b"").count(b"\n")
        try:
            pages = int(Path(f"/proc/{process.pid}/statm").read_text().split()[1])
        except (FileNotFoundError, IndexError):
            break
        seen.get(done * 10 // len(inputs), []).append(pages)
    process.wait()
    return statistics.median(seen[9]) / statistics.median(seen[1]) - 1 if all(seen.values()) else float("nan")


def same_bytes(inputs):
    names = [Path("housing") / path.with_suffix(suffix).name for path in inputs for suffix in (".pdf", ".txt", ".zip")]
    if not (WORK / "out").exists():
        return ""
    _, differ, missing = filecmp.cmpfiles(WORK / "alone", WORK / "out", names, shallow=False)
    count = len(names) - len(differ) - len(missing)
    return f"Files with the same bytes as from one process each: {count} of {len(names)} {met(count == len(names))}.\n"
