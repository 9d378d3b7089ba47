"""Feature sets with names that mean something elsewhere, in every place where a name can stand.

The words are keywords, predeclared names, methods of generated classes, what paths and files may not be called, and
whatever the generated code calls something itself. Knows which words there are, no rule of any target.
"""

from __future__ import annotations

import builtins
import keyword
import random
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from featc import pipeline
from featc.backends import backends
from featc.backends.go_library.language import RESERVED as GO_LOCAL
from featc.check import check_source
from featc.ir import FeatureSet
from featc.resolve.naming import is_camel, is_snake, json_name, to_camel, to_snake
from featc.resolve.options import DEVICES, JAVA_WORDS
from featc_dsl.catalogue import BY_NAME
from featc_dsl.table import table

_GO = """
break case chan const continue default defer else fallthrough for func go goto if import interface map package range
return select struct switch type var any append bool byte cap clear close comparable complex complex64 complex128 copy
delete error false float32 float64 imag int int8 int16 int32 int64 iota len make max min new nil panic print println
real recover rune string true uint uint8 uint16 uint32 uint64 uintptr init main
"""
#: Packages of Go, words and elements of paths, ends of files' names, file names that Windows has no room for.
_GO_PATHS = """
all std cmd main tool work internal vendor testdata builtin unsafe fmt math errors context time io os net http tls
strconv strings sort sync reflect runtime testing embed plugin go v0 v1 v2 v10 x_test orders_test x_linux x_windows
x_amd64 x_linux_arm64 linux windows js wasm arm64 unix x_unix darwin ios c cgo doc license mod sum
"""
_JAVA = """
record var yield sealed permits when module open opens exports requires provides uses with to transitive non_sealed
enum assert strictfp native transient volatile synchronized java javax com org io dev kr jakarta jdk sun
"""
#: Methods of every object, of records, of protobuf's messages and builders, as the names of fields make them.
_METHODS = """
hash_code to_string equals get_class class notify notify_all wait clone finalize builder build build_partial parser
default_instance descriptor all_fields all_fields_raw cached_size default_instance_for_type descriptor_for_type
initialization_error_string parser_for_type serialized_size unknown_fields unknown_field_set_builder
parent_for_children field field_builder repeated_field repeated_field_builder repeated_field_count oneof
oneof_field_descriptor from delimited_from initialized is_initialized bit_field0 bit_field1 memoized_is_initialized
memoized_size memoized_hash_code to_builder new_builder to_byte_array to_byte_string write_to merge_from parse_from
serial_version_uid unknown_fields_proto3 map_field clear copy_from merge_from_string parse_from_string
serialize_to_string byte_size list_fields has_field clear_field which_oneof set_in_parent find_initialization_errors
extensions has_extension reset string proto_message proto_reflect proto_methods marshal unmarshal descriptor
extension_range_array extension_map xxx_merge size_cache state size name
"""
_PROTO = """
syntax edition import weak public package option message enum service rpc returns stream oneof map reserved extensions
extend group optional required repeated to max inf nan bool int32 int64 uint32 uint64 sint32 sint64 fixed32 fixed64
sfixed32 sfixed64 float double string bytes google protobuf timestamp duration json_name ctype packed deprecated
"""
_OTHERS = """
self cls none true false np pa pd rt t t1 t2 x e a b c x1 x_1 x12 x_12 x1_2 a1b c3_po v1 id ids name_1 utf8 featc
features feature row rows input inputs output outputs request response fingerprint transform main numpy pyarrow grpc
json test tests typing datetime decimal math select where group order having limit offset index column columns
"""
#: What stands before or behind a name where code is made for a field.
_ENDS = (
    "{}_bytes", "{}_builder", "{}_or_builder", "{}_count", "{}_list", "{}_value", "{}_map", "{}_field_number",
    "{}_micros", "{}_days", "{}_is_null", "{}_items", "{}_items_1", "{}_1", "{}_set", "{}_columns", "get_{}", "set_{}",
    "has_{}", "clear_{}", "merge_{}", "add_{}", "internal_get_{}", "is_{}", "{}_field_builder", "{}_bytes_value",
)  # fmt: skip
_WORD = re.compile(r"[A-Za-z_]\w*")


def _taken(words: Iterable[str]) -> tuple[str, ...]:
    """The words as names of values: each once, in an order that is the same in every run."""
    found = (to_snake(w.strip("_")) if not is_snake(w.lower()) else w.lower() for w in words)
    return tuple(sorted({w for w in found if is_snake(w) and len(w) <= 80}))


def _python() -> Iterator[str]:
    yield from (*keyword.kwlist, *keyword.softkwlist, *dir(builtins), *dir(object), *sys.stdlib_module_names)


@cache
def written() -> tuple[str, ...]:
    """Every word of the code that is generated, or goes with it: of each target."""
    program = compiled("everything", 1, "Row", PLAIN)
    about = pipeline.context(program, pipeline.identify(program, None))
    files = {path: data for backend in backends().values() for path, data in backend.emit(program, about).items()}
    texts = [data for path, data in files.items() if path.endswith((".py", ".pyi", ".go", ".java", ".proto"))]
    return tuple(sorted({word for data in texts for word in _WORD.findall(data.decode("utf-8", "replace"))}))


@cache
def special() -> tuple[str, ...]:
    """Words with a meaning somewhere, as names of values."""
    listed = " ".join((_GO, _GO_PATHS, _JAVA, _METHODS, _PROTO, _OTHERS)).split()
    return _taken((*listed, *_python(), *JAVA_WORDS, *GO_LOCAL, *DEVICES, *table().words, *BY_NAME))


@cache
def values() -> tuple[str, ...]:
    """Names of values: words with a meaning, and those of the generated code."""
    return tuple(dict.fromkeys((*special(), *_taken(written()))))


_JAVA_CLASSES = """
Object String Integer Long Double Float Boolean Byte Short Character Number Math StrictMath Override Deprecated
SuppressWarnings FunctionalInterface SafeVarargs Iterable Record Enum Class Void Thread Throwable Exception Error
RuntimeException IllegalStateException AutoCloseable Comparable Runnable System Process Module Package Builder List
Map Set Arrays Collections Instant Duration LocalDate LocalDateTime Optional Iterator Supplier Message Descriptors
GeneratedMessage ByteString Parser Any Timestamp Empty Status Channel Server Client Answers Wire Values Result
None True False Type Reset Proto Con Aux Nul Com1 Java Org Name Fingerprint Transform TransformInto Violations Spec
"""


@cache
def rows() -> tuple[str, ...]:
    """Names of inputs."""
    listed = (*_JAVA_CLASSES.split(), *map(to_camel, special()), *(to_camel(w) for w in written()))
    made = (f"{w}{end}" for w in ("Sales", "Features", "Row", "RowError", "Pin") for end in (
        "Columns", "Batch", "Check", "Compute", "Wire", "Client", "Server", "Service", "ServiceGrpc", "ServiceClient",
        "ServiceServer", "OrBuilder", "OuterClass", "Builder", "Constants1", "Answers", "AsyncClient", "Messages",
    ))  # fmt: skip
    return tuple(sorted({w for w in (*listed, *made, "A", "X1", "Ab1C", "HTTPRow") if is_camel(w) and len(w) <= 80}))


#: A field of every kind of value that the targets treat in their own way.
TYPES = (
    "int64?", "string", "timestamp?", "float64", "list<int64?, 2>", "date", "bool?", "string?", "float32?",
    "list<float64, ..3>", "duration", 'string in ["a", "b"]', "int32", "datetime?", "timestamp", "list<date, 2>?",
    "float64 in 0.0..1.0", "list<string?, ..2>", "int64",
)  # fmt: skip
#: Expressions of the fields that each set has besides; some need constants, some variables.
_PLAIN_FIELDS = "  plain_i: int64\n  plain_j: int64?\n  plain_x: float64?\n  plain_s: string?\n  plain_t: timestamp?\n"
EXPRESSIONS = (
    "plain_i", "plain_s", "plain_t", "plain_x", "[plain_i, plain_i]", 'map(plain_s, {"a": 1}, 2)',
    "plain_x * 2.0 + 1.0", "hash_bucket(plain_s, 16)", "cut(plain_x, [1.0, 2.0])", 'date(plain_t at "Europe/Berlin")',
    "plain_i > 1", "plain_i // 2", "plain_i // plain_i", 'index_of(upper(plain_s), ["A", "B"])', "plain_t - plain_t",
    'one_hot(plain_s, ["a", "b"])', "if plain_x > 1.0 then plain_i else plain_j", 'matches(plain_s, r"a+b")',
)  # fmt: skip
PLAIN = "".join(f"  f{i}: {type}\n" for i, type in enumerate(TYPES)) + _PLAIN_FIELDS + "}\n" + "".join(
    f"feature g{i} = {expr}\n" for i, expr in enumerate(EXPRESSIONS)
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Named:
    """A feature set that was drawn: its source, and the program where nothing is wrong with it."""

    name: str
    source: str
    codes: tuple[str, ...]
    featureset: FeatureSet | None


def compiled(name: str, version: int, row: str, body: str, options: str = "", file: str = "names.fdl") -> FeatureSet:
    """The program of a body that begins with the fields of its input; AssertionError where it is refused."""
    made = named(name, version, row, body, options, file)
    assert made.featureset is not None, (made.codes, made.source[:2000])
    return made.featureset


def named(name: str, version: int, row: str, body: str, options: str = "", file: str = "names.fdl") -> Named:
    """What becomes of a feature set with these names."""
    source = f"featureset {quoted(name)}.v{version}\n{options}input {row} {{\n{body}"
    checked = check_source(file, source)
    return Named(name, source, tuple(d.code for d in checked.diagnostics), checked.featureset)


def quoted(name: str) -> str:
    """A name, in backticks where it is a word of fdl."""
    kinds = table()
    return f"`{name}`" if kinds.words.get(name) in kinds.reserved else name


def body(words: Sequence[str], rng: random.Random) -> str:
    """Fields, lets, features, functions, parameters and variables of loops with these names."""
    words = _distinct(words)
    types = list(TYPES)
    rng.shuffle(types)
    fields, lets, features = (words[i::5] for i in (0, 1, 2))
    fields, features = [*fields, *words[3::5]], [*features, *words[4::5]]
    lines = [f"  {quoted(w)}: {types[i % len(types)]}" for i, w in enumerate(fields)]
    text = "\n".join(lines) + f"\n{_PLAIN_FIELDS}}}\n"
    for i, w in enumerate(lets):
        text += f'let {quoted(w)} = concat(lower(plain_s), "{w}")\n'
        text += f"feature use_{i}_a = length({quoted(w)})\nfeature use_{i}_b = upper({quoted(w)})\n"
    for i, w in enumerate(features):
        expr = EXPRESSIONS[i % len(EXPRESSIONS)]
        text += f"feature {quoted(w)} = {expr}\n"
    functions = [w for w in words if w not in BY_NAME][:10]
    for i, w in enumerate(functions):
        p = quoted(words[-1 - i])
        text += f"def {quoted(w)}({p}: float64?) = {p} * {p} + {i}.5\nfeature call_{i} = {quoted(w)}(plain_x)\n"
    return text


def _distinct(words: Iterable[str]) -> list[str]:
    """One word for each name of protobuf's JSON, none of those that every set has."""
    seen = {json_name(w) for w in ("plain_i", "plain_j", "plain_x", "plain_s", "plain_t")}
    kept = []
    for word in words:
        if json_name(word) not in seen and not word.startswith(("use_", "call_")):
            seen.add(json_name(word))
            kept.append(word)
    return kept


def around(words: Iterable[str]) -> list[str]:
    """The words, and what generated code makes of each."""
    found: list[str] = []
    for word in words:
        found += [word, *(end.format(word) for end in _ENDS)]
    return [w for w in dict.fromkeys(found) if is_snake(w)]


#: Sets and inputs whose names were taken once, each by something else: paths of Go, its words, files, packages, stubs
#: of protobuf, classes of Java, variables that hide packages.
PAIRS = (
    ("internal", "Builder"), ("vendor", "Rowresult"), ("v1", "PinOrBuilder"), ("timestamp", "Override"),
    ("duration", "Duration"), ("uint32", "Object"), ("con", "Con"), ("limits", "Schemas"), ("message", "Result"),
    ("orders", "ORDERS"), ("features", "FEATURE"), ("fea_tures", "FeaTuresColumns"), ("pin_or_builder", "String"),
    ("row_or_builder", "Row"), ("x_service", "XServiceServiceGrpc"), ("transform_request", "Name"),
    ("double_list", "Transform"), ("o_x_linux_arm64", "Math"), ("sales_test", "Violations"), ("switch", "Record"),
    ("java", "Java"), ("internal_test", "TransformInto"), ("testdata", "Spec"), ("main", "A"),
    ("inputs", "Fields"), ("target", "CanTravel"), ("given", "RowErrorRow"), ("pins", "Outcome"),
)  # fmt: skip
#: Fields and features whose accessors or members are others' in protobuf's classes of Go or of Java.
ONCE = (
    "x", "x_bytes", "x_builder", "x_or_builder", "get_x", "has_x", "proto_reflect", "get_proto_reflect", "descriptor",
    "descriptor_field", "default_instance", "bit_field0", "bit_field1", "unknown_field_set",
    "unknown_field_set_builder", "parent_for_children", "from", "class", "reset", "string", "self",
)  # fmt: skip


def batch(seed: int, count: int, words: int) -> list[FeatureSet]:
    """So many feature sets of random names. Each has names that were taken once, and none that is refused."""
    rng = random.Random(seed)
    pairs = [PAIRS[0], *rng.sample(PAIRS[1:], count - 1)]
    drawn = rng.sample(values(), 2 * count)
    found = []
    for i, (name, row) in enumerate(pairs):
        if i % 2:
            name, row = next((w, r) for w, r in _others(rng, drawn) if acceptable(w, r))
        often = rng.sample(ONCE, 12)
        some = rng.sample(values(), words)
        text = body([*often, *some, *rng.sample(around(some[:20]), words)], rng)
        option = f'option java_package = "{rng.choice(_JAVA_PACKAGES)}{i}"\n' if rng.randrange(3) == 0 else ""
        found.append(compiled(name, rng.choice((1, 2, 999_999_999)), row, text, option))
    return found


#: Some begin with what is a variable in the code of the service.
_JAVA_PACKAGES = ("message.a", "stillWanted.b", "row.x", "com.example.record", "var.c", "result.y")


def _others(rng: random.Random, words: list[str]) -> Iterator[tuple[str, str]]:
    while True:
        yield rng.choice([*words, *special()]), rng.choice(rows())


def acceptable(name: str, row: str) -> bool:
    """Whether a set and an input may have these names."""
    return not named(name, 1, row, "  x: float64\n}\nfeature y = x\n").codes
