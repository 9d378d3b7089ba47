"""Writes runtimes/native/src/constants.h from the constants of the scalar functions: `make native-constants`.

The native kernel and the Python forms share the numbers by this; each is written in hexadecimal, to the bit.
"""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

from featc_runtime.scalar import (
    fdlibm_constants,
    fdlibm_erf_constants,
    fdlibm_hyperbolic,
    fdlibm_pow,
    fdlibm_rem_pio2,
    fdlibm_roots,
    fdlibm_trig_constants,
)

TARGET = Path(__file__).parents[1] / "runtimes" / "native" / "src" / "constants.h"
MODULES: tuple[ModuleType, ...] = (
    fdlibm_constants,
    fdlibm_trig_constants,
    fdlibm_rem_pio2,
    fdlibm_erf_constants,
    fdlibm_hyperbolic,
    fdlibm_roots,
    fdlibm_pow,
)

_HEAD = """\
/* The numbers of fdlibm 5.3, made by tools/make_native_constants.py of featc_runtime/scalar. Knows no step. */
#ifndef FEATC_CONSTANTS_H
#define FEATC_CONSTANTS_H

#include <stdint.h>

/* some systems' math.h has macros of these names */
#undef OVERFLOW
#undef UNDERFLOW
"""


def header() -> str:
    """The text of constants.h: names in capitals, tuples as arrays."""
    lines, known = [_HEAD], set[str]()
    for module in MODULES:
        found = [_line(name, value) for name, value in vars(module).items() if name.isupper() and name[0] != "_"]
        new = [line for line in found if line not in known]  # some are another module's
        known.update(new)
        lines += [f"/* {module.__name__.rpartition('.')[2]} */", *new, ""]
    return "\n".join([*lines, "#endif", ""])


def _line(name: str, value: float | int | tuple[float, ...] | tuple[int, ...]) -> str:
    if isinstance(value, tuple):
        kind = "double" if isinstance(value[0], float) else "uint32_t"
        return f"static const {kind} {name}[] = {{{', '.join(map(_number, value))}}};"
    return f"#define {name} {_number(value)}"


def _number(value: float | int) -> str:
    if isinstance(value, int):
        return str(value)
    return f"({value.hex()})" if value < 0 else value.hex()


if __name__ == "__main__":
    TARGET.write_text(header(), encoding="utf-8")
