"""What no edit may change, whatever it mends; and the slips that may be mended."""

from __future__ import annotations

import pytest

from transcript_fix.llm.edits import single_edits
from transcript_fix.llm.guards import broken
from transcript_fix.llm.propose import Verdict, verdicts
from transcript_fix.model import Applicability


def judged(sentence: str, version: str, known: frozenset[str] = frozenset()) -> list[Verdict]:
    return [v for _, v in verdicts(single_edits(sentence, version), known)]


@pytest.mark.parametrize(
    ("sentence", "version", "what"),
    [
        ("It grew 3.5 times.", "It grew 35 times.", "a number"),
        ("We sold two phones.", "We sold ten phones.", "a number"),
        ("It took three weeks.", "It took three days.", "a time or a measure"),
        ("We can't do it.", "We can do it.", "a negation"),
        ("We dont do it.", "We do it.", "a negation"),
        ("We do it.", "We never do it.", "a negation"),
        ("We will do it.", "We would do it.", "a modal, a hedge or a conjunction"),
        ("Maybe it works.", "It works.", "a modal, a hedge or a conjunction"),
        ("I'll do it.", "We'll do it.", "a pronoun"),
        ("We asked Xiaomi then.", "We asked Huawei then.", "a name"),
        ("He said go now.", 'He said "go" now.', "quotation marks"),
        ("It was fine then.", "It was fine then!", "a question or a cry"),
        ("It was fine then.", "It was: fine then.", "a dash, a colon or a pause"),
        ("It was fine then.", "It was *fine* then.", "markup or a sign"),
        ("See mi.com for more.", "See mi.org for more.", "a link, a time or a mark"),
        ("It was fine then.", "It was f\u200bine then.", "characters that are no English letters"),
        ("It was fine then.", "It was fіne then.", "characters that are no English letters"),
        ("It was fine then.", "It was\nbig fine then.", "a line break"),
        ("It was fine then.", "It was a big and old red house then.", "too much at once"),
    ],
)
def test_a_guard_stops_and_says_why(sentence: str, version: str, what: str) -> None:
    assert what in {broken(e, frozenset()) for e in single_edits(sentence, version)}


def test_a_term_of_the_glossary_stays() -> None:
    edits = single_edits("We like hyperos a lot.", "We like hyper a lot.")
    assert broken(edits[0], frozenset({"hyperos"})) == "a term of the glossary"


@pytest.mark.parametrize(
    ("sentence", "version"),
    [
        ("He is engineer of the team.", "He is an engineer of the team."),
        ("It is an big market for us.", "It is a big market for us."),
        ("They has a plan for this.", "They have a plan for this."),
        ("The users is happy with it.", "The users are happy with it."),
        ("We sold three phone that day.", "We sold three phones that day."),
        ("Every phones has a battery.", "Every phone has a battery."),
        ("We can builds it in China.", "We can build it in China."),
        ("He has went to the shop.", "He has gone to the shop."),
        ("We are build a new one.", "We are building a new one."),
        ("They thought about sell it.", "They thought about selling it."),
        ("We fullfil the demand here.", "We fulfil the demand here."),
        ("The the market is big here.", "The market is big here."),
        ("I dont like the design.", "I don't like the design."),
        ("Im happy with the design.", "I'm happy with the design."),
        ("It lost it's value soon.", "It lost its value soon."),
        ("We met him in Monday.", "We met him on Monday."),
        ("It was a good year we sold a lot", "It was a good year we sold a lot."),
        ("This phones are good for us.", "These phones are good for us."),
        ("It is bigger then the old one.", "It is bigger than the old one."),
        ("The market is big. it grows fast.", "The market is big. It grows fast."),
        ("It was a hard year, we grew.", "It was a hard year. We grew."),
        ("The company strategy is clear.", "The company's strategy is clear."),
    ],
)
def test_a_slip_may_be_proposed_and_is_never_safe(sentence: str, version: str) -> None:
    found = judged(sentence, version)
    assert [v.limit for v in found] == [Applicability.REVIEW]


@pytest.mark.parametrize(
    ("sentence", "version"),
    [
        ("We make a profit in spring.", "We made a profit in spring."),
        ("A phone is all you need.", "The phone is all you need."),
        ("The founders left the firm.", "The founder left the firm."),
        ("He talks to the board.", "He talks with the board."),
        ("We told them the truth here.", "We were told them the truth here."),
        ("The response was quick then.", "The respond was quick then."),
        ("We ate, uncle Bob said.", "We ate uncle Bob said."),
    ],
)
def test_what_may_change_the_sense_is_a_note_at_most(sentence: str, version: str) -> None:
    assert {v.limit for v in judged(sentence, version)} <= {Applicability.NOTE, None}


def test_an_edit_beside_one_that_was_stopped_is_a_note() -> None:
    first, second = judged("He is engineer at Xiaomi.", "He is an engineer at Huawei.")
    assert (first.limit, second.limit) == (Applicability.NOTE, None)


def test_an_edit_far_from_one_that_was_stopped_stands() -> None:
    found = judged(
        "He is engineer and he has worked in the same old team at Xiaomi.",
        "He is an engineer and he has worked in the same old team at Huawei.",
    )
    assert [v.limit for v in found] == [Applicability.REVIEW, None]
