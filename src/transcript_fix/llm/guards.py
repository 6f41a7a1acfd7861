"""What no edit of a model may do, whatever it mends: one guard a function, each with its reason.

The one thing to know: a guard looks at the edit with all that touches it up to white space, so that
a point taken out of "3.5" is a number changed. The guards know what must stay; `slips` knows what
may change. An edit must satisfy both.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable

from transcript_fix.llm.edits import Edited, words
from transcript_fix.llm.misspelt import misspelt
from transcript_fix.masks import masked
from transcript_fix.printable import ORDERS
from transcript_fix.rule import words as listed
from transcript_fix.words import is_common

Guard = Callable[[Edited, frozenset[str]], bool]
"""Whether the edit breaks it; the words are those that the glossary holds right."""

WIDE_WORDS, WIDE_LETTERS = 4, 24
"""An edit of more words than this on either side, or of more letters more or less, is no slip."""


def broken(edit: Edited, known: frozenset[str]) -> str | None:
    """Return what the edit would change that must stay, in plain words, or None."""
    return next((why for why, guard in _GUARDS.items() if guard(edit, known)), None)


NUMBERS = listed(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty thirty forty fourty fifty sixty seventy eighty "
    "ninety hundred thousand million billion trillion hundreds thousands millions billions "
    "trillions dozen dozens score lakh crore wan yi half halves quarter quarters third thirds "
    "first second fourth fifth sixth seventh eighth ninth tenth last once twice thrice double "
    "triple single pair couple percent per percentage point points"
)
UNITS = listed(
    "second seconds minute minutes hour hours day days week weeks month months year years decade "
    "decades century centuries daily weekly monthly yearly annual annually quarterly today "
    "tomorrow yesterday tonight ago am pm noon midnight "
    "monday tuesday wednesday thursday friday saturday sunday january february march april may "
    "june july august september october november december spring summer autumn fall winter "
    "dollar dollars yuan rmb renminbi euro euros pound pounds yen cent cents usd cny eur "
    "km kilometer kilometers kilometre kilometres mile miles meter meters metre metres cm mm inch "
    "inches foot feet kg kilo kilos kilogram kilograms gram grams ton tons tonne tonnes litre "
    "litres liter liters gb mb tb ghz mhz mah watt watts kwh degree degrees"
)
"""Times and measures. Whether one stands in the plural may be mended; which one it is, never."""
NEGATIONS = listed(
    "not no non never none nobody nothing neither nor nowhere without hardly barely scarcely "
    "rarely seldom unless except few little less least fewer lack lacks lacked fail fails failed "
    "deny denies denied refuse refused"
)
MODALS = listed(
    "can could may might must shall should will would ought dare need needs needed gonna gotta "
    "supposed able unable going used let maybe perhaps probably possibly likely unlikely seem "
    "seems seemed appear appears appeared think thinks thought believe believes believed guess "
    "suppose assume hope hopes feel feels felt about almost nearly roughly approximately around "
    "some somewhat sometimes often usually always mostly mainly generally only just even already "
    "still yet quite rather very too so really actually basically kind sort bit allegedly "
    "reportedly apparently if whether though although because until while but and or however "
    "also again more most better best worse worst every each all both any either several"
)
"""What a speaker allows, demands, hedges or weighs, and what joins his thoughts."""
PRONOUNS = listed(
    "i you he she it we they me him her us them my your his its our their mine yours hers ours "
    "theirs myself yourself himself herself itself ourselves yourselves themselves who whom whose "
    "someone somebody anyone anybody everyone everybody one ones"
)
_N_T = re.compile(r"(do|does|did|is|are|was|were|has|have|had|ca|wo|sha|could|would|should|must"
                  r"|need|might|ai|dare)n'?t$")  # fmt: skip
_CLITIC = re.compile(r"(.+)'(m|re|ve|ll|d|s)$")
_STEMS = {"ca": "can", "wo": "will", "sha": "shall"}
_SPOKEN = {"ll": "will", "d": "would"}
_MARKUP = re.compile(r"[<>\[\]{}()*_`|\\/#~^=&@+%$€£¥§°©®™]")
_QUOTES = re.compile(r"[\"“”„‟«»‹›「」『』]|(?<!\w)['‘’]|['’](?!\w)")
_DIGITS = re.compile(r"\d")
_CAPITAL = re.compile(r"[^\W\d_]*[A-Z][\w]*")


def _unmarked() -> dict[str, tuple[str, str]]:
    """Return contractions written without their apostrophe, that are no other word."""
    ends = {"m": "i", "re": "you they", "ve": "i you we they", "ll": "you they it that",
            "d": "you they", "s": "that what there here he she where"}  # fmt: skip
    return {
        stem + end: (stem, _SPOKEN.get(end, f"'{end}"))
        for end, stems in ends.items()
        for stem in stems.split()
    }


UNMARKED = _unmarked()


def spoken(text: str) -> list[str]:
    """Return the words with contractions taken apart: "can't" as can, not; "I'm" as i, 'm."""
    out: list[str] = []
    for word in words(text):
        if word == "cannot":
            out += ("can", "not")
        elif found := _N_T.match(word):
            out += (_STEMS.get(found[1], found[1]), "not")
        elif word in UNMARKED:
            out += UNMARKED[word]
        elif found := _CLITIC.match(word):
            out += (found[1], _SPOKEN.get(found[2], f"'{found[2]}"))
        else:
            out.append(word)
    return out


def _counted(kept: frozenset[str]) -> Guard:
    """Return the guard that lets no word of `kept` come, go or become another."""

    def guard(edit: Edited, _: frozenset[str]) -> bool:
        old, new = (Counter(w for w in spoken(t) if w in kept) for t in (edit.old, edit.new))
        return old != new

    return guard


def _modals(edit: Edited, known: frozenset[str]) -> bool:
    return _counted(MODALS)(edit, known) and not misspelt(edit.old.lower(), edit.new.lower())


def _pronouns(edit: Edited, known: frozenset[str]) -> bool:
    if {*words(edit.old)} ^ {*words(edit.new)} == {"its", "it's"}:
        return False
    return _counted(PRONOUNS)(edit, known)


def _characters(edit: Edited, _: frozenset[str]) -> bool:
    """Nothing that steers, no other script, no letter that only looks like another."""
    if any(unicodedata.category(c) in ORDERS for c in edit.old + edit.new):
        return True
    return any(not " " <= c <= "~" and c not in edit.old and c not in "’" for c in edit.new)


def _same(pattern: re.Pattern[str]) -> Guard:
    def guard(edit: Edited, _: frozenset[str]) -> bool:
        old, new = edit.around
        return Counter(pattern.findall(old)) != Counter(pattern.findall(new))

    return guard


def _numbers(edit: Edited, _: frozenset[str]) -> bool:
    old, new = edit.around
    if _figures(old) != _figures(new):
        return True
    return _kept(NUMBERS, old) != _kept(NUMBERS, new)


def _figures(text: str) -> list[str]:
    return [p.strip(".,;:!?'\"”’)(") for p in text.split() if _DIGITS.search(p)]


def _kept(kept: frozenset[str], text: str) -> Counter[str]:
    found = (w.removesuffix("'s") for w in words(text.replace("-", " ")))
    return Counter(w for w in found if w in kept)


def _measures(edit: Edited, _: frozenset[str]) -> bool:
    old, new = (Counter(_singular(w) for w in words(t) if w in UNITS) for t in (edit.old, edit.new))
    return old != new


def _singular(unit: str) -> str:
    for word in (unit.removesuffix("'s"), unit.removesuffix("'"), unit.removesuffix("s")):
        if word != unit and word in UNITS:
            return word
    return "foot" if unit == "feet" else unit


def _links(edit: Edited, _: frozenset[str]) -> bool:
    """No link, time, code or editor's mark is touched or made."""
    if any(s < edit.end and edit.start < e for s, e in masked(edit.sentence)):
        return True
    old, new = edit.around
    return [old[s:e] for s, e in masked(old)] != [new[s:e] for s, e in masked(new)]


def _names(edit: Edited, _: frozenset[str]) -> bool:
    """Capital letters that are more than a sentence's first: none comes, goes or changes."""
    if edit.old.lower() == edit.new.lower() and {*words(edit.old)} <= NO_NAMES:
        return False
    begins = starts_sentence(edit)
    return capitals(edit.old, begins=begins) != capitals(edit.new, begins=begins)


NO_NAMES = (MODALS | PRONOUNS | NEGATIONS | listed("a an the of in on at to is are was")) - listed(
    "may will might dare hope used"
)
"""Words that nobody is called: they may have a small letter or a capital."""


def starts_sentence(edit: Edited) -> bool:
    """Return whether the edit stands where a sentence begins."""
    before = edit.sentence[: edit.start].rstrip(" \"'“‘([")
    return not before or before.endswith((".", "!", "?"))


def capitals(text: str, *, begins: bool) -> Counter[str]:
    """Return the words with capitals, without a possessive 's; "I" and first words left out.

    `begins`: the text begins a sentence. A first word counts where it is no common English word.
    """
    found = Counter[str]()
    for word in _CAPITAL.finditer(text):
        before = text[: word.start()].rstrip(" \"'“‘([")
        first = before.endswith((".", "!", "?")) or (begins and not before)
        plain = word.group()[1:].islower() or len(word.group()) == 1
        if word.group() == "I" or (first and plain and is_common(word.group())):
            continue
        if word.group().lower() in UNMARKED:
            continue
        found[word.group()] += 1
    return found


def _terms(edit: Edited, known: frozenset[str]) -> bool:
    old, new = (_known(t, known) for t in (edit.old, edit.new))
    return old != new


def _known(text: str, known: frozenset[str]) -> Counter[str]:
    return Counter(w for w in _WORDS.findall(text) if w in known)


_WORDS = re.compile(r"\w+(?:-\w+)*")


def _wide(edit: Edited, _: frozenset[str]) -> bool:
    if max(len(words(edit.old)), len(words(edit.new))) > WIDE_WORDS:
        return True
    return abs(len(edit.new) - len(edit.old)) > WIDE_LETTERS


def _lines(edit: Edited, _: frozenset[str]) -> bool:
    return any(c in text for text in (edit.old, edit.new) for c in "\n\r\t\x0b\x0c\x85\u2028\u2029")


_GUARDS: dict[str, Guard] = {
    "a line break": _lines,
    "characters that are no English letters": _characters,
    "too much at once": _wide,
    "markup or a sign": _same(_MARKUP),
    "quotation marks": _same(_QUOTES),
    "a question or a cry": _same(re.compile(r"[?!]")),
    "a dash, a colon or a pause": _same(re.compile(r"[:：;–—…]|\.\.+|--+|(?<!\w)-|-(?!\w)")),
    "a link, a time or a mark": _links,
    "a number": _numbers,
    "a time or a measure": _measures,
    "a negation": _counted(NEGATIONS),
    "a modal, a hedge or a conjunction": _modals,
    "a pronoun": _pronouns,
    "a name": _names,
    "a term of the glossary": _terms,
}
