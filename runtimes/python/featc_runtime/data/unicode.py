"""The pinned Unicode tables: case mappings and white space. Knows the data file, no operator.

`unicode.json` is built by `tools/make_unicode.py` from the Unicode Character Database and is language neutral. It is
read at the first use, not at import.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from featc_runtime.data import pins
from featc_runtime.errors import EnvironmentFault

#: Below it are the scripts with case that are in everyday use, above it mostly those without.
_ALPHABETS = 0x3000


@dataclass(frozen=True, slots=True)
class Tables:
    """Full case mappings without locale and context, and the white space, for `str.translate` and `str.strip`.

    ``lower`` and ``upper`` have every code point that changes, and some that do not, mapped to themselves.
    """

    lower: Mapping[int, int | str]
    upper: Mapping[int, int | str]
    white_space: str


@cache
def tables() -> Tables:
    """The tables of Unicode `pins.UNICODE_VERSION`. EnvironmentFault where the installed file is not the pinned one."""
    content = files("featc_runtime.data").joinpath("unicode.json").read_bytes()
    if hashlib.sha256(content).hexdigest() != pins.UNICODE_SHA256:
        raise EnvironmentFault(
            f"featc_runtime/data/unicode.json is not the file of Unicode {pins.UNICODE_VERSION} that this "
            "featc-runtime came with: install featc-runtime again"
        )
    data = json.loads(content)
    # str.translate raises and catches an exception for each code point that it does not find: the alphabets have all.
    same = {c: c for c in range(_ALPHABETS)}
    return Tables(same | str.maketrans(data["lower"]), same | str.maketrans(data["upper"]), data["white_space"])
