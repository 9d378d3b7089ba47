"""GetFeatureSet shows the certificate that a service is given, in every language, and never that of something else."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from pairings import SIDES, Built, needed, serving

from featc_runtime.service import Client


def text_of(fingerprint: str) -> str:
    """A certificate as `featc certify` writes it, but for what services do not look at."""
    return json.dumps({"certificate": 1, "verdict": "passed", "fingerprint": fingerprint, "note": "é"}, indent=2) + "\n"


@pytest.fixture(params=SIDES)
def language(request: pytest.FixtureRequest) -> str:
    """Each language whose tools are here."""
    needed(request.param)
    return str(request.param)


def shown(built: Built, language: str, *arguments: str) -> str | None:
    """What GetFeatureSet says."""
    with serving(SIDES[language], built, *arguments) as server, Client(built.spec, server.address) as client:
        found = client.feature_set()
        assert found.fingerprint == built.spec.fingerprint
        return str(found.certificate) if found.HasField("certificate") else None


def test_a_certificate_is_shown_as_it_is(built: Built, language: str, tmp_path: Path) -> None:
    path = tmp_path / "CERTIFICATE.json"
    path.write_text(text_of(built.spec.fingerprint), encoding="utf-8")
    assert shown(built, language, "--certificate", str(path)) == path.read_text(encoding="utf-8")
    assert shown(built, language) is None


@pytest.mark.parametrize("text", [text_of("0" * 64), "{}", "[1]", "no certificate", None])
def test_another_file_is_wrong_usage(built: Built, language: str, tmp_path: Path, text: str | None) -> None:
    path = tmp_path / "other.json"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    command, environment = SIDES[language].server(built)
    command = [*command, "--port", "0", f"--certificate={path}"]
    done = subprocess.run(command, env=environment or None, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 2
    assert str(path) in done.stderr
    assert "Exception" not in done.stderr


def test_no_argument_is_obeyed_or_waited_for(built: Built, language: str, tmp_path: Path) -> None:
    """Control characters in messages are escaped; only regular files are opened, and large ones are not read."""
    large, pipe = tmp_path / "large.json", tmp_path / "pipe.json"
    large.write_bytes(b"")
    os.truncate(large, (32 << 20) + 1)
    os.mkfifo(pipe)
    command, environment = SIDES[language].server(built)
    odd = "\x1b[31m\u202e\x9b"
    arguments = {
        f"--{odd}": r"\x1b[31m\u202e\x9b",
        f"--certificate={odd}": r"\x1b[31m\u202e\x9b",
        f"--certificate={large}": "has more than",
        f"--certificate={pipe}": "not a regular file",
    }
    for argument, told in arguments.items():
        done = subprocess.run(
            [*command, "--port", "0", argument], env=environment or None, capture_output=True, check=False, timeout=60
        )
        said = done.stderr.decode()
        assert (done.returncode, told in said) == (2, True), said
        assert not set(odd) - {*"[31m"} & set(said)


def test_that_of_the_build_is_found(built: Built, tmp_path: Path) -> None:
    """By the Python service, which runs where it was built; one of another build is not shown."""
    shutil.copytree(built.folder / "python", tmp_path / "python")
    own = Built(built.featureset, built.spec, tmp_path)
    path = tmp_path / "CERTIFICATE.json"
    assert shown(own, "python") is None
    path.write_text(text_of(built.spec.fingerprint), encoding="utf-8")
    assert shown(own, "python") == path.read_text(encoding="utf-8")
    path.write_text(text_of("0" * 64), encoding="utf-8")
    assert shown(own, "python") is None
