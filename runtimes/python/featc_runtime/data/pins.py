"""What the results depend on besides the program: the pinned data. Knows names and hashes, loads nothing."""

from __future__ import annotations

from typing import Final

#: The version of the rules of SEMANTICS.md.
SEMANTICS: Final = "1"

#: The tzdata release that every zone comes from.
TZDATA_VERSION: Final = "2026f"

#: How that release was built, as found in the PyPI package tzdata 2026.6: main data form (Europe/Dublin has negative
#: daylight saving), without PACKRATDATA (zones that agree since 1970 are one zone: Europe/Amsterdam is Europe/Brussels
#: before 1970 too), with the links of the file `backward`, without leap seconds.
TZDATA_OPTIONS: Final = "DATAFORM=main PACKRATDATA= backward posix_only"

#: SHA-256 of data/zones.txt.
TZDATA_SHA256: Final = "1d55794fb3a2998b3da09ad8fbb8fff67d6699ef5bcfbbd0a3c308e28b4a12f6"

#: The Unicode version of case, white space and character classes.
UNICODE_VERSION: Final = "15.0.0"

#: SHA-256 of data/unicode.json.
UNICODE_SHA256: Final = "ded0d8d9cd447eb9f675480866d7a524107639508311e799fb27866881a98f9d"


def versions() -> dict[str, str]:
    """The pins as a lock file and generated code state them."""
    return {"semantics": SEMANTICS, "tzdata": TZDATA_VERSION, "unicode": UNICODE_VERSION}
