"""Values that hurt, of each kind: at the ends of ranges, at ties, at odd characters. Knows no operator."""

from __future__ import annotations

from typing import Any

from featc.reference.limits import DAY, DURATION_MAX, SECOND, TIME_MAX, TIME_MIN
from featc_dsl.types import Kind

INTS = (
    0, 1, -1, 2, 3, 7, 10, 24, 60, 100, 255, 256, 1000, -7, 2**31 - 1, 2**31, -(2**31), -(2**31) - 1, 2**32,
    2**53 - 1, 2**53, 2**53 + 1, -(2**53) - 1, 2**62, 2**63 - 1, -(2**63), -(2**63) + 1, 86_400, 999_999_937,
    10**15 + 3, 10**18, 2**63 - 512, 2**63 - 513,
)  # fmt: skip

FLOATS = (
    0.0, 1.0, -1.0, -0.0, 0.5, -0.5, 1.5, 2.5, -2.5, 0.1, 0.3, 3.0, 10.0, 100.0, 1e-5, 1e15, 0.49999999999999994,
    4503599627370495.5, 4503599627370496.0, 9007199254740991.0, 9007199254740992.0, 9007199254740993.0,
    9.223372036854775e18, 9.223372036854776e18, -9.223372036854776e18, 1.8446744073709552e19, 1e22, 1e23, 1e100, 1e300,
    1.7976931348623157e308, -1.7976931348623157e308, 2.2250738585072014e-308, 2.225073858507201e-308, 5e-324, -5e-324,
    1e-310, 3.4028234663852886e38, 3.4028235677973366e38, 1.1754943508222875e-38, 1.401298464324817e-45, 7e-46,
    2.718281828459045, 3.141592653589793, 0.6931471805599453, 709.782712893384, -745.1332191019411, 1e-17, 22.0,
    0.9999999999999999, 1.0000000000000002, 88.72283905206835,
)  # fmt: skip

STRINGS = (
    "", "a", "b", "A", "-", "@", ",", " ", "0", "1", "-42", "+7", "9223372036854775807", "-9223372036854775808",
    "9223372036854775808", "007", "1.5", ".5", "5.", "1e5", "-1E-5", "1e400", "1e-400", "4.9e-324", "0x1p3", "nan",
    "inf", "1_000", " 1", "１", "a-b-c", "a@b.com", "--", "a--b", "né", "ne\u0301", "straße", "ẞ", "İ", "ı", "ΑΣ", "ς",
    "ǆ", "ǅ", "ﬁ", "ŉ", "𝔸", "𐐀", "😀", "👩‍👩‍👧", "\u0301", "\x00", "a\x00b", "\u001c", "\u00a0x\u00a0", "\u200b",
    "\u2028", "\ufeff", "\t tab\n", "\ud7ff", "\ue000", "\uffff", "\U0010ffff", '"', "\\", "\\n", "{w}", "#",
    "ab" * 17, "x" * 33, "JFK", "LAX", "New York", "ǰ", "ᾳ", "Ω", "K", "é" * 5,
)  # fmt: skip

DURATIONS = (
    0, 1, -1, SECOND, -SECOND, 60 * SECOND, 3600 * SECOND, 90 * 60 * SECOND, DAY, -DAY, 7 * DAY, 365 * DAY, DAY - 1,
    DAY + 1, 1500, 999_999, DURATION_MAX, -DURATION_MAX, DURATION_MAX - 1, DURATION_MAX // 2 + 1, 2**53 + 1,
    3_652_058 * DAY,
)  # fmt: skip

DATES = (
    0, -1, 1, 15_706, -719_162, 2_932_896, 11_016, 11_017, 59, 60, -25_508, 18_321, 18_322, 18_627, 18_628, 16_435,
    14_609, -719_162 + 6, 2_932_896 - 1, -135_140, 47_540,
)  # fmt: skip

#: Instants worth trying: ends of the range, around 1970, leap days, ends of years. Zones add their changes.
INSTANTS = (
    0, -1, 1, TIME_MIN, TIME_MIN + 1, TIME_MAX, TIME_MAX - 1, TIME_MIN + DAY, TIME_MAX - DAY, 951_782_399_999_999,
    1_356_998_400_000_000, 1_388_534_399_999_999, 4_102_444_800_000_000, -2_208_988_800_000_000, 1_381_383_015_000_250,
    -62_135_510_400_000_001, 253_402_214_400_000_000,
)  # fmt: skip

POOLS: dict[Kind, tuple[Any, ...]] = {
    Kind.BOOL: (False, True),
    Kind.INT64: INTS,
    Kind.FLOAT64: FLOATS,
    Kind.STRING: STRINGS,
    Kind.TIMESTAMP: INSTANTS,
    Kind.DATETIME: INSTANTS,
    Kind.DATE: DATES,
    Kind.DURATION: DURATIONS,
}
