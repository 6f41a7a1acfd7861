"""What a speaker label looks like at the start of a line: "Lei Jun :", "[00:12] Q:", ">> HOST:".

The one thing to know: a colon makes no label. A name that stands once must look like a full name;
a single word must come back; "Note:" and "One thing:" are never names. Precision comes first: a
missed label is read as speech, but speech taken for a label would never be checked.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Label:
    """A speaker label in a line, in code points of that line.

    `start`..`end` is the label with its colon and the space before it; the speech begins at
    `rest`. What stands before `start` (a dash, a time) and between `end` and `rest` is furniture.
    """

    start: int
    end: int
    rest: int


def find_labels(lines: Iterable[str]) -> list[Label | None]:
    """Return the speaker label of each line, or None; the lines together decide."""
    labels: list[Label | None] = []
    names: dict[tuple[str, bool], list[int]] = {}
    for index, line in enumerate(lines):
        found = _candidate(line)
        labels.append(found[0] if found else None)
        if found:
            names.setdefault(found[1:], []).append(index)
    counts: Counter[str] = Counter()
    for (name, _), where in names.items():
        counts[name.casefold()] += len(where)
    kinds = sum(1 for name, n in counts.items() if n > 1 and _not_excluded(name))
    dialogue = kinds > 1 or "q" in counts
    lettered = {"q.", "a."} <= counts.keys()
    for (name, timed), where in names.items():
        count = counts[name.casefold()]
        if name in ("Q.", "A."):
            fine = lettered
        else:
            fine = _accept(name, timed=timed, count=count, dialogue=dialogue)
        if not fine:
            for index in where:
                labels[index] = None
    return labels


_Candidate = tuple[Label, str, bool]
"""A label, its bare name, and whether a time stands by it."""
_CLOCK = r"\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?"
_TIME = rf"[\[(<{{]?{_CLOCK}(?:\s?(?:-->|[-–—])\s?{_CLOCK})?[\])>}}]?"
_OPENING = re.compile(
    rf"""[ \t\u3000]*(?:(?:[-–—•*]|>{{1,3}})[ \t]*)?[*_]{{0,3}}
    (?P<time>{_TIME}[ \t]*[-–—|]?[ \t]*)?[*_]{{0,3}}""",
    re.VERBOSE,
)
_COLON = re.compile(
    r"""(?P<name>[^:：\n]{1,60}?)
    (?P<end>[ \t\u00a0]?(?: :(?!/)(?=[\s*_“"]|$) | ： ))[*_]*""",
    re.VERBOSE,
)
_TIMED = re.compile(
    rf"""(?P<name>[^:：\n\[(<{{\d]{{1,50}}(?:\d{{1,3}}[ \t])?)
    [ \t]*(?P<time>{_TIME})[ \t]*(?P<colon>[:：])?[ \t]*""",
    re.VERBOSE,
)
_LETTER = re.compile(r"[ \t]*(?P<name>[QA]\.)[ \t]+")
_NAME_ONLY = re.compile(r"(?P<name>[^:：\n.!?…]{1,40})[ \t]*$")


def _candidate(line: str) -> _Candidate | None:
    head = line[:120]
    letter = _LETTER.match(head)
    if letter:
        return Label(letter.start("name"), letter.end("name"), letter.end()), letter["name"], False
    if ":" not in head and "：" not in head:  # a label has a colon, or a time
        return None
    opening = _OPENING.match(head)
    at = opening.end() if opening else 0
    before = bool(opening and opening["time"])
    timed = _TIMED.match(head, at)
    if timed and (timed["colon"] or timed.end() == len(line)):
        name = timed["name"].rstrip()
        label = Label(at, at + len(name), timed.end())
        return _checked(name, label, timed=True)
    colon = _COLON.match(head, at)
    if colon:
        end = colon.end("end")
        return _checked(colon["name"].strip("*_[] "), Label(at, end, colon.end()), timed=before)
    alone = _NAME_ONLY.match(head, at) if before and len(line) == len(head) else None
    if alone:
        name = alone["name"].rstrip()
        return _checked(name, Label(at, at + len(name), len(line)), timed=True)
    return None


def _checked(name: str, label: Label, *, timed: bool) -> _Candidate | None:
    return (label, name, timed) if _name_like(name) else None


_PARTICLE_WORDS = """
de da del della der den di do dos du van von zu la le el al bin ibn y and & of the
"""
_ROLE_WORDS = """
q a question answer interviewer interviewee host cohost co-host moderator speaker narrator
reporter journalist audience translator interpreter guest presenter anchor announcer caller
operator student teacher professor man woman male female unknown unidentified voiceover
participant respondent questioner chair witness counsel attorney both all
"""
_EXCLUDED_WORDS = """
note notes nb warning tip tips hint caution example examples update updates edit correction
corrections summary conclusion conclusions introduction intro outro abstract background overview
agenda topic topics title subtitle date time place location venue source sources slides slide
video audio media podcast transcript transcription transcriber link links url website web blog
post twitter weibo wechat email mail phone tel fax address author authors editor editors by
speakers participants subject tags tag keywords category categories disclaimer copyright license
licence reference references appendix chapter part section step figure table photo picture image
caption credit credits first firstly second secondly third thirdly fourth finally lastly next then
also one two three four five six seven eight nine ten thing things point points key takeaway
takeaways reason reasons problem problems solution solutions result results pro pros con cons goal
goals idea ideas fact facts answer-key remember important attention spoiler thanks thank see read
more read-more related however but and so because well yes no okay ok look listen that this these
those here there what when where why how who which if for from with in on at to it we i you he she
they my our your the an good bad best worst meaning lesson lessons rule rules option options case
bonus breaking news exclusive headline story original translation english chinese language version
file name price total duration length published updated posted comments comment share follow
advertisement ad sponsor sponsors recap highlights timestamps contents vendor vendors workflow
definition theorem proof lemma http https ftp
"""
_PARTICLES = frozenset(_PARTICLE_WORDS.split())
_ROLES = frozenset(_ROLE_WORDS.split())
_EXCLUDED = frozenset(_EXCLUDED_WORDS.split())
_HONORIFIC = re.compile(r"\b(?:Dr|Mr|Mrs|Ms|Mx|Prof|St|Sen|Rep|Gov|Jr|Sr|Capt|Gen|Lt|Rev)\.")
_ASIDE = re.compile(r"\s*[\[(（][^\])）]{1,40}[\])）]\s*$")
_WORD = re.compile(r"[^\W_][\w'’.\-]*(?:/[^\W_][\w'’.\-]*)*,?|&|#\d+")


def _name_like(name: str) -> bool:
    """Whether the words could be a name: short, each with a capital, no sentence in it."""
    bare = _ASIDE.sub("", name)
    words = bare.split()
    if not words or len(words) > 6 or len(bare) > 48:
        return False
    if re.search(r"[.!?…]", re.sub(r"\b\w\.", "", _HONORIFIC.sub("", bare))):
        return False
    return all(_WORD.fullmatch(w) for w in words)


def _capital(word: str) -> bool:
    first = word[:1]
    return first.isupper() or first.isdigit() or first in "#&" or _caseless(word)


def _caseless(word: str) -> bool:
    return word.lower() == word.upper() and any(c.isalpha() for c in word)


def _not_excluded(name: str) -> bool:
    words = [w.strip(",.").casefold() for w in _ASIDE.sub("", name).split()]
    return not (words and (words[0] in _EXCLUDED or words[-1] in _EXCLUDED))


def _accept(name: str, *, timed: bool, count: int, dialogue: bool) -> bool:
    bare = _ASIDE.sub("", name)
    words = bare.split()
    role = re.sub(r"[\d_#.]+$", "", words[0].casefold()) if words else ""
    if role in _ROLES and len(words) <= 3:
        return timed or count > 1 or dialogue or len(words) > 1 or role not in {"a", "all", "both"}
    if bare == "PS":
        return count > 2
    if not _not_excluded(bare):
        return False
    capital = all(_capital(w) or w.casefold() in _PARTICLES for w in words) and _capital(words[0])
    if not capital:
        return count > 2 and dialogue and len(words) <= 2
    if all(_caseless(w) or not w.isalpha() for w in words):
        return (count > 1 or len(bare) <= 4) and not bare.endswith(("说", "道", "是", "下", "如"))
    if timed or (count > 1 and (dialogue or count > 2 or len(words) > 1)):
        return True
    return 2 <= len(words) <= 4 and all(w[:1].isupper() for w in words if w not in _PARTICLES)
