"""Vectorised helpers: for each operation of the catalogue one function on whole columns of a chunk."""

from collections.abc import Callable as _Callable
from typing import Any as _Any

from featc_runtime.batch import categories as _categories
from featc_runtime.batch import comparison as _comparison
from featc_runtime.batch import geography as _geography
from featc_runtime.batch import instants as _instants
from featc_runtime.batch import maps as _maps
from featc_runtime.batch import regex as _regex
from featc_runtime.batch import scaling as _scaling
from featc_runtime.batch import strings as _strings
from featc_runtime.batch import time_text as _time_text
from featc_runtime.batch import times as _times
from featc_runtime.batch.arithmetic import *  # noqa: F403
from featc_runtime.batch.bits import *  # noqa: F403
from featc_runtime.batch.categories import *  # noqa: F403
from featc_runtime.batch.characters import *  # noqa: F403
from featc_runtime.batch.civil import *  # noqa: F403
from featc_runtime.batch.comparison import *  # noqa: F403
from featc_runtime.batch.cyclic import *  # noqa: F403
from featc_runtime.batch.fdlibm import *  # noqa: F403
from featc_runtime.batch.geography import *  # noqa: F403
from featc_runtime.batch.instants import *  # noqa: F403
from featc_runtime.batch.list_arithmetic import *  # noqa: F403
from featc_runtime.batch.list_order import *  # noqa: F403
from featc_runtime.batch.lists import *  # noqa: F403
from featc_runtime.batch.logic import *  # noqa: F403
from featc_runtime.batch.maps import *  # noqa: F403
from featc_runtime.batch.numbers import *  # noqa: F403
from featc_runtime.batch.reductions import *  # noqa: F403
from featc_runtime.batch.regex import *  # noqa: F403
from featc_runtime.batch.scaling import *  # noqa: F403
from featc_runtime.batch.strings import *  # noqa: F403
from featc_runtime.batch.time_text import *  # noqa: F403
from featc_runtime.batch.times import *  # noqa: F403
from featc_runtime.batch.tokens import *  # noqa: F403

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
