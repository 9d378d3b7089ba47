"""`featc build`: compile and write."""

from __future__ import annotations

import contextlib
from pathlib import Path

from featc import lock as locks
from featc import pipeline, staging, writer
from featc.backends.base import MissingTool
from featc.cli.clock import elapsed
from featc.cli.exits import ENVIRONMENT, FINDINGS, GOOD, USAGE, Stop
from featc.cli.output import say
from featc.commands import source
from featc.commands.source import Given
from featc.ownership import NotOwned, listing
from featc_dsl.near import near

#: How often a build starts anew because others at the same time were quicker.
_TRIES = 100


def run(file: Path, out: Path, targets: tuple[str, ...], locked: bool, update_pins: bool) -> int:
    """Build a file into ``out/<set>`` and write its lock."""
    wanted = _targets(targets)
    given = source.given(file)
    target = out / given.featureset.name
    for _ in range(_TRIES):
        with contextlib.suppress(writer.Overtaken):
            built, written = _build(given, target, wanted, locked, update_pins)
            break
    else:
        raise Stop(ENVIRONMENT, f"other builds keep replacing {target}", "build once they have ended")
    _tell(built, written, target)
    return GOOD


def _build(
    given: Given, target: Path, wanted: list[str], locked: bool, update_pins: bool
) -> tuple[pipeline.Built, writer.Written]:
    """One attempt: what may be replaced is asked first, then the folder is written, then the lock."""
    featureset = given.featureset
    try:
        found = writer.inspect(target, featureset.name)
    except NotOwned as error:
        raise Stop(USAGE, str(error), error.hint) from None
    old = given.lock()
    try:
        built = pipeline.build(featureset, old, targets=wanted, update_pins=update_pins, before=found.manifest)
    except pipeline.Outdated as error:
        raise _outdated(error, target) from None
    if built.lock == old:
        return built, writer.replace(found, built.files, built.carried)
    if given.build:
        how = f"built with other pinned data than {given.where}"
        raise Stop(
            FINDINGS, f"{featureset.name} would be {how}", "pins change with the source's lock: build the source"
        )
    path = source.lock_path(featureset)
    if locked:
        changes = _changes(old, built.lock)
        raise Stop(FINDINGS, f"{path} would change: {changes}", "build without --locked and commit it")
    # The lock is on the disk before the folder is exchanged, and only renamed after: no full disk comes between them.
    with writer.prepared(staging.destination(path), locks.write(built.lock).encode()) as put:
        return built, writer.replace(found, built.files, built.carried, put)


def _outdated(error: pipeline.Outdated, target: Path) -> Stop:
    delete = f"delete {target} and build only the targets that you need"
    head = f"{target} also has the target {error.target}, built {error.how}"
    if error.cause is None:
        known = ", ".join(pipeline.groups())
        return Stop(USAGE, f"{head}, which this featc does not have: it has {known}", f"use a newer featc, or {delete}")
    code = ENVIRONMENT if isinstance(error.cause, MissingTool) else FINDINGS
    return Stop(
        code,
        f"{head}, which cannot be rebuilt here: {error.cause}",
        f"{error.cause.hint}\n       or rebuild on a machine that has it, or {delete}; nothing was changed",
    )


def _tell(built: pipeline.Built, written: writer.Written, target: Path) -> None:
    features, files = source.counted(len(built.featureset.features), "feature"), source.counted(built.count, "file")
    say(f"{built.lock.featureset}: {features}, {files} in {target}/ ({elapsed():.1f} s)")
    say(f"fingerprint {built.fingerprint}")
    for name, how in built.again.items():
        say(f"{name} was built {how}: rebuilt")
    if built.stay:
        say(f"{', '.join(built.stay)}: built before from the same source, left as it is")
    if written.edited:
        say(f"replaced, although edited since the last build: {listing(written.edited)}")
    if written.kept:
        say(f"kept, because featc did not write it: {listing([str(p) for p in written.kept])}")


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
