"""One flat list of declarations: imports merged, `for` written out, names checked. Knows no types of expressions."""

from __future__ import annotations

import keyword
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from featc.resolve import errors
from featc.resolve.expand import Expander, Value
from featc.resolve.gaps import Gaps
from featc.resolve.load import Loaded
from featc.resolve.naming import (
    GENERATED_MESSAGES,
    MOST_LETTERS,
    MOST_OF_FILES,
    is_camel,
    is_snake,
    json_name,
    stub_classes,
    to_camel,
    to_snake,
)
from featc.resolve.options import OPTIONS
from featc.resolve.scope import holes
from featc_dsl import ast
from featc_dsl.catalogue import BY_NAME
from featc_dsl.diagnostics import Diagnostic
from featc_dsl.span import Span


@dataclass(slots=True)
class Resolved:
    """What the files declare. ``values`` are lets and features by name, in the order of the source.

    ``tables`` are the streams and lookups by name, ``dropped`` the names of features whose name is taken, ``spans``
    says where each value, field included, is declared. ``refused``: there are too many values, and not all are here.
    """

    input: ast.InputDecl | None = None
    values: dict[str, Value] = field(default_factory=dict)
    functions: dict[str, ast.DefDecl] = field(default_factory=dict)
    tests: list[ast.TestDecl] = field(default_factory=list)
    options: dict[str, str] = field(default_factory=dict)
    tables: dict[str, ast.StreamDecl | ast.LookupDecl] = field(default_factory=dict)
    dropped: set[str] = field(default_factory=set)
    spans: dict[str, Span] = field(default_factory=dict)
    refused: bool = False


class _Resolver:
    def __init__(self, sources: Mapping[str, str], report: Callable[[Diagnostic], None], gaps: Gaps) -> None:
        self.report = report
        self.out = Resolved()
        self.service = ""  # what the generated service is named
        self.expander = Expander(sources, report, gaps)
        self.json: dict[str, str] = {}
        self.loop_variables: list[ast.Name] = []
        self.option_spans: dict[str, Span] = {}
        self.message_spans: dict[str, Span] = {}

    def declare(self, decl: ast.Decl) -> None:
        match decl:
            case ast.StreamDecl() | ast.LookupDecl():
                word = "streams are" if isinstance(decl, ast.StreamDecl) else "lookups are"
                self.report(errors.not_supported(decl.name.span, word))
                self.message(decl.name)
                self.out.tables[decl.name.text] = decl
            case ast.LetDecl() | ast.FeatureDecl() | ast.ForDecl():
                self.values(decl)
            case ast.DefDecl():
                self.function(decl)
            case ast.OptionDecl():
                self.option(decl)
            case ast.TestDecl():
                self.out.tests.append(decl)
            case ast.InputDecl() | ast.ImportDecl():
                pass  # inputs came first; an import is already replaced by what the file declares

    def input(self, decl: ast.InputDecl) -> None:
        if self.out.input is not None:
            self.report(errors.second_input(decl.name.span, self.out.input.name.span))
            return
        self.out.input = decl
        self.message(decl.name)
        if decl.name.text in GENERATED_MESSAGES or decl.name.text == self.service:
            self.report(errors.message_name_taken(decl.name.span, decl.name.text))
        elif decl.name.text in stub_classes(self.service):
            self.report(errors.stub_name_taken(decl.name.span, decl.name.text, self.service))
        elif keyword.iskeyword(decl.name.text):
            self.report(errors.python_word(decl.name.span, decl.name.text))
        if decl.many:
            self.report(errors.not_supported(decl.name.span, "`input … many` is"))

    def fields(self) -> None:
        """Fields come before all values, wherever the input stands: nothing may be named like one."""
        for item in self.out.input.fields if self.out.input else ():
            if not is_snake(item.name.text):
                self.report(errors.not_snake(item.name.span, item.name.text, to_snake(item.name.text)))
            self.value_name(item.name.text, item.name.span, on_wire=True)

    def message(self, name: ast.Name) -> None:
        if not is_camel(name.text):
            self.report(errors.not_camel(name.span, name.text, to_camel(name.text)))
        elif len(name.text) > MOST_OF_FILES:
            self.report(errors.too_long(name.span, name.text, MOST_OF_FILES))
        first = self.message_spans.setdefault(name.text, name.span)
        if first is not name.span:
            self.report(errors.declared_twice(name.span, name.text, first))

    def value_name(self, name: str, span: Span, on_wire: bool) -> bool:
        """Notes a name of a value. False, after a finding, where it is taken."""
        first = self.out.spans.get(name)
        if first is not None:
            self.report(errors.declared_twice(span, name, first, value=True))
            return False
        self.out.spans[name] = span
        if len(name) > MOST_LETTERS:
            self.report(errors.too_long(span, name, MOST_LETTERS))
        if on_wire:
            json = json_name(name)
            other = self.json.setdefault(json, name)
            if other != name:
                self.report(errors.same_on_the_wire(span, name, other, json, self.out.spans[other]))
        return True

    def values(self, decl: ast.LetDecl | ast.FeatureDecl | ast.ForDecl) -> None:
        if isinstance(decl, ast.ForDecl):
            self.loop_variables.extend(_variables(decl))
        for value in self.expander.expand(decl):
            first = self.out.spans.get(value.name)
            if value.texts and first == value.decl.name.span:
                written = holes(value.decl.name.text)
                unused = [v for v in value.texts if v not in written]
                self.report(errors.made_twice(first, value.name, (unused or list(value.texts))[-1]))
                continue
            on_wire = isinstance(value.decl, ast.FeatureDecl)
            if self.value_name(value.name, value.decl.name.span, on_wire):
                self.out.values[value.name] = value
            elif on_wire:
                self.out.dropped.add(value.name)

    def shadowing(self) -> None:
        """A loop variable may not hide a value, wherever that is declared."""
        for variable in self.loop_variables:
            first = self.out.spans.get(variable.text)
            if first is not None:
                self.report(errors.shadowed(variable.span, variable.text, "a value", first))

    def function(self, decl: ast.DefDecl) -> None:
        name = decl.name.text
        if not is_snake(name):
            self.report(errors.not_snake(decl.name.span, name, to_snake(name)))
        if name in BY_NAME:
            self.report(errors.shadowed(decl.name.span, name, "a function of the language", None))
        elif name in self.out.functions:
            self.report(errors.declared_twice(decl.name.span, name, self.out.functions[name].name.span))
        else:
            self.out.functions[name] = decl
        seen: dict[str, Span] = {}
        for param in decl.params:
            if param.name.text in seen:
                self.report(errors.declared_twice(param.name.span, param.name.text, seen[param.name.text]))
            seen.setdefault(param.name.text, param.name.span)
            if not is_snake(param.name.text):
                self.report(errors.not_snake(param.name.span, param.name.text, to_snake(param.name.text)))

    def option(self, decl: ast.OptionDecl) -> None:
        name = decl.name.text
        if name not in OPTIONS:
            self.report(errors.unknown_option(decl.name.span, name, OPTIONS))
        elif name in self.option_spans:
            self.report(errors.declared_twice(decl.name.span, name, self.option_spans[name]))
        else:
            self.option_spans[name] = decl.name.span
            value = str(decl.value.value)
            what, example, check = OPTIONS[name]
            if wrong := check(value):
                self.report(errors.bad_option(decl.value.span, name, what, wrong, example))
            self.out.options[name] = value


def resolve(loaded: Loaded, report: Callable[[Diagnostic], None]) -> Resolved:
    """The declarations of all files as one set. Findings go to ``report``; the first of two equal names stays."""
    resolver = _Resolver(loaded.sources, report, loaded.gaps)
    if loaded.root is not None and loaded.root.name is not None:
        resolver.service = f"{to_camel(loaded.root.name.text)}Service"
    for decl in loaded.decls:
        if isinstance(decl, ast.InputDecl):
            resolver.input(decl)
    resolver.fields()
    for decl in loaded.decls:
        resolver.declare(decl)
    resolver.shadowing()
    resolver.out.refused = resolver.expander.refused
    return resolver.out


def _variables(decl: ast.ForDecl) -> Iterator[ast.Name]:
    """The variables of a `for` and of those inside it."""
    stack: list[ast.Decl] = [decl]
    while stack:
        top = stack.pop()
        if isinstance(top, ast.ForDecl):
            yield top.var
            stack.extend(reversed(top.body))
