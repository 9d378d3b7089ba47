"""`make conformance`: the full vector runs, more than `make test` has time for. Knows no family.

    python tests/conformance_full.py [family …]

Each file of tests/full is one: ``run(say)`` tells what it does, line by line, and returns the number of differences.
Exits 1 where there is any.
"""

from __future__ import annotations

import importlib.util
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

# As in the tests: of the NumPy forms, whether or not the native kernel is installed.
os.environ.setdefault("FEATC_NATIVE", "0")

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE / "support"))

Run = Callable[[Callable[[str], None]], int]


def runs() -> dict[str, Path]:
    """The full runs by family."""
    return {path.stem: path for path in sorted((HERE / "full").glob("*.py"))}


def load(path: Path) -> Run:
    """A file's ``run``."""
    spec = importlib.util.spec_from_file_location(f"full_{path.stem}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    run: Run = module.run
    return run


def main(families: list[str]) -> int:
    """The families named, or all."""
    known = runs()
    unknown = [f for f in families if f not in known]
    if unknown:
        print(f"there is no full run of {unknown[0]}; there are {', '.join(known)}", file=sys.stderr)
        return 2
    total = 0
    for family in families or known:
        begin = time.monotonic()
        print(f"{family}:", flush=True)
        found = load(known[family])(lambda line: print(f"  {line}", flush=True))
        print(f"{family}: {found} differences, {time.monotonic() - begin:.0f} s", flush=True)
        total += found
    return 1 if total else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
