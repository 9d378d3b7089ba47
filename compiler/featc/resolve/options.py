"""The options of a source: which there are, and what their values may be. Knows Go's and Java's rules of names.

Options of CSV say how tables are written that the set is given: they are about files, and in no fingerprint.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from featc.csvfile.options import delimiter_of, nulls_of

_ELEMENT = re.compile(r"[A-Za-z0-9~_][A-Za-z0-9._~-]*")
#: What Go reads as a major version at the end of a path, and what may be one.
_NO_VERSION = re.compile(r"v[0-9][0-9.]*")
_VERSION = re.compile(r"v([2-9]|[1-9][0-9]+)")
_GOPKG = re.compile(r"gopkg\.in/.*\.v(0|[1-9][0-9]*)")
_IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
#: Words that no part of a Java package can be.
JAVA_WORDS = frozenset((
    "abstract", "assert", "boolean", "break", "byte", "case", "catch", "char", "class", "const", "continue",
    "default", "do", "double", "else", "enum", "extends", "false", "final", "finally", "float", "for", "goto",
    "if", "implements", "import", "instanceof", "int", "interface", "long", "native", "new", "null", "package",
    "private", "protected", "public", "return", "short", "static", "strictfp", "super", "switch",
    "synchronized", "this", "throw", "throws", "transient", "true", "try", "void", "volatile", "while", "_",
))  # fmt: skip


#: The words of Go, and its names that are declared before any.
GO_WORDS = frozenset((
    "break", "case", "chan", "const", "continue", "default", "defer", "else", "fallthrough", "for", "func",
    "go", "goto", "if", "import", "interface", "map", "package", "range", "return", "select", "struct",
    "switch", "type", "var", "any", "append", "bool", "byte", "cap", "clear", "close", "comparable", "complex",
    "copy", "delete", "error", "false", "float32", "float64", "imag", "int", "int32", "int64", "iota", "len",
    "make", "max", "min", "new", "nil", "panic", "print", "println", "real", "recover", "rune", "string",
    "true", "uint", "uint64", "_",
))  # fmt: skip
#: Paths of Go's own packages, and words that its tools read as something else than a path.
_GO_OWN = """
C all archive/tar archive/zip bufio bytes cmp compress/bzip2 compress/flate compress/gzip compress/lzw compress/zlib
container/heap container/list container/ring context crypto crypto/aes crypto/cipher crypto/des crypto/dsa
crypto/ecdh crypto/ecdsa crypto/ed25519 crypto/elliptic crypto/fips140 crypto/hkdf crypto/hmac crypto/hpke
crypto/md5 crypto/mlkem crypto/mlkem/mlkemtest crypto/pbkdf2 crypto/rand crypto/rc4 crypto/rsa crypto/sha1
crypto/sha256 crypto/sha3 crypto/sha512 crypto/subtle crypto/tls crypto/x509 crypto/x509/pkix database/sql
database/sql/driver debug/buildinfo debug/dwarf debug/elf debug/gosym debug/macho debug/pe debug/plan9obj embed
encoding encoding/ascii85 encoding/asn1 encoding/base32 encoding/base64 encoding/binary encoding/csv encoding/gob
encoding/hex encoding/json encoding/pem encoding/xml errors expvar flag fmt go/ast go/build go/build/constraint
go/constant go/doc go/doc/comment go/format go/importer go/parser go/printer go/scanner go/token go/types go/version
hash hash/adler32 hash/crc32 hash/crc64 hash/fnv hash/maphash html html/template image image/color
image/color/palette image/draw image/gif image/jpeg image/png index/suffixarray io io/fs io/ioutil iter log log/slog
log/syslog main maps math math/big math/bits math/cmplx math/rand math/rand/v2 mime mime/multipart
mime/quotedprintable net net/http net/http/cgi net/http/cookiejar net/http/fcgi net/http/httptest net/http/httptrace
net/http/httputil net/http/pprof net/mail net/netip net/rpc net/rpc/jsonrpc net/smtp net/textproto net/url os
os/exec os/signal os/user path path/filepath plugin reflect regexp regexp/syntax runtime runtime/cgo
runtime/coverage runtime/debug runtime/metrics runtime/pprof runtime/race runtime/trace slices sort std strconv
strings structs sync sync/atomic syscall testing testing/cryptotest testing/fstest testing/iotest testing/quick
testing/slogtest testing/synctest text/scanner text/tabwriter text/template text/template/parse time time/tzdata
tool unicode unicode/utf16 unicode/utf8 unique unsafe weak work
"""
#: Where the modules and packages are that generated code needs.
_GO_NEEDED = ("featc.dev/runtime", "google.golang.org", "golang.org")
_JAVA_NEEDED = ("dev.featc.runtime", "com.google.protobuf", "com.google.re2j", "io.grpc", "io.netty")


#: Names that no folder has on Windows, and so no part of a Go module path.
DEVICES = frozenset(("con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))))


def go_module(text: str) -> str:
    """What is wrong with a module path; "" for nothing."""
    elements = text.split("/")
    for element in elements:
        if not _ELEMENT.fullmatch(element) or element.endswith(".") or re.search(r"~[0-9]+$", element.split(".")[0]):
            return f"`{element}` cannot be a part of a module path" if element else "a part of it is empty"
        if element.split(".")[0].lower() in DEVICES:
            return f"`{element}` is a device on Windows, and Go takes no such part of a module path"
        if element == "vendor":
            return "to Go `vendor` is a folder of copies, and nothing below it can be imported by its path"
    if text in _GO_OWN.split() or elements[0] in ("cmd", "internal"):
        return f"`{text}` is a path of Go's own packages"
    if _below(text, _GO_NEEDED, "/"):
        return f"`{text}` is a path of modules that generated code needs"
    last = elements[-1]
    if elements[0] == "gopkg.in":
        return "" if _GOPKG.fullmatch(text) else "a path of gopkg.in ends with its version, such as `.v1`"
    if len(elements) > 1 and _NO_VERSION.fullmatch(last) and not _VERSION.fullmatch(last):
        return f"`{last}` is no version in a module path: there are `v2` and what follows it"
    return ""


def _java_package(text: str) -> str:
    for part in text.split("."):
        if not _IDENTIFIER.fullmatch(part):
            return f"`{part}` is no identifier" if part else "a part of it is empty"
        if part in JAVA_WORDS:
            return f"`{part}` is a word of Java's"
    if text.split(".")[0] == "java":
        return "`java` is kept for Java itself"
    if _below(text, _JAVA_NEEDED, "."):
        return f"`{text}` is a package of code that generated code needs"
    return ""


def _readable(read: Callable[[str], object]) -> Callable[[str], str]:
    """What is wrong with a value, from what reads it."""

    def check(text: str) -> str:
        try:
            read(text)
        except ValueError as error:
            return str(error)
        return ""

    return check


def _below(text: str, places: Iterable[str], sign: str) -> bool:
    return any(f"{text}{sign}".startswith(f"{place}{sign}") for place in places)


#: What each option is, an example, and what is wrong with a value ("" for nothing).
OPTIONS: dict[str, tuple[str, str, Callable[[str], str]]] = {
    "go_module": ("Go module path", "example.com/flights", go_module),
    "java_package": ("Java package", "com.example.flights", _java_package),
    "csv_delimiter": ("delimiter of CSV", ";", _readable(delimiter_of)),
    "csv_null": ("list of texts that mean null in CSV", "NA, null", _readable(nulls_of)),
}
