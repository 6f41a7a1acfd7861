"""Transcripts with their changes in CriticMarkup, for people who write in Markdown.

`{--old--}`, `{++new++}`, `{~~old~>new~~}` and `{>>why<<}`, as criticmarkup.com defines them. The
one thing to know: CriticMarkup has no escapes, so a mark of it in the text itself gets a
backslash here and nowhere else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from transcript_fix.printable import printable
from transcript_fix.reports.changes import Part, Sort, Text, Told

_OWN = re.compile(r"\{(?=\+\+|--|~~|>>|==)|(?<=\+\+)\}|(?<=--)\}|(?<=~~)\}|(?<=<<)\}|(?<===)\}|~>")


def render(texts: Iterable[Text], *, why: bool = True) -> str:
    """Return the transcripts, each under its name where there are several, all of their text."""
    told = list(texts)
    parts = []
    for text in told:
        heading = f"# {_plain(text.name)}\n\n" if len(told) > 1 else ""
        words = "".join(_passage(p, why) for p in text.passages).strip("\n")
        parts.append(f"{heading}{words}\n")
    return "\n".join(parts)


def _passage(told: Told, why: bool) -> str:
    return _plain(told.lead) + "".join(_marks(told, why))


def _marks(told: Told, why: bool) -> Iterator[str]:
    parts = list(told.parts)
    at = 0
    while at < len(parts):
        part = parts[at]
        following = parts[at + 1] if at + 1 < len(parts) else None
        at += 1
        if part.sort is Sort.SAME:
            yield _plain(part.text)
            continue
        if part.sort is Sort.OLD and following is not None and following.sort is Sort.NEW:
            yield f"{{~~{_plain(part.text)}~>{_plain(following.text)}~~}}"
            at += 1
            part = following
        elif part.sort is Sort.OLD:
            yield f"{{--{_plain(part.text)}--}}"
        else:
            yield f"{{++{_plain(part.text)}++}}"
        if why and _last_of(parts, at - 1, part):
            yield _because(told, part)


def _last_of(parts: list[Part], at: int, part: Part) -> bool:
    return all(p.change != part.change for p in parts[at + 1 :])


def _because(told: Told, part: Part) -> str:
    if part.change is None:
        return ""
    reason = _plain(told.changes[part.change].why)
    return f"{{>>{reason}<<}}" if reason else ""


def _plain(text: str) -> str:
    return _OWN.sub(lambda m: "\\" + m.group(), printable(text, "\n\t"))
