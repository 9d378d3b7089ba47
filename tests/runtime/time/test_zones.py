"""The vendored zones against Python's zoneinfo over the package of the same release, and the data against its source.

zoneinfo is the oracle inside 0001-01-03..9999-12-29 only: nearer to the ends it cannot say every civil time.
"""

from __future__ import annotations

import hashlib
import importlib.util
import subprocess
import sys
import zoneinfo
from datetime import UTC, datetime, timedelta
from importlib import metadata, resources
from pathlib import Path
from types import ModuleType

import pytest

from featc_runtime.data import pins, zones
from featc_runtime.data.zones import known_zones, zone, zone_digest
from featc_runtime.errors import EnvironmentFault
from featc_runtime.scalar.times import at

ROOT = Path(__file__).parents[3]
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
DAY = 86_400_000_000


@pytest.fixture(scope="module")
def maker() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_zones", ROOT / "tools/make_zones.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def instant(*fields: int) -> int:
    return (datetime(*fields, tzinfo=UTC) - EPOCH) // MICROSECOND  # type: ignore[arg-type, misc]


def civil(name: str, *fields: int) -> str:
    return str(datetime(1970, 1, 1) + at(instant(*fields), zone(name)) * MICROSECOND)


def test_data_is_made_of_the_pinned_package(maker: ModuleType) -> None:
    text, release = maker.build()
    assert release == pins.TZDATA_VERSION, f"install the tzdata of {pins.TZDATA_VERSION}, or make the data again"
    assert text.encode() == resources.files("featc_runtime.data").joinpath("zones.txt").read_bytes()
    assert hashlib.sha256(text.encode()).hexdigest() == pins.TZDATA_SHA256
    assert f"package tzdata {metadata.version('tzdata')};" in text.splitlines()[0]


def test_names_are_those_of_the_release() -> None:
    assert known_zones() == frozenset(resources.files("tzdata").joinpath("zones").read_text().split())
    assert {"UTC", "Etc/GMT+5", "US/Eastern", "America/New_York"} <= known_zones()
    assert "posixrules" not in known_zones()


@pytest.mark.parametrize("name", ["america/new_york", "Utc", "", "EDT", "Europe/Paris ", "../UTC"])
def test_unknown_name(name: str) -> None:
    for function in (zone, zone_digest):
        with pytest.raises(LookupError, match=r"^tzdata 2\d\d\d\w has no time zone "):
            function(name)


@pytest.mark.thorough
def test_every_zone_is_zoneinfo() -> None:
    """Changes up to 2045 and in the last years a microsecond before, at and after; and samples of all years."""
    seen = set()
    wide = range(instant(1, 1, 3), instant(9999, 12, 29), 12 * 86_400_077 * 10**6)
    near = range(instant(1800, 1, 1), instant(2100, 1, 1), 401 * DAY + 1)
    for name in sorted(known_zones()):
        table = zone(name)
        if table.digest in seen:
            continue
        seen.add(table.digest)
        info = zoneinfo.ZoneInfo(name)
        close = [s for s in table.starts if s < instant(2045, 1, 1) or s > instant(9998, 1, 1)]
        points = [*wide, *near, *(p for s in close for p in (s - 1, s, s + 1))]
        for point in points:
            local = (EPOCH + point * MICROSECOND).astimezone(info).replace(tzinfo=UTC)
            assert at(point, table) == (local - EPOCH) // MICROSECOND, (name, point)


def test_changes_are_all_there() -> None:
    """Every hour of some years: a change that the table lacked would show."""
    for name in ("Africa/Casablanca", "Asia/Gaza", "Australia/Lord_Howe", "Europe/Dublin", "Antarctica/Troll"):
        table, info = zone(name), zoneinfo.ZoneInfo(name)
        for year in (1971, 2016, 2037, 2038, 2087, 9998):
            for point in range(instant(year, 1, 1), instant(year + 1, 1, 1), DAY // 24):
                local = (EPOCH + point * MICROSECOND).astimezone(info).replace(tzinfo=UTC)
                assert at(point, table) == (local - EPOCH) // MICROSECOND, (name, point)


def test_known_civil_times() -> None:
    assert civil("America/New_York", 2013, 7, 1, 12) == "2013-07-01 08:00:00"
    assert civil("America/New_York", 2013, 3, 10, 6, 59, 59) == "2013-03-10 01:59:59"
    assert civil("America/New_York", 2013, 3, 10, 7) == "2013-03-10 03:00:00"
    assert civil("America/New_York", 9999, 7, 1, 12) == "9999-07-01 08:00:00"
    assert civil("America/New_York", 1800, 1, 1) == "1799-12-31 19:03:58"  # local mean time has seconds
    assert civil("Europe/Amsterdam", 1900, 1, 1) == civil("Europe/Brussels", 1900, 1, 1)  # no PACKRATDATA
    assert civil("Europe/Dublin", 2024, 1, 1, 12) == "2024-01-01 12:00:00"
    assert civil("Europe/Dublin", 2024, 7, 1, 12) == "2024-07-01 13:00:00"
    assert civil("Australia/Lord_Howe", 2024, 4, 6, 14, 59) == "2024-04-07 01:59:00"
    assert civil("Australia/Lord_Howe", 2024, 4, 6, 15) == "2024-04-07 01:30:00"  # half an hour back
    assert civil("Pacific/Apia", 2011, 12, 30, 9, 59) == "2011-12-29 23:59:00"
    assert civil("Pacific/Apia", 2011, 12, 30, 10) == "2011-12-31 00:00:00"  # no 30 December
    assert civil("Etc/GMT+5", 2024, 1, 1, 12) == "2024-01-01 07:00:00"  # POSIX counts west


def test_zone_is_made_once_and_shared_by_links() -> None:
    assert zone("America/New_York") is zone("US/Eastern")
    assert zone("America/New_York") is not zone("America/Toronto")
    table = zone("America/New_York")
    assert len(table.offsets) == len(table.starts) + 1
    assert table.starts == table.starts_array.tolist()
    assert table.offsets == table.offsets_array.tolist()
    assert table.starts == sorted(set(table.starts))
    assert all(a != b for a, b in zip(table.offsets, table.offsets[1:], strict=False))
    with pytest.raises(ValueError, match="read-only"):
        table.offsets_array[0] = 0


def test_digest_is_of_the_zone_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    before = zone_digest("America/New_York"), zone_digest("Europe/Dublin")
    assert zone("America/New_York").digest == before[0] == zone_digest("US/Eastern") != before[1]
    lines = {**zones._lines(), "Europe/Dublin": zones._lines()["UTC"]}
    monkeypatch.setattr(zones, "_lines", lambda: lines)
    assert zone_digest("America/New_York") == before[0]
    assert zone_digest("Europe/Dublin") != before[1]


def test_damaged_data_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pins, "TZDATA_SHA256", "0" * 64)
    with pytest.raises(EnvironmentFault, match="install featc-runtime again"):
        zones._lines.__wrapped__()


@pytest.mark.parametrize("package", ["zoneinfo", "tzdata", "dateutil"])
def test_no_other_source_of_zones(package: str) -> None:
    code = f"""
import sys
sys.modules[{package!r}] = None
from featc_runtime import batch, scalar
import numpy as np
zone = scalar.PREPARE["at"]("America/New_York")
assert scalar.at(0, zone) == -18_000_000_000
assert batch.at(np.array([0]), batch.PREPARE["at"]("America/New_York")).tolist() == [-18_000_000_000]
"""
    subprocess.run([sys.executable, "-c", code], check=True, env={"TZDIR": "/nowhere", "PYTHONTZPATH": ""})


def test_maker_refuses_what_the_runtime_cannot_read(maker: ModuleType) -> None:
    good = resources.files("tzdata").joinpath("zoneinfo/America/New_York").read_bytes()
    rule = b"EST5EDT,M3.2.0,M11.1.0"
    assert maker.compile_zone(good, "x").endswith("-18000 -14400 3.2.0/7200 11.1.0/7200")
    for bad, message in (
        (good.replace(rule, b"EST5EDT,J60,J300"), "cannot read the rule"),
        (good.replace(rule, b"CST6CDT,M3.2.0,M11.1.0"), "does not continue"),
        (good.replace(rule, b"CST6"), "the last change leads to -14400 s"),
        (b"TZif1" + good[5:], "version 2"),
        (b"nothing" * 9, "no TZif file"),
    ):
        with pytest.raises(ValueError, match=message):
            maker.compile_zone(bad, "x")
    odd = good.replace(rule, b"<-0430>+4:30<-04>+4,M3.2.0/-1:00:30,M11.1.0/26")
    assert maker.compile_zone(odd, "x").endswith("\t-16200 -14400 3.2.0/-3630 11.1.0/93600")
