"""How far the functions are from the true values is what the page of the maths says."""

from __future__ import annotations

import re
import runpy

from project import ROOT

REPORT = runpy.run_path(str(ROOT / "tests" / "tools" / "ulp_report.py"))["report"]
PAGE = ROOT / "dsl" / "semantics" / "maths.md"


def test_the_table_holds_for_the_inputs_at_hand() -> None:
    """They are a part of those of the table: none is further off than it says, nor are more of them off."""
    lines = re.findall(r"^\| (\w+)[^|]* \| (\d+) \| (\d+) \| (\d+) ulp \|", PAGE.read_text(encoding="utf-8"), re.M)
    table = {name: (int(inputs), int(correct), int(distance)) for name, inputs, correct, distance in lines}
    found = REPORT()
    assert len(found) == 20
    for name, row in found.items():
        inputs, correct, distance = table[name]
        assert row.distance <= distance, name
        assert row.inputs - row.correct <= inputs - correct, name
