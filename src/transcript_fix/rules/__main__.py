"""Print docs/rules.md, made from the rules: python -m transcript_fix.rules > docs/rules.md"""

from __future__ import annotations

import sys
from collections.abc import Iterator

from transcript_fix.model import Applicability
from transcript_fix.rule import Rule
from transcript_fix.rules import all_rules

_INTRO = """\
# House rules

Made by `python -m transcript_fix.rules`; edit the rules, not this page.

A rule may be turned off with `--no-rule NAME`. *Sure* is how often its first suggestion is right:
{count} rules start from the share judged right when their hits in good speech were read, weighing
as much as 8 observations, and move with what editors did at the same places in corrected
transcripts and post-edited translations. *Fix by itself* rules change no words and may be applied
by `fix`; all others ask the editor.
"""


def page(rules: tuple[Rule, ...]) -> Iterator[str]:
    """Yield the lines of the page."""
    yield from _INTRO.format(count=len(rules)).splitlines()
    for kind in dict.fromkeys(sorted(r.kind for r in rules)):
        yield from ("", f"## {kind.value.capitalize()}")
        for rule in rules:
            if rule.kind is kind:
                yield from _section(rule)


def _section(rule: Rule) -> Iterator[str]:
    limit = "fix by itself" if rule.limit is Applicability.SAFE else "asks"
    yield from ("", f"### {rule.name}", "", rule.message, "")
    if rule.explain:
        yield from (rule.explain, "")
    yield f"Sure {rule.confidence:.0%}, {limit}. Measured: {rule.measured}."
    yield ""
    for wrong, mended in rule.wrong.items():
        yield f"- {_shown(wrong)} → {_shown(mended)}"
    yield from ("", "Left alone:", "")
    yield from (f"- {_shown(right)}" for right in rule.right)


def _shown(text: str) -> str:
    """Return the example as code, line ends and all spaces visible."""
    plain = text.replace("\n", "⏎")
    fence = "``" if "`" in plain else "`"
    return f"{fence}{plain}{fence}"


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
    print("\n".join(page(all_rules())))
