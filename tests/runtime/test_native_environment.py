"""A thread whose arithmetic C code has spoilt gets an error from generated Go and Java, and no features."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from native import GoPrograms, JavaPrograms, java_classpath, run_tool
from project import ROOT
from targets import compile_source
from wire_support import context

from featc.backends.go_library import backend as go_backend
from featc.backends.go_library.layout import GO_VERSION, RUNTIME, RUNTIME_VERSION
from featc.backends.java_library import backend as java_backend

#: Sets the processor's mode: 0 as it was, 1 flush to zero, 2 round up.
SPOIL = """
#include <fenv.h>
static void spoil(int how) {
#if defined(__x86_64__)
  unsigned int mode = 0x1F80u | (how == 1 ? 0x8040u : how == 2 ? 0x4000u : 0u);
  __asm__ volatile("ldmxcsr %0" : : "m"(mode));
#else
  unsigned long mode = how == 1 ? 1ul << 24 : how == 2 ? 1ul << 22 : 0ul;
  __asm__ volatile("msr fpcr, %0" : : "r"(mode));
#endif
}
"""
GO = """package main

/*
%s
*/
import "C"

import (
	"fmt"
	"runtime"

	"exact/lib"
)

func main() {
	runtime.LockOSThread()
	for how := 0; how < 3; how++ {
		C.spoil(C.int(how))
		features, err := lib.Transform(&lib.Row{X: 5e-324})
		C.spoil(0)
		fmt.Println(how, features.Y, err != nil)
	}
}
"""
JNI = """
#include <jni.h>
JNIEXPORT void JNICALL Java_Exact_spoil(JNIEnv *env, jclass of, jint how) {
  (void)env; (void)of;
  spoil((int)how);
}
"""
JAVA = """
import dev.featc.runtime.EnvironmentFault;
import lib.Lib;
import lib.Row;

class Exact {
    static native void spoil(int how);

    public static void main(String[] args) {
        System.load(args[0]);
        for (int how = 0; how < 3; how++) {
            Row row = Row.builder().x(5e-324).build();
            String said;
            spoil(how);
            try {
                said = Lib.transform(row).y() + " false";
            } catch (EnvironmentFault fault) {
                said = "0 true";
            }
            spoil(0);
            System.out.println(how + " " + said);
        }
    }
}
"""
SOURCE = "featureset lib.v1\ninput Row {\n  x: float64\n}\nfeature y = x * 0.5 + x\n"


def spoilt(said: str) -> None:
    """Only the mode that the process began with gives features."""
    lines = [line.split() for line in said.splitlines()]
    assert [line[2] for line in lines] == ["false", "true", "true"], said
    assert float(lines[0][1]) == 5e-324, said


def test_go(tmp_path: Path) -> None:
    if missing := GoPrograms.missing() or ("" if shutil.which("gcc") else "gcc is not installed"):
        pytest.skip(missing)
    of = compile_source(SOURCE)
    for path, text in go_backend.package(of, context(of)).items():
        (tmp_path / "lib").mkdir(exist_ok=True)
        (tmp_path / "lib" / path).write_text(text)
    (tmp_path / "go.mod").write_text(
        f"module exact\n\ngo {GO_VERSION}\n\nrequire {RUNTIME} {RUNTIME_VERSION}\n\n"
        f"replace {RUNTIME} => {ROOT / 'runtimes' / 'go'}\n"
    )
    (tmp_path / "main.go").write_text(GO % SPOIL)
    run_tool(["go", "build", "-o", "exact", "."], tmp_path, CGO_ENABLED="1", GOFLAGS="-buildvcs=false")
    spoilt(run_tool([str(tmp_path / "exact")], tmp_path))


def test_java(tmp_path: Path) -> None:
    if missing := JavaPrograms.missing() or ("" if shutil.which("gcc") else "gcc is not installed"):
        pytest.skip(missing)
    of = compile_source(SOURCE)
    of.options["java_package"] = "lib"
    sources = ["Exact.java"]
    for path, text in java_backend.library(of, context(of)).items():
        place = tmp_path / path.partition("/src/main/java/")[2]
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text)
        sources.append(str(place))
    (tmp_path / "Exact.java").write_text(JAVA)
    (tmp_path / "spoil.c").write_text(SPOIL + JNI)
    classes = os.pathsep.join([str(tmp_path / "classes"), *java_classpath()])
    run_tool(["javac", "-d", "classes", "-cp", os.pathsep.join(java_classpath()), *sources], tmp_path)
    home = Path(_java_home())
    headers = [f"-I{home / 'include'}", f"-I{home / 'include' / 'linux'}"]
    run_tool(["gcc", "-shared", "-fPIC", *headers, "-o", "libspoil.so", "spoil.c"], tmp_path)
    for mode in ("-Xint", "-Xcomp"):
        spoilt(run_tool(["java", mode, "-cp", classes, "Exact", str(tmp_path / "libspoil.so")], tmp_path))


def _java_home() -> str:
    said = subprocess.run(
        ["java", "-XshowSettings:properties", "-version"], capture_output=True, text=True, check=True
    ).stderr
    return next(line.partition("= ")[2] for line in said.splitlines() if "java.home" in line)
