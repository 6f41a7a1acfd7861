"""The names checker on documents: labels, masks, cues, scopes and the file's own names."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.documents import document, paragraphs
from transcript_fix import formats
from transcript_fix.checkers import names
from transcript_fix.config import Settings
from transcript_fix.errors import UserError
from transcript_fix.model import Applicability, Document, Finding, Kind, Role

ROOT = Path(__file__).parents[2]
SPEAKER = Role.SPEAKER


@pytest.fixture
def house(tmp_path: Path) -> Path:
    path = tmp_path / "glossary.yaml"
    path.write_text(
        "terms:\n  - Xiaomi\n  - {term: Qualcomm, wrong: [Qualcommm]}\n  - WeChat\n"
        "  - {term: Weibo, scope: {speakers: [Host]}}\n  - FastAPI\n"
        "people:\n  - {name: Lei Jun, labels: [Mr. Lei]}\n",
        "utf-8",
    )
    return path


def found(doc: Document, glossary: Path | None = None) -> list[Finding]:
    with names.start(Settings(glossary=glossary)) as check:
        findings = sorted(check(doc), key=lambda f: f.span)
    assert all(f.before == doc.cut(f.span) for f in findings)
    return findings


def test_the_names_of_the_sample_are_found() -> None:
    path = ROOT / "samples" / "lei-jun-xiaomi.txt"
    data = path.read_bytes()
    doc = formats.choose(path, data, None).read(data, str(path))
    findings = found(doc, ROOT / "glossary.yaml")
    assert [(f.before, f.suggestions[0], f.kind) for f in findings] == [
        ("Qualcommm", "Qualcomm", Kind.NAME),
        ("Wechat", "WeChat", Kind.CASING),
    ]
    assert all(f.limit is Applicability.SAFE for f in findings)


def test_offsets_are_right_behind_an_emoji(house: Path) -> None:
    (finding,) = found(paragraphs("😀😀 we use Qualcommm’s chips"), house)
    assert finding.before == "Qualcommm"


def test_text_in_a_lead_is_never_touched_or_crossed(house: Path) -> None:
    doc = document(("", "see "), (" wechat.com ", "and fast"), (" 00:01 ", "API"))
    assert found(doc, house) == []


def test_a_name_may_run_over_two_cues_where_its_words_stay_two(house: Path) -> None:
    doc = document(("", "So then Lie"), ("\n", "Jun said it"))
    findings = found(doc, house)
    assert [(f.before, f.suggestions) for f in findings] == [("Lie\nJun", ("Lei\nJun",))]


def test_words_in_two_cues_are_never_made_one(house: Path) -> None:
    assert found(document(("", "we use fast"), ("\n", "API here")), house) == []
    assert found(document(("", "we use fast API here")), house)


def test_no_name_runs_over_a_paragraph(house: Path) -> None:
    assert found(paragraphs("and it was Lei", "jun was here"), house) == []


def test_a_label_is_checked_by_the_glossary(house: Path) -> None:
    doc = document(("", "Lie Jun :", SPEAKER), (" ", "We begin."))
    (finding,) = found(doc, house)
    assert (finding.before, finding.suggestions) == ("Lie Jun", ("Lei Jun",))
    assert found(document(("", "Mr. Lei:", SPEAKER), (" ", "We begin.")), house) == []


def test_labels_that_differ_are_found_without_a_glossary() -> None:
    pieces: list[tuple[str, str] | tuple[str, str, Role]] = []
    for label in (*["Lei Jun:"] * 5, "Lie Jun :", "Host:"):
        pieces += [("\n\n" if pieces else "", label, SPEAKER), (" ", "We go on.")]
    (finding,) = found(document(*pieces))
    assert (finding.before, finding.suggestions) == ("Lie Jun", ("Lei Jun",))
    assert finding.rule == "names/own-label"
    assert finding.limit is Applicability.REVIEW


def test_the_files_own_names_are_found_without_a_glossary() -> None:
    doc = paragraphs(*["We sell phones and Xiaomi grew."] * 10, "And then Xaiomi came.")
    (finding,) = found(doc)
    assert (finding.before, finding.suggestions) == ("Xaiomi", ("Xiaomi",))
    assert finding.limit is Applicability.REVIEW


def test_a_speakers_own_name_is_right_whatever_it_is_like(tmp_path: Path) -> None:
    path = tmp_path / "glossary.yaml"
    path.write_text("terms: [Laster]\n", "utf-8")
    text = "So then Lastr said it."
    assert found(paragraphs(text), path)
    doc = document(("", "Lastr:", SPEAKER), (" ", "Hi."), ("\n\n", "Lastr:", SPEAKER), (" ", text))
    speech = doc.spans[-1]
    assert [f for f in found(doc, path) if speech.contains(f.span)] == []


def test_an_entry_for_one_speaker_holds_for_him_alone(house: Path) -> None:
    doc = document(
        ("", "Host:", SPEAKER), (" ", "it is weibo"), ("\n\n", "Guest:", SPEAKER), (" ", "weibo")
    )
    (finding,) = found(doc, house)
    assert finding.span.start < 20


def test_an_entry_with_dates_reads_the_date_in_the_path(tmp_path: Path) -> None:
    path = tmp_path / "glossary.yaml"
    path.write_text(
        "terms: [{term: Meta, forbidden: [Facebook], scope: {since: 2021-10-28}}]\n", "utf-8"
    )
    text = paragraphs("we at Facebook then")
    for name, number in (("2022-01-01.txt", 1), ("2020-01-01.txt", 0), ("undated.txt", 0)):
        assert len(found(Document(name, text.segments), path)) == number


def test_a_broken_glossary_stops_the_start(tmp_path: Path) -> None:
    path = tmp_path / "glossary.yaml"
    path.write_text("terms: [a\n", "utf-8")
    with pytest.raises(UserError, match="not YAML"), names.start(Settings(glossary=path)):
        pass


def test_an_empty_document_has_no_names(house: Path) -> None:
    assert found(document(), house) == []
    assert found(document(("", "")), house) == []


def test_every_rule_that_fires_is_explained(house: Path) -> None:
    from transcript_fix.glossary.rules import RULES

    doc = paragraphs(
        "Qualcommm and wechat and fast API and Xaiomi.", *["It is GitHub and Sjors."] * 5,
        "It is Github and Sjoors.",
    )  # fmt: skip
    fired = {f.rule for f in found(doc, house)}
    assert {"names/wrong", "names/casing", "names/spacing", "names/near"} <= fired
    assert fired <= set(RULES)
