"""The pinned Unicode tables: case mappings and white space. Knows the data file, no operator.

`unicode.json` is built by `tools/make_unicode.py` from the Unicode Character Database and is language neutral. It is
read at the first use of a case mapping, not at import.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from featc_runtime.data import pins
from featc_runtime.errors import EnvironmentFault

#: The 25 code points of the property White_Space, as `unicode.json` has them; stable since Unicode 6.3.
WHITE_SPACE = (
    "\t\n\v\f\r \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
)


@dataclass(frozen=True, slots=True)
class Tables:
    """Full case mappings without locale and context, for `str.translate`: code points that change → string."""

    lower: dict[int, str]
    upper: dict[int, str]
    white_space: str


@cache
def tables() -> Tables:
    """The tables of Unicode version `pins.UNICODE`. EnvironmentFault where the installed file is not the pinned one."""
    content = files("featc_runtime.data").joinpath("unicode.json").read_bytes()
    if hashlib.sha256(content).hexdigest() != pins.UNICODE_SHA256:
        raise EnvironmentFault(
            f"featc_runtime/data/unicode.json is not the file of Unicode {pins.UNICODE} that this featc-runtime came "
            "with: install featc-runtime again"
        )
    data = json.loads(content)
    return Tables(str.maketrans(data["lower"]), str.maketrans(data["upper"]), data["white_space"])
