"""Cues become sentences, and the way back is exact."""

from __future__ import annotations

import pytest

from transcript_fix.formats import format_module
from transcript_fix.layouts.cues import runs_on
from transcript_fix.model import Document, Role

ROLL = """WEBVTT

00:00:00.000 --> 00:00:02.000
we selected

00:00:02.000 --> 00:00:02.010
we selected
<00:00:02.100><c>the</c><00:00:02.200><c> alof</c>

00:00:02.010 --> 00:00:04.000
the alof
of phones

00:00:04.000 --> 00:00:06.000
of phones
and more
"""


def _read(name: str, text: str) -> Document:
    return format_module(name).read(text.encode(), name)


def _srt(*cues: tuple[int, str]) -> Document:
    text = "".join(
        f"{n}\n00:00:{at:02},000 --> 00:00:{at + 1:02},000\n{said}\n\n"
        for n, (at, said) in enumerate(cues, 1)
    )
    return _read("subrip", text)


@pytest.mark.parametrize(
    ("before", "after", "gap", "on"),
    [
        ("We selected the", "most expensive screen.", 0.0, True),
        ("It is good.", "We sell it.", 0.0, False),
        ("It is good,", "Xiaomi says.", 0.0, True),
        ("It is good", "Xiaomi says.", 5.0, False),
        ("So Mr.", "lei said", 0.0, True),
        ("(laughs)", "We sell it.", 0.0, False),
        ("We sell", "[Music]", 0.0, False),
        ("Why?”", "Because", 0.0, False),
        ("", "We", 0.0, False),
    ],
)
def test_a_cue_runs_on_unless_a_sentence_ended(
    before: str, after: str, gap: float, on: bool
) -> None:
    assert runs_on(before, after, gap) is on


def test_a_sentence_over_cues_is_one_passage() -> None:
    document = _srt((0, "We selected Qualcomm "), (1, "as our processor."), (2, "It is good."))
    assert [p.text for p in document.passages] == [
        "We selected Qualcomm\nas our processor.",
        "It is good.",
    ]


def test_a_dash_and_a_label_begin_another_turn() -> None:
    document = _srt((0, "- Why\n- because"), (1, "MAN: so\nit is"), (2, "MAN: yes"))
    assert [(s.lead, s.text) for s in document.segments] == [
        ("", "Why"),
        ("\n\n", "because"),
        ("\n\n", "MAN:"),
        (" ", "so"),
        ("\n", "it is"),
        ("\n\n", "MAN:"),
        (" ", "yes"),
    ]


def test_a_voice_is_a_speaker_and_his_name_changes_everywhere() -> None:
    text = (
        "WEBVTT\n\n00:00.000 --> 00:01.000\n<v Lei jun>We sell\n\n00:01.000 --> 00:02.000\n"
        "<v Lei jun>good phones.\n\n00:03.000 --> 00:04.000\n<v.loud Host>Why?</v>\n"
    )
    document = _read("webvtt", text)
    labels = [s.text for s in document.segments if s.role is Role.SPEAKER]
    assert labels == ["Lei jun", "Host"]
    assert document.passages[0].text == "We sell\ngood phones."
    texts = ["Lei Jun" if t == "Lei jun" else t for t in document.texts]
    assert format_module("webvtt").write(text.encode(), texts).decode() == text.replace(
        "jun", "Jun"
    )


def test_lines_that_roll_up_are_read_once_and_change_together() -> None:
    document = _read("webvtt", ROLL)
    assert document.prose.split() == [
        "we",
        "selected",
        "the",
        "alof",
        "of",
        "phones",
        "and",
        "more",
    ]
    texts = ["a lot" if t == "alof" else t for t in document.texts]
    new = format_module("webvtt").write(ROLL.encode(), texts).decode()
    assert new == ROLL.replace("alof", "a lot")


def test_a_line_said_twice_in_a_file_that_does_not_roll_stays_two_lines() -> None:
    document = _srt(
        (0, "Yes."), (1, "Yes."), (2, "We"), (3, "sell"), (4, "it"), (5, "so"), (6, "far")
    )
    assert list(document.texts)[:2] == ["Yes.", "Yes."]


@pytest.mark.parametrize(
    ("name", "text", "texts"),
    [
        (
            "subrip",
            "1\n00:00:01,000 --> 00:00:02,000 X1:1\n{\\an8}<font color='red'>So</font> it\\Nis\n\n"
            "00:00:03.5 --> 00:00:04,000\nno number\n\n5 years\n",
            ["So", "it", "is", "no number", "5 years"],
        ),
        (
            "webvtt",
            "WEBVTT - title\nKind: captions\n\nNOTE\nnot this\n\nSTYLE\n::cue {}\n\nid 1\n"
            "0:01.5 --> 0:02.0 line:0\nso &amp; it\n\nstray text\n\n"
            "00:05.000 --> 00:06.000\n-->\nis\n",
            ["so", "it"],
        ),
        ("sbv", "0:00:00.000,0:00:02.000\n>> HOST: so[br]it\n\n", ["HOST:", "so", "it"]),
        (
            "ass",
            "[Script Info]\nTitle: no\n[Events]\nFormat: Start, End, Text\nComment: 0,0,no\n"
            "Dialogue: 0:00:00.00,0:00:01.00,{\\i1}so{\\i0}, it\\Nis {\\p1}m 0 0{\\p0}\n",
            ["so", ", it", "is"],
        ),
    ],
)
def test_only_what_is_said_is_text(name: str, text: str, texts: list[str]) -> None:
    document = _read(name, text)
    assert list(document.texts) == texts
    loud = [t.upper() for t in texts]
    new = format_module(name).write(text.encode(), loud)
    assert list(format_module(name).read(new, "").texts) == loud


@pytest.mark.parametrize("name", ["subrip", "webvtt", "sbv", "ass"])
def test_a_file_without_cues_is_refused_not_called_clean(name: str) -> None:
    from transcript_fix.errors import UserError

    with pytest.raises(UserError, match="--format plain"):
        _read(name, "just some words\n")
