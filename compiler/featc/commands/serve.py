"""`featc serve`: the generated service, built in memory."""

from __future__ import annotations

from pathlib import Path

from featc import pipeline
from featc.cli.exits import ENVIRONMENT, GOOD, Stop
from featc.cli.output import say
from featc.commands import source
from featc.memory import MemoryPackage
from featc_runtime.errors import EnvironmentFault
from featc_runtime.service import log, serve


def run(file: Path, host: str, port: int) -> int:
    """Serve until SIGTERM or SIGINT; then finish what was accepted and leave."""
    given = source.given(file)
    built = pipeline.build(given.featureset, given.lock(), targets=["python"])
    spec = MemoryPackage(built.files, given.featureset.name).module("service").SPEC
    log.to_standard_error()

    def announce(address: str) -> None:
        say(f"{spec.name} listens on {address} (fingerprint {spec.fingerprint}); stop it with Ctrl-C")

    try:
        serve(spec, host, port, announce=announce)
    except EnvironmentFault as error:
        raise Stop(ENVIRONMENT, str(error), "`--port 0` takes any free port") from None
    say("stopped: every accepted request was answered")
    return GOOD
