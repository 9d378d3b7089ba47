"""The same values in every Arrow layout that a field accepts, with garbage wherever nobody may look.

Knows Arrow's memory layouts and which values each type holds exactly; knows neither programs nor how featc reads.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from featc_dsl.types import Kind, Type

Values = Sequence[Any]
#: How a form is called, the values that it can hold (others are replaced), and its array.
Form = tuple[str, list[Any], pa.Array | pa.ChunkedArray]

#: Raw values to physical ones: of each unit, microseconds to whole units; None where it is finer than the unit.
_UNITS = {"s": (1_000_000, 1), "ms": (1_000, 1), "us": (1, 1), "ns": (1, 1_000)}
_DAY_MS = 86_400_000
_ZONES = ("UTC", "America/New_York", "+05:30", "GMT")
#: Bytes under nulls: signalling NaNs, the ends of integers, times outside every range, text that is no UTF-8.
_GARBAGE = (bytes.fromhex("010000000000f4ff"), b"\xff" * 8, bytes.fromhex("0000000000000080"), b"\x7f" * 8)

CANONICAL = {
    Kind.BOOL: pa.bool_(),
    Kind.INT64: pa.int64(),
    Kind.FLOAT64: pa.float64(),
    Kind.STRING: pa.string(),
    Kind.TIMESTAMP: pa.timestamp("us", "UTC"),
    Kind.DATETIME: pa.timestamp("us"),
    Kind.DATE: pa.date32(),
    Kind.DURATION: pa.duration("us"),
}


def physical(type: Type) -> list[pa.DataType]:
    """The Arrow types of plain layout that a scalar field accepts."""
    units = ("s", "ms", "us", "ns")
    whole = [pa.int8(), pa.int16(), pa.int32(), pa.int64(), pa.uint8(), pa.uint16(), pa.uint32(), pa.uint64()]
    match type.kind:
        case Kind.INT64:
            return whole
        case Kind.FLOAT64:
            return [pa.float64(), pa.float16(), pa.float32(), *whole]
        case Kind.STRING:
            return [pa.string(), pa.large_string(), pa.string_view()]
        case Kind.TIMESTAMP:
            return [pa.timestamp(u, zone) for u, zone in zip(units, _ZONES, strict=True)]
        case Kind.DATETIME:
            return [pa.timestamp(u) for u in units]
        case Kind.DURATION:
            return [pa.duration(u) for u in units]
        case Kind.DATE:
            return [pa.date32(), pa.date64()]
    return [pa.bool_()]


def fitting(values: Values, arrow: pa.DataType) -> list[Any]:
    """The values with those that an Arrow type does not hold exactly replaced by one that it does."""
    return [v if v is None or stored(v, arrow) is not None else _spare(v) for v in values]


def _spare(value: Any) -> Any:
    return {bool: False, float: 1.0, str: ""}.get(type(value), 0)


def stored(value: Any, arrow: pa.DataType) -> Any:
    """A raw value as what stands in the memory of an Arrow type; None where it is not exactly there."""
    if pa.types.is_date64(arrow):
        return value * _DAY_MS
    if pa.types.is_timestamp(arrow) or pa.types.is_duration(arrow):
        divisor, factor = _UNITS[arrow.unit]
        return value // divisor * factor if value % divisor == 0 and -(2**63) <= value * factor < 2**63 else None
    if pa.types.is_integer(arrow):
        kept = int(value) if abs(value) <= 2**64 else 2**70
        info = np.iinfo(arrow.to_pandas_dtype())
        exact = info.min <= kept <= info.max and kept == value and not (kept == 0 and str(value)[0] == "-")
        return kept if exact else None
    if pa.types.is_floating(arrow) and arrow != pa.float64():
        with np.errstate(all="ignore"):
            narrow = arrow.to_pandas_dtype()(value)
        return narrow if value != value or float(narrow) == value else None
    return value


# --- plain layouts, garbage under nulls ----------------------------------------------------------------------


def plain(values: Values, arrow: pa.DataType, shift: int = 0) -> pa.Array:
    """An array of these values, with garbage under nulls, that begins ``shift`` rows into its memory."""
    padded = [None] * shift + list(values)
    validity = _bits([v is not None for v in padded]) if None in padded else None
    if arrow in (pa.string(), pa.large_string()):
        buffers = _string_buffers(padded, "<i4" if arrow == pa.string() else "<i8")
    elif arrow == pa.string_view():
        buffers = _view_buffers(padded)
    elif arrow == pa.bool_():
        buffers = [_bits([True if v is None else v for v in padded])]
    else:
        buffers = [_fixed_buffer(padded, arrow)]
    return pa.Array.from_buffers(arrow, len(padded), [validity, *buffers]).slice(shift)


def _bits(flags: Sequence[bool]) -> pa.Buffer:
    packed = np.packbits(flags, bitorder="little")
    if len(flags) % 8:
        packed[-1] |= 0xFF << len(flags) % 8 & 0xFF  # beyond the end there is garbage too
    return pa.py_buffer(packed)


def _fixed_buffer(values: Values, arrow: pa.DataType) -> pa.Buffer:
    width = arrow.bit_width // 8
    known = pa.types.is_integer(arrow) or pa.types.is_floating(arrow)
    dtype = np.dtype(arrow.to_pandas_dtype() if known else f"i{width}")
    memory = bytearray()
    for i, value in enumerate(values):
        garbage = _GARBAGE[i % len(_GARBAGE)][-width:]
        memory += garbage if value is None else np.array(stored(value, arrow), dtype).tobytes()
    return pa.py_buffer(bytes(memory))


def _string_buffers(values: Values, offset: str) -> list[pa.Buffer]:
    parts = [_GARBAGE[i % 3][: i % 9] if v is None else v.encode() for i, v in enumerate(values)]
    ends = np.cumsum([0, *map(len, parts)]).astype(offset)
    return [pa.py_buffer(ends), pa.py_buffer(b"".join(parts))]


def _view_buffers(values: Values) -> list[pa.Buffer]:
    views, data = bytearray(), bytearray()
    for value in values:
        octets = b"" if value is None else value.encode()
        if value is None:  # a length, a prefix, a buffer and an offset that are not there
            views += struct.pack("<i4sii", 2**31 - 1, b"\xff\xfe\xfd\xfc", 77, 2**31 - 1)
        elif len(octets) <= 12:
            views += struct.pack("<i12s", len(octets), octets)
        else:
            views += struct.pack("<i4sii", len(octets), octets[:4], 0, len(data))
            data += octets
    return [pa.py_buffer(bytes(views)), pa.py_buffer(bytes(data))]


# --- encodings of any layout ---------------------------------------------------------------------------------


def dictionaries(values: Values, arrow: pa.DataType, indices: pa.DataType) -> pa.DictionaryArray:
    """Dictionary-encoded: entries unused, twice and null, indices of nulls outside the dictionary."""
    entries = [_spare_of(arrow), None, *values[:20], *values[:20]]
    places: list[int | None] = []
    for i, value in enumerate(values):
        if value is None:
            places.append(1 if i % 2 else None)
        elif i < 20:
            places.append(2 + i + (20 if i % 2 and len(values) >= 20 else 0))
        else:
            entries.append(value)
            places.append(len(entries) - 1)
    most = np.iinfo(indices.to_pandas_dtype()).max
    validity = _bits([p is not None for p in places])
    memory = np.array([most if p is None else p for p in places], indices.to_pandas_dtype())
    codes = pa.Array.from_buffers(indices, len(places), [validity, pa.py_buffer(memory)])
    return pa.DictionaryArray.from_arrays(codes, plain(entries, arrow), safe=False)


def _spare_of(arrow: pa.DataType) -> Any:
    return "unused" if arrow in (pa.string(), pa.large_string(), pa.string_view()) else 0


def run_ends(values: Values, arrow: pa.DataType, skip: int = 0) -> pa.RunEndEncodedArray:
    """Run-end-encoded, equal neighbours in one run or not, beginning inside a run."""
    ends: list[int] = []
    runs: list[Any] = []
    for at, value in enumerate([values[0]] * skip + list(values), 1):
        if at % 3 and runs and _identical(runs[-1], value):
            ends[-1] = at
        else:
            ends.append(at)
            runs.append(value)
    array = pa.RunEndEncodedArray.from_arrays(pa.array(ends, pa.int32()), plain(runs, arrow))
    return array.slice(skip)


def _identical(x: Any, y: Any) -> bool:
    return type(x) is type(y) and (struct.pack("<d", x) == struct.pack("<d", y) if isinstance(x, float) else x == y)


class _Wrapped(pa.ExtensionType):
    """An extension type over any storage."""

    def __init__(self, storage: pa.DataType) -> None:
        super().__init__(storage, "featc.test")

    def __arrow_ext_serialize__(self) -> bytes:
        return b""

    @classmethod
    def __arrow_ext_deserialize__(cls, storage: pa.DataType, serialized: bytes) -> _Wrapped:
        return cls(storage)


def wrapped(array: pa.Array) -> pa.ExtensionArray:
    """As the storage of an extension type."""
    return pa.ExtensionArray.from_storage(_Wrapped(array.type), array)


def odd_chunks(make: Callable[[Values], pa.Array], values: Values) -> pa.ChunkedArray:
    """In chunks of odd sizes, an empty one among them; ``make`` makes the array of each."""
    cuts = [0, 1, 1, 8, 17, len(values) // 2, len(values)]
    return pa.chunked_array([make(values[a:b]) if b > a else make(values[:1]).slice(1) for a, b in pairwise(cuts)])


# --- all forms -----------------------------------------------------------------------------------------------


def forms(values: Values, type: Type) -> Iterator[Form]:
    """Each form of a column of a scalar type."""
    for arrow in physical(type):
        held = fitting(values, arrow)
        yield f"{arrow}", held, plain(held, arrow)
        yield f"{arrow} from row 3", held, plain(held, arrow, 3)
        yield f"{arrow} in chunks", held, odd_chunks(lambda part, a=arrow: plain(part, a, len(part) % 5), held)
    arrow = CANONICAL[type.kind]
    for indices in (pa.int8(), pa.uint8(), pa.int16(), pa.uint32(), pa.int64(), pa.uint64()):
        held = [v if i < 60 else values[i % 60] for i, v in enumerate(values)] if indices.bit_width == 8 else values
        yield f"dictionary by {indices}", list(held), _small_dictionary(held, arrow, indices)
    for other in {arrow, physical(type)[-1]}:
        held = fitting(values, other)
        yield f"run ends of {other}", held, run_ends(held, other)
        yield f"run ends of {other} from row 5", held, run_ends(held, other, 5)
        yield f"extension of {other}", held, wrapped(plain(held, other, 2))
    short = list(values)
    yield "dictionaries that differ", short, odd_chunks(lambda part: dictionaries(part, arrow, pa.int16()), short)
    yield "sliced dictionary", short, dictionaries([*short[:3], *short], arrow, pa.int32()).slice(3)
    yield "extension of dictionary", short, wrapped(dictionaries(short, arrow, pa.int32()))
    runs = pa.RunEndEncodedArray.from_arrays(
        pa.array(range(1, len(short) + 1), pa.int32()), dictionaries(short, arrow, pa.int32())
    )
    yield "run ends of a dictionary", short, runs


def _small_dictionary(values: Values, arrow: pa.DataType, indices: pa.DataType) -> pa.Array:
    if indices.bit_width > 8:
        return dictionaries(values, arrow, indices)
    whole = dictionaries(values[:60], arrow, indices)
    return pc.take(whole, pa.array([i if i < 60 else i % 60 for i in range(len(values))]))


# --- lists ---------------------------------------------------------------------------------------------------


def list_forms(values: Values, type: Type) -> Iterator[Form]:
    """Each form of a column of lists, in which null lists lie over elements and offsets have gaps."""
    assert type.item is not None
    item, size = type.item, type.size or 0
    flats = {"": CANONICAL[item.kind], " of narrow": physical(item)[-1]}
    for name, arrow in flats.items():
        held = [None if v is None else tuple(fitting(v, arrow)) for v in values]
        for shift in (0, 3):
            padded = [None] * shift + held
            if not type.at_most:
                yield f"fixed list{name} from {shift}", held, fixed_list(padded, plain, arrow, size).slice(shift)
            for large in (False, True):
                text = f"{'large ' if large else ''}list{name} from {shift}"
                yield text, held, list_array(padded, plain, arrow, size, large).slice(shift)
                yield f"view of {text}", held, list_view(padded, plain, arrow, size, large).slice(shift)
    arrow = CANONICAL[item.kind]

    def coded(flat: Values, arrow: pa.DataType) -> pa.Array:
        return dictionaries(flat, arrow, pa.int32())

    yield "list of dictionary", list(values), list_array(values, coded, arrow, size, False)
    if type.at_most:
        full = [None if v is None else tuple(v * size)[:size] or (_some(values),) * size for v in values]
        yield "fixed list, all of the greatest length", full, fixed_list(full, plain, arrow, size)
        yield "fixed list of one", *_ones(values, arrow)
    else:
        yield "fixed list of dictionary", list(values), fixed_list(values, coded, arrow, size)
        yield "fixed list of run ends", list(values), fixed_list(values, run_ends, arrow, size)
    yield "view of dictionary", list(values), list_view(values, coded, arrow, size, True)
    yield "list of run ends", list(values), list_array(values, run_ends, arrow, size, False)
    yield "list of extension", list(values), list_array(values, lambda f, a: wrapped(plain(f, a)), arrow, size, False)
    yield "lists in chunks", list(values), odd_chunks(lambda p: list_array(p, plain, arrow, size, False), values)
    yield (
        "lists of dictionaries that differ",
        list(values),
        odd_chunks(lambda p: list_array(p, coded, arrow, size, False), values),
    )
    # a dictionary of whole lists, and runs of them
    lists = list_array(values, plain, arrow, size, False)
    codes = pa.array(range(len(values)), pa.int32())
    yield "dictionary of lists", list(values), pa.DictionaryArray.from_arrays(codes, lists)


def _ones(values: Values, arrow: pa.DataType) -> tuple[list[Any], pa.Array]:
    """The first element of each list, in lists of one."""
    some = _some(values)
    held = [None if v is None else tuple(v[:1]) or (some,) for v in values]
    return held, fixed_list(held, plain, arrow, 1)


def _some(values: Values) -> Any:
    return next((x for v in values if v is not None for x in v if x is not None), None)


def fixed_list(values: Values, make: Any, arrow: pa.DataType, size: int) -> pa.Array:
    """Lists of one size: the elements of a null list are values, and nulls where the type has none."""
    some = _some(values)
    flat = [x for v in values for x in (v if v is not None else [some, *[None] * (size - 1)])]
    items = make(flat, arrow)
    made = pa.list_(items.type, size)
    return pa.Array.from_buffers(made, len(values), [_bits([v is not None for v in values])], children=[items])


def list_array(values: Values, make: Any, arrow: pa.DataType, size: int, large: bool) -> pa.Array:
    """Lists with offsets: null ones are of any length and over values, the first begins behind some elements."""
    some = _some(values)
    flat, ends = [some, None], [2]
    for i, v in enumerate(values):
        flat += [some, None, some, some][: i % 5] if v is None else v
        ends.append(len(flat))
    items = make(flat, arrow)
    made = pa.large_list(items.type) if large else pa.list_(items.type)
    offsets = np.array(ends, np.int64 if large else np.int32)
    validity = _bits([v is not None for v in values])
    return pa.Array.from_buffers(made, len(values), [validity, pa.py_buffer(offsets)], children=[items])


def list_view(values: Values, make: Any, arrow: pa.DataType, size: int, large: bool) -> pa.Array:
    """Views of lists: out of order, equal lists share elements, null ones point outside."""
    some, places = _some(values), {}
    flat: list[Any] = [some]
    for v in reversed(values):
        if v is not None and repr(v) not in places:
            places[repr(v)] = len(flat)
            flat += v
    items = make(flat, arrow)
    made = pa.large_list_view(items.type) if large else pa.list_view(items.type)
    kind = np.int64 if large else np.int32
    starts = np.array([2**31 - 1 if v is None else places[repr(v)] for v in values], kind)
    sizes = np.array([7 if v is None else len(v) for v in values], kind)
    buffers = [_bits([v is not None for v in values]), pa.py_buffer(starts), pa.py_buffer(sizes)]
    return pa.Array.from_buffers(made, len(values), buffers, children=[items])
