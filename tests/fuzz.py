"""`make fuzz`: random programs through every target for as long as one likes; failures are saved as regressions.

    python tests/fuzz.py [--minutes N] [--seed S] [--rows R]

Program number S, S + 1, … are the same in every run. Exits 1 if anything was found.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "support"))

from native_parity import AT_ONCE, compare_native, drawn, installed
from parity import ROWS, ParityError, check, save_regression
from programs import random_program
from shrink import shrink


def main() -> int:
    """Run until interrupted, or for so many minutes."""
    parser = argparse.ArgumentParser(description="random programs through every target")
    parser.add_argument("--minutes", type=float, default=None, help="stop after so long (default: when interrupted)")
    parser.add_argument("--seed", type=int, default=None, help="the first program's number (default: the clock)")
    parser.add_argument("--rows", type=int, default=ROWS, help=f"rows a program (default: {ROWS})")
    options = parser.parse_args()
    first = int(time.time()) * 1000 if options.seed is None else options.seed
    started, seed, found = time.monotonic(), first, 0
    names = ", ".join(["batch, row, service", *(language.name for language in installed())])
    try:
        while options.minutes is None or time.monotonic() - started < options.minutes * 60:
            found += one_program(seed, options.rows)
            seed += 1
            if (seed - first) % AT_ONCE == 0:
                found += in_native(range(seed - AT_ONCE, seed), options.rows)
            progress(seed - first, options.rows, found, time.monotonic() - started)
        left = (seed - first) % AT_ONCE
        found += in_native(range(seed - left, seed), options.rows) if left else 0
    except KeyboardInterrupt:
        pass
    print(f"\n{seed - first} programs from seed {first} through {names}: {found} with differences")
    return 1 if found else 0


def one_program(seed: int, rows: int) -> int:
    """1 if the program of a seed shows a difference, which is printed and saved."""
    drawing = random_program(seed)
    try:
        check(drawing.source, drawing.seed, rows)
    except ParityError as error:
        small = shrink(error)
        print(f"\nprogram {seed}: {small}\nsaved as {save_regression(small)}", flush=True)
        return 1
    except AssertionError as error:  # the front end refuses what should be well typed
        print(f"\nprogram {seed}: {error}", flush=True)
        return 1
    return 0


def in_native(seeds: range, rows: int) -> int:
    """How many programs of these seeds differ in Go or Java, all of them in one compilation; each is saved."""
    found = 0
    for language in installed():
        for error in compare_native(drawn(seeds, rows), language):
            small = shrink(error)
            print(f"\n{small}\nsaved as {save_regression(small)}", flush=True)
            found += 1
    return found


def progress(programs: int, rows: int, found: int, seconds: float) -> None:
    """One line, written over."""
    line = f"{programs} programs, {programs * rows} rows, {found} with differences, {programs / seconds:.1f} programs/s"
    print(f"\r{line}", end="", flush=True)


if __name__ == "__main__":
    sys.exit(main())
