"""The optional native kernel: which functions it has, and how columns reach it. Knows no function's steps.

featc-runtime-native is a distribution of its own. Where it is installed, the functions that are marked here are its,
with the bits of the NumPy forms they stand for (kept as ``__wrapped__``); where it is not, nothing changes. The
environment variable ``FEATC_NATIVE`` chooses: ``0`` leaves the kernel alone, the name of a level (``avx2``) takes that
width of vectors, anything else the widest that the processor has. All of it is decided once, at import.
"""

from __future__ import annotations

import ctypes
import os
import warnings
from collections.abc import Callable, Sequence
from functools import wraps
from pathlib import Path
from typing import Any, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from featc_runtime.batch.columns import Floats, Ints

#: What ``featc_api()`` of a kernel must say: the names below, and how operands are passed.
KERNEL_API: Final = 3
#: The kernel's functions of one float64 and of two; each has the name ``featc_exp`` there.
UNARY: Final = (
    "exp", "expm1", "exp2", "log", "log1p", "log2", "log10", "cbrt", "sin", "cos", "tan", "asin", "acos", "atan",
    "sinh", "cosh", "tanh", "asinh", "acosh", "atanh", "sigmoid", "softplus", "erf",
)  # fmt: skip
BINARY: Final = ("pow", "hypot", "atan2")
#: Its functions of a column of int64 and some numbers, which give such a column, and how many numbers they take.
INTEGERS: Final = {"clock": 3, "hash_bucket": 1}

UnaryFunction: TypeAlias = Callable[[Floats], Floats]
BinaryFunction: TypeAlias = Callable[[Floats | float, Floats | float], Floats]

_POINTER, _SIZE = ctypes.c_void_p, ctypes.c_size_t


class Kernel:
    """A loaded library: its functions of columns, by name. They release the interpreter while they compute.

    Raises OSError where the library cannot be loaded, AttributeError where it lacks a function, ValueError where it has
    another API or not this level.
    """

    def __init__(self, library: Path, level: str = "") -> None:
        self._library = ctypes.CDLL(str(library))
        api = self._library.featc_api()
        if api != KERNEL_API:
            raise ValueError(
                f"its API is {api}, that of this featc-runtime {KERNEL_API}: install the two of one release"
            )
        self._library.featc_level.restype = ctypes.c_char_p
        levels = self.levels()
        self.level = level or (levels[0] if levels else "none")
        if not self._library.featc_use(self.level.encode()):
            raise ValueError(
                f"it has no level {self.level} for this processor, which has {', '.join(levels) or 'none'}"
            )
        self.unary = {name: self._unary(name) for name in UNARY}
        self.binary = {name: self._binary(name) for name in BINARY}
        self._integers = {
            name: self.function(name, (_POINTER, _SIZE, *[ctypes.c_int64] * numbers, _POINTER))
            for name, numbers in INTEGERS.items()
        }

    def levels(self) -> list[str]:
        """The widths of vectors that both library and processor have, widest first."""
        found: list[str] = []
        while name := self._library.featc_level(len(found)).decode():
            found.append(name)
        return found

    def function(self, name: str, operands: Sequence[Any], result: Any = None) -> Callable[..., Any]:
        """A function of the library with these C types. The caller answers for what it hands over."""
        function = self._library[f"featc_{name}"]
        function.argtypes, function.restype = operands, result
        return function

    def integers(self, name: str, x: Ints, *numbers: int) -> Ints:
        """One of INTEGERS, of a column."""
        column = _plain(x, np.int64)
        out: Ints = np.empty(len(column), np.int64)
        self._integers[name](column.ctypes.data, len(column), *numbers, out.ctypes.data)
        return out

    def _unary(self, name: str) -> UnaryFunction:
        function = self.function(name, (_POINTER, _POINTER, _SIZE))

        def call(x: Floats) -> Floats:
            x = _plain(x)
            out = np.empty(len(x))
            function(x.ctypes.data, out.ctypes.data, len(x))
            return out

        return call

    def _binary(self, name: str) -> BinaryFunction:
        function = self.function(name, (_POINTER, _SIZE, _POINTER, _SIZE, _POINTER, _SIZE))

        def call(x: Floats | float, y: Floats | float) -> Floats:
            xs, ys = _plain(x), _plain(y)
            steps = tuple(int(isinstance(v, np.ndarray)) for v in (x, y))
            out = np.empty(len(xs) if steps[0] else len(ys))
            function(xs.ctypes.data, steps[0], ys.ctypes.data, steps[1], out.ctypes.data, len(out))
            return out

        return call


def _plain(x: Any, dtype: type = np.float64) -> Any:
    """A column as the kernel reads it: contiguous and aligned. One number is a column of one."""
    column: NDArray[Any] = np.ascontiguousarray(x, dtype=dtype)
    return column if column.flags.aligned else column.copy()


def _installed() -> Kernel | None:
    """The kernel that is installed and wanted. One that cannot be used is told, and done without."""
    wanted = os.environ.get("FEATC_NATIVE", "")
    if wanted == "0":
        return None
    try:
        from featc_runtime_native import LIBRARY
    except ModuleNotFoundError:
        return None
    try:
        return Kernel(LIBRARY, "" if wanted == "1" else wanted)
    except (OSError, ValueError, AttributeError) as error:
        warnings.warn(f"featc-runtime-native is not used: {error}", RuntimeWarning, stacklevel=2)
        return None


KERNEL: Final = _installed()


def unary(function: UnaryFunction) -> UnaryFunction:
    """The kernel's function of the same name, else this one."""
    return function if KERNEL is None else wraps(function)(KERNEL.unary[_name(function)])


def binary(function: BinaryFunction) -> BinaryFunction:
    """The kernel's function of the same name, else this one."""
    return function if KERNEL is None else wraps(function)(KERNEL.binary[_name(function)])


def _name(function: Callable[..., Floats]) -> str:
    """``exp`` of ``exp_float64``."""
    return function.__name__.partition("_")[0]
