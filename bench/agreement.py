"""Does the embedded engine say what LanguageTool says? The same sentences through both.

1,000 machine-translated sentences (post-edits, CC0), detokenised, in pieces of many sentences to
both engines. The one thing to know: nothing of ours filters here but EN_ELLIPSIS, which the port
asks and LanguageTool does not (picky); a finding is the same if place, rule and first suggestion
are.

    python bench/agreement.py [sentences]
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import NamedTuple

import lt_py

from sets import post_edits
from transcript_fix import languagetool_server
from transcript_fix.checkers.languagetool import code_points
from transcript_fix.languagetool_server.ask import asker

OFF = ["EN_ELLIPSIS"]
SENTENCES = 1_000
IN_A_PIECE = 40


class Claim(NamedTuple):
    """What an engine says of a place in one sentence (code points of that sentence)."""

    sentence: int
    start: int
    end: int
    rule: str
    suggestion: str


def main(count: int) -> None:
    """Print how many findings agree, and every one that does not."""
    sentences = [" ".join(unit.text.split()) for unit in post_edits(most=count)]
    languagetool_server.install()
    with languagetool_server.running() as url:
        server = set(_all(_server(url), sentences))
    embedded = set(_all(_embedded(), sentences))
    both = server & embedded
    print(f"{len(sentences):,} sentences, {sum(len(s.split()) for s in sentences):,} words")
    print(f"the same finding and first suggestion: {len(both):,}")
    print(f"only LanguageTool 6.8: {len(server - both)}, only lingotweaker: {len(embedded - both)}")
    union = len(server | embedded)
    print(f"agreement: {100 * len(both) / union:.2f} % of {union:,} findings")
    for name, rest in (("LanguageTool", server - both), ("lingotweaker", embedded - both)):
        for claim in sorted(rest):
            text = sentences[claim.sentence]
            around = (
                f"{text[max(claim.start - 30, 0) : claim.start]}[{text[claim.start : claim.end]}]"
            )
            print(
                f"  only {name}: {claim.rule} -> {claim.suggestion!r}: ...{around}"
                f"{text[claim.end : claim.end + 30]}..."
            )


def _all(find, sentences: list[str]) -> Iterator[Claim]:
    for first in range(0, len(sentences), IN_A_PIECE):
        part = sentences[first : first + IN_A_PIECE]
        for start, end, rule, suggestion in find("\n\n".join(part)):
            at = 0
            for number, text in enumerate(part, first):
                if at <= start <= at + len(text):
                    yield Claim(number, start - at, end - at, rule, suggestion)
                at += len(text) + 2


def _server(url: str):
    ask = asker(url, "en-US", OFF)

    def find(text: str) -> Iterator[tuple[int, int, str, str]]:
        point = code_points(text)
        for match in ask(text):
            offset, new = match["offset"], match["replacements"]
            start, end = point(offset), point(offset + match["length"])
            yield start, end, match["rule"]["id"], new[0]["value"] if new else ""

    return find


def _embedded():
    engine = lt_py.Engine("en-US", disabled_rules=OFF)

    def find(text: str) -> Iterator[tuple[int, int, str, str]]:
        data = text.encode()
        for match in engine.check(text):
            offset, new = match["offset"], match["suggestions"]
            start = len(data[:offset].decode(errors="replace"))
            end = len(data[: offset + match["length"]].decode(errors="replace"))
            yield start, end, match["rule_id"], new[0] if new else ""

    return find


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else SENTENCES)
