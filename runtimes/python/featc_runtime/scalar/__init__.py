"""Scalar helpers: for each operation of the catalogue one function on single values."""

from collections.abc import Callable as _Callable
from typing import Any as _Any

from featc_runtime.scalar import categories as _categories
from featc_runtime.scalar import comparison as _comparison
from featc_runtime.scalar import geography as _geography
from featc_runtime.scalar import instants as _instants
from featc_runtime.scalar import maps as _maps
from featc_runtime.scalar import regex as _regex
from featc_runtime.scalar import scaling as _scaling
from featc_runtime.scalar import strings as _strings
from featc_runtime.scalar import time_text as _time_text
from featc_runtime.scalar import times as _times
from featc_runtime.scalar.arithmetic import *  # noqa: F403
from featc_runtime.scalar.bits import *  # noqa: F403
from featc_runtime.scalar.categories import *  # noqa: F403
from featc_runtime.scalar.characters import *  # noqa: F403
from featc_runtime.scalar.civil import *  # noqa: F403
from featc_runtime.scalar.comparison import *  # noqa: F403
from featc_runtime.scalar.cyclic import *  # noqa: F403
from featc_runtime.scalar.fdlibm import *  # noqa: F403
from featc_runtime.scalar.geography import *  # noqa: F403
from featc_runtime.scalar.instants import *  # noqa: F403
from featc_runtime.scalar.list_arithmetic import *  # noqa: F403
from featc_runtime.scalar.lists import *  # noqa: F403
from featc_runtime.scalar.logic import *  # noqa: F403
from featc_runtime.scalar.maps import *  # noqa: F403
from featc_runtime.scalar.numbers import *  # noqa: F403
from featc_runtime.scalar.reductions import *  # noqa: F403
from featc_runtime.scalar.regex import *  # noqa: F403
from featc_runtime.scalar.scaling import *  # noqa: F403
from featc_runtime.scalar.strings import *  # noqa: F403
from featc_runtime.scalar.time_text import *  # noqa: F403
from featc_runtime.scalar.times import *  # noqa: F403
from featc_runtime.scalar.tokens import *  # noqa: F403

#: By operation: what makes the prepared form of its consts. See ARCHITECTURE.md, "Helpers".
PREPARE: dict[str, _Callable[..., _Any]] = {
    **_categories.PREPARE,
    **_comparison.PREPARE,
    **_geography.PREPARE,
    **_maps.PREPARE,
    **_scaling.PREPARE,
    **_strings.PREPARE,
    **_regex.PREPARE,
    **_times.PREPARE,
    **_instants.PREPARE,
    **_time_text.PREPARE,
}
