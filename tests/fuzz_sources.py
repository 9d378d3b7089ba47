"""`make fuzz`, first part: random and mutated texts through the front end, in processes with little memory.

    python tests/fuzz_sources.py [--count N] [--seed S] [--seconds T] [--megabytes M] [--workers W]

Text number S, S + 1, … are the same in every run; before them come those that are made to be too much. A text that
gives an exception, takes longer than T seconds of the processor for each 100,000 characters begun, or more memory than
M, is made shorter as long as it still does, and saved in tests/compiler/found. Exits 1 if anything was found.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import sys
import time
import traceback
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "support"))

import front_end
from sources import random_source
from too_much import BOMBS, bomb

FOUND = Path(__file__).parent / "compiler" / "found"

#: What a worker allows for 100,000 characters.
_SECONDS = [1.0]

#: Texts a worker is given at once.
_SHARE = 200


def main() -> int:
    """Run to the end, or until interrupted."""
    parser = argparse.ArgumentParser(description="random and mutated texts through the front end")
    parser.add_argument("--count", type=int, default=1_000_000, help="how many texts (default: a million)")
    parser.add_argument("--seed", type=int, default=None, help="the first text's number (default: the clock)")
    parser.add_argument("--seconds", type=float, default=1.0, help="of the processor, for each 100,000")
    parser.add_argument("--megabytes", type=int, default=1024, help="of memory beyond what Python itself takes")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args()
    first = int(time.time()) * 1000 if options.seed is None else options.seed
    shares: list[list[int | str]] = [[name] for name in sorted(BOMBS)]
    shares += [
        list(range(s, min(s + _SHARE, first + options.count))) for s in range(first, first + options.count, _SHARE)
    ]
    started, done, found = time.monotonic(), 0, 0
    limits = (options.seconds, options.megabytes * 2**20)
    with ProcessPoolExecutor(options.workers, initializer=_begin, initargs=limits) as workers:
        try:
            for share, failures in zip(shares, workers.map(_share, shares), strict=True):
                done, found = done + len(share), found + len(failures)
                for failure in failures:
                    print(f"\n{failure}", flush=True)
                rate = done / (time.monotonic() - started)
                print(f"\r{done:,} texts, {found} failures, {rate:.0f} texts/s", end="", flush=True)
        except KeyboardInterrupt:
            workers.shutdown(wait=False, cancel_futures=True)
    print(f"\n{done:,} texts from number {first}, {found} failures")
    return 1 if found else 0


def _begin(seconds: float, memory: int) -> None:
    _SECONDS[0] = seconds
    front_end.attempt("a")  # what is made once: tables, zones, the catalogue
    random_source(0)
    front_end.limit_memory(memory)


def _share(numbers: list[int | str]) -> list[str]:
    """What failed of some texts: a bomb's name, or numbers."""
    found = []
    for number in numbers:
        text = bomb(number, 100_000) if isinstance(number, str) else random_source(number)
        reason = _reason(text)
        if reason:
            found.append(f"text {number}: {reason}\nsaved as {_save(_shorter(text))}")
    return found


def _reason(text: str) -> str:
    """Why a text fails, or nothing. One that was slow is tried once more: something else may have been in the way."""
    try:
        try:
            checked = front_end.attempt(text, seconds=_SECONDS[0])
        except front_end.Slow:
            checked = front_end.attempt(text, seconds=_SECONDS[0])
        if checked.featureset is not None:
            front_end.build(checked.featureset)
    except KeyboardInterrupt:
        raise
    except BaseException:
        return traceback.format_exc(limit=-6)
    return ""


def _shorter(text: str) -> str:
    """The text without what it fails without, as far as half a minute takes it."""
    end, step = time.monotonic() + 30, len(text) // 2
    while step:
        for cut in _cuts(text, step):
            if time.monotonic() > end:
                return text
            if _reason(cut):
                text = cut
                break
        else:
            step //= 2
    return text


def _cuts(text: str, step: int) -> Iterator[str]:
    for start in range(0, len(text), step):
        yield text[:start] + text[start + step :]


def _save(text: str) -> Path:
    data = text.encode("utf-8", "surrogatepass")
    FOUND.mkdir(exist_ok=True)
    path = FOUND / f"{hashlib.sha256(data).hexdigest()[:12]}.fdl"
    path.write_bytes(data)
    return path


if __name__ == "__main__":
    sys.exit(main())
