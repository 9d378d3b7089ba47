"""Every vector in Go and in Java: all operations of a language in one compilation."""

from __future__ import annotations

import pytest
from native import LANGUAGES, NativePrograms
from native_vectors import FILES, differences


@pytest.mark.parametrize("language", LANGUAGES.values(), ids=LANGUAGES)
def test_vectors(language: type[NativePrograms]) -> None:
    if missing := language.missing():
        pytest.skip(missing)
    found = [text for _, text in differences(list(FILES), language)]
    assert not found, f"{len(found)} differences, the first of them:\n" + "\n".join(found[:20])
