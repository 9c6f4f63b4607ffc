"""`hongtou watch`: from saving an input to the finished PDF, beside a cold build."""
import re
import signal
import statistics
import subprocess
import time
from pathlib import Path

from timing import duration, met, once, table

WORK = Path("target/bench/watch")
PATIENCE = 30  # seconds
SHARE = 0.5


def section(programs, rounds):
    # The folder's name tells the kind.
    source, pdf = WORK / "housing" / "2023.toml", WORK / "out" / "housing" / "2023.pdf"
    source.parent.mkdir(parents=True, exist_ok=True)
    text = Path("inputs/2023.toml").read_text()
    cold_pdf = ["--out", str(WORK / "cold")]
    source.write_text(text)
    pdf.unlink(missing_ok=True)
    head = "## Watching\n\n"
    argv = [programs.hongtou, "watch", str(source), "--out", str(WORK / "out")]
    process = subprocess.Popen(argv, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        if waited(process, lambda: pdf.exists()) is None:
            return head + "`hongtou watch`: not there yet.\n"
        warm, cold = [], []
        for turn in range(rounds + 1):
            time.sleep(0.3)
            before = stamp(pdf)
            begin = time.perf_counter()
            source.write_text(re.sub(r"^number = \d+", f"number = {turn + 2}", text, flags=re.M))
            if waited(process, lambda: stamp(pdf) != before) is None:
                return head + "`hongtou watch` built no PDF after a change ✗.\n"
            warm.append(time.perf_counter() - begin)
            cold.append(once([programs.hongtou, "build", "inputs/2023.toml", *cold_pdf])[0])
        process.send_signal(signal.SIGINT)
        ends = process.wait(PATIENCE)
    finally:
        process.kill()
    return head + told(warm[1:], cold[1:], ends)


def told(warm, cold, ends):
    ratio = statistics.median(warm) / statistics.median(cold)
    row = lambda name, took: [name, duration(statistics.median(took)), f"{duration(min(took))}–{duration(max(took))}"]
    rows = [
        [*row("from saving to the finished PDF", warm), f"{ratio:.2f} of a cold build, ≤ {SHARE} {met(ratio <= SHARE)}"],
        [*row("`hongtou build`, cold", cold), ""],
    ]
    return table(["", "median", "from–to", "wanted"], rows) + f"\nEnded by Ctrl-C with status {ends}.\n"


def stamp(path):
    try:
        status = path.stat()
    except FileNotFoundError:
        return None
    return status.st_ino, status.st_mtime_ns


def waited(process, is_done):
    """Waits until it is done; None where the program ended or it took too long."""
    end = time.perf_counter() + PATIENCE
    while time.perf_counter() < end and process.poll() is None:
        if is_done():
            return True
        time.sleep(0.0005)
    return None
