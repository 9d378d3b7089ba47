"""What an angle leaves when multiples of pi/2 are taken off, by fdlibm 5.3's e_rem_pio2 and k_rem_pio2.

There are two ways: angles up to about 2^19 pi/2 lose the nearest multiple in steps of 33 bits of pi; of larger ones
the product with the bits of 2/pi that matter is formed exactly (Payne and Hanek), its fraction multiplied by pi/2. Only
numbers that are not negative are asked for: both ways are odd. Knows no arrays.
"""

from __future__ import annotations

from math import frexp, ldexp
from typing import Final

from featc_runtime.scalar.fdlibm_words import from_high, high_word

_HEX: Final = (
    "A2F9836E4E441529FC2757D1F534DDC0DB6295993C439041FE5163ABDEBBC561B7246E3A424DD2E006492EEA09D1921CFE1DEB1CB129"
    "A73EE88235F52EBB4484E99C7026B45F7E413991D639835339F49C845F8BBDF9283B1FF897FFDE05980FEF2F118B5A0A6D1F6D367ECF"
    "27CB09B74F463F669E5FEA2D7527BAC7EBE5F17B3D0739F78A5292EA6BFB5FB11F8D5D0856033046FC7B6BABF0CFBC209AF4361DA9E3"
    "91615EE61B086599855F14A068408DFFD8804D73273106061556CA73A8C960E27BC08C6B"
)
#: 2/pi after the point, in 66 digits of 24 bits.
TWO_OVER_PI: Final = tuple(int(_HEX[i : i + 6], 16) for i in range(0, len(_HEX), 6))
#: pi/2 in pieces of 24 bits.
PIO2: Final = (
    1.57079625129699707031e00,
    7.54978941586159635335e-08,
    5.39030252995776476554e-15,
    3.28200341580791294123e-22,
    1.27065575308067607349e-29,
)
INV_PIO2: Final = 6.36619772367581382433e-01
#: pi/2 in pieces of 33 bits, and after each what is left.
PIO2_1: Final = 1.57079632673412561417e00
PIO2_1T: Final = 6.07710050650619224932e-11
PIO2_2: Final = 6.07710050630396597660e-11
PIO2_2T: Final = 2.02226624879595063154e-21
PIO2_3: Final = 2.02226624871116645580e-21
PIO2_3T: Final = 8.47842766036889956997e-32
#: From the first on angles are reduced, from the second on by Payne and Hanek.
QUARTER: Final = from_high(0x3FE921FC)
MEDIUM: Final = from_high(0x413921FC)
#: The high words of the first 31 multiples of pi/2: elsewhere below the 32nd, nothing cancels that needs more bits.
HIGH_WORDS: Final = (0, *(high_word(n * 1.57079632679489655800) for n in range(1, 32)))


def rem_pio2(a: float) -> tuple[int, float, float]:
    """The multiple of pi/2 taken off (its last 3 bits at least), and what is left in two parts; ``a`` >= QUARTER."""
    if a >= MEDIUM:
        return rem_pio2_huge(a)
    n = int(a * INV_PIO2 + 0.5)
    r = a - n * PIO2_1
    w = n * PIO2_1T
    y = r - w
    exponent = frexp(a)[1] - 1
    if -(small := ldexp(1.0, exponent - 16)) < y < small and (n >= 32 or high_word(a) == HIGH_WORDS[n]):
        t = r
        w = n * PIO2_2
        r = t - w
        w = n * PIO2_2T - ((t - r) - w)
        y = r - w
        if -(small := ldexp(1.0, exponent - 49)) < y < small and n != 1:
            t = r
            w = n * PIO2_3
            r = t - w
            w = n * PIO2_3T - ((t - r) - w)
            y = r - w
    return n, y, (r - y) - w


def rem_pio2_huge(a: float) -> tuple[int, float, float]:
    """As ``rem_pio2``, for finite numbers from MEDIUM on.

    fdlibm holds the product in float64s and ints of 24 bits. Up to the digits of the fraction nothing is rounded, so
    here it is one integer.
    """
    m, e = frexp(a)
    whole = int(m * 2.0**72)
    x = (whole >> 48, whole >> 24 & 0xFFFFFF, whole & 0xFFFFFF)
    first = max((e - 27) // 24, 0)
    last = 4
    while True:
        total = 0
        for i in range(first, first + last + 1):
            column = sum(v * TWO_OVER_PI[i - j] for j, v in enumerate(x) if i >= j)
            total = (total << 24) + column
        point = 24 * (last + first + 2) - e  # bits of the fraction
        n = total >> point & 7
        fraction = total & (1 << point) - 1
        negative = fraction >> point - 1 == 1
        if negative:
            n += 1
            fraction = (1 << point) - fraction
        if fraction >> 96:
            break
        last += 4 - (fraction.bit_length() - 1) // 24
    digits = (fraction.bit_length() + 23) // 24
    pieces = [ldexp(float(fraction >> 24 * d & 0xFFFFFF), 24 * d - point) for d in reversed(range(digits))]
    terms = []
    for d in range(digits):
        term = 0.0
        for k in range(min(5, d + 1)):
            term += PIO2[k] * pieces[d - k]
        terms.append(term)
    y = 0.0
    for term in reversed(terms):
        y += term
    tail = terms[0] - y
    for term in terms[1:]:
        tail += term
    return (n, -y, -tail) if negative else (n, y, tail)
