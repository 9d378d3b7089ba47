"""The Maven projects of the Java output. Knows Maven, no feature."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from featc.backends.java_library.layout import GROUP, RELEASE, RUNTIME_VERSION, VERSION, Layout

_TOP = """<?xml version="1.0" encoding="UTF-8"?>
<project xmlns="http://maven.apache.org/POM/4.0.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
         xsi:schemaLocation="http://maven.apache.org/POM/4.0.0 http://maven.apache.org/xsd/maven-4.0.0.xsd">
  <modelVersion>4.0.0</modelVersion>
"""

#: Plugins, pinned, so that a build next year is the same.
COMPILER = "3.14.1"


def aggregator(names: Layout, modules: Sequence[str]) -> str:
    """The project that builds all of them."""
    listed = "".join(f"    <module>{name}</module>\n" for name in modules)
    return (
        f"{_TOP}  <groupId>{names.package}</groupId>\n  <artifactId>{names.artifact}-all</artifactId>\n"
        f"  <version>{VERSION}</version>\n  <packaging>pom</packaging>\n  <modules>\n{listed}  </modules>\n</project>\n"
    )


def library(names: Layout) -> str:
    """The library's project: it needs featc's runtime and nothing else."""
    return project(names.package, names.artifact, [dependency(GROUP, "featc-runtime", RUNTIME_VERSION)])


def project(group: str, artifact: str, dependencies: Iterable[str], plugins: Iterable[str] = ()) -> str:
    """A project of a jar, compiled with every warning as an error."""
    return (
        f"{_TOP}  <groupId>{group}</groupId>\n  <artifactId>{artifact}</artifactId>\n  <version>{VERSION}</version>\n\n"
        f"  <properties>\n    <maven.compiler.release>{RELEASE}</maven.compiler.release>\n"
        "    <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>\n"
        "    <project.build.outputTimestamp>2000-01-01T00:00:00Z</project.build.outputTimestamp>\n  </properties>\n\n"
        f"  <dependencies>\n{''.join(dependencies)}  </dependencies>\n\n"
        f"  <build>\n    <plugins>\n{compiler()}{''.join(plugins)}    </plugins>\n  </build>\n</project>\n"
    )


def dependency(group: str, artifact: str, version: str) -> str:
    """One dependency."""
    return (
        f"    <dependency>\n      <groupId>{group}</groupId>\n      <artifactId>{artifact}</artifactId>\n"
        f"      <version>{version}</version>\n    </dependency>\n"
    )


def compiler() -> str:
    """The compiler's plugin."""
    return (
        "      <plugin>\n        <groupId>org.apache.maven.plugins</groupId>\n"
        f"        <artifactId>maven-compiler-plugin</artifactId>\n        <version>{COMPILER}</version>\n"
        "        <configuration>\n          <compilerArgs>\n            <arg>-Xlint:all</arg>\n"
        "            <arg>-Werror</arg>\n          </compilerArgs>\n        </configuration>\n      </plugin>\n"
    )
