"""Runs `pip install` and shows how far it is: `python tools/install.py WHAT ARGUMENT…`. Needs no package itself.

WHAT is printed first: "the tools of the tests". In a terminal a line counts the packages; elsewhere the first and the
last line remain. What pip says is printed where it fails.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

_PIP = [sys.executable, "-m", "pip", "install", "--disable-pip-version-check", "--progress-bar", "off"]
#: What pip says when it comes to a requirement, to its file, and to the end.
_NEXT = re.compile(r"(?:Collecting|Requirement already satisfied:|Obtaining|Processing) (\S+)")
_FETCH = re.compile(r"\s+Downloading (?:\S*/)?(\S+(?: \([^)]*\))?)")
_BUILD = re.compile(r"\s*(?:Building|Preparing|Getting|Installing build)\b.*")
_LAST = re.compile(r"Installing collected packages: (.*)")


def main(what: str, arguments: Sequence[str]) -> int:
    """Install; pip's exit code."""
    total = _total(arguments)
    print(f"installing {what}{f' ({total} packages)' if total else ''}", flush=True)
    began, said, reached = time.monotonic(), [], 0
    with subprocess.Popen([*_PIP, *arguments], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as pip:
        assert pip.stdout is not None
        for line in pip.stdout:
            said.append(line)
            found = _NEXT.match(line)
            reached = min(reached + bool(found), total)
            count = f"[{reached:>{len(str(total))}}/{total}] " if total else ""
            if found:
                _show(f"{count}{found[1]}")
            elif found := _FETCH.match(line):
                _show(f"{count}downloading {found[1]}")
            elif _BUILD.match(line):
                _show(f"{count}{line.strip()}")
            elif found := _LAST.match(line):
                _show(f"{count}putting {len(found[1].split(','))} packages into place")
    _show("")
    if pip.returncode:
        sys.stderr.write("".join(said))
        print(f"error: pip could not install {what} (above is what it said)", file=sys.stderr)
    else:
        print(f"  installed in {time.monotonic() - began:.0f} s", flush=True)
    return pip.returncode


def _total(arguments: Sequence[str]) -> int:
    """How many requirements the files have that are named by ``-r``."""
    files = [name for option, name in pairwise(arguments) if option == "-r"]
    lines = [line.strip() for name in files for line in Path(name).read_text(encoding="utf-8").splitlines()]
    return sum(bool(line) and not line.startswith(("#", "-")) for line in lines)


def _show(text: str) -> None:
    """In a terminal, in the place of what was shown before."""
    if sys.stdout.isatty():
        room = max(shutil.get_terminal_size().columns - 3, 10)
        print(f"\r\x1b[K{'  ' if text else ''}{text[:room]}", end="", flush=True)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1], sys.argv[2:]))
    except KeyboardInterrupt:
        print("\ninterrupted", file=sys.stderr)
        sys.exit(130)
