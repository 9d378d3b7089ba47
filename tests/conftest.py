"""What all tests share: the support modules on the path, and no skipping where every tool is demanded."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Generator
from contextlib import ExitStack, nullcontext
from pathlib import Path

import pytest

# Tests are of the NumPy forms unless they say otherwise, whether or not the native kernel is installed here.
os.environ.setdefault("FEATC_NATIVE", "0")

# A shell has what it starts with `&` ignore SIGINT, and so would every server that a test starts and ends with it.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

sys.path.insert(0, str(Path(__file__).parent / "support"))

import proven
import quick

_HIDDEN = pytest.StashKey[ExitStack]()

#: Set by .ci/run: a test that would be skipped for want of a tool fails instead.
DEMAND = os.environ.get("FEATC_DEMAND_TOOLS") == "1"


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--quick`, for `make quick`."""
    parser.addoption("--quick", action="store_true", help="leave out what needs compilers, servers or a registry")


def pytest_configure(config: pytest.Config) -> None:
    """Hide tools and servers, for the tests and for what they ask when they are collected."""
    if config.getoption("--quick"):
        stack = config.stash[_HIDDEN] = ExitStack()
        stack.enter_context(quick.without_tools_and_servers())


def pytest_unconfigure(config: pytest.Config) -> None:
    """Show them again."""
    if _HIDDEN in config.stash:
        config.stash[_HIDDEN].close()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Take some cases of each test in the quick mode."""
    if config.getoption("--quick"):
        kept = quick.some(items)
        config.hook.pytest_deselected(items=sorted(set(items) - set(kept), key=lambda item: item.nodeid))
        items[:] = kept


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Let no test start a process in the quick mode."""
    with quick.without_processes() if item.config.getoption("--quick") else nullcontext():
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turn skips into failures in the demanding mode."""
    report = yield
    if DEMAND and report.skipped and not item.config.getoption("--quick"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid}: {reason} (every tool is demanded here, so no test may be skipped)"
    return report


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """The last lines say which targets were proven."""
    for line in proven.summary(terminalreporter.stats.get("passed", ())):
        terminalreporter.write_line(line)
