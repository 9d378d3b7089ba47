"""The native kernel beside the NumPy forms that it stands for, and NumPy's own: nanoseconds a value, one core.

Without the kernel (`make kernel` installs it) its column stays empty.
"""

from __future__ import annotations

import contextlib
import inspect
from collections.abc import Callable, Iterator
from typing import Any
from unittest.mock import patch

import numpy as np
import pyarrow as pa

from benchmarks.clock import per_call
from benchmarks.report import console, goal, show
from featc_runtime import batch
from featc_runtime.arrow import native_strings
from featc_runtime.arrow.egress import leave
from featc_runtime.arrow.strings import StringReader
from featc_runtime.batch import categories, exact_round, exact_sum, fdlibm_pow, times
from featc_runtime.batch.columns import Strings
from featc_runtime.batch.native import BINARY, KERNEL, UNARY
from featc_runtime.schema import Output

VALUES = 1 << 20
QUICK_VALUES = 1 << 16
#: Values of a call: those of a chunk.
CHUNK = 1 << 17
#: What the first two are to take with the kernel.
GOAL_NS = 3.0
_NUMPY = {
    "asin": "arcsin", "acos": "arccos", "atan": "arctan", "asinh": "arcsinh", "acosh": "arccosh", "atanh": "arctanh",
    "pow": "power", "atan2": "arctan2",
}  # fmt: skip
#: Modules that ask whether there is a kernel, and the name of what they ask.
_SWITCHES = ((categories, "KERNEL"), (times, "KERNEL"), (exact_sum, "NATIVE"), (exact_round, "NATIVE"),
             (native_strings, "KERNEL"), (native_strings, "_DECODE"))  # fmt: skip

Call = Callable[[], Any]


def measure(*, quick: bool, values: int | None = None, count: int | None = None) -> dict[str, Any]:
    """Nanoseconds a value by function and contender: the least of some rounds."""
    values = values or (QUICK_VALUES if quick else VALUES)
    count = count or (5 if quick else 25)
    found = {}
    with np.errstate(all="ignore"):
        for name, calls in cases(min(values, CHUNK)).items():
            with console.status(f"kernel, {name}"):
                rows = min(values, CHUNK)
                took = per_call({c: repeated(call) for c, call in calls.items()}, -(-values // CHUNK), count)
            found[name] = {c: 1e9 * seconds / rows for c, seconds in took.items()}
    columns = ("NumPy form", "kernel", "NumPy's own")
    show(
        f"the native kernel ({KERNEL.level if KERNEL else 'not installed'}), ns a value",
        ("", *columns),
        [(name, *(f"{f[c]:.2f}" if c in f else "" for c in columns)) for name, f in found.items()],
    )
    if KERNEL:
        worst = max(found[name]["kernel"] for name in ("exp", "log1p"))
        print(goal(worst <= GOAL_NS, f"goal {GOAL_NS:.0f} ns for exp and log1p, found {worst:.2f}"), end="\n\n")
    return {"level": KERNEL.level if KERNEL else None, "ns_per_value": found}


def repeated(call: Call) -> Callable[[int], None]:
    """The call as often as one says."""

    def run(turns: int) -> None:
        for _ in range(turns):
            call()

    return run


def cases(rows: int) -> dict[str, dict[str, Call]]:
    """By name the same work of a chunk: by the NumPy form, by the kernel, by what NumPy has."""
    made = {}
    for name in (*UNARY, *BINARY):
        made[name] = _function(name, rows)
    for name, call in _others(rows).items():
        made[name] = {"NumPy form": _without_kernel(call)} | ({"kernel": call} if KERNEL else {})
    column = _column(rows)
    made["sum, one row"]["NumPy's own"] = lambda: np.add.reduce(column)
    return made


def _random(seed: int) -> np.random.Generator:
    return np.random.default_rng(seed)


def _column(rows: int) -> np.ndarray:
    return _random(0).normal(100.0, 50.0, rows)


def _function(name: str, rows: int) -> dict[str, Call]:
    x, y = _random(1).exponential(3.0, rows), _random(2).normal(0.0, 3.0, rows)
    if name in ("asin", "acos", "atanh"):
        x = _random(1).uniform(-1.0, 1.0, rows)
    elif name == "acosh":
        x += 1.0
    operands = (x, y) if name in BINARY else (x,)
    form = inspect.unwrap(fdlibm_pow.pow_columns if name == "pow" else getattr(batch, f"{name}_float64"))
    calls: dict[str, Call] = {"NumPy form": lambda: form(*operands)}
    if KERNEL:
        native: Any = KERNEL.binary[name] if name in BINARY else KERNEL.unary[name]
        calls["kernel"] = lambda: native(*operands)
    own = getattr(np, _NUMPY.get(name, name), None)
    if own:
        calls["NumPy's own"] = lambda: own(*operands)
    return calls


def _others(rows: int) -> dict[str, Call]:
    """What else the kernel has."""
    column = _column(rows)
    whole, eights = np.array([0, rows]), np.arange(0, rows + 1, 8)
    numbers = _random(3).integers(0, 10**9, rows)
    moments = 1_704_067_200_000_000 + _random(4).integers(0, 366 * 86_400_000_000, rows)
    picks = _random(5).integers(0, 3000, rows)
    words = [f"{'some longer name ' * (i % 3)}{i}" for i in range(3000)]
    short, long = (pa.array([ws[p % len(ws)] for p in picks]) for ws in (["AA", "DL", "UA", "B6"], words))
    output = Output("x", "string")
    readers: dict[tuple[str, bool], StringReader] = {}

    def reader(name: str) -> StringReader:
        """Kept from chunk to chunk; that without the kernel is another."""
        key = name, native_strings.KERNEL is None
        if key not in readers:
            readers[key] = StringReader()
        return readers[key]

    return {
        "sum, one row": lambda: exact_round.segment_sums(column, whole),
        "sum, rows of 8": lambda: exact_round.segment_sums(column, eights),
        "mean, rows of 8": lambda: exact_round.segment_means(column, eights),
        "hash_bucket of int64": lambda: batch.hash_bucket_int64(numbers, 1000),
        "hour": lambda: batch.hour_datetime(moments),
        "short strings enter": lambda: reader("short")(short),
        "long strings enter": lambda: reader("long")(long),
        "strings leave": lambda: leave(output, Strings(picks, words), None, rows),
    }


def _without_kernel(call: Call) -> Call:
    def run() -> Any:
        with no_kernel():
            return call()

    return run


@contextlib.contextmanager
def no_kernel() -> Iterator[None]:
    """Everything that asks for the kernel finds none."""
    with contextlib.ExitStack() as stack:
        for module, name in _SWITCHES:
            stack.enter_context(patch.object(module, name, None))
        yield
