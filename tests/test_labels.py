"""What is a speaker label, and what only looks like one."""

from __future__ import annotations

import pytest

from transcript_fix.labels import find_labels


def _labels(*lines: str) -> list[str | None]:
    found = find_labels(lines)
    return [line[x.start : x.end] if x else None for line, x in zip(lines, found, strict=True)]


@pytest.mark.parametrize(
    ("line", "label", "said"),
    [
        ("Lei Jun : Firstly, Xiaomi is willing", "Lei Jun :", "Firstly, Xiaomi is willing"),
        ("LEI JUN: Hello", "LEI JUN:", "Hello"),
        ("[00:12:31] Lei Jun: Hello", "Lei Jun:", "Hello"),
        ("00:12:31 Lei Jun", "Lei Jun", ""),
        ("Lei Jun 00:12:31", "Lei Jun", ""),
        ("Lei Jun (00:12:31):", "Lei Jun", ""),
        ("Lei Jun (00:12:31): Hello", "Lei Jun", "Hello"),
        ("Speaker 1: Hello", "Speaker 1:", "Hello"),
        ("SPEAKER_00: Hello", "SPEAKER_00:", "Hello"),
        (">> HOST: Hello", "HOST:", "Hello"),
        ("- Lei Jun: Hello", "Lei Jun:", "Hello"),
        ("**Lei Jun:** Hello", "Lei Jun:", "Hello"),
        ("雷军：你好", "雷军：", "你好"),
        ("Dr. Michael Folkson (MF): Hello", "Dr. Michael Folkson (MF):", "Hello"),
        ("[Lei Jun]: Hello", "[Lei Jun]:", "Hello"),
        ("Lei Jun  0:03  ", "Lei Jun", ""),
        ("Speaker 1 [00:01:02]", "Speaker 1", ""),
        ("[00:12:31 - 00:12:40] Speaker A: Hello", "Speaker A:", "Hello"),
        ("00:00:03 - Lei Jun", "Lei Jun", ""),
        ("Interviewer: Hello", "Interviewer:", "Hello"),
        ("Sjors Provoost:", "Sjors Provoost:", ""),
    ],
)
def test_a_label_is_found_in_all_its_styles(line: str, label: str, said: str) -> None:
    (found,) = find_labels([line])
    assert found is not None
    assert line[found.start : found.end] == label
    assert line[found.rest :].strip() == said


@pytest.mark.parametrize(
    "line",
    [
        "Note: this is not a name",
        "One thing: we sell phones",
        "Thanks to the friends: we are five years old",
        "https://mi.com/a is a link",
        "At 12:30 we went home",
        "He said: we will see",
        "Key Takeaways: quality comes first",
        "Conclusion: we won",
        "The third point: timing",
        "I have one question: why?",
        "What we need is this: phones",
        "Psalm 23:4 is a verse",
        "10:30 is early",
        "We sold 12: that is a dozen. And then: more",
        "Slides: https://a.b/c",
        "",
    ],
)
def test_a_sentence_with_a_colon_is_no_label(line: str) -> None:
    assert _labels(line) == [None]
    assert _labels(line, line, line) == [None] * 3


def test_a_single_word_is_a_name_when_it_comes_back_in_a_dialogue() -> None:
    assert _labels("James: so?", "John: yes", "James: no", "John: well") == [
        "James:",
        "John:",
        "James:",
        "John:",
    ]
    assert _labels("James: so?", "and nothing else") == [None, None]


def test_question_and_answer_belong_together() -> None:
    assert _labels("Q: why?", "A: because") == ["Q:", "A:"]
    assert _labels("Q. Why?", "A. Because") == ["Q.", "A."]
    assert _labels("A. first", "A. second", "B. third") == [None] * 3
    assert _labels("A: a list item", "b) another") == [None, None]


def test_finding_labels_takes_linear_time_on_hostile_lines() -> None:
    find_labels([":" * 100_000, " " * 100_000 + "x:", "a " * 50_000, "Lei " * 20_000 + ":"])
