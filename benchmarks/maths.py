"""Elementary functions: nanoseconds a value, of columns beside NumPy's functions, of single values beside `math`'s.

NumPy's and the C library's results depend on their builds and on the processor; featc's do not.
"""

from __future__ import annotations

import inspect
import math
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from benchmarks.clock import per_call
from benchmarks.report import console, goal, show
from featc_runtime import batch, scalar
from featc_runtime.batch.native import KERNEL

VALUES = 131_072
SCALARS = 1_000
#: Nanoseconds a value that `log1p` and `exp` of columns may take: NumPy's passes alone, and with the native kernel.
GOALS = {"NumPy forms": 8.0, "native kernel": 3.0}

Columns = tuple[np.ndarray, ...]


def columns(rows: int) -> dict[str, Columns]:
    """Ordinary operands of every function."""
    rng = np.random.default_rng(0)
    share = rng.uniform(-1.0, 1.0, rows)
    normal = rng.normal(0.0, 2.0, rows)
    wide = rng.uniform(-20.0, 20.0, rows)
    angle = rng.uniform(-math.pi, math.pi, rows)
    positive = rng.lognormal(1.0, 1.5, rows)
    above = positive + 1.0
    return {
        **dict.fromkeys(("sqrt", "log", "log2", "log10"), (positive,)),
        "log1p": (rng.uniform(0.0, 5000.0, rows),),
        **dict.fromkeys(("exp", "expm1", "exp2", "sigmoid", "softplus"), (wide,)),
        **dict.fromkeys(("cbrt", "atan", "sinh", "cosh", "tanh", "asinh", "erf"), (normal,)),
        **dict.fromkeys(("sin", "cos", "tan"), (angle,)),
        **dict.fromkeys(("asin", "acos", "atanh"), (share,)),
        "acosh": (above,),
        **dict.fromkeys(("radians", "degrees"), (angle,)),
        "pow": (positive, share),
        **dict.fromkeys(("hypot", "atan2"), (normal, wide)),
    }


def measure(*, quick: bool, values: int | None = None, turns: int | None = None) -> dict[str, Any]:
    """Nanoseconds a value by function and contender."""
    values = values or VALUES
    turns = turns or (5 if quick else 25)
    found: dict[str, dict[str, float]] = {}
    for name, operands in columns(values).items():
        with console.status(f"maths, {name}"), np.errstate(all="ignore"):
            found[name] = _nanoseconds(contenders(name, operands), values, turns)
            few = [c[:SCALARS].tolist() for c in operands]
            found[name] |= _nanoseconds(single_contenders(name, few), SCALARS, turns)
    shown = list(dict.fromkeys(c for figures in found.values() for c in figures))
    show(
        f"elementary functions, {values:,} values in columns, ns a value",
        ("", *shown),
        [(name, *(f"{f[c]:.2f}" if c in f else "" for c in shown)) for name, f in found.items()],
    )
    for form, most in GOALS.items():
        for name in ("log1p", "exp"):
            if form in found[name]:
                text = f"goal for {name}, {form}: at most {most:.0f} ns a value, found {found[name][form]:.2f}"
                print(goal(found[name][form] <= most, text))
    print()
    return {"values": values, "ns_per_value": found}


def contenders(name: str, operands: Columns) -> dict[str, Callable[[], Any]]:
    """Featc's function of columns without and with the native kernel, and NumPy's."""
    ours = getattr(batch, f"{name}_float64")
    plain = inspect.unwrap(batch.fdlibm_pow.pow_columns if name == "pow" else ours)
    made: dict[str, Callable[[], Any]] = {"NumPy forms": lambda: plain(*operands)}
    if KERNEL is not None and (name in KERNEL.unary or name in KERNEL.binary):
        made["native kernel"] = lambda: ours(*operands)
    theirs = getattr(np, _NUMPY.get(name, name), None)
    if theirs is not None:
        made["NumPy's own"] = lambda: theirs(*operands)
    return made


#: NumPy's names where they are others.
_NUMPY = {
    "pow": "power",
    **{name: f"arc{name[1:]}" for name in ("asin", "acos", "atan", "atan2", "asinh", "acosh", "atanh")},
}


def single_contenders(name: str, operands: list[list[float]]) -> dict[str, Callable[[], Any]]:
    """Featc's function of single values, and that of `math`."""
    ours, theirs = getattr(scalar, f"{name}_float64"), getattr(math, name, None)
    made: dict[str, Callable[[], Any]] = {"row": lambda: [ours(*v) for v in zip(*operands, strict=True)]}
    if theirs is not None:
        made["math"] = lambda: [theirs(*v) for v in zip(*operands, strict=True)]
    return made


def _nanoseconds(runs: Mapping[str, Callable[[], Any]], values: int, turns: int) -> dict[str, float]:
    def repeated(run: Callable[[], Any]) -> Callable[[int], None]:
        def repeat(count: int) -> None:
            for _ in range(count):
                run()

        return repeat

    seconds = per_call({name: repeated(run) for name, run in runs.items()}, 1, turns)
    return {name: 1e9 * s / values for name, s in seconds.items()}
