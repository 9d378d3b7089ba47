"""What a program may read: FILE, from wherever it comes, and regular files below its folder."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from featc.check import check_file
from featc.sources import MOST_BYTES, Imports

pytestmark = pytest.mark.skipif(os.name != "posix", reason="FIFOs, devices and links")

SECRET = "let password = hunter2\n"
WITH_FILE = ("check", "build", "run", "serve", "verify", "certify", "test")


def program(path: str, more: str = "") -> str:
    """A program with one import."""
    return f'featureset t.v1\nimport "{path}"\ninput Row {{ x: int64 }}\nfeature a = x + one\n{more}'


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder with what can be imported, beside one with what cannot."""
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "secret.fdl").write_text(SECRET)
    (tmp_path / "outside" / "one.fdl").write_text("let one = 1\n")
    folder = tmp_path / "project"
    (folder / "lib" / "inner").mkdir(parents=True)
    (folder / "lib" / "one.fdl").write_text("let one = 1\n")
    (folder / "lib" / "linked.fdl").symlink_to("one.fdl")
    (folder / "lib" / "far.fdl").symlink_to("../../outside/secret.fdl")
    (folder / "lib" / "away").symlink_to("../../outside")
    (folder / "lib" / "zero.fdl").symlink_to("/dev/zero")
    (folder / "lib" / "circle.fdl").symlink_to("circle.fdl")
    (folder / "lib" / "inner" / "up.fdl").write_text('import "../one.fdl"\n')
    os.mkfifo(folder / "lib" / "fifo.fdl")
    return folder


def featc(folder: Path, *args: object, **more: object) -> subprocess.CompletedProcess[str]:
    """Call featc as a process of its own, which must not hang."""
    command = [sys.executable, "-m", "featc", *map(str, args)]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=60, **more)


@pytest.mark.parametrize("path", ["lib/one.fdl", "lib/linked.fdl", "lib/inner/up.fdl", "lib/../lib/one.fdl"])
def test_what_is_below_the_folder_is_read(project, path):
    (project / "t.fdl").write_text(program(path))
    checked = check_file(str(project / "t.fdl"))
    assert checked.featureset is not None, checked.diagnostics


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("../outside/secret.fdl", "outside the folder of the file that is built"),
        ("../../../../../../../etc/passwd", "outside the folder of the file that is built"),
        ("lib/far.fdl", "secret.fdl, outside the folder of the file that is built"),
        ("lib/away/secret.fdl", "secret.fdl, outside the folder of the file that is built"),
        ("lib/zero.fdl", "leads to /dev/zero, outside the folder of the file that is built"),
        ("lib/fifo.fdl", "a pipe, not a file"),
        ("lib", "a folder, not a file"),
        (".", "a folder, not a file"),
        ("lib/circle.fdl", "too many levels of symbolic links"),
        ("lib/one.fdl/x", "not a directory"),
        ("lib/none.fdl", "no such file or directory"),
        ("\\u{0}", "not the name of a file"),
        ("x" * 300, "file name too long"),
    ],
)
def test_what_is_not_read(project, path, told):
    (project / "t.fdl").write_text(program(path))
    done = featc(project, "check", "t.fdl")
    assert done.returncode == 1
    assert "FDL030" in done.stderr
    assert " --> t.fdl:2:1" in done.stderr
    assert told in done.stderr
    assert "hunter2" not in done.stdout + done.stderr
    assert "root:" not in done.stdout + done.stderr


def test_a_device_below_the_folder_is_not_read(project):
    """It would never end."""
    (project / "t.fdl").write_text(program("lib/zero.fdl"))
    done = featc(project, "check", "t.fdl", "--import-root", "/dev")
    assert done.returncode == 1
    assert "a device, not a file" in done.stderr


def test_a_large_import_is_read_to_the_limit_only(project):
    with (project / "lib" / "large.fdl").open("wb") as file:
        file.truncate(1 << 40)  # a terabyte of nothing
    (project / "t.fdl").write_text(program("lib/large.fdl"))
    done = featc(project, "check", "t.fdl")
    assert done.returncode == 1
    assert f"larger than {MOST_BYTES:,} bytes" in done.stderr


def test_no_more_is_read_once_it_is_too_much(project):
    """Otherwise each of many imports could have the most bytes there may be."""
    (project / "lib" / "long.fdl").write_text(" " * 1_000_000)
    (project / "t.fdl").write_text(program("lib/long.fdl").replace('import "', 'import "lib/long.fdl"\nimport "x/', 1))
    assert [d.code for d in check_file(str(project / "t.fdl")).diagnostics] == ["FDL046"]


def test_a_link_that_comes_in_between_is_not_followed(project, monkeypatch):
    """The path is resolved, then opened: what changes in the meantime changes nothing."""
    target = project / "lib" / "one.fdl"
    for changed in (target, project / "lib"):
        resolve = os.path.realpath

        def resolved_before(path, *rest, changed=changed, resolve=resolve, **more):
            real = resolve(path, *rest, **more)
            if str(path).endswith("one.fdl"):
                changed.rename(changed.with_suffix(".old"))
                changed.symlink_to(project.parent / "outside" / (changed.name if changed.suffix else ""))
            return real

        monkeypatch.setattr(os.path, "realpath", resolved_before)
        with pytest.raises(OSError, match=r"symbolic links|directory"):
            Imports([str(project)])(str(target))
        monkeypatch.undo()
        changed.unlink()
        changed.with_suffix(".old").rename(changed)


def test_the_way_out_is_one(project):
    """The folder that the hint names allows what was refused, and what that imports."""
    (project.parent / "outside" / "one.fdl").write_text('import "../beside/two.fdl"\nlet one = two\n')
    (project.parent / "beside").mkdir()
    (project.parent / "beside" / "two.fdl").write_text("let two = 2\n")
    (project / "t.fdl").write_text(program("../outside/one.fdl"))
    done = featc(project, "check", "t.fdl")
    assert "`--import-root ..`" in done.stderr
    done = featc(project, "check", "t.fdl", "--import-root", "..")
    assert (done.returncode, done.stdout) == (0, "t.fdl: good, 1 feature\n")
    done = featc(project, "check", "t.fdl", "--import-root", "../outside")
    assert done.returncode == 1
    assert "outside the folder of the file that is built and `--import-root`" in done.stderr
    assert "`--import-root ..`" in done.stderr


def test_an_import_root_that_is_no_folder(project):
    (project / "t.fdl").write_text(program("lib/one.fdl"))
    assert featc(project, "check", "t.fdl", "--import-root", "none").returncode == 2


def test_every_command_takes_an_import_root(project):
    (project / "t.fdl").write_text(program("../outside/one.fdl", 'test "t" { given { x: 1 } expect { a: 2 } }\n'))
    (project / "t.csv").write_text("x\n1\n")
    more = {
        "run": ("--input", "t.csv", "--output", "out.csv"),
        "verify": ("--input", "t.csv"),
        "certify": ("--rows=5",),
    }
    for command in WITH_FILE:
        assert "--import-root" in featc(project, command, "--help").stdout
        if command != "serve":
            done = featc(project, command, "t.fdl", "--import-root", "..", *more.get(command, ()))
            assert done.returncode == 0, (command, done.stderr)
            assert featc(project, command, "t.fdl", *more.get(command, ())).returncode == 1


def test_a_program_from_a_pipe_is_that_of_a_file(project):
    """Its folder is the current one: imports, lock, table and every byte of the build are those of ./t.fdl."""
    text = program("lib/one.fdl")
    (project / "t.fdl").write_text(text)
    assert featc(project, "build", "t.fdl", "-o", "file").returncode == 0
    lock = (project / "t.lock").read_bytes()
    (project / "t.fdl").unlink()
    for out in ("stdin", "again"):
        done = featc(project, "build", "/dev/stdin", "-o", out, input=text)
        assert done.returncode == 0, done.stderr
        assert files(project / out) == files(project / "file")
        assert (project / "t.lock").read_bytes() == lock
        (project / "t.lock").unlink()
    (project / "t.csv").write_text("x\n1\n")
    done = featc(project, "certify", "/dev/stdin", "-o", "stdin", "--rows", "5", input=text)
    assert "1 of t.csv" in done.stdout


def files(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_standard_input_from_a_file_is_a_pipe_too(project):
    (project / "t.fdl").write_text(program("lib/one.fdl"))
    with (project / "t.fdl").open() as given:
        done = featc(project, "build", "/dev/stdin", "-o", "out", stdin=given)
    assert done.returncode == 0, done.stderr
    assert (project / "t.lock").is_file()


@pytest.mark.skipif(not shutil.which("bash"), reason="process substitution is bash's")
def test_process_substitution(project):
    (project / "t.fdl").write_text(program("lib/one.fdl"))
    command = f"'{sys.executable}' -m featc check <(sed 's/one$/one + 1/' t.fdl)"
    done = subprocess.run(["bash", "-c", command], cwd=project, capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith("good, 1 feature\n")


def test_a_named_pipe(project):
    os.mkfifo(project / "t.fdl")
    writer = threading.Thread(target=(project / "t.fdl").write_text, args=(program("lib/one.fdl"),))
    writer.start()
    assert featc(project, "check", "t.fdl").returncode == 0
    writer.join()


@pytest.mark.parametrize("path", ["/dev/zero", "/dev/stdin"])
def test_a_pipe_without_an_end_is_read_to_the_limit(project, path):
    with Path("/dev/zero").open("rb") as endless:
        done = featc(project, "check", path, stdin=endless)
    assert done.returncode == 1
    assert "FDL046" in done.stderr


def test_findings_in_a_pipe_have_their_place(project):
    done = featc(project, "check", "/dev/stdin", input="featureset t.v1\ninput Row { x: int64 }\nfeature a = y\n")
    assert done.returncode == 1
    assert " --> /dev/stdin:3:13" in done.stderr
    done = featc(project, "check", "/dev/stdin", input="input Row { x: int64 }\nfeature a = x\n")
    assert "`featureset features.v1`" in done.stderr
