"""Where the text of a Word part lies: paragraphs, and in them the `w:t` of their runs.

The one thing to know: much that looks like text is none. What was deleted or moved away, hidden,
field codes and the phonetic guide are left out; what Word fills in itself (page numbers, tables
of contents, bound or locked controls) is context that nobody may edit.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from transcript_fix.layouts import xmltext
from transcript_fix.layouts.tape import Tape
from transcript_fix.layouts.wordfile import OUTLINE, W, is_on
from transcript_fix.model import Role


@dataclass(slots=True)
class Place:
    """A `w:t`: its text, where that is spelled, and its run; offsets in bytes of the part.

    `copies` are the same text for older programs (`mc:Fallback`), which must change along.
    `look` is the run's `w:rPr`, empty where it has none. `inserted` is the offset of the `w:ins`
    that the run lies in directly, -1 without one.
    """

    text: str
    start: int
    end: int
    run: int = -1
    run_end: int = -1
    look: tuple[int, int] = (0, 0)
    inserted: int = -1
    copies: Sequence[Place] = ()
    fixed: bool = False


@dataclass(slots=True)
class Paragraph:
    """Places, fixed words, and None for line breaks, in reading order."""

    items: list[Place | str | None] = field(default_factory=list)
    role: Role = Role.SPEECH


def paragraphs(xml: Tape, headings: frozenset[str], found: Callable[[Paragraph], None]) -> None:
    """Hand a part's paragraphs to `found`, in order, a text box behind the one that holds it.

    Raises UserError as `xmltext.walk` does.
    """
    xmltext.walk(xml, _Walker(xml, headings, found))


_MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_HIDDEN = frozenset(
    ("del", "moveFrom", "rt", "instrText", "delInstrText", "pPrChange", "rPrChange", "sectPrChange")
)
"""Elements of WordprocessingML with nothing in them that a reader sees."""
_IN_RUN: Mapping[str, str | None] = {
    "tab": "\t",
    "ptab": "\t",
    "br": None,
    "cr": None,
    "noBreakHyphen": "-",
    "softHyphen": "\u00ad",
    "sym": "\ufffc",
    "pgNum": "1",
}
_BOUND = frozenset({"dataBinding", "showingPlcHdr", "dropDownList", "comboBox", "date"})
"""Properties of a content control whose text is not typed freely."""
_WORDS = frozenset({"t", "m:t", "instrText"})
_LOCKED = frozenset({"contentLocked", "sdtContentLocked"})


@dataclass(slots=True)
class _Field:
    """A complex or simple field: its code so far, and whether the result has begun."""

    code: str = ""
    result: bool = False

    @property
    def typed(self) -> bool:
        return self.code.strip().upper().startswith("HYPERLINK")


@dataclass(slots=True)
class _Run:
    at: int
    places: list[Place]
    inserted: int
    look: tuple[int, int] = (0, 0)
    vanished: bool = False


@dataclass(slots=True)
class _Choice:
    """`mc:AlternateContent`: the text as it is, and again for programs that know less."""

    places: list[Place] = field(default_factory=list)
    copies: list[Place] = field(default_factory=list)
    choices: int = 0


class _Walker:
    """Follows the elements of one part."""

    def __init__(
        self, xml: Tape, headings: frozenset[str], found: Callable[[Paragraph], None]
    ) -> None:
        self.xml = xml
        self.found = found
        self.headings = headings
        self.done: list[Paragraph] = []
        self.path: list[str] = []
        self.insertions: list[int] = []
        self.look_at = 0
        self.open: list[Paragraph] = []
        self.runs: list[_Run] = []
        self.fields: list[_Field] = []
        self.controls: list[bool] = []
        self.choices: list[_Choice] = []
        self.fallback = 0
        self.hidden = 0
        self.text_at = 0

    def named(self, name: str) -> str:
        return _NAMES.get(name, "")

    def start(self, name: str, attributes: dict[str, str], at: int) -> None:
        if name in _HIDDEN:
            self.hidden += 1
            self.text_at = xmltext.after_tag(self.xml, at) if name == "instrText" else 0
        elif name in _IN_RUN:
            if self.path[-2:-1] == ["r"]:
                self._add(_IN_RUN[name])
        elif name in ("t", "m:t"):
            self.text_at = xmltext.after_tag(self.xml, at)
        elif name in _START:
            _START[name](self, name, attributes, at)

    def end(self, name: str, at: int) -> None:
        if name in _HIDDEN:
            self.hidden -= 1
            if name == "instrText" and self.fields and not self.fields[-1].result:
                self.fields[-1].code += self._spelled(self.text_at, at)
        elif name == "t":
            self._text(at)
        elif name == "m:t":
            self._add(self._spelled(self.text_at, at))
        elif name in _END:
            _END[name](self, at)

    def wanted(self) -> int | None:
        return None if _WORDS.isdisjoint(self.path) else self.text_at

    def _spelled(self, start: int, end: int) -> str:
        return xmltext.unescape(self.xml.cut(start, end).decode()) if start < end else ""

    @property
    def _unseen(self) -> bool:
        run = self.runs and self.runs[-1].vanished
        return bool(self.hidden or run or any(not f.result for f in self.fields))

    def _add(self, item: Place | str | None) -> None:
        if self.open and not self._unseen and not self.fallback:
            self.open[-1].items.append(item)

    def _text(self, at: int) -> None:
        if at <= self.text_at or not self.runs or self._unseen:
            return
        text = self._spelled(self.text_at, at)
        run = self.runs[-1]
        place = Place(text, self.text_at, at, run.at, -1, run.look, run.inserted)
        place.fixed = (
            b"<" in self.xml.cut(self.text_at, at)
            or any(self.controls)
            or not all(f.typed for f in self.fields)
        )
        run.places.append(place)
        if self.choices:
            choice = self.choices[-1]
            (choice.copies if self.fallback else choice.places).append(place)
        self._add(place)

    def paragraph(self, name: str, attributes: dict[str, str], at: int) -> None:
        paragraph = Paragraph()
        self.open.append(paragraph)
        if not self.fallback:
            self.done.append(paragraph)

    def paragraph_end(self, at: int) -> None:
        self.open.pop()
        self.hand_over()

    def hand_over(self) -> None:
        """Hand over what is finished: no paragraph is open, nor a choice that may still tell."""
        if not self.open and not self.choices:
            for paragraph in self.done:
                self.found(paragraph)
            self.done.clear()

    def style(self, name: str, attributes: dict[str, str], at: int) -> None:
        value = xmltext.attribute(attributes, "val") or ""
        outline = self.path[-1] == "outlineLvl" and value in OUTLINE
        heading = outline or (self.path[-1] == "pStyle" and value in self.headings)
        if self.open and heading and self.path[-2] == "pPr" and not self.hidden:
            self.open[-1].role = Role.HEADING

    def run(self, name: str, attributes: dict[str, str], at: int) -> None:
        inside = self.path[-2:-1] == ["ins"]
        self.runs.append(_Run(at, [], self.insertions[-1] if inside else -1))

    def run_end(self, at: int) -> None:
        run = self.runs.pop()
        for place in run.places:
            place.run_end = at
            place.look = run.look

    def insertion(self, name: str, attributes: dict[str, str], at: int) -> None:
        self.insertions.append(at)

    def insertion_end(self, at: int) -> None:
        self.insertions.pop()

    def look(self, name: str, attributes: dict[str, str], at: int) -> None:
        if self.path[-2:-1] == ["r"]:
            self.look_at = at

    def look_end(self, at: int) -> None:
        if self.path[-1:] == ["r"]:
            self.runs[-1].look = (self.look_at, xmltext.after_tag(self.xml, at))

    def vanish(self, name: str, attributes: dict[str, str], at: int) -> None:
        if self.path[-3:-1] == ["r", "rPr"] and not self.hidden:
            self.runs[-1].vanished = is_on(attributes)

    def field_mark(self, name: str, attributes: dict[str, str], at: int) -> None:
        kind = xmltext.attribute(attributes, "fldCharType")
        if self.hidden:
            return
        if kind == "begin":
            self.fields.append(_Field())
        elif kind == "separate" and self.fields:
            self.fields[-1].result = True
        elif kind == "end" and self.fields:
            self.fields.pop()

    def simple_field(self, name: str, attributes: dict[str, str], at: int) -> None:
        code = xmltext.attribute(attributes, "instr") or ""
        self.fields.append(_Field(code, result=True))

    def simple_field_end(self, at: int) -> None:
        if self.fields:
            self.fields.pop()

    def control(self, name: str, attributes: dict[str, str], at: int) -> None:
        self.controls.append(False)

    def control_end(self, at: int) -> None:
        self.controls.pop()

    def bound(self, name: str, attributes: dict[str, str], at: int) -> None:
        value = xmltext.attribute(attributes, "val") or ""
        if self.controls and self.path[-2] == "sdtPr":
            self.controls[-1] |= self.path[-1] != "lock" or value in _LOCKED

    def alternatives(self, name: str, attributes: dict[str, str], at: int) -> None:
        if not self.fallback:
            self.choices.append(_Choice())

    def alternative(self, name: str, attributes: dict[str, str], at: int) -> None:
        if not self.choices:
            return
        if not self.fallback:
            self.choices[-1].choices += 1
        if self.fallback or self.path[-1] == "mc:Fallback" or self.choices[-1].choices > 1:
            self.fallback += 1

    def alternative_end(self, at: int) -> None:
        self.fallback = max(self.fallback - 1, 0)

    def alternatives_end(self, at: int) -> None:
        if self.fallback:
            return
        choice = self.choices.pop()
        texts, others = [p.text for p in choice.places], [p.text for p in choice.copies]
        same = not others or (texts and others == texts * (len(others) // len(texts)))
        for index, place in enumerate(choice.places):
            place.copies = choice.copies[index :: len(texts)] if same else ()
            place.fixed |= not same
        self.hand_over()


_Act = Callable[[_Walker, str, dict[str, str], int], None]
_START: Mapping[str, _Act] = {
    "p": _Walker.paragraph,
    "pStyle": _Walker.style,
    "outlineLvl": _Walker.style,
    "r": _Walker.run,
    "rPr": _Walker.look,
    "ins": _Walker.insertion,
    "vanish": _Walker.vanish,
    "fldChar": _Walker.field_mark,
    "fldSimple": _Walker.simple_field,
    "sdt": _Walker.control,
    "lock": _Walker.bound,
    **dict.fromkeys(_BOUND, _Walker.bound),
    "mc:AlternateContent": _Walker.alternatives,
    "mc:Choice": _Walker.alternative,
    "mc:Fallback": _Walker.alternative,
}
_END: Mapping[str, Callable[[_Walker, int], None]] = {
    "p": _Walker.paragraph_end,
    "r": _Walker.run_end,
    "rPr": _Walker.look_end,
    "ins": _Walker.insertion_end,
    "fldSimple": _Walker.simple_field_end,
    "sdt": _Walker.control_end,
    "mc:AlternateContent": _Walker.alternatives_end,
    "mc:Choice": _Walker.alternative_end,
    "mc:Fallback": _Walker.alternative_end,
}

_WORD = {*_START, *_HIDDEN, *_IN_RUN, "t", "pPr", "sdtPr"}
_NAMES = {
    **{f"{w} {n}": n for w in W for n in _WORD if ":" not in n},
    **{f"{_MC} {n[3:]}": n for n in _START if n.startswith("mc:")},
    f"{_MATH} t": "m:t",
    "http://schemas.microsoft.com/office/word/2012/wordml dataBinding": "dataBinding",
}
