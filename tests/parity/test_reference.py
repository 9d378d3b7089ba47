"""The reference interpreter itself: it covers the catalogue, knows no depth limit, and its arithmetic is IEEE 754's."""

from __future__ import annotations

import math
import random
import struct
from bisect import bisect_right

import numpy as np
import pytest
import xxhash
from fdl_literals import ZONES

from featc.certify.values import FLOATS
from featc.ir import Graph
from featc.reference import MEANINGS, apply, evaluate_node, exact, store
from featc.reference.categories import xxh64
from featc.reference.zones import offset_at
from featc_dsl.catalogue import BY_ID
from featc_dsl.types import BOOL, FLOAT64, INT64
from featc_runtime.data.zones import zone as expanded


def test_every_operation_has_a_meaning() -> None:
    assert set(MEANINGS) == set(BY_ID)


def test_depth_is_no_limit() -> None:
    graph = Graph()
    node = one = graph.input("x", INT64)
    for _ in range(20_000):
        node = graph.node("add.int64", (node, one), (), INT64)
    assert evaluate_node(node, {"x": 2}) == 40_002


def test_a_shared_node_is_worked_out_once() -> None:
    graph = Graph()
    node = graph.input("x", INT64)
    for _ in range(200):  # 2**200 paths
        node = graph.node("add.int64", (node, node), (), INT64)
    assert evaluate_node(node, {"x": 1}) == 0


def test_null_propagates_or_is_looked_at() -> None:
    assert apply("add.int64", (1, None)) is None
    assert apply("and", (None, False)) is False
    graph = Graph()
    x = graph.input("x", BOOL.with_null())
    choice = graph.node("if", (x, graph.const(1, INT64), graph.const(2, INT64)), (), INT64)
    assert evaluate_node(choice, {"x": None}) == 2


def test_a_foreign_nan_becomes_the_one_nan() -> None:
    odd = struct.unpack("<d", bytes.fromhex("010000000000f4ff"))[0]
    graph = Graph()
    found = evaluate_node(graph.input("x", FLOAT64), {"x": odd})
    assert isinstance(found, float)
    assert exact.bits(found) == 0x7FF8000000000000


def _floats(count: int) -> list[tuple[float, float]]:
    source = random.Random(7)
    special = [*FLOATS, math.inf, -math.inf, math.nan]

    def one() -> float:
        if source.random() < 0.5:
            return source.choice(special)
        return float(struct.unpack("<d", source.randbytes(8))[0])

    pairs = [(one(), one()) for _ in range(count)]
    close = [(x, math.nextafter(-x, math.inf)) for x, _ in pairs[: count // 4] if math.isfinite(x)]
    return pairs + close


@pytest.mark.parametrize(
    ("op", "hardware"),
    [
        ("add.float64", np.add),
        ("sub.float64", np.subtract),
        ("mul.float64", np.multiply),
        ("div.float64", np.divide),
    ],
)
def test_arithmetic_is_that_of_the_processor(op: str, hardware: np.ufunc) -> None:
    for x, y in _floats(3000):
        with np.errstate(all="ignore"):
            expected = exact.canonical(float(hardware(np.float64(x), np.float64(y))))
        found = apply(op, (x, y))
        assert isinstance(found, float)
        assert exact.bits(found) == exact.bits(expected), (op, x.hex(), y.hex())


def test_square_roots_are_those_of_the_processor() -> None:
    for x, _ in _floats(3000):
        expected = math.sqrt(x) if x >= 0 else exact.NAN
        found = apply("sqrt.float64", (x,))
        assert isinstance(found, float)
        assert exact.bits(found) == exact.bits(expected), x.hex()


def test_storage_rounds_once_or_gives_null() -> None:
    with np.errstate(all="ignore"):
        for x, _ in _floats(3000):
            found = store(x, "float32")
            assert isinstance(found, float)
            assert exact.bits(found) == exact.bits(exact.canonical(float(np.float32(x)))), x.hex()
    assert store((2**31 - 1, 2**31, -(2**31) - 1, None), "int32") == (2**31 - 1, None, None, None)


@pytest.mark.parametrize("length", [0, 1, 3, 4, 7, 8, 12, 31, 32, 33, 63, 64, 65, 100])
def test_xxh64_is_the_published_one(length: int) -> None:
    data = random.Random(length).randbytes(length)
    assert xxh64(data) == xxhash.xxh64_intdigest(data)


@pytest.mark.parametrize("zone", ZONES)
def test_offsets_are_those_of_the_expanded_tables(zone: str) -> None:
    """The runtime expands the yearly rules to 9999 in advance, the reference reads them year by year."""
    source, table = random.Random(zone), expanded(zone)
    changes = [start // 1_000_000 for start in table.starts]
    for _ in range(600):
        second = source.randint(-62_135_596_800, 253_402_300_799)
        if changes and source.random() < 0.5:
            second = source.choice(changes) + source.choice((-1, 0, 1))
        expected = table.offsets[bisect_right(table.starts, second * 1_000_000)]
        assert offset_at(zone, second) * 1_000_000 == expected, (zone, second)
