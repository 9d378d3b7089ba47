"""Functions of a block of values that are composed of fdlibm's as SEMANTICS.md#maths says. Knows no chunks."""

from __future__ import annotations

import numpy as np

from featc_runtime.batch.columns import Floats
from featc_runtime.batch.fdlibm_exp import exp_block
from featc_runtime.batch.fdlibm_log import log1p_block
from featc_runtime.batch.scratch import bools, floats


def sigmoid_block(x: Floats, out: Floats) -> None:
    """Into ``out`` 1 / (1 + e) for x >= 0 and e / (1 + e) elsewhere, e the exponential of -|x|."""
    t, e = floats(len(x), 7, 2)
    np.abs(x, out=t)
    np.negative(t, out=t)
    exp_block(t, e)
    np.copyto(t, np.greater_equal(x, 0.0, out=bools(len(x))[0]))
    np.maximum(t, e, out=t)  # e is at most 1
    e += 1.0
    np.divide(t, e, out=out)


def softplus_block(x: Floats, out: Floats) -> None:
    """Into ``out`` max(x, 0) + log1p(exp(-|x|))."""
    t, e = floats(len(x), 7, 2)
    np.abs(x, out=t)
    np.negative(t, out=t)
    exp_block(t, e)
    log1p_block(e, out)
    np.maximum(x, 0.0, out=t)
    out += t
