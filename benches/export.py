"""The same laid-out pages as PDF and as OFD, by turns in one process."""
import statistics
import subprocess
from pathlib import Path

from timing import duration, met, table

ROOT = Path(__file__).resolve().parent.parent
MOST = 0.5


def section(_programs, rounds):
    subprocess.run(["cargo", "build", "-q", "--release", "--example", "export"], check=True, cwd=ROOT)
    program = ROOT / "target/release/examples/export"
    told = subprocess.run([program, str(2 * rounds)], check=True, capture_output=True, text=True).stdout
    took = {"pdf": [], "ofd": []}
    for line in told.splitlines():
        kind, microseconds = line.split()
        took[kind].append(int(microseconds) / 1e6)
    pairs = statistics.median(ofd / pdf for ofd, pdf in zip(took["ofd"], took["pdf"]))
    row = lambda name, kind, ratio: [name, duration(statistics.median(took[kind])),
                                     f"{duration(min(took[kind]))}–{duration(max(took[kind]))}", ratio]
    rows = [row("PDF", "pdf", ""), row("OFD", "ofd", f"{pairs:.2f} × the PDF, ≤ {MOST} × {met(pairs <= MOST)}")]
    head = ["export of 2023", "median", "from–to", "wanted"]
    return f"## PDF and OFD\n\n{2 * rounds} pairs in one process, of the same laid-out pages; the ratio is the median of the pairs.\n\n" + table(head, rows)
