"""Nearly four hundred hostile answers, played by a real server: none is more than a note.

The one thing to know: half were written by hand, half are made from sentences of the sample
(hostile/make.py). Whoever changes a guard must not look at single rows.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.documents import paragraphs
from tests.llm.servers import Played, Said, content, playing, sentence_of
from transcript_fix.arbitrate import arbitrate
from transcript_fix.checkers import llm
from transcript_fix.config import Settings
from transcript_fix.errors import EngineError
from transcript_fix.model import Applicability, Document, Finding

FOLDER = Path(__file__).parent / "hostile"
ROWS = [
    json.loads(line)
    for file in ("written", "generated")
    for line in (FOLDER / f"{file}.jsonl").read_text("utf-8").splitlines()
]


@pytest.fixture(scope="module")
def server() -> Iterator[Played]:
    """A server that answers each sentence with what its row says; the next row is in the model."""

    def say(request: dict[str, Any], _: object) -> Said:
        row = ROWS[int(request["model"])]
        return content(row["reply"] if sentence_of(request) == row["sentence"] else "")

    with playing(say) as it:
        yield it


def found(server: Played, number: int) -> tuple[Document, list[Finding]]:
    settings = Settings(llm_url=server.url, llm_model=str(number))
    told = paragraphs(ROWS[number]["sentence"])
    with llm.start(settings) as check:
        try:
            return told, list(check(told))
        except EngineError:  # an answer that cannot be read: not checked, never clean
            return told, []


def test_there_are_enough_of_them_of_every_sort() -> None:
    assert len(ROWS) >= 300
    assert len({row["why"] for row in ROWS}) >= 60


@pytest.mark.parametrize("number", range(len(ROWS)))
def test_a_hostile_answer_becomes_a_note_at_most(number: int, server: Played) -> None:
    told, findings = found(server, number)
    issues = arbitrate(told, findings, Settings())
    assert {i.applicability for i in issues} <= {Applicability.NOTE}
    for finding in findings:
        assert finding.limit is Applicability.NOTE
        assert told.cut(finding.span) == finding.before


@pytest.mark.parametrize("number", range(0, len(ROWS), 5))
def test_the_same_findings_beside_another_engine_make_nothing_safe(
    number: int, server: Played
) -> None:
    told, findings = found(server, number)
    others = [replace(f, engine="codespell", limit=Applicability.SAFE) for f in findings]
    alone = arbitrate(told, others, Settings())
    together = arbitrate(told, [*others, *findings], Settings())
    assert [(i.confidence, i.applicability) for i in together] == [
        (i.confidence, i.applicability) for i in alone
    ]
