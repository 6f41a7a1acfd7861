"""The two laws of a format, for every text format: by hypothesis, and over real files."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.formats.corpus import BUILT, TEXTS, edited, files, word_edits
from tests.formats.files import ENCODINGS, FILES
from transcript_fix.encoding import decode
from transcript_fix.errors import UnsafeResult, UserError
from transcript_fix.formats import Format, choose, format_module
from transcript_fix.model import Document, Role
from transcript_fix.verify import verify

HERE = Path(__file__).parent
FAST = settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
"""The same examples each time; `bench/fuzz.py` looks for new ones."""


def law_of_edits(form: Format, data: bytes, seed: int) -> None:
    """Put words in, take them out, and hold the file to the second law."""
    before = form.read(data, "")
    edits = word_edits(before, seed, share=0.5)
    intended = edited(before, edits)
    new = form.write(data, intended.texts)
    after = form.read(new, "")
    if after.linked != before.linked:
        return  # two lines became one, or one two: `verify` may refuse that
    verify(form, data, new, before, intended, edits)
    if _labels(after) == _labels(intended):
        assert [t for t in after.texts if t] == [t for t in intended.texts if t]


def _labels(document: Document) -> list[str]:
    return [s.text for s in document.segments if s.role is Role.SPEAKER]


@pytest.mark.parametrize("name", TEXTS)
@FAST
@given(data=st.data())
def test_an_unedited_file_stays_the_same_to_the_byte(name: str, data: st.DataObject) -> None:
    raw = data.draw(FILES[name]).encode(data.draw(st.sampled_from(ENCODINGS)))
    form = format_module(name)
    document = form.read(raw, "")
    assert form.write(raw, document.texts) == raw
    decoded = decode(raw).text
    for segment in document.segments:
        if (
            "\\" not in decoded[segment.where.start : segment.where.end]
            or name != "transcript_json"
        ):
            assert decoded[segment.where.start : segment.where.end] == segment.text
        assert segment.text == segment.text.strip() != ""


@pytest.mark.parametrize("name", TEXTS)
@FAST
@given(data=st.data(), seed=st.integers(0, 1000))
def test_what_was_put_in_comes_out_and_nothing_else_changes(
    name: str, data: st.DataObject, seed: int
) -> None:
    raw = data.draw(FILES[name]).encode(data.draw(st.sampled_from(ENCODINGS)))
    law_of_edits(format_module(name), raw, seed)


@pytest.mark.parametrize("name", TEXTS)
@FAST
@given(data=st.data())
def test_any_text_at_all_is_read_back_or_refused(name: str, data: st.DataObject) -> None:
    form = format_module(name)
    raw = data.draw(FILES[name]).encode()
    before = form.read(raw, "")
    texts = [data.draw(st.one_of(st.just(t), st.text(max_size=20))) for t in before.texts[:4]]
    intended = before.with_texts([*texts, *before.texts[4:]])
    try:
        new = form.write(raw, intended.texts)
        after = form.read(new, "")
    except UserError:
        return
    if intended.prose.split() != after.prose.split():
        with pytest.raises(UnsafeResult):
            verify(form, raw, new, before, intended, ())


@pytest.mark.parametrize("name", TEXTS)
@FAST
@given(data=st.data(), seed=st.integers(0, 10_000))
def test_a_broken_file_is_read_or_refused_and_never_changed(
    name: str, data: st.DataObject, seed: int
) -> None:
    raw = broken(data.draw(FILES[name]).encode(data.draw(st.sampled_from(ENCODINGS))), seed)
    for form in (name, None):
        try:
            chosen = choose(Path("x.txt"), raw, form)
            document = chosen.read(raw, "")
            assert chosen.write(raw, document.texts) == raw
        except UserError:
            continue


def broken(raw: bytes, seed: int) -> bytes:
    """Return the file with a few bytes cut out, put in or doubled."""
    chance = random.Random(seed)
    data = bytearray(raw)
    for _ in range(chance.randint(1, 6)):
        at = chance.randint(0, len(data))
        kind = chance.randint(0, 3)
        if kind == 0:
            del data[at : at + chance.randint(1, 40)]
        elif kind == 1:
            data[at:at] = bytes(chance.randrange(256) for _ in range(chance.randint(1, 4)))
        elif kind == 2:
            data[at:at] = chance.choice(
                [b"\n\n", b"-->", b"<", b'"', b"{", b"\\", b"\r", b"```", b":"]
            )
        else:
            data[at:at] = data[at : at + chance.randint(1, 60)]
    return bytes(data)


REAL = ("txt", "md", "srt", "vtt", "json")
CONTAINERS = tuple(name for name in ("docx", "odt", "html") if name in BUILT)


@pytest.mark.parametrize("suffix", [*REAL, *CONTAINERS])
def test_real_files_keep_every_byte_and_take_edits(suffix: str) -> None:
    refused = {}
    for path in files(suffix):
        data = path.read_bytes()
        try:
            form = choose(path, data)
            before = form.read(data, str(path))
        except UserError as error:
            refused[path.name] = str(error)
            continue
        assert form.write(data, before.texts) == data, path.name
        edits = word_edits(before, seed=len(data))
        intended = edited(before, edits)
        new = form.write(data, intended.texts)
        verify(form, data, new, before, intended, edits)
        assert (new == data) == (not edits or intended.texts == before.texts), path.name
    if suffix in REAL:
        listed = (HERE / "refused.txt").read_text("utf-8").splitlines()
        assert sorted(f"{name}: {why}" for name, why in refused.items()) == [
            line for line in listed if line.split(": ")[0].endswith(f".{suffix}")
        ]
