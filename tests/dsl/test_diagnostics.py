"""Every code: its examples fail and are mended, its files in tests/diagnostics give the text they say."""

import difflib
from pathlib import Path

import pytest
from expectations import FOLDER, expectation, findings, split

from featc_dsl import codes
from featc_dsl.parser import parse

FILES = sorted(FOLDER.glob("FDL*.fdl"))
#: Codes about streams: their programs are right, but wait for the compiler (FDL034).
WAITING = {"FDL013", "FDL023"}


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.stem)
def test_the_rendered_text(file: Path) -> None:
    found, expected = expectation(file).decode(), split(file.read_bytes())[0].decode()
    difference = "".join(difflib.unified_diff(expected.splitlines(True), found.splitlines(True), "file", "found"))
    assert found == expected, f"\n{difference}\nafter review: python tests/dsl/update_expectations.py {file.name[:6]}"
    assert f"[{file.name[:6]}]" in found, "the file does not show the code it is named after"


@pytest.mark.parametrize("row", codes.all(), ids=lambda r: r.code)
def test_the_examples(row: codes.Code) -> None:
    waiting = {"FDL034"} if row.code in WAITING else set()
    failing = {d.code for d in findings("example.fdl", row.failing)[0]}
    assert failing - waiting == {row.code}
    assert [d for d in findings("example.fdl", row.mended)[0] if d.code not in waiting] == []
    assert parse(row.mended, "example.fdl")[1] == ()


def test_every_code_has_a_file() -> None:
    assert {row.code for row in codes.all()} == {f.name[:6] for f in FILES}


def test_the_registry_refuses_another_layout() -> None:
    good = (Path(codes.__file__).parent / "FDL001.md").read_text(encoding="utf-8")
    assert codes.parse_row(good, "FDL001.md").code == "FDL001"
    with pytest.raises(ValueError, match="is about FDL001"):
        codes.parse_row(good, "FDL002.md")
    for broken in (good.replace("## Fails", "## Bad"), good + "more\n", good.replace("meaning\n", "meaning.\n", 1)):
        with pytest.raises(ValueError, match="layout"):
            codes.parse_row(broken, "FDL001.md")


def test_a_code_is_found_by_its_name() -> None:
    row = codes.get("FDL014")
    assert row is not None
    assert "==" in row.title
    assert codes.get("FDL000") is None
