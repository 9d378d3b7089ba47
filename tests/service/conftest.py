"""Running services, one for a module."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from pairings import SIDES, Built, Process, build, everything, installed, serving
from wire_support import SPAN, every_type, program, spec_of

from featc.ir import InputField
from featc_dsl import types as fdl
from featc_runtime.schema import NullShare, OneOf, Range
from featc_runtime.service import Client, RunningServer, ServiceSpec, start


def flight_compute(*row: Any) -> tuple[Any, ...]:
    """Gives the row back; a carrier named "boom" is a bug in the features."""
    if row[0] == "boom":
        raise ZeroDivisionError("secret of the house")
    return row


@pytest.fixture(scope="session")
def flights() -> ServiceSpec:
    """Five inputs with contracts, and features of the same values."""
    fields = [
        InputField("carrier", "carrier", fdl.STRING, SPAN),
        InputField("distance", "distance", fdl.FLOAT64.with_null(), SPAN),
        InputField("seats", "seats", fdl.INT64.with_null(), SPAN),
        InputField("sched_dep", "sched_dep", fdl.TIMESTAMP.with_null(), SPAN),
        InputField("legs", "legs", fdl.list_of(fdl.FLOAT64, 2).with_null(), SPAN),
    ]
    contracts = {
        "carrier": (OneOf(("AA", "DL", "boom", "é𝄞\0"), 'in ["AA", "DL", …]'),),
        "distance": (Range(0.0, 6000.0, "in 0..6000"), NullShare(0.05, "nulls <= 5%")),
        "legs": (Range(0.0, 10.0, "in 0..10"),),
    }
    return spec_of(program("flights", fields), flight_compute, **contracts)


@pytest.fixture(scope="session")
def every() -> ServiceSpec:
    """An input of every type, and features of the same values."""
    return spec_of(program("every_type", every_type()), lambda *row: row)


@pytest.fixture(scope="module")
def server(flights: ServiceSpec) -> Iterator[RunningServer]:
    with start(flights) as running:
        yield running


@pytest.fixture(scope="module")
def client(flights: ServiceSpec, server: RunningServer) -> Iterator[Client]:
    with Client(flights, server.address) as connected:
        yield connected


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The feature set for every language whose tools are here, compiled once for all workers of a run."""
    root = tmp_path_factory.getbasetemp()
    root = root.parent if "PYTEST_XDIST_WORKER" in os.environ else root
    here, folder = installed(), root / "pairings" / "everything"
    folder.parent.mkdir(exist_ok=True)
    with (folder.parent / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        fields = program("everything", everything())
        if (folder.parent / "done").exists():
            return Built.of(fields, folder)
        made = build(fields, folder, here)
        for name in here:
            SIDES[name].prepare(made)
        (folder.parent / "done").touch()
        return made


@pytest.fixture(scope="module")
def servers(built: Built) -> Iterator[dict[str, Process]]:
    """A running server in each language."""
    with ExitStack() as stack:
        yield {name: stack.enter_context(serving(SIDES[name], built)) for name in installed()}
