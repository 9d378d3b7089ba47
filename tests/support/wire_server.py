"""A service to be run as a process: prints its address, and at the end how many rows it has answered."""

from __future__ import annotations

import itertools
import sys
import time
from dataclasses import replace

from wire_support import SPAN, program, spec_of

from featc.ir import InputField
from featc_dsl import types as fdl
from featc_runtime.service import ServiceSpec, main

#: next() is one step of the interpreter, so threads need no lock
_rows = itertools.count()


def slow(n: int) -> tuple[int]:
    """Two milliseconds, then a count."""
    time.sleep(0.002)
    next(_rows)
    return (n,)


SPEC: ServiceSpec = spec_of(program("tiny", [InputField("n", "n", fdl.INT64, SPAN)]), lambda n: (n,))

if __name__ == "__main__":
    status = main(replace(SPEC, compute=slow), sys.argv[1:])
    print(f"answered {next(_rows)}", flush=True)
    sys.exit(status)
