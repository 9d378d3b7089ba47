"""Programs at random in Go and Java: the same bits as the interpreter, and so as every other target."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from native import LANGUAGES, NativePrograms
from native_parity import AT_ONCE, compare_native, drawn, saved, usual
from parity import ROWS, save_regression
from proven import proves
from shrink import shrink


@pytest.mark.parametrize("language", LANGUAGES.values(), ids=LANGUAGES)
def test_random_programs(language: type[NativePrograms], record_property: Callable[[str, object], None]) -> None:
    if missing := language.missing():
        pytest.skip(missing)
    for error in compare_native(drawn(usual()), language):
        small = shrink(error)
        small.add_note(f"saved as {save_regression(small)}")
        raise small
    assert len(set(usual())) == AT_ONCE
    proves(record_property, [language.name], f"{AT_ONCE} random programs of {ROWS} rows")


@pytest.mark.parametrize("language", LANGUAGES.values(), ids=LANGUAGES)
def test_regressions_stay_mended(language: type[NativePrograms]) -> None:
    if missing := language.missing():
        pytest.skip(missing)
    for error in compare_native(saved(), language):
        raise error
