"""What no conformance vector reaches of the Java runtime: it compiles without a warning, its data and pins are the
Python runtime's, it asks no tables of the platform, its XXH64 is lz4-java's, large patterns need no deep stack. Knows
how it is compiled, no operator.
"""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from engines import maven_jar

from featc_runtime import scalar
from featc_runtime.data import pins

ROOT = Path(__file__).parents[3]
RUNTIME = ROOT / "runtimes/java/runtime/src/main"
PACKAGE = "dev/featc/runtime"
ARTIFACTS = ("com.google.re2j:re2j:1.8", "org.lz4:lz4-java:1.8.0")
#: Classes that operations stand on, besides those named like the modules of the Python runtime.
BELOW = {
    "CivilZone", "Days", "Json", "Normal", "Octets", "PointClass", "PointMap", "Steps", "TextScanner", "TextTime",
    "Unicode", "Xxh64", "Zone", "Zones",
}  # fmt: skip
#: What is exact, or the same in every release, of classes that have other methods too.
SAME = {
    "Math": {
        "abs", "ceil", "copySign", "floor", "floorDiv", "floorMod", "getExponent", "max", "min", "multiplyHigh", "rint",
        "scalb", "signum", "sqrt",
    },
    "Character": {"MAX_CODE_POINT", "charCount", "isSurrogate", "toString"},
}  # fmt: skip
#: Methods of strings and packages that follow the platform's tables.
OTHERS = re.compile(
    r"\.(?:strip\w*|isBlank|trim|to(?:Lower|Upper)Case|\w*IgnoreCase|format|formatted)\(|\bjava\.(?:time|text)\b"
)
#: Of ASCII they are the same; so they stand where a string is known to be that.
OF_ASCII = {"Characters": {".toLowerCase(", ".toUpperCase("}}


@pytest.mark.parametrize("name", ["unicode.json", "zones.txt"])
def test_data_are_the_python_runtime_s(name: str) -> None:
    ours = RUNTIME / "resources" / PACKAGE / "data" / name
    assert ours.read_bytes() == (ROOT / "runtimes/python/featc_runtime/data" / name).read_bytes()


def test_pins_are_the_python_runtime_s() -> None:
    text = (RUNTIME / "java" / PACKAGE / "Pins.java").read_text("utf-8")
    assert dict(re.findall(r'static final String (\w+) = "(.*)";', text)) == {
        name: getattr(pins, name)
        for name in ("SEMANTICS", "TZDATA_VERSION", "TZDATA_SHA256", "UNICODE_VERSION", "UNICODE_SHA256")
    }


def test_no_tables_of_the_platform() -> None:
    """What another release of Java could answer in another way is not asked."""
    modules = {path.stem for folder in scalar.__path__ for path in Path(folder).glob("*.py")}
    names = BELOW | {"".join(map(str.capitalize, module.split("_"))) for module in modules}
    files = [path for path in (RUNTIME / "java" / PACKAGE).glob("*.java") if path.stem in names]
    assert {path.stem for path in files} >= BELOW
    for path in files:
        code = re.sub(r"//[^\n]*|/\*.*?\*/", "", path.read_text("utf-8"), flags=re.DOTALL)
        for name, same in SAME.items():
            assert set(re.findall(rf"\b{name}(?:\.|::)(\w+)", code)) <= same, path
        assert set(OTHERS.findall(code)) <= OF_ASCII.get(path.stem, set()), path


@pytest.mark.registry
def test_runtime(tmp_path: Path) -> None:
    jars = [maven_jar(artifact) for artifact in ARTIFACTS]
    if None in jars:
        pytest.skip("neither Maven with a Java compiler, nor re2j and lz4-java")
    path = ":".join(map(str, (tmp_path, RUNTIME / "resources", *jars)))
    sources = [*sorted((RUNTIME / "java" / PACKAGE).glob("*.java")), Path(__file__).with_name("RuntimeCheck.java")]
    flags = ["--release", "17", "-Xlint:all", "-Werror", "-encoding", "UTF-8"]
    subprocess.run(["javac", *flags, "-d", tmp_path, "-cp", path, *sources], check=True)
    found = subprocess.run(
        ["java", "-cp", path, "dev.featc.runtime.RuntimeCheck"], capture_output=True, encoding="utf-8", check=True
    )
    assert (found.stdout, found.stderr) == ("", "")
