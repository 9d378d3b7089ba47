"""What was meant by a text that is not a time zone here. Knows how zones are written elsewhere, no operator.

A hint never has another meaning than what was written: `GMT+5` is five hours ahead of UTC, and the zone `Etc/GMT+5`
five hours behind it; `CST` is noon in Chicago, in Shanghai or in Havana.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from featc_dsl.near import near
from featc_runtime.data.zones import zone_digest

_NAMES = "zones are named as in the tz database: Europe/Berlin, America/New_York, UTC"
_INVERTED = "these zones have inverted signs, `Etc/GMT+5` is 5 hours behind UTC: write an offset such as `+05:00`"
_DIGITS = "an offset has two digits of hours, to 23, and two of minutes: `+02:00`, `-09:30`"

#: An offset from UTC, with or without the name of what it is counted from; Windows shows it in parentheses.
_OFFSET = re.compile(
    r"\(?(?:UTC|GMT|UT|Z)? ?([+\-−–]) ?([0-9]{1,2})(?::?([0-5][0-9]))?(?::00)?(?:\).*)?", re.IGNORECASE
)
_ETC = re.compile(r"Etc/(?:GMT|UTC|UCT)[+-].*", re.IGNORECASE)
_POSIX = re.compile(r"<?([A-Z]{3,5})>?[+-]?[0-9]{1,2}(?::[0-9]{2})?(?:[A-Z]{3,5}.*)?")
_WINDOWS = re.compile(r"(.+) (?:Standard|Daylight|Summer) Time", re.IGNORECASE)

#: Abbreviations → the zones that have them. Where all mean one offset it stands before them.
_SHORT = {
    "ACST": "+09:30 Australia/Adelaide Australia/Darwin", "ADT": "-03:00 America/Halifax",
    "AEDT": "+11:00 Australia/Sydney", "AEST": "+10:00 Australia/Sydney Australia/Brisbane",
    "AKDT": "-08:00 America/Anchorage", "AKST": "-09:00 America/Anchorage",
    "AST": "America/Halifax America/Puerto_Rico Asia/Riyadh", "AWST": "+08:00 Australia/Perth",
    "BRT": "-03:00 America/Sao_Paulo", "BST": "Europe/London Asia/Dhaka", "CAT": "+02:00 Africa/Maputo",
    "CDT": "America/Chicago America/Havana", "CEST": "+02:00 Europe/Berlin",
    "CST": "America/Chicago Asia/Shanghai America/Havana", "CT": "America/Chicago", "EAT": "+03:00 Africa/Nairobi",
    "ECT": "America/Guayaquil Europe/Paris", "EDT": "-04:00 America/New_York", "EEST": "+03:00 Europe/Athens",
    "ET": "America/New_York", "GST": "Asia/Dubai Atlantic/South_Georgia", "HDT": "-09:00 America/Adak",
    "HKT": "+08:00 Asia/Hong_Kong", "ICT": "+07:00 Asia/Bangkok", "IDT": "+03:00 Asia/Jerusalem",
    "IST": "Asia/Kolkata Europe/Dublin Asia/Jerusalem", "JST": "+09:00 Asia/Tokyo", "KST": "+09:00 Asia/Seoul",
    "MDT": "-06:00 America/Denver", "MSK": "+03:00 Europe/Moscow", "MT": "America/Denver",
    "NDT": "-02:30 America/St_Johns", "NPT": "+05:45 Asia/Kathmandu", "NST": "-03:30 America/St_Johns",
    "NZDT": "+13:00 Pacific/Auckland", "NZST": "+12:00 Pacific/Auckland", "PDT": "-07:00 America/Los_Angeles",
    "PHT": "+08:00 Asia/Manila", "PKT": "+05:00 Asia/Karachi", "PST": "America/Los_Angeles Asia/Manila",
    "PT": "America/Los_Angeles", "SAST": "+02:00 Africa/Johannesburg", "SGT": "+08:00 Asia/Singapore",
    "SST": "Pacific/Pago_Pago Asia/Singapore", "TRT": "+03:00 Europe/Istanbul", "WAT": "+01:00 Africa/Lagos",
    "WEST": "+01:00 Europe/Lisbon", "WIB": "+07:00 Asia/Jakarta",
}  # fmt: skip
#: UTC by other names.
_UTC = frozenset(("Z", "UT", "UTC0", "UTC+0", "UTC-0", "COORDINATED UNIVERSAL TIME"))

#: Names of Windows, without `Standard Time`.
_OF_WINDOWS = {
    "alaskan": "America/Anchorage", "arab": "Asia/Riyadh", "arabian": "Asia/Dubai", "argentina":
    "America/Argentina/Buenos_Aires", "atlantic": "America/Halifax", "aus central": "Australia/Darwin", "aus eastern":
    "Australia/Sydney", "cen. australia": "Australia/Adelaide", "central": "America/Chicago", "central america":
    "America/Guatemala", "central europe": "Europe/Budapest", "central european": "Europe/Warsaw", "china":
    "Asia/Shanghai", "e. africa": "Africa/Nairobi", "e. australia": "Australia/Brisbane", "e. europe":
    "Europe/Chisinau", "e. south america": "America/Sao_Paulo", "eastern": "America/New_York", "egypt": "Africa/Cairo",
    "fle": "Europe/Kyiv", "gmt": "Europe/London", "greenwich": "Africa/Abidjan", "gtb": "Europe/Bucharest",
    "hawaiian": "Pacific/Honolulu", "india": "Asia/Kolkata", "israel": "Asia/Jerusalem", "korea": "Asia/Seoul",
    "mountain": "America/Denver", "new zealand": "Pacific/Auckland", "newfoundland": "America/St_Johns", "pacific":
    "America/Los_Angeles", "pakistan": "Asia/Karachi", "romance": "Europe/Paris", "russian": "Europe/Moscow",
    "sa pacific": "America/Bogota", "se asia": "Asia/Bangkok", "singapore": "Asia/Singapore", "south africa":
    "Africa/Johannesburg", "taipei": "Asia/Taipei", "tokyo": "Asia/Tokyo", "turkey": "Europe/Istanbul", "us eastern":
    "America/Indiana/Indianapolis", "us mountain": "America/Phoenix", "w. australia": "Australia/Perth",
    "w. central africa": "Africa/Lagos", "w. europe": "Europe/Berlin",
}  # fmt: skip


def hint(name: str, known: Iterable[str]) -> str:
    """What to write in place of a name that there is not."""
    known = list(known)
    text = name.strip()
    same = [k for k in known if _letters(k) == _letters(text)]
    if same:
        return _did_you_mean(same)
    if text.upper() in _UTC:
        return "write `UTC`"
    if offset := _OFFSET.fullmatch(text):
        return _offset(offset)
    if _ETC.fullmatch(text):
        return _INVERTED
    if windows := _WINDOWS.fullmatch(text):
        zone = _OF_WINDOWS.get(windows[1].lower())
        return f"this is a Windows name; write `{zone}`" if zone else f"this is a Windows name; {_NAMES}"
    if text.upper() in _SHORT:
        return _short(text.upper())
    if _POSIX.fullmatch(text.upper()):
        return f"a TZ string of POSIX is not a zone name; {_NAMES}"
    city = "/" + text.replace(" ", "_").lower()
    places = [k for k in known if ("/" + k.lower()).endswith(city)]
    return _did_you_mean(places or _near(text, known)) or _NAMES


def _letters(name: str) -> str:
    return re.sub(r"[ _-]+", "", name).lower() if not re.search(r"[0-9]", name) else name.lower()


def _offset(found: re.Match[str]) -> str:
    hours, minutes = int(found[2]), found[3] or "00"
    if hours > 23:
        return _DIGITS
    if hours == 0 and minutes == "00":
        return "write `UTC`"
    return f"write the offset as `{'+' if found[1] == '+' else '-'}{hours:02}:{minutes}`"


def _short(name: str) -> str:
    first, *zones = _SHORT[name].split()
    if first[0] not in "+-":
        zones = [first, *zones]
        several = "several zones have this abbreviation: " if len(zones) > 1 else ""
        return f"{several}write the one that you mean, {_or(zones)}"
    return f"write `{first}`, or a zone whose clocks show it at times: {_or(zones)}"


def _near(name: str, known: Iterable[str]) -> tuple[str, ...]:
    """The nearest names, if a letter or two are wrong: one further off is another zone, not a misspelt one."""
    if re.search(r"[0-9]", name) or len(name) < 6:
        return ()
    return near(name, known, edits=1) or near(name, known, edits=2)


def _did_you_mean(zones: Iterable[str]) -> str:
    """The zones, one name for each: of those that mean the same the shortest."""
    kinds: dict[str, str] = {}
    for zone in sorted(zones, key=lambda z: (len(z), z)):
        kinds.setdefault(zone_digest(zone), zone)
    found = list(kinds.values())[:3]
    return f"did you mean {_or(found)}?" if found else ""


def _or(zones: list[str]) -> str:
    quoted = [f"`{zone}`" for zone in zones]
    return f"{', '.join(quoted[:-1])} or {quoted[-1]}" if len(quoted) > 1 else quoted[0]
