"""Words of the web page round an interview that came along with it.

The one thing to know: only the first and the last lines of a text are looked at, and only whole
lines; somebody may well say "share this article".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from transcript_fix.model import Kind
from transcript_fix.rule import Hit, Rule

_LINE = re.compile(
    r"""(?ix)
    (?: (?:add|leave|post|write)[ ]a[ ](?:comment|reply) | your[ ](?:rate|rating|comment|email|name)
      | (?:no|\d+|all|view[ ]all|read|hide|show)[ ]comments? | comments?[ ](?:\(\d+\)|off|closed)
      | share[ ](?:this|on|via|to)(?:[ ](?:article|post|story|page|facebook|twitter|linkedin|weibo
        |wechat|whatsapp|email))? | share | tweet | (?:re)?print(?:[ ]this)? | e-?mail[ ]this
      | (?:click[ ]here[ ]to[ ])?(?:log[ ]?in|sign[ ](?:in|up)|register|subscribe)
        (?:[ ](?:to|for)[ ](?:comment|reply|our[ ]newsletter|read[ ]more))?
      | (?:read|load|see|show)[ ]more(?:\.{3}|…)? | (?:previous|next)[ ](?:post|article|page)
      | related[ ](?:articles?|posts?|news|stories) | back[ ]to[ ]top | home(?:[ ]?[>»/].*)
      | rate[ ]this(?:[ ](?:article|post))? | (?:your[ ])?rat(?:e|ing):? | reply | submit
      | advertisements? | all[ ]rights[ ]reserved\.? | (?:©|copyright)[ ].{0,60}
      | tags?:.{0,80} | categor(?:y|ies):.{0,80} | posted[ ](?:in|by|on)[ ].{0,60}
      | views?:[ ]?[\d,.]+k? | [\d,.]+k?[ ](?:views|likes|shares|reads)
      | accept[ ](?:all[ ])?cookies | skip[ ]to[ ](?:main[ ])?content
    )[ \t]*[:.!]?""",
)
_STRONG = re.compile(
    r"(?i)comment|your rat|share (?:this|on)|reply|rate this|©|copyright|cookies|skip"
)


def _find(text: str) -> Iterator[Hit]:
    lines = [m for m in re.finditer(r"[^\n]+", text) if m.group().strip()]
    for run in (_run(lines), _run(lines[::-1])[::-1]):
        if run and len(run) < len(lines) and any(_STRONG.search(m.group()) for m in run):
            yield Hit(run[0].start(), run[-1].end(), ("",))


def _run(lines: list[re.Match[str]]) -> list[re.Match[str]]:
    run = []
    for line in lines[:8]:
        if not _LINE.fullmatch(line.group().strip()):
            break
        run.append(line)
    return run


rules = (
    Rule(
        name="web-residue",
        kind=Kind.RESIDUE,
        message="This looks like a piece of the web page, not of the interview.",
        find=_find,
        wrong={"These are my plans.\n\nAdd a comment\nYour rate": "These are my plans.\n\n"},
        right=(
            "Add a comment\nYour rate",
            "He said: add a comment.\nThen he left.",
            "We talked.\n\nShare",
        ),
        confidence=0.9,
        measured="not in the texts measured; read by eye",
        whole=True,
    ),
)
