"""Times whole commands, interleaved, and tells of them in tables."""
import math
import os
import resource
import statistics
import subprocess
import time
from dataclasses import dataclass, field

LIMIT = 60  # seconds of processor; what takes longer is ended and said to


@dataclass
class Runs:
    """What the runs of one command took: seconds by the clock, seconds of processor, megabytes at most."""

    wall: list = field(default_factory=list)
    cpu: list = field(default_factory=list)
    peak: list = field(default_factory=list)
    failed: str = ""

    @property
    def median(self):
        return statistics.median(self.wall)

    @property
    def work(self):
        return statistics.median(self.cpu)


def once(argv, expected=(0,), limit=None):
    """Runs a command: (wall, cpu, peak, fault); the fault is empty when it ended as expected."""
    limit = limit or LIMIT
    bound = lambda: resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))
    begin = time.perf_counter()
    process = subprocess.Popen(argv, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, preexec_fn=bound)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - begin
    process.returncode = code = os.waitstatus_to_exitcode(status)
    fault = "" if code in expected else f"exit status {code}"
    if code < 0 and usage.ru_utime + usage.ru_stime >= limit - 1:
        fault = f"> {limit} s"
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, fault


def interleaved(commands, rounds, warm=True, expected=None, removed=()):
    """A B C A B C …: what slows the machine for a while slows all of them. A name stands for its
    command; a command that fails or takes too long is not run again. `expected` names exit statuses
    other than 0 that are no failure. Before each round the files in `removed` go."""
    expected = expected or {}
    runs = {name: Runs() for name in commands}
    for turn in range(rounds + warm):
        for path in removed:
            path.unlink(missing_ok=True)
        for name, argv in commands.items():
            if runs[name].failed:
                continue
            wall, cpu, peak, fault = once(argv, expected.get(name, (0,)))
            runs[name].failed = fault
            if fault or (warm and turn == 0):
                continue
            runs[name].wall.append(wall)
            runs[name].cpu.append(cpu)
            runs[name].peak.append(peak)
    return runs


def duration(seconds):
    return f"{seconds * 1000:.0f} ms" if seconds < 10 else f"{seconds:.1f} s"


def exponent(points):
    """The exponent of growth fitted to (size, seconds), by least squares of the logarithms."""
    xs = [math.log(size) for size, _ in points]
    ys = [math.log(seconds) for _, seconds in points]
    x, y = statistics.fmean(xs), statistics.fmean(ys)
    return sum((a - x) * (b - y) for a, b in zip(xs, ys)) / sum((a - x) ** 2 for a in xs)


def met(is_met):
    return "✓" if is_met else "✗"


def table(head, rows):
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(map(str, line)) + " |" for line in lines) + "\n"
