"""The numbers of fdlibm 5.3, for the scalar and the vectorised functions. Knows no step of any algorithm.

Coefficients are netlib's (see NOTICE); log2's are those of FreeBSD's msun, which descends from it. fdlibm branches on
the high 32 bits of a float64; a bound here is the float64 whose high word is the next one, so that ``abs(x) < BOUND``
says the same.
"""

from __future__ import annotations

from typing import Final

LN2: Final = 6.93147180559945286227e-01
LN2_HI: Final = 6.93147180369123816490e-01
LN2_LO: Final = 1.90821492927058770002e-10
INV_LN2: Final = 1.44269504088896338700e00
TINY_NORMAL: Final = 2.0**-1022
LARGEST: Final = float.fromhex("0x1.fffffffffffffp+1023")

# exp and expm1: where they overflow and underflow; half of ln 2 as the high word tells it.
OVERFLOW: Final = 7.09782712893383973096e02
UNDERFLOW: Final = -7.45133219101941108420e02
HALF_LN2: Final = float.fromhex("0x1.62e4300000000p-2")
#: From here on expm1(-x) is -1.
LN2_56: Final = float.fromhex("0x1.3687a00000000p+5")

P1: Final = 1.66666666666666019037e-01
P2: Final = -2.77777777770155933842e-03
P3: Final = 6.61375632143793436117e-05
P4: Final = -1.65339022054652515390e-06
P5: Final = 4.13813679705723846039e-08

Q1: Final = -3.33333333333331316428e-02
Q2: Final = 1.58730158725481460165e-03
Q3: Final = -7.93650757867487942473e-05
Q4: Final = 4.00821782732936239552e-06
Q5: Final = -2.01099218183624371326e-07

# log, log1p, log2, log10.
LG1: Final = 6.666666666666735130e-01
LG2: Final = 3.999999999940941908e-01
LG3: Final = 2.857142874366239149e-01
LG4: Final = 2.222219843214978396e-01
LG5: Final = 1.818357216161805012e-01
LG6: Final = 1.531383769920937332e-01
LG7: Final = 1.479819860511658591e-01
#: Above this mantissa log halves the number, and above the second one log1p does.
LOG_SPLIT: Final = 1.0 + 0x6A09C / 2**20
LOG1P_SPLIT: Final = 1.0 + 0x6A09E / 2**20
#: log takes hfsq into account from the first bound on and below the second.
LOG_HIGH: Final = 0x6147A / 2**20
LOG_LOW: Final = (1.0 + 0x6B852 / 2**20) / 2.0 - 1.0
#: log1p takes x itself as f between these two (the lower one excluded).
LOG1P_LOW: Final = float.fromhex("-0x1.2bec400000000p-2")
LOG1P_HIGH: Final = float.fromhex("0x1.a827a00000000p-2")

INV_LN10: Final = 4.34294481903251816668e-01
LOG10_2_HI: Final = 3.01029995663611771306e-01
LOG10_2_LO: Final = 3.69423907715893078616e-13

INV_LN2_HI: Final = 1.44269504072144627571e00
INV_LN2_LO: Final = 1.67517131648865118353e-10

# pow.
L1: Final = 5.99999999999994648725e-01
L2: Final = 4.28571428578550184252e-01
L3: Final = 3.33333329818377432918e-01
L4: Final = 2.72728123808534006489e-01
L5: Final = 2.30660745775561754067e-01
L6: Final = 2.06975017800338417784e-01
LG2_H: Final = 6.93147182464599609375e-01
LG2_L: Final = -1.90465429995776804525e-09
OVT: Final = 8.0085662595372944372e-0017
CP: Final = 9.61796693925975554329e-01
CP_H: Final = 9.61796700954437255859e-01
CP_L: Final = -7.02846165095275826516e-09
DP_H: Final = 5.84962487220764160156e-01
DP_L: Final = 1.35003920212974897128e-08
IVLN2_H: Final = 1.44269502162933349609e00
IVLN2_L: Final = 1.92596299112661746887e-08
#: Mantissas below the first are compared with 1, below the second with 1.5, the others are halved.
POW_ONE: Final = 1.0 + 0x3988F / 2**20
POW_HALVE: Final = 1.0 + 0xBB67A / 2**20
#: Powers beyond ±this go another way (the first float64 whose high word is above that of 2^31).
POW_FAR: Final = float.fromhex("0x1.0000100000000p+31")
POW_VERY_FAR: Final = float.fromhex("0x1.0000100000000p+64")
