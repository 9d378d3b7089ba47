"""Every vector in Go and in Java: all operations of a language in one compilation."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from native import LANGUAGES, NativePrograms
from native_vectors import FILES, differences
from proven import proves
from vectors import read_vectors


@pytest.mark.parametrize("language", LANGUAGES.values(), ids=LANGUAGES)
def test_vectors(language: type[NativePrograms], record_property: Callable[[str, object], None]) -> None:
    if missing := language.missing():
        pytest.skip(missing)
    found = [text for _, text in differences(list(FILES), language)]
    assert not found, f"{len(found)} differences, the first of them:\n" + "\n".join(found[:20])
    count = sum(len(read_vectors(path)) for path in FILES.values())
    proves(record_property, [language.name], f"{count:,} vectors of {len(FILES)} operations")
