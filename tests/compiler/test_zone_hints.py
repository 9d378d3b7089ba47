"""Hints for texts that are no time zones: what they offer means what was written."""

from __future__ import annotations

import re
from bisect import bisect_right
from datetime import UTC, datetime

import pytest
from compiling import check

from featc.typecheck import zone_hints
from featc_runtime.data.zones import is_zone, known_zones, zone

_QUOTED = re.compile(r"`([^`]+)`")


def hint(name: str) -> str:
    """What is said of a feature that names this zone."""
    (found,) = check(f'feature out = hour(ts at "{name}")\n').diagnostics
    assert found.code == "FDL056"
    return found.hint


def offset(name: str, month: int) -> int:
    """A zone's offset in minutes on the first of a month of 2024."""
    at, of = int(datetime(2024, month, 1, tzinfo=UTC).timestamp()) * 1_000_000, zone(name)
    return of.offsets[bisect_right(of.starts, at)] // 60_000_000


@pytest.mark.parametrize("prefix", ["UTC", "GMT", "utc", "Z", "UT", "UTC ", "(UTC"])
@pytest.mark.parametrize(("written", "minutes"), [
    ("+5", 300), ("-3", -180), ("+05:30", 330), ("+0530", 330), ("+05", 300), ("-09:30", -570), ("+530", 330),
    ("−4", -240),
])  # fmt: skip
def test_offsets_keep_their_sign(prefix: str, written: str, minutes: int) -> None:
    name = f"{prefix}{written}{') Somewhere' if prefix[0] == '(' else ''}"
    (offered,) = _QUOTED.findall(hint(name))
    assert offset(offered, 1) == offset(offered, 7) == minutes


def test_offsets_without_a_zone() -> None:
    assert hint("+2:00") == "write the offset as `+02:00`"
    assert "two digits of hours, to 23" in hint("-24:00")
    assert hint("UTC+0") == hint("GMT -00:00") == "write `UTC`"


@pytest.mark.parametrize("name", ["Etc/GMT+15", "Etc/UTC+5", "etc/utc-3"])
def test_the_sign_of_etc_is_explained(name: str) -> None:
    assert "5 hours behind UTC" in hint(name)


@pytest.mark.parametrize("name", sorted(zone_hints._SHORT))
def test_abbreviations_are_what_clocks_show(name: str) -> None:
    zones = _QUOTED.findall(hint(name))
    assert all(is_zone(z) for z in zones)
    if zones[0][0] in "+-":
        minutes = offset(zones[0], 1)
        assert all(minutes in (offset(z, 1), offset(z, 7)) for z in zones[1:])
    assert hint(name.lower()) == hint(name)


def test_one_abbreviation_of_several_zones() -> None:
    for name in ("IST", "CST", "BST"):
        assert "the one that you mean" in hint(name)
        assert len(_QUOTED.findall(hint(name))) > 1


@pytest.mark.parametrize("name", sorted(zone_hints._OF_WINDOWS))
def test_names_of_windows(name: str) -> None:
    (offered,) = _QUOTED.findall(hint(f"{name.title()} Standard Time"))
    assert is_zone(offered)


def test_other_names_of_windows_are_said_to_be_some() -> None:
    assert hint("Mars Standard Time").startswith("this is a Windows name; zones")
    assert _QUOTED.findall(hint("W. Europe Standard Time")) == ["Europe/Berlin"]


@pytest.mark.parametrize(("name", "offered"), [
    ("utc", ["UTC"]), ("berlin", ["Europe/Berlin"]), ("New York", ["America/New_York"]), ("etc/gmt+5", ["Etc/GMT+5"]),
    ("America/NewYork", ["America/New_York"]), ("Europe/Berln", ["Europe/Berlin"]), ("est5edt", ["EST5EDT"]),
    ("Asia/Calcuta", ["Asia/Calcutta"]), ("america/los angeles", ["America/Los_Angeles"]),
])  # fmt: skip
def test_misspelt_names(name: str, offered: list[str]) -> None:
    assert _QUOTED.findall(hint(name)) == offered


@pytest.mark.parametrize(
    "name", ["EST5", "EST6EDT", "CET-1CEST", "IST-5:30", "GMT+50", "Mars/Olympus", "America/Xyz", "EXT"]
)
def test_nothing_is_offered_that_may_mean_something_else(name: str) -> None:
    offered = [z for z in _QUOTED.findall(hint(name)) if z in known_zones()]
    assert offered == []


def test_places_of_one_name_are_all_offered() -> None:
    assert _QUOTED.findall(hint("Eastern")) == ["US/Eastern", "Canada/Eastern"]
