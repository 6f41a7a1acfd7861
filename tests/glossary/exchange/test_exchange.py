"""Glossaries of other tools: their own files in, ours out, and nothing lost that they can say."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import etree

from transcript_fix import glossary
from transcript_fix.errors import USAGE, UserError
from transcript_fix.glossary import Glossary
from transcript_fix.glossary.add import Entry, add_all
from transcript_fix.glossary.exchange import EXCHANGES, decode, exchange
from transcript_fix.glossary.exchange.whisper import TOKENS, tokens

HOUSE = """\
terms:
  - {term: Qualcomm, type: company, wrong: [Qualcommm], heard: [call com], admitted: [QCOM],
     forbidden: [Qualcomm Inc], source: ["高通"], note: "chips & phones <San Diego>"}
  - C++
  - {term: "Procter & Gamble", wrong: [Procktor & Gamble]}
people:
  - {name: Lei Jun, labels: [LEI JUN], source: ["雷军"], wrong: [Lie Junn]}
"""


@pytest.fixture
def house(tmp_path: Path) -> Glossary:
    path = tmp_path / "glossary.yaml"
    path.write_text(HOUSE, "utf-8")
    return glossary.load(path)


def read(name: str, text: str) -> list[Entry]:
    return exchange(name).read(text, "their.file")


def by_term(entries: list[Entry]) -> dict[str, dict[str, tuple[str, ...]]]:
    return {e.term: e.lists for e in entries}


# what each form can say of Qualcomm, after writing and reading it
KEPT = {
    "tbx": {
        "wrong": ("Qualcommm",), "heard": ("call com",), "admitted": ("QCOM",),
        "forbidden": ("Qualcomm Inc",), "source": ("高通",),
    },
    "csv": {"source": ("高通",)},
    "vale": {},
    "prh": {"wrong": ("Qualcommm",), "heard": ("Qualcomm Inc",)},
    "cspell": {"wrong": ("Qualcommm",)},
    "codespell": {"wrong": ("qualcommm",)},
    "hunspell": {},
    "whisper": {},
}  # fmt: skip


@pytest.mark.parametrize("name", EXCHANGES)
def test_a_round_trip_keeps_what_the_form_can_say(name: str, house: Glossary) -> None:
    found = by_term(read(name, exchange(name).write(house)[0]))
    assert found["Qualcomm"] == KEPT[name]


@pytest.mark.parametrize("name", EXCHANGES)
def test_what_was_exported_can_be_imported_into_a_glossary(
    name: str, house: Glossary, tmp_path: Path
) -> None:
    path = tmp_path / "new.yaml"
    entries = read(name, exchange(name).write(house)[0])
    assert add_all(path, entries) == len(entries)
    assert add_all(path, entries) == 0
    assert {"Qualcomm"} <= {t.term for t in glossary.load(path).terms}


def test_a_tbx_export_is_valid(house: Glossary) -> None:
    rules = etree.RelaxNG(etree.parse(str(Path(__file__).with_name("tbx_basic.rng"))))
    text = exchange("tbx").write(house)[0]
    rules.assertValid(etree.fromstring(text.encode()))
    for bad in ("preferredTerm-admn-sts", 'type="TBX-Basic"', 'xml:lang="zh"'):
        broken = text.replace(bad, "x", 1)
        try:
            assert not rules.validate(etree.fromstring(broken.encode()))
        except etree.XMLSyntaxError:
            continue


def test_a_person_stays_a_person_through_tbx(house: Glossary) -> None:
    (person,) = [e for e in read("tbx", exchange("tbx").write(house)[0]) if e.person]
    assert (person.term, person.lists["source"]) == ("Lei Jun", ("雷军",))


OLD_TBX = """<?xml version="1.0"?>
<martif type="TBX" xml:lang="en"><martifHeader/><text><body><termEntry id="a">
<langSet xml:lang="en-US"><tig><term>Qualcomm</term></tig>
<tig><term>Qualcommm</term>
<termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig>
<tig><term>Jupiter</term>
<termNote type="administrativeStatus">supersededTerm-admn-sts</termNote></tig></langSet>
<langSet xml:lang="zh"><ntig><termGrp><term>高通</term></termGrp></ntig></langSet>
</termEntry></body></text></martif>"""
DCT_TBX = """<tbx type="TBX-Basic" style="dct" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"
 xmlns:min="http://www.tbxinfo.net/ns/min"><tbxHeader/><text><body><conceptEntry id="c1">
<langSec xml:lang="en"><termSec><term>Qualcomm</term>
<min:administrativeStatus>preferredTerm-admn-sts</min:administrativeStatus></termSec>
<termSec><term>QCOM</term><min:administrativeStatus>admittedTerm-admn-sts</min:administrativeStatus>
</termSec></langSec></conceptEntry></body></text></tbx>"""


def test_older_and_other_styles_of_tbx_are_read() -> None:
    assert by_term(read("tbx", OLD_TBX)) == {
        "Qualcomm": {"wrong": ("Qualcommm",), "heard": ("Jupiter",), "source": ("高通",)}
    }
    assert by_term(read("tbx", DCT_TBX)) == {"Qualcomm": {"admitted": ("QCOM",)}}


@pytest.mark.parametrize(
    "text",
    [
        '<?xml version="1.0"?><!DOCTYPE tbx SYSTEM "http://x/y.dtd"><tbx/>',
        '<!DOCTYPE tbx [<!ENTITY a SYSTEM "file:///etc/passwd">]><tbx>&a;</tbx>',
        "<!doctype tbx><tbx/>",
        '<tbx><!-- --><!ENTITY x "y"></tbx>',
    ],
)
def test_a_tbx_with_a_doctype_or_entities_is_refused(text: str) -> None:
    with pytest.raises(UserError, match="DOCTYPE or entities") as caught:
        read("tbx", text)
    assert caught.value.code == USAGE
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("tbx", "<tbx><a></tbx>", "their.file:1:"),
        ("tbx", "<html/>", "their.file: not TBX"),
        ("csv", "", "their.file: empty"),
        ("csv", "a,b\njust one\n", "their.file:2: one column"),
        ("csv", 'a,"b\n', "not CSV"),
        ("vale", "Xiaomi\nfoo|bar\n", "their.file:2: 'foo|bar' is a pattern"),
        ("prh", "rules: [{pattern: x}]", "their.file:1:9: a rule needs `expected`"),
        ("prh", "rules: {", "their.file"),
        ("prh", "- a", "not a prh file"),
        ("cspell", "{", "their.file:1: not JSON"),
        ("cspell", '{"words": [1]}', "'words' must be a list of words"),
        ("codespell", "teh->the\nnonsense\n", "their.file:2: not `wrong->right`"),
        ("whisper", "This is a long sentence without any list of names", "not a list of names"),
    ],
)
def test_a_broken_file_is_one_line_with_its_place(name: str, text: str, line: str) -> None:
    with pytest.raises(UserError) as caught:
        read(name, text)
    assert line in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32"])
def test_a_csv_in_utf16_is_refused(encoding: str) -> None:
    with pytest.raises(UserError, match="UTF-16") as caught:
        decode("高通,Qualcomm\r\n".encode(encoding), "t.csv")
    assert caught.value.code == USAGE


def test_other_bytes_are_refused_with_their_line() -> None:
    with pytest.raises(UserError, match=r"t\.csv:2: not UTF-8"):
        decode(b"a,b\n\xff,c\n", "t.csv")


@pytest.mark.parametrize(
    "text",
    [
        "高通,Qualcomm,ZH,EN\r\n雷军,Lei Jun,ZH,EN\r\n",  # DeepL
        "zh-CN,en\n高通,Qualcomm\n雷军,Lei Jun\n",  # Google, Amazon
        "en,zh\nQualcomm,高通\nLei Jun,雷军\n",
        "source,target\n高通,Qualcomm\n雷军,Lei Jun\n",
        "高通\tQualcomm\n雷军\tLei Jun\n",
        "Qualcomm;高通\nLei Jun;雷军\n",
        "\n高通,Qualcomm\n\n雷军,Lei Jun",
    ],
)
def test_the_tables_of_translation_services_are_read(text: str) -> None:
    assert by_term(read("csv", text)) == {
        "Qualcomm": {"source": ("高通",)},
        "Lei Jun": {"source": ("雷军",)},
    }


def test_a_term_in_two_rows_is_one_term() -> None:
    assert by_term(read("csv", "zh,en\n高通,Qualcomm\n高通公司,Qualcomm\n")) == {
        "Qualcomm": {"source": ("高通", "高通公司")}
    }


def test_a_vale_vocabulary_is_read_as_words() -> None:
    found = read("vale", "Xiaomi\n# a comment\nC\\+\\+\n(?i)npm\n[Kk]ubernetes\n\n")
    assert [e.term for e in found] == ["Xiaomi", "C++", "npm", "Kubernetes"]


def test_vale_accepts_and_rejects_by_escaped_lines(house: Glossary) -> None:
    accept, reject = exchange("vale").write(house)
    assert "C\\+\\+\n" in accept
    assert reject.splitlines() == ["Qualcommm", "Qualcomm Inc", "Procktor & Gamble", "Lie Junn"]


def test_a_prh_file_is_read_but_for_its_expressions() -> None:
    text = (
        "version: 1\nrules:\n  - expected: Cookie\n    pattern: /クッキー/\n"
        "  - expected: GitHub\n    patterns: [githubb, '/\\bgithabb\\b/i', /gi.*b/]\n  - jQuery\n"
    )
    found = by_term(read("prh", text))
    assert found["GitHub"] == {"wrong": ("githubb", "githabb")}
    assert found["jQuery"] == {}


def test_a_cspell_file_may_have_comments() -> None:
    text = '{\n  // ours\n  "words": ["Xiaomi", "http://x"], /* no */\n'
    text += '  "flagWords": ["Xaiomi: Xiaomi"]\n}'
    assert by_term(read("cspell", text)) == {
        "Xiaomi": {"wrong": ("Xaiomi",)}, "http://x": {},
    }  # fmt: skip
    assert [e.term for e in read("cspell", "# list\nXiaomi\n!bad\nNokia # maker\n")] == [
        "Xiaomi",
        "Nokia",
    ]


def test_a_codespell_entry_with_a_doubt_is_only_asked() -> None:
    found = by_term(read("codespell", "# c\nqualcommm->Qualcomm\nlead->led, or the metal\n"))
    assert found == {"Qualcomm": {"wrong": ("qualcommm",)}, "led": {"heard": ("lead",)}}


def test_hunspell_flags_are_dropped() -> None:
    found = read("hunspell", "3\nXiaomi/M\nNokia\tpo:noun\n*bad\nAC\\/DC\n")
    assert [e.term for e in found] == ["Xiaomi", "Nokia", "AC/DC"]


def test_a_whisper_prompt_never_grows_too_long(tmp_path: Path) -> None:
    path = tmp_path / "g.yaml"
    names = "".join(f"  - Company {n} Holdings\n" for n in range(200))
    path.write_text(f"terms:\n{names}people: [Lei Jun]\n", "utf-8")
    (text,) = exchange("whisper").write(glossary.load(path))
    assert tokens(text) <= TOKENS
    assert text.startswith("Names: ")
    assert text.endswith("Lei Jun.\n")


WRONG = "We selected Qualcommm and the Qualcomm Inc chips.\n"


def run(command: list[str], folder: Path) -> str:
    return subprocess.run(
        command, cwd=folder, capture_output=True, text=True, check=False, timeout=120
    ).stdout


def test_codespell_itself_mends_by_the_export(house: Glossary, tmp_path: Path) -> None:
    (tmp_path / "d.txt").write_text(exchange("codespell").write(house)[0], "utf-8")
    (tmp_path / "t.txt").write_text(WRONG, "utf-8")
    out = run([sys.executable, "-m", "codespell_lib", "-D", "d.txt", "t.txt"], tmp_path)
    assert "Qualcommm ==> Qualcomm" in out


@pytest.mark.skipif(not shutil.which("cspell"), reason="cspell is not installed here")
def test_cspell_itself_flags_by_the_export(house: Glossary, tmp_path: Path) -> None:
    (tmp_path / "cspell.json").write_text(exchange("cspell").write(house)[0], "utf-8")
    (tmp_path / "t.txt").write_text(WRONG, "utf-8")
    out = run(["cspell", "--no-progress", "-c", "cspell.json", "t.txt"], tmp_path)
    assert "Forbidden word (Qualcommm) fix: (Qualcomm)" in out
    assert out.count("Qualcomm)") == 1


@pytest.mark.skipif(not shutil.which("prh"), reason="prh is not installed here")
def test_prh_itself_mends_by_the_export(house: Glossary, tmp_path: Path) -> None:
    (tmp_path / "prh.yml").write_text(exchange("prh").write(house)[0], "utf-8")
    (tmp_path / "t.txt").write_text(WRONG, "utf-8")
    out = run(["prh", "--rules", "prh.yml", "t.txt"], tmp_path)
    assert "Qualcommm → Qualcomm" in out


@pytest.mark.skipif(not shutil.which("hunspell"), reason="hunspell is not installed here")
def test_hunspell_itself_knows_the_exported_words(house: Glossary, tmp_path: Path) -> None:
    (tmp_path / "g.dic").write_text(exchange("hunspell").write(house)[0], "utf-8")
    (tmp_path / "g.aff").write_text("SET UTF-8\n", "utf-8")
    (tmp_path / "t.txt").write_text("Qualcomm Qualcommm Gamble\n", "utf-8")
    assert run(["hunspell", "-d", "./g", "-l", "t.txt"], tmp_path).split() == ["Qualcommm"]


def test_a_cspell_export_is_json_of_its_form(house: Glossary) -> None:
    data = json.loads(exchange("cspell").write(house)[0])
    assert data["version"] == "0.2"
    assert "Qualcommm->Qualcomm" in data["flagWords"]
    assert not any(" " in w for w in data["words"])
