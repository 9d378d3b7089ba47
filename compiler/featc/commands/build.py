"""`featc build`: compile and write."""

from __future__ import annotations

import time
from pathlib import Path

from featc import lock as locks
from featc import pipeline, writer
from featc.cli.exits import FINDINGS, GOOD, USAGE, Stop
from featc.cli.output import say
from featc.commands import source
from featc_dsl.near import near


def run(file: Path, out: Path, targets: tuple[str, ...], locked: bool, update_pins: bool) -> int:
    """Build a file into ``out/<set>`` and write its lock."""
    started = time.perf_counter()
    wanted = _targets(targets)
    program = source.program(file)
    old = source.lock(program)
    built = pipeline.build(program, old, targets=wanted, update_pins=update_pins)
    path = source.lock_path(program)
    if built.lock != old:
        if locked:
            changes = _changes(old, built.lock)
            raise Stop(FINDINGS, f"{path} would change: {changes}", "build without --locked and commit it")
        writer.write_file(path, locks.write(built.lock).encode())
    target = out / program.name
    writer.write_tree(target, built.files)
    took = time.perf_counter() - started
    features, files = source.counted(len(program.features), "feature"), source.counted(len(built.files), "file")
    say(f"{built.lock.featureset}: {features}, {files} in {target}/ ({took:.1f} s)\nfingerprint {built.fingerprint}")
    return GOOD


def _targets(given: tuple[str, ...]) -> list[str]:
    names = [n for part in given for n in part.split(",") if n]
    known = pipeline.groups()
    for name in names:
        if name not in known and name not in pipeline.parts():
            close = near(name, (*known, *pipeline.parts()))
            hint = f"did you mean {close[0]}? " if close else ""
            raise Stop(USAGE, f"there is no target {name}", f"{hint}there are {', '.join(known)}")
    return names or list(pipeline.DEFAULT_TARGETS)


def _changes(old: locks.Lock | None, new: locks.Lock) -> str:
    if old is None:
        return "there is none yet"
    added = [n for n in new.features if n not in old.features]
    gone = [n for n in old.features if n not in new.features]
    changed = [n for n, f in new.features.items() if old.features.get(n, f) != f]
    parts = [f"{word} {', '.join(names[:5])}{'…' * (len(names) > 5)}" for word, names in
             (("new:", added), ("gone:", gone), ("changed:", changed)) if names]  # fmt: skip
    return "; ".join(parts) or "inputs, contracts or pins differ"
