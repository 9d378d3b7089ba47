"""`make fuzz`: feature sets with names that mean something elsewhere, compiled in every target that is installed here.

    python tests/fuzz_names.py [--batches N] [--seed S]

A batch is ten sets in one compilation a language; batch number S, S + 1, … is the same in every run. Exits 1 if one
does not compile; its folder is kept then, and named.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "support"))

import any_names
import compiled_names
from native import LANGUAGES, Refused

SETS, WORDS = 10, 80


def main() -> int:
    """So many batches."""
    parser = argparse.ArgumentParser(description="names of every kind, compiled in every target")
    parser.add_argument("--batches", type=int, default=2, help="how many (default: 2)")
    parser.add_argument("--seed", type=int, default=None, help="the first batch's number (default: the clock)")
    options = parser.parse_args()
    first = int(time.time()) if options.seed is None else options.seed
    targets = ["python", *(name for name, language in LANGUAGES.items() if not language.missing())]
    found = sum(one_batch(first + i, target) for i in range(options.batches) for target in targets)
    print(f"{options.batches} batches of {SETS} sets from seed {first} in {', '.join(targets)}: {found} do not compile")
    return 1 if found else 0


def one_batch(seed: int, target: str) -> int:
    """1 if a set of the batch does not compile, which is printed."""
    folder = Path(tempfile.mkdtemp(prefix="featc-names-"))
    programs = any_names.batch(seed, SETS, WORDS)
    try:
        folders = compiled_names.build(programs, [target], folder)
        if target == "python":
            compiled_names.import_python(programs, folders)
        elif target == "go":
            compiled_names.compile_go(programs, folders, folder)
        else:
            compiled_names.compile_java(programs, folders, folder)
    except (Refused, AssertionError, SyntaxError) as error:
        print(f"batch {seed} in {target}, in {folder}: {error}", flush=True)
        return 1
    shutil.rmtree(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
