"""Reads a file and what it imports, each once. Knows paths and the parser, nothing of what declarations mean."""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Callable
from dataclasses import dataclass, field

from featc.resolve import errors
from featc.resolve.gaps import Gaps
from featc_dsl import ast
from featc_dsl.diagnostics import MOST_FINDINGS, Diagnostic
from featc_dsl.parser import parse
from featc_dsl.span import Span

#: Longer programs are refused: characters, imports included.
MAX_TEXT = 1_000_000

#: Gives the text of a file, or raises NotRead, OSError or UnicodeDecodeError.
Reader = Callable[[str], str]


class NotRead(Exception):
    """A reader does not read a file. ``reason`` stands beside the caret."""

    def __init__(self, reason: str, why: str = "", hint: str = "") -> None:
        super().__init__(reason)
        self.reason, self.why, self.hint = reason, why, hint


@dataclass(slots=True)
class Loaded:
    """The files in the order of their declarations: a file stands where it is imported first.

    ``gaps`` has what could not be read or parsed: unknown names may well be in it. ``home`` is the path of the first
    file as imports and the hash see it, which a text from a pipe has too.
    """

    home: str
    root: ast.SourceFile | None = None
    decls: list[ast.Decl] = field(default_factory=list)
    sources: dict[str, str] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    gaps: Gaps = field(default_factory=Gaps)
    characters: int = 0

    @property
    def too_long(self) -> bool:
        """Whether the texts are more than a program may have: no further file is read then."""
        return self.characters > MAX_TEXT

    @property
    def source_hash(self) -> str:
        """SHA-256 of all texts. Paths count as seen from the first file, so the place of a checkout does not."""
        digest = hashlib.sha256()
        base = posixpath.dirname(self.home) or "."
        for at, (path, text) in enumerate(self.sources.items()):
            name = posixpath.relpath(path if at else self.home, base)
            body = text.encode("utf-8", "surrogatepass")
            digest.update(f"{name}\0{len(body)}\0".encode("utf-8", "surrogatepass"))
            digest.update(body)
        return digest.hexdigest()


def load(path: str, text: str, read: Reader | None, piped: bool = False) -> Loaded:
    """The file and everything that it imports. Without ``read``, an import is a finding.

    ``piped``: the text comes from a pipe. It counts as the file ``<set>.fdl`` in the current folder.
    """
    loaded = Loaded(path)
    file = _parse(loaded, path, text)
    loaded.root = file
    if piped:
        loaded.home = f"{file.name.text if file and file.name else 'features'}.fdl"
    if file is None:
        return loaded
    home = posixpath.normpath(loaded.home)
    names = {home: path}
    # One frame a file being read: its path, its declarations, how far it has come. No recursion: chains may be long.
    stack: list[tuple[str, tuple[ast.Decl, ...], int]] = [(home, file.decls, 0)]
    open_paths = {stack[0][0]: None}  # in the order of the imports that led here
    while stack:
        current, decls, at = stack.pop()
        while at < len(decls) and len(loaded.diagnostics) < MOST_FINDINGS and not loaded.too_long:
            decl = decls[at]
            at += 1
            if not isinstance(decl, ast.ImportDecl):
                loaded.decls.append(decl)
                continue
            target = posixpath.normpath(posixpath.join(posixpath.dirname(current), decl.path))
            if target in open_paths:
                chain = list(open_paths)
                chain = [*chain[chain.index(target) :], target]
                loaded.diagnostics.append(errors.import_cycle(decl.span, chain))
            elif target not in names:
                names[target] = target
                imported = _import(loaded, decl, target, read)
                if imported is not None:
                    stack.append((current, decls, at))
                    current, decls, at = target, imported.decls, 0
                    open_paths[target] = None
        open_paths.pop(current)
    return loaded


def _parse(loaded: Loaded, path: str, text: str) -> ast.SourceFile | None:
    loaded.sources[path] = text
    loaded.characters += len(text)
    file: ast.SourceFile | None = None
    if loaded.too_long:
        found: tuple[Diagnostic, ...] = (errors.too_much_text(Span(path, 0, 0, 1, 1), MAX_TEXT),)
        loaded.gaps.file()
    else:
        file, found = parse(text, path)
        for lost in file.lost if file is not None else (Span(path, 0, len(text), 1, 1),):
            loaded.gaps.text(text[lost.start : lost.end])
        for name in file.partial if file is not None else ():
            loaded.gaps.name(name)
    loaded.diagnostics.extend(found)
    return file


def _import(loaded: Loaded, decl: ast.ImportDecl, target: str, read: Reader | None) -> ast.SourceFile | None:
    """The file that an import names, or None after a finding."""
    hint = why = ""
    if posixpath.isabs(decl.path) or "\\" in decl.path:
        reason, hint = "not a relative path", 'write it as seen from this file, with `/`: "shared/time.fdl"'
    elif read is None:
        reason = "the text does not come from a file"
    else:
        try:
            file = _parse(loaded, target, read(target))
        except NotRead as refused:
            reason, hint, why = refused.reason, refused.hint, refused.why
        except OSError as error:
            reason = (error.strerror or "unreadable").lower()
        except UnicodeDecodeError:
            reason = "not UTF-8"
        else:
            if file is not None and file.name is not None:
                loaded.diagnostics.append(errors.featureset_imported(file.name.span))
            return file
    loaded.gaps.file()
    loaded.diagnostics.append(errors.cannot_read(decl.span, decl.path, reason, hint, why))
    return None
