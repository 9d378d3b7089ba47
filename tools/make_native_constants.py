"""Writes runtimes/native/src/constants.h from the constants of the scalar functions: `make native-constants`.

The native kernel and the Python forms share the numbers by this; each is written in hexadecimal, to the bit.
"""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

from featc_runtime.scalar import fdlibm_constants

TARGET = Path(__file__).parents[1] / "runtimes" / "native" / "src" / "constants.h"
MODULES: tuple[ModuleType, ...] = (fdlibm_constants,)

_HEAD = """\
/* The numbers of fdlibm 5.3, made by tools/make_native_constants.py of featc_runtime/scalar. Knows no step. */
#ifndef FEATC_CONSTANTS_H
#define FEATC_CONSTANTS_H

/* some systems' math.h has macros of these names */
#undef OVERFLOW
#undef UNDERFLOW
"""


def header() -> str:
    """The text of constants.h."""
    lines = [_HEAD]
    for module in MODULES:
        lines.append(f"/* {module.__name__.rpartition('.')[2]} */")
        for name, value in vars(module).items():
            if isinstance(value, float):
                lines.append(f"#define {name} {f'({value.hex()})' if value < 0 else value.hex()}")
        lines.append("")
    return "\n".join([*lines, "#endif", ""])


if __name__ == "__main__":
    TARGET.write_text(header(), encoding="utf-8")
