#!/usr/bin/env python3
"""Plants one defect at a time in the program's own judgement, and sees whether a test fails.

    tests/mutants/run.py [WORD]    only the mutants with WORD in their file or text

Run by hand: each mutant costs a compilation of the library. The working tree is left as it was.
"""
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
UNIT = ["--lib"]
NUMBERS = ["--test", "notice", "numbers"]

# File, exact text, what is put in its place, which tests must fail.
MUTANTS = [
    ("src/audit/standard.rs", "TOLERANCE: Length = Length::micrometres(500)", "TOLERANCE: Length = Length::micrometres(666)", UNIT),
    ("src/audit/standard.rs", "FINE: Length = Length::micrometres(20)", "FINE: Length = Length::micrometres(21)", UNIT),
    ("src/audit/standard.rs", "* 6 / 100", "* 8 / 100", UNIT),
    ("src/audit/standard.rs", "Length::micrometres(350), Length::micrometres(500));", "Length::micrometres(349), Length::micrometres(500));", UNIT),
    ("src/audit/measurement.rs", "passed: deviation.abs() <= give", "passed: deviation.abs() < give", UNIT),
    ("src/audit/measurement.rs", "passed: over <= give", "passed: over < give", UNIT),
    ("src/audit/measurement.rs", "passed: -under <= give", "passed: true", UNIT),
    ("src/audit/head.rs", "thick, thickness, Length::ZERO", "thick, thickness, TOLERANCE", ["--test", "layout", "limits"]),
    ("src/audit/head.rs", "edge.left, rule.left, TOLERANCE", "edge.left, rule.left, TOLERANCE * 2", ["--test", "layout", "limits"]),
    ("src/number/exact.rs", "scaled.round()", "scaled.floor()", UNIT),
    ("src/number/exact.rs", "scaled.round()", "scaled.trunc()", UNIT),
    ("src/number/exact.rs", "places <= most", "places <= most + 1", NUMBERS),
    ("src/number/exact.rs", "Self::scaled(5, places", "Self::scaled(1, places", UNIT),
    ("src/number/decimal.rs", "self.places.max(", "self.places.min(", NUMBERS),
    ("src/number/interval.rs", "self.low <= other.high && other.low <= self.high", "self.low < other.high && other.low <= self.high", NUMBERS),
    ("src/number/interval.rs", "self.low <= other.high && other.low <= self.high", "self.low <= other.high && other.low < self.high", NUMBERS),
    ("src/number/interval.rs", "&& !divisor.high.is_negative()", "&& divisor.high.is_zero()", NUMBERS),
    ("src/number/interval.rs", "value.max(&self.low).min(&self.high)", "value.min(&self.high)", NUMBERS),
]


def main():
    word = sys.argv[1] if len(sys.argv) > 1 else ""
    chosen = [mutant for mutant in MUTANTS if word in mutant[0] or word in mutant[1]]
    survived = []
    for file, old, new, tests in chosen:
        path = ROOT / file
        text = path.read_text()
        if text.count(old) != 1:
            sys.exit(f"{file}: “{old}” is there {text.count(old)} times")
        path.write_text(text.replace(old, new))
        try:
            done = subprocess.run(["cargo", "test", "--release", *tests], cwd=ROOT, capture_output=True, text=True)
        finally:
            path.write_text(text)
        if "could not compile" in done.stderr:
            sys.exit(f"{file}: “{new}” does not compile")
        if done.returncode == 0:
            survived.append(f"{file}: {old} → {new}")
        print("caught  " if done.returncode else "SURVIVED", file, "·", new.strip(), flush=True)
    print(f"{len(chosen) - len(survived)} of {len(chosen)} caught")
    sys.exit(1 if survived else 0)


main()
