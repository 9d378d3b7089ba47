"""Every finding about declarations and names: one function a kind, so that wording is reviewed in one place.

Knows spans and texts, not the structures in which the errors are found. Types have findings of their own, in
`featc.typecheck.errors`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from featc_dsl import ast, foreign, placing
from featc_dsl.diagnostics import Diagnostic
from featc_dsl.near import near
from featc_dsl.span import Span
from featc_dsl.table import table


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint that names the nearest known words, or nothing."""
    found = near(word, known)
    return f"did you mean {' or '.join(f'`{n}`' for n in found)}?" if found else ""


# --- files ---------------------------------------------------------------------------------------------------


def cannot_read(span: Span, path: str, reason: str, hint: str = "", why: str = "") -> Diagnostic:
    return Diagnostic(
        "FDL030", f'"{path}" cannot be read', span, reason,
        why=why or "an import names a file by its path, seen from the file that imports it",
        hint=hint or "correct the path, or put the file there",
    )  # fmt: skip


def import_cycle(span: Span, chain: Sequence[str]) -> Diagnostic:
    return Diagnostic(
        "FDL031", "files import each other in a circle", span, "this import closes the circle",
        why=" → ".join(chain), hint="move what both need into a third file that imports neither",
    )  # fmt: skip


def featureset_missing(span: Span, stem: str) -> Diagnostic:
    return Diagnostic(
        "FDL032", "the file does not say which feature set it is", span, "expected before the first declaration",
        why="the name and version become the names of the generated packages",
        hint=f"begin with `featureset {stem}.v1`",
    )  # fmt: skip


def featureset_imported(span: Span) -> Diagnostic:
    return Diagnostic(
        "FDL032", "an imported file is no feature set of its own", span, "not here",
        why="its declarations join the feature set of the file that imports it",
        hint="remove the `featureset` line, or move what is shared into a file without one",
    )  # fmt: skip


def python_module(span: Span, name: str) -> Diagnostic:
    return Diagnostic(
        "FDL081", f"a feature set cannot be called `{name}`", span, "taken in Python",
        why="the generated Python package has the set's name: it would hide a module that others need, or is a keyword",
        hint=f"say what is in it: `{name}_features`",
    )  # fmt: skip


def no_input(span: Span) -> Diagnostic:
    return Diagnostic(
        "FDL033", "the feature set has no input", span, "nothing says what a row is",
        why="features are computed of the fields of one `input`",
        hint="declare one: `input Flight { distance: float64 }`",
    )  # fmt: skip


def second_input(span: Span, first: Span) -> Diagnostic:
    return Diagnostic(
        "FDL033", "a feature set has one input", span, "a second one", related=((first, "the first is here"),),
        hint="put the fields of both into one input",
    )  # fmt: skip


def not_supported(span: Span, what: str, hint: str = "") -> Diagnostic:
    return Diagnostic("FDL034", f"{what} not supported yet", span, "not supported yet", hint=hint)


# --- names ---------------------------------------------------------------------------------------------------


def made_twice(span: Span, name: str, variable: str) -> Diagnostic:
    return Diagnostic(
        "FDL035", f"the `for` makes `{name}` more than once", span, "the same name for two items",
        why="each let and feature has a name of its own", hint=f"put `{{{variable}}}` into the name",
    )  # fmt: skip


def declared_twice(span: Span, name: str, first: Span, value: bool = False) -> Diagnostic:
    return Diagnostic(
        "FDL035", f"`{name}` is declared twice", span, "declared again", related=((first, "first declared here"),),
        why="fields, lets and features share one set of names, functions another" if value else "",
        hint="rename or remove one of them",
    )  # fmt: skip


def column_twice(span: Span, column: str, name: str, first: ast.Name, reusable: bool) -> Diagnostic:
    """``reusable``: neither field is a label, so that the first can be read under the second name."""
    return Diagnostic(
        "FDL035", f'`{first.text}` and `{name}` both read the column "{column}"', span, "the second to read it",
        related=((first.span, "the first"),), why="a column enters once, with one type and one set of contracts",
        hint=f"remove this field, and put `let {name} = {first.text}` after the input" if reusable
        else "remove one of them: a column is either a label or what features read",
    )  # fmt: skip


def given_twice(span: Span, name: str, first: Span) -> Diagnostic:
    return Diagnostic(
        "FDL035", f"`{name}` has two values in one row", span, "again", related=((first, "the first"),),
        hint="remove one of them",
    )  # fmt: skip


def same_on_the_wire(span: Span, name: str, other: str, json: str, first: Span) -> Diagnostic:
    return Diagnostic(
        "FDL036", f"`{name}` and `{other}` are one name on the wire", span, f"`{json}` in JSON",
        why="protobuf's JSON drops underscores and capitalises the letter after each, so both have one name there",
        hint="rename one of them", related=((first, f"`{other}` is `{json}` too"),),
    )  # fmt: skip


def not_snake(span: Span, name: str, better: str) -> Diagnostic:
    words = table()
    usable = better and better != name and words.words.get(better) not in words.reserved
    return Diagnostic(
        "FDL037", f"`{name}` is not lower_snake_case", span, "a name of a value or function",
        why="names become columns, protobuf fields and variables of several languages",
        hint=f"write `{better}`" if usable else "use a-z, 0-9 and single underscores between words",
    )  # fmt: skip


def not_camel(span: Span, name: str, better: str) -> Diagnostic:
    return Diagnostic(
        "FDL037", f"`{name}` is not UpperCamelCase", span, "the name of an input, stream or lookup",
        why="it becomes a protobuf message", hint=f"write `{better}`" if better and better != name else "",
    )  # fmt: skip


def message_name_taken(span: Span, name: str) -> Diagnostic:
    return Diagnostic(
        "FDL038", f"`{name}` is a message of the generated schema", span, "already taken",
        why="the input becomes a protobuf message beside the generated ones",
        hint=f"name it otherwise, such as `{name}Row`",
    )  # fmt: skip


def stub_name_taken(span: Span, name: str, service: str) -> Diagnostic:
    return Diagnostic(
        "FDL038", f"`{name}` is a name in the stubs of the generated service", span, "already taken",
        why=f"protobuf's Go declares it for `{service}`, in the package of the messages",
        hint=f"name it otherwise, such as `{name}Row`",
    )  # fmt: skip


def python_word(span: Span, name: str) -> Diagnostic:
    return Diagnostic(
        "FDL097", f"an input cannot be called `{name}`", span, "a word of Python",
        why="the input becomes a class of the protobuf messages in Python", hint=f"name it otherwise: `{name}Row`",
    )  # fmt: skip


def too_long(span: Span, name: str, limit: int) -> Diagnostic:
    shown = f"{name[:30]}…" if len(name) > 30 else name
    return Diagnostic(
        "FDL097", f"the name `{shown}` is too long", span, f"{len(name)} letters, and {limit} at most",
        why="names become columns, classes and files of several languages", hint="shorten it",
    )  # fmt: skip


def unknown_name(
    span: Span, name: str, known: Iterable[str], functions: Iterable[str], comment: bool = False, hint: str = ""
) -> Diagnostic:
    """``comment``: the name stands behind `//` or `--`, which begin comments elsewhere."""
    hint = hint or foreign.value(name) or did_you_mean(name, known) or (foreign.COMMENT if comment else "")
    if not hint and name in functions:
        hint = f"`{name}` is a function: write `{name}(…)`"
    return Diagnostic("FDL039", f"there is no `{name}`", span, "unknown name", hint=hint)


def no_row_name(span: Span, base: str, name: str) -> Diagnostic:
    return Diagnostic(
        "FDL039", f"there is no `{base}` to read `{name}` of", span, "one name is enough",
        why="a feature sees one row: its fields, and the lets and features of the file", hint=f"write `{name}`",
    )  # fmt: skip


def no_part(span: Span, base: str, name: str, function: bool) -> Diagnostic:
    inner = base.removesuffix(".dt").removesuffix(".str")
    inner = inner[1:-1] if inner[0] == "(" and placing.is_atom(inner) else inner
    hint = f"write `{name}({inner})`" if function else foreign.called(name, [inner])
    return Diagnostic("FDL039", f"`{base}` has no part `{name}`", span, "values have no parts", hint=hint)


def unknown_function(
    span: Span, name: str, known: Iterable[str], values: Iterable[str], given: Sequence[str] = ()
) -> Diagnostic:
    """``given`` are the arguments as written."""
    known = list(known)
    hint = "" if foreign.is_otherwise(name) else did_you_mean(name, (k for k in known if k.lower() == name.lower()))
    hint = hint or foreign.called(name, given)
    if not hint and name in values:
        hint = f"`{name}` is a value: write it without parentheses"
    hint = hint or did_you_mean(name, known)
    return Diagnostic("FDL040", f"there is no function `{name}`", span, "unknown function", hint=hint)


def operator_called(span: Span, name: str, symbol: str) -> Diagnostic:
    return Diagnostic(
        "FDL040",
        f"there is no function `{name}`",
        span,
        "unknown function",
        hint=f"write it as an operator: `{symbol}`",
    )


def circle(span: Span, chain: Sequence[str], places: Sequence[tuple[Span, str]]) -> Diagnostic:
    shown = list(chain) if len(chain) <= 12 else [*chain[:6], "…", *chain[-5:]]
    return Diagnostic(
        "FDL041", f"`{chain[0]}` is defined by itself", span, "part of a circle",
        why=" → ".join(shown), hint="write one of them without the others", related=tuple(places[:3]),
    )  # fmt: skip


def recursion(span: Span, chain: Sequence[str]) -> Diagnostic:
    shown = list(chain) if len(chain) <= 12 else [*chain[:6], "…", *chain[-5:]]
    return Diagnostic(
        "FDL041", f"the function `{chain[0]}` calls itself", span, "calls itself", why=" → ".join(shown),
        hint="functions are inlined where they are called, so none can reach itself: write out the steps",
    )  # fmt: skip


def label_read(span: Span, name: str, declared: Span) -> Diagnostic:
    return Diagnostic(
        "FDL042", f"`{name}` is a label: no feature may read it", span, "not known when a row is served",
        why="labels are in training data only and travel on no wire",
        hint=f"if `{name}` is known at serving time, remove `label` from it", related=((declared, "declared here"),),
    )  # fmt: skip


def label_given(span: Span, name: str, declared: Span) -> Diagnostic:
    return Diagnostic(
        "FDL042", f"`{name}` is a label: a test does not give it", span, "not part of the row",
        why="labels are in training data only; no feature reads them", hint="remove it",
        related=((declared, "declared here"),),
    )  # fmt: skip


def shadowed(span: Span, name: str, what: str, first: Span | None) -> Diagnostic:
    return Diagnostic(
        "FDL043", f"`{name}` is already {what}", span, "would hide it", hint="choose another name",
        related=((first, "declared here"),) if first else (),
    )  # fmt: skip


# --- for, def, option ---------------------------------------------------------------------------------------------


def loop_item(span: Span) -> Diagnostic:
    return Diagnostic(
        "FDL044", "a `for` goes over literals and names of fields", span, "neither of them",
        why="the loop is written out when the file is compiled, before any row is known",
        hint="write the items out: `for w in [1h, 1d] { … }`",
    )  # fmt: skip


def not_in_loop(span: Span, what: str) -> Diagnostic:
    return Diagnostic(
        "FDL044", f"{what} is not allowed inside a `for`", span, "not here",
        hint="a `for` may hold `let`, `feature` and `for`",
    )  # fmt: skip


def unknown_hole(span: Span, variable: str, known: Sequence[str]) -> Diagnostic:
    hint = f"write `{{{known[0]}}}`" if len(known) == 1 else did_you_mean(variable, known)
    return Diagnostic(
        "FDL045", f"`{{{variable}}}` is no variable of a `for` around this name", span, "nothing to put in",
        hint=hint or ("" if known else "braces in a name belong inside a `for`"),
    )  # fmt: skip


def bad_expansion(span: Span, name: str) -> Diagnostic:
    return Diagnostic(
        "FDL045", f"the `for` makes the name `{name}`, which is not lower_snake_case", span, "one name of each item",
        hint="use items whose text can be part of a name: words, whole numbers, durations",
    )  # fmt: skip


def too_large(span: Span, what: str, limit: int) -> Diagnostic:
    return Diagnostic(
        "FDL046", f"the program is too large: more than {limit:,} {what}", span, "written out here",
        why="`for` and `def` are written out when the file is compiled", hint="split the feature set",
    )  # fmt: skip


def too_much_text(span: Span, limit: int) -> Diagnostic:
    return Diagnostic(
        "FDL046", f"the program is too large: more than {limit:,} characters", span, "not read",
        why="a program and what it imports have a limit of length", hint="split the feature set",
    )  # fmt: skip


def unknown_option(span: Span, name: str, known: Iterable[str]) -> Diagnostic:
    known = sorted(known)
    hint = did_you_mean(name, known) or f"the options are {', '.join(f'`{k}`' for k in known)}"
    return Diagnostic("FDL047", f"there is no option `{name}`", span, "unknown option", hint=hint)


def bad_option(span: Span, name: str, what: str, wrong: str, example: str) -> Diagnostic:
    title = f"the value of `{name}` is no {what}"
    return Diagnostic("FDL092", title, span, wrong, hint=f'such as `option {name} = "{example}"`')


def unknown_type(span: Span, name: str, known: Iterable[str]) -> Diagnostic:
    meant = foreign.type_(name)
    hint = f"write `{meant}`" if meant else did_you_mean(name, known)
    return Diagnostic("FDL048", f"there is no type `{name}`", span, "unknown type", hint=hint)


def bad_type(span: Span, title: str, hint: str) -> Diagnostic:
    return Diagnostic("FDL049", title, span, "not here", hint=hint)


# --- inputs and contracts -------------------------------------------------------------------------------------------


def contract_type(span: Span, field: str, type: str, what: str, hint: str) -> Diagnostic:
    return Diagnostic("FDL070", f"a contract of `{field}: {type}` cannot have {what}", span, "does not fit", hint=hint)


def empty_range(span: Span, text: str) -> Diagnostic:
    return Diagnostic(
        "FDL071", "the range is empty", span, f"nothing is in {text}",
        why="a range is written low..high, both included", hint="put the lower end first",
    )  # fmt: skip


def item_twice(span: Span, text: str, first: Span | None) -> Diagnostic:
    return Diagnostic(
        "FDL072", f"{text} is in the table twice", span, "already there", hint="remove one of them",
        related=((first, "the first"),) if first else (),
    )  # fmt: skip


def nulls_of_required(span: Span, field: str, type: str) -> Diagnostic:
    return Diagnostic(
        "FDL073", f"`{field}` is never null, so its share of nulls needs no contract", span, "never more than 0 %",
        hint=f"write `{type}?` if it may be null, else remove the contract",
    )  # fmt: skip


def time_field(span: Span, name: str, found: str) -> Diagnostic:
    return Diagnostic(
        "FDL074", f"`{name}` cannot be the time of the rows", span, found,
        why="the event time is one instant that every row has", hint=f"declare `{name}: timestamp`",
    )  # fmt: skip


def assume_misplaced(span: Span, field: str, type: str) -> Diagnostic:
    return Diagnostic(
        "FDL075", f"`assume` does not fit `{field}: {type}`", span, "only for timestamps",
        why="it says in which zone instants without one were written",
        hint="remove it; civil time without a zone is type `datetime`",
    )  # fmt: skip


def mark_misplaced(span: Span, mark: str, field: str, type: str, only: str, why: str, hint: str) -> Diagnostic:
    title = f"`{mark}` does not fit `{field}: {type}`"
    return Diagnostic("FDL093", title, span, f"only for {only}", why=why, hint=hint)


def unknown_unit(span: Span, text: str, hint: str) -> Diagnostic:
    return Diagnostic(
        "FDL094", f'"{text}" is not a unit of time', span, "unknown unit",
        why='a unit is "s", "ms", "us" or "ns": seconds, or their thousandths, millionths or billionths', hint=hint,
    )  # fmt: skip


# --- tests ------------------------------------------------------------------------------------------------------------


def case_unknown(span: Span, name: str, what: str, known: Iterable[str]) -> Diagnostic:
    return Diagnostic("FDL076", f"there is no {what} `{name}`", span, f"not a {what}", hint=did_you_mean(name, known))


def case_value(span: Span, name: str, expected: str, found: str, hint: str = "") -> Diagnostic:
    return Diagnostic("FDL077", f"`{name}` is {expected}", span, f"this is {found}", hint=hint)


def case_missing(span: Span, names: Sequence[str]) -> Diagnostic:
    listed = ", ".join(f"`{n}`" for n in names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")
    return Diagnostic(
        "FDL078", f"the test does not give {listed}", span, "not a whole row",
        why="fields that are not nullable have a value in every row", hint=f"add `{names[0]}: …`",
    )  # fmt: skip


def case_expects_nothing(span: Span) -> Diagnostic:
    return Diagnostic(
        "FDL079", "the test expects nothing", span, "empty", hint="write at least one feature and its value"
    )


def no_features(span: Span) -> Diagnostic:
    return Diagnostic(
        "FDL080", "the feature set has no features", span, "nothing to compute",
        hint="declare one: `feature log_distance = log1p(distance)`",
    )  # fmt: skip
