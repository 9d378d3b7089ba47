"""Run TF Transform's facts through fdl, in batch and row, and print which agree.

    python tests/tools/tft_facts.py [PATH]

PATH is a file of facts (default: the one in tests/facts). Exits 1 where a difference is not explained.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "support"))

from facts import judge
from transform_facts import DIFFERENT, RULES, read

FACTS = Path(__file__).parents[1] / "facts" / "tft_facts.json"


def main(path: Path) -> int:
    """Print the report of a file."""
    cases, missing = read(json.loads(path.read_text(encoding="utf-8")))
    report = judge(cases, DIFFERENT, missing)
    print(report.text(RULES))
    return 1 if report.wrong else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else FACTS))
