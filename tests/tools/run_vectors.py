"""Runs vectors through Go or Java: `python tests/tools/run_vectors.py go [family or operation …]`."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "support"))

from native import LANGUAGES
from native_vectors import chosen, differences

from featc.backends import backends


def main(language: str, *names: str) -> int:
    """Prints the first differences of each operation; 1 if there are any."""
    backend = backends()[f"{language}_library"]
    wanted = chosen(names)
    ops = [op for op in wanted if backend.supports(op)]
    found: Counter[str] = Counter()
    for op, text in differences(ops, LANGUAGES[language]):
        found[op] += 1
        if found[op] <= 3:
            print(text[:600])
    print(f"{len(ops)} of {len(wanted)} operations; without a helper: {[op for op in wanted if op not in ops]}")
    print(f"{found.total()} differences {dict(found)}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
