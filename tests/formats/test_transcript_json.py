"""JSON transcripts: every copy of a word changes, and every other byte stays."""

from __future__ import annotations

import json
from typing import Any

import pytest

from transcript_fix.errors import UserError
from transcript_fix.formats.transcript_json import read, write

SAID = ["We selected Qualcommm, alof of it.", "They they say “good”."]


def _whisper(**more: Any) -> bytes:
    segments = [
        {"id": n, "text": f" {s}", "words": [{"word": f" {w}", "start": n} for w in s.split()]}
        for n, s in enumerate(SAID)
    ]
    whole = {"text": "".join(f" {s}" for s in SAID), "segments": segments, "language": "en"}
    return json.dumps(whole, **more).encode()


def _mended(text: str) -> str:
    return (
        text.replace("Qualcommm", "Qualcomm").replace("alof", "a lot").replace("They they", "They")
    )


@pytest.mark.parametrize("more", [{}, {"ensure_ascii": False}, {"indent": "\t"}])
def test_each_copy_of_a_word_changes(more: dict[str, Any]) -> None:
    data = _whisper(**more)
    document = read(data, "x")
    assert list(document.texts) == SAID
    new = json.loads(write(data, [_mended(t) for t in document.texts]))
    said = [_mended(s) for s in SAID]
    assert new["text"] == "".join(f" {s}" for s in said)
    assert [s["text"] for s in new["segments"]] == [f" {s}" for s in said]
    words = [w["word"] for s in new["segments"] for w in s["words"]]
    assert [w.strip() for w in words[:6]] == ["We", "selected", "Qualcomm,", "a lot", "of", "it."]
    assert [w.strip() for w in words[6:]] == ["They", "", "say", "“good”."]


def test_bytes_outside_the_changed_words_stay() -> None:
    data = _whisper(indent=1).replace(b"\\u201c", b"\\u201C").replace(b'"en"', b'"e\\u006e"')
    document = read(data, "x")
    new = write(data, [t.replace("alof", "a lot") for t in document.texts])
    assert new == data.replace(b"alof", b"a lot")


def test_new_letters_are_escaped_where_all_others_are() -> None:
    for ascii_only, wanted in ((True, b'caf\\u00e9 \\"x\\"'), (False, 'café \\"x\\"'.encode())):
        data = json.dumps({"text": "the “cafe” y"}, ensure_ascii=ascii_only).encode()
        new = write(data, [read(data, "x").texts[0].replace("cafe", 'café "x"')])
        assert wanted in new


def test_each_copy_keeps_its_style() -> None:
    words = [
        {"word": w.lower().strip(".,"), "punctuated_word": w} for w in ["So,", "Alof", "of", "it."]
    ]
    first = {"transcript": "So, Alof of it.", "words": words}
    data = json.dumps(
        {"results": {"channels": [{"alternatives": [first, {"transcript": "Soil"}]}]}}
    )
    new = json.loads(write(data.encode(), ["So, Many, of it."]))
    (one, other) = new["results"]["channels"][0]["alternatives"]
    assert one["transcript"] == "So, Many, of it."
    assert [w["word"] for w in one["words"]] == ["so", "many", "of", "it"]
    assert [w["punctuated_word"] for w in one["words"]] == ["So,", "Many,", "of", "it."]
    assert other == {"transcript": "Soil"}


def test_labels_in_the_copy_by_paragraphs_are_no_words() -> None:
    turns = [{"transcript": t, "words": [{"word": w} for w in t.split()]} for t in ("We do", "So")]
    whole = {"transcript": "\nSpeaker 0: We do\n\nSpeaker 1: So\n"}
    data = json.dumps({"results": {"paragraphs": whole, "utterances": turns}}).encode()
    assert read(data, "x").texts == ("We do", "So")
    new = json.loads(write(data, ["We did", "So"]))["results"]
    assert new["paragraphs"]["transcript"] == "\nSpeaker 0: We did\n\nSpeaker 1: So\n"
    assert [w["word"] for w in new["utterances"][0]["words"]] == ["We", "did"]


def test_a_podcast_s_transcript_is_read() -> None:
    data = b'{"version": "1.0.0", "segments": [{"speaker": "A", "body": "We sell it."}]}'
    assert write(data, ["We sold it."]) == data.replace(b"sell", b"sold")


def test_a_sentence_whose_copies_differ_is_read_but_not_editable() -> None:
    data = json.dumps(
        {
            "text": "We sell phones. It is good.",
            "segments": [{"text": "We sell phones."}, {"text": "It is good."}],
            "words": [{"text": w} for w in ["We", "sell", "phones.", "It", "was", "good."]],
        }
    ).encode()
    document = read(data, "x")
    assert list(document.texts) == ["We sell phones."]


def test_captions_of_youtube_are_fragments_with_their_own_spaces() -> None:
    events = [{"segs": [{"utf8": "we"}, {"utf8": " sell"}]}, {"segs": [{"utf8": "\n"}]}]
    data = json.dumps({"events": [*events, {"segs": [{"utf8": "phones"}]}]}).encode()
    assert read(data, "x").prose == "we sell\nphones"


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b'{"text": ', "not valid JSON"),
        (b'{"a": {"b": 3}}', "no transcript is in this JSON"),
        (b"[" * 100_000, "nested too deeply|not valid JSON"),
        (b'{"text": "a"} {"text": "b"}', "not valid JSON"),
    ],
)
def test_what_is_no_transcript_is_refused(data: bytes, why: str) -> None:
    with pytest.raises(UserError, match=why):
        read(data, "x")


def test_a_key_that_stands_twice_keeps_both_values() -> None:
    data = b'{"text": "We sell it.", "id": 1, "id": 2, "segments": [{"text": "We sell it."}]}'
    assert write(data, ["We sold it."]) == data.replace(b"sell", b"sold")
