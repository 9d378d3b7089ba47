"""`featc serve`: the generated service, built in memory."""

from __future__ import annotations

import logging
import sys
from pathlib import Path

import click

from featc import pipeline
from featc.cli.exits import ENVIRONMENT, GOOD, Stop
from featc.commands import source
from featc.memory import MemoryPackage
from featc_runtime.errors import EnvironmentFault
from featc_runtime.service import serve


def run(file: Path, host: str, port: int) -> int:
    """Serve until SIGTERM or SIGINT; then finish what was accepted and leave."""
    program = source.program(file)
    built = pipeline.build(program, source.lock(file), targets=["python"])
    spec = MemoryPackage(built.files, program.name).module("service").SPEC
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s", stream=sys.stderr)

    def announce(address: str) -> None:
        click.echo(f"{spec.name} listens on {address} (fingerprint {spec.fingerprint}); stop it with Ctrl-C")

    try:
        serve(spec, host, port, announce=announce)
    except EnvironmentFault as error:
        raise Stop(ENVIRONMENT, str(error), "`--port 0` takes any free port") from None
    click.echo("stopped: every accepted request was answered")
    return GOOD
