"""Timing that holds on a busy machine: contenders take turns in one run, and medians are compared."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterable, Mapping
from statistics import median
from typing import Any, NamedTuple


class Took(NamedTuple):
    """Seconds by the clock, and seconds that the process's threads were computing, kernel included."""

    clock: float
    cpu: float


def rounds(contenders: Mapping[str, Callable[[], Any]], count: int, note: Callable[[str], None]) -> dict[str, Took]:
    """Medians of each contender over ``count`` rounds, after one round that is not counted."""
    seconds: dict[str, list[Took]] = {name: [] for name in contenders}
    for turn in range(count + 1):
        note(f"round {turn} of {count}" if turn else "warming up")
        for name, run in contenders.items():
            gc.collect()
            begin, cpu = time.perf_counter(), time.process_time()
            result = run()
            took = Took(time.perf_counter() - begin, time.process_time() - cpu)
            del result
            if turn:
                seconds[name].append(took)
    return {name: Took(*(median(column) for column in zip(*taken, strict=True))) for name, taken in seconds.items()}


def per_call(contenders: Mapping[str, Callable[[int], None]], calls: int, count: int) -> dict[str, float]:
    """The least seconds of one call of each: contenders take turns and are given how often to repeat themselves.

    The least, not the median, of turns that are short: one call takes microseconds, and whatever makes it slower is not
    its own.
    """
    best = dict.fromkeys(contenders, float("inf"))
    for _ in range(count):
        for name, run in contenders.items():
            begin = time.perf_counter()
            run(calls)
            best[name] = min(best[name], (time.perf_counter() - begin) / calls)
    return best


def percentile(values: Iterable[float], share: float) -> float:
    """The value that this share of the values does not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
