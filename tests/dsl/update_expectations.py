"""Writes the expectation comments of tests/diagnostics anew: `python tests/dsl/update_expectations.py [FDL012 …]`.

Review the difference before committing it: this is where the wording of diagnostics is agreed on.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "support"))

from expectations import FOLDER, expectation, split


def main(codes: list[str]) -> None:
    for file in sorted(FOLDER.glob("FDL*.fdl")):
        if codes and file.name[:6] not in codes:
            continue
        old, program = split(file.read_bytes())
        new = expectation(file)
        if new != old:
            file.write_bytes(new + b"\n" + program)
            print(f"changed {file.name}")


if __name__ == "__main__":
    main(sys.argv[1:])
