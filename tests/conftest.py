"""What all tests share: the support modules on the path, and no skipping where every tool is demanded."""

from __future__ import annotations

import os
import sys
from collections.abc import Generator
from pathlib import Path

import pytest

# Tests are of the NumPy forms unless they say otherwise, whether or not the native kernel is installed here.
os.environ.setdefault("FEATC_NATIVE", "0")

sys.path.insert(0, str(Path(__file__).parent / "support"))

import proven

#: Set by .ci/run: a test that would be skipped for want of a tool fails instead.
DEMAND = os.environ.get("FEATC_DEMAND_TOOLS") == "1"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turn skips into failures in the demanding mode."""
    report = yield
    if DEMAND and report.skipped:
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid}: {reason} (every tool is demanded here, so no test may be skipped)"
    return report


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """The last lines say which targets were proven."""
    for line in proven.summary(terminalreporter.stats.get("passed", ())):
        terminalreporter.write_line(line)
