"""The change list as one HTML page, for the person who was interviewed.

The one thing to know: the page fetches nothing and sends nothing (its own policy forbids it), so
it can be mailed, opened from a disk and printed. Remarks that are written into it stay in it until
"Copy my remarks" is pressed.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from importlib.resources import files

from transcript_fix.printable import printable
from transcript_fix.reports.changes import Change, Part, Sort, Text, Told

_PLACE = re.compile(r"\{\{(\w+)\}\}")
MARKER = "<!-- made by transcript-fix sign-off -->"
"""The first line of the page: only a file that begins so is ever replaced."""


def render(texts: Iterable[Text], title: str, made: str) -> str:
    """Return the page. `made` is the day on which it is made, as a person writes it."""
    told = [t for t in texts if t.number]
    speakers = Counter(p.speaker for t in told for p in t.changed for _ in p.changes)
    number = sum(t.number for t in told)
    body = "\n".join(_text(t, several=len(told) > 1) for t in told)
    values = {
        "marker": MARKER,
        "title": _safe(title),
        "intro": _intro(number, told, made),
        "speakers": _options(speakers, "Everybody"),
        "files": _options(Counter({t.name: t.number for t in told}), "All transcripts"),
        "several": "" if len(told) > 1 else " hidden",
        "body": body or '<p class="none">There is no change to sign off.</p>',
    }
    page = (files("transcript_fix.reports") / "signoff.html").read_text(encoding="utf-8")
    return _PLACE.sub(lambda m: values[m[1]], page)


def _intro(number: int, texts: Sequence[Text], made: str) -> str:
    passages = sum(len(t.changed) for t in texts)
    changes = f"{number:,} change{'s' if number != 1 else ''}"
    where = f"{passages:,} passage{'s' if passages != 1 else ''}"
    open_ = sum(not c.written for t in texts for p in t.changed for c in p.changes)
    more = (
        f" {open_:,} of them {'are' if open_ != 1 else 'is'} proposed, not yet made."
        if open_
        else ""
    )
    return (
        f"<p><strong>{changes}</strong> in {where}, {_safe(made)}.{more} "
        "What was taken out is <del>struck out</del>, what was put in is <ins>underlined</ins>. "
        "Tick a change that is not what you meant, say what it should be, and send the remarks "
        "back: <em>Copy my remarks</em> collects them.</p>"
    )


def _options(counts: Counter[str], everything: str) -> str:
    rows = [f'<option value="">{everything}</option>']
    rows += [
        f'<option value="{_safe(name)}">{_safe(name) or "(nobody named)"} ({number:,})</option>'
        for name, number in sorted(counts.items())
    ]
    return "".join(rows)


def _text(text: Text, *, several: bool) -> str:
    passages = "\n".join(_passage(p, text.name, n) for n, p in enumerate(text.changed))
    heading = f"<h2>{_safe(text.name)} <small>{text.number:,}</small></h2>" if several else ""
    return f'<section data-file="{_safe(text.name)}">{heading}\n{passages}\n</section>'


def _passage(told: Told, name: str, number: int) -> str:
    where = " · ".join(x for x in (_safe(told.time), f"line {told.line:,}", _safe(name)) if x)
    words = "".join(_parts(told.parts))
    key = _safe(f"{name}:{told.line}:{number}")
    reasons = "\n".join(_reason(c, f"{key}:{n}") for n, c in enumerate(told.changes))
    speaker = _safe(told.speaker)
    return (
        f'<article data-speaker="{speaker}" data-file="{_safe(name)}">\n'
        f"<header><b>{speaker or '&nbsp;'}</b><span>{where}</span></header>\n"
        f"<p>{words}</p>\n<ol>\n{reasons}\n</ol>\n</article>"
    )


def _parts(parts: Iterable[Part]) -> Iterator[str]:
    tags = {Sort.OLD: "del", Sort.NEW: "ins"}
    for part in parts:
        words = _safe(part.text, "\n").replace("\n", "<br>")
        tag = tags.get(part.sort)
        yield f"<{tag}>{words}</{tag}>" if tag else words


def _reason(change: Change, key: str) -> str:
    before = _shown(change.before)
    after = _shown(change.after)
    who = " · ".join(x for x in (_safe(change.by), _safe(change.at[:10])) if x)
    state = "" if change.written else ' <em class="open">proposed</em>'
    return (
        f'<li><del>{before}</del> → <ins>{after}</ins>{state} <span class="why">{_safe(change.why)}'
        f"{f' ({who})' if who else ''}</span>"
        f'<label><input type="checkbox" data-key="{key}"> not what I meant</label>'
        f'<input type="text" data-note="{key}" placeholder="it should be …" hidden></li>'
    )


def _shown(words: str) -> str:
    if not words:
        return "(nothing)"
    shown = _safe(words)
    return shown.replace(" ", "␣") if not words.strip() or words != words.strip() else shown


def _safe(text: str, keep: str = "") -> str:
    return html.escape(printable(text, keep), quote=True)
