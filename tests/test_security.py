"""What SECURITY.md promises, on the whole program: terminal, network, traps, broken files."""

from __future__ import annotations

import os
import random
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import pytest

from tests.formats import packages
from tests.formats.packages import run
from transcript_fix.errors import UserError
from transcript_fix.formats import docx, format_module, html, odt
from transcript_fix.reports import REPORTS

ORDERS = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
SAID = "We realy sell teh phone \x1b[2J\x1b]0;x\x07 and \u202eteh\u202c \x9b31m alof of it."
TEXTS = {
    "a.txt": f"Lei Jun: {SAID}\nHost: realy?\nLei Jun: teh phone\n",
    "b.md": "We realy sell teh phone.\n",
    "c.srt": "1\n00:00:01,000 --> 00:00:02,000\nWe realy sell teh phone.\n",
    "d.html": "<p>We realy <b>sell</b> teh phone.\n",
}


def tool(
    folder: Path, *args: str, before: Sequence[str] = (), timeout: float = 60
) -> tuple[int, str]:
    """Run the program; return its status, and all that it says (never a traceback)."""
    command = [*before, sys.executable, "-m", "transcript_fix", *args]
    env = {**os.environ, "NO_COLOR": "1", "PYTHONUTF8": "1", "COLUMNS": "100"}
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, timeout=timeout)
    said = (done.stdout + done.stderr).decode()
    assert "Traceback" not in said, said
    return done.returncode, said


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A project with a transcript of every kind."""
    for name, text in TEXTS.items():
        (tmp_path / name).write_bytes(text.encode())
    words = "We realy sell teh phone."
    (tmp_path / "e.docx").write_bytes(packages.docx(f"<w:p>{run(words)}</w:p>"))
    (tmp_path / "f.odt").write_bytes(packages.odt(f"<text:p>{words}</text:p>"))
    return tmp_path


# the terminal


@pytest.mark.parametrize("report", REPORTS)
def test_no_report_passes_on_an_order_to_the_terminal(report: str, tmp_path: Path) -> None:
    (tmp_path / "evil\x1b[2J\u202e.txt").write_text(TEXTS["a.txt"], "utf-8")
    args = ("--engine", "house", "--engine", "codespell", "--output-format", report)
    status, said = tool(tmp_path, "check", ".", *args)
    assert status == 1
    assert "realy" in said or report in ("gitlab",)
    assert ORDERS.findall(said) == []


@pytest.mark.parametrize("name", ["gone\x1b[2J.txt", "bad\x9b31m.docx", "odd\u202e.xyz"])
def test_no_error_passes_on_an_order_to_the_terminal(name: str, tmp_path: Path) -> None:
    if "gone" not in name:
        (tmp_path / name).write_bytes(b"\xd0\xcf\x11\xe0 not a transcript")
    status, said = tool(tmp_path, "check", name, "--engine", "house")
    assert status == 2
    assert len(said.splitlines()) == 1
    assert ORDERS.findall(said) == []


# the network


def namespace() -> list[str]:
    """Return the command that runs another one without a network; skip where that is forbidden."""
    for command in (["unshare", "-n"], ["unshare", "-rn"]):
        if (
            shutil.which("unshare")
            and not subprocess.run([*command, "true"], capture_output=True).returncode
        ):
            return command
    pytest.skip("no network namespace may be made here (unshare -n)")


def test_all_that_it_does_by_default_it_does_without_a_network(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = tmp_path_factory.mktemp("with") / "work"
    shutil.copytree(folder, other)
    cut_off = namespace()
    for args in (("check", "."), ("fix", "."), ("check", ".")):
        without, with_it = tool(folder, *args, before=cut_off), tool(other, *args)
        assert without[0] in (0, 1), without[1]
        assert _timeless(without[1]) == _timeless(with_it[1])
    for path in sorted(other.iterdir()):
        if path.is_file():
            assert (folder / path.name).read_bytes() == path.read_bytes(), path.name


def _timeless(said: str) -> str:
    """What was said without the name of the run, which has the time in it."""
    return re.sub(r"\d{8}[-T]?\d{4,6}[-\w]*|\d\d:\d\d:\d\d", "RUN", said)


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
def test_it_does_not_even_try_to_reach_one(folder: Path, tmp_path: Path) -> None:
    calls = tmp_path / "calls"
    trace = ["strace", "-f", "-qq", "-e", "trace=connect,sendto,sendmsg", "-o", str(calls)]
    status, said = tool(folder, "check", ".", before=trace, timeout=120)
    if not calls.exists() or "ptrace" in said:
        pytest.skip("no process may be traced here")
    assert status == 1
    assert not [line for line in calls.read_text().splitlines() if "AF_INET" in line]


# traps in files

BOMBS = {
    "entities": "<!DOCTYPE b [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'>]>",
    "outside file": "<!DOCTYPE b [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>",
    "outside address": "<!DOCTYPE b SYSTEM 'http://127.0.0.1:9/x.dtd'>",
    "parameter": "<!DOCTYPE b [<!ENTITY % p SYSTEM 'file:///etc/passwd'> %p;]>",
}


@pytest.mark.parametrize("bomb", BOMBS.values(), ids=BOMBS.keys())
def test_an_xml_bomb_is_refused_in_one_line(bomb: str, tmp_path: Path) -> None:
    part = packages.part(f"<w:p>{run('&x;')}</w:p>")
    head, _, rest = part.partition("\n")
    (tmp_path / "a.docx").write_bytes(packages.docx(f"{head}{bomb}{rest}"))
    (tmp_path / "b.odt").write_bytes(packages.odt("", files={"content.xml": f"{bomb}<x>&x;</x>"}))
    before = [(tmp_path / n).read_bytes() for n in ("a.docx", "b.odt")]
    status, said = tool(tmp_path, "fix", "a.docx", "b.odt", "--engine", "house")
    assert status == 2
    assert len([line for line in said.splitlines() if "DOCTYPE" in line]) == 2
    assert before == [(tmp_path / n).read_bytes() for n in ("a.docx", "b.odt")]


def test_a_zip_bomb_is_refused_in_one_line(tmp_path: Path) -> None:
    out = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(packages.docx("<w:p/>"))) as good,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bad,
    ):
        for name in good.namelist():
            content = good.read(name)
            spaces = bytes(200 << 20).replace(b"\0", b" ") if name == "word/document.xml" else b""
            bad.writestr(name, content + spaces)
    (tmp_path / "a.docx").write_bytes(out.getvalue())
    assert len(out.getvalue()) < 1 << 20
    limited = ["sh", "-c", 'ulimit -v 2000000; exec "$@"', "sh"]
    status, said = tool(tmp_path, "check", "a.docx", "--engine", "house", before=limited)
    assert status == 2
    assert "would unpack to" in said
    assert len(said.splitlines()) == 1


def test_links_in_a_circle_end(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    (inner / "up").symlink_to(tmp_path)
    (inner / "self").symlink_to("self")
    (inner / "talk.txt").write_text("We realy sell.\n")
    (tmp_path / "gone.txt").symlink_to("nowhere")
    status, said = tool(tmp_path, "check", "a", "--engine", "codespell", timeout=30)
    assert status in (1, 2)
    assert said.count("talk.txt") == 1


def test_a_glossary_may_not_reach_out_of_the_project(tmp_path: Path) -> None:
    project = tmp_path / "project"
    (project / ".git").mkdir(parents=True)
    (tmp_path / "secret.yaml").write_text("version: 1\nterms: [{name: Secret}]\n")
    (project / "a.txt").write_text("We sell.\n")
    for include in ("../secret.yaml", str(tmp_path / "secret.yaml"), "http://127.0.0.1:9/g.yaml"):
        (project / "glossary.yaml").write_text(f"version: 1\ninclude: [{include}]\n")
        status, said = tool(project, "check", "a.txt", "--engine", "names")
        assert status == 2, said
        assert len(said.splitlines()) == 1


def test_a_glossary_of_aliases_is_no_bomb(tmp_path: Path) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    (tmp_path / "glossary.yaml").write_text("\n".join(lines))
    (tmp_path / "a.txt").write_text("We sell.\n")
    status, said = tool(tmp_path, "check", "a.txt", "--engine", "names", timeout=20)
    assert status == 2
    assert len(said.splitlines()) == 1


# broken files

BROKEN = [
    *(b"<", b">", b"&", b'"', b"/>", b"</", b"<!--", b"]]>", b"&#x0;", b"&#xD800;", b"\0", b"\xff"),
    *(b"<w:p>", b"</w:r>", b"<w:t>", b"<!DOCTYPE a>", b"PK\3\4", b"PK\5\6", b"PK\1\2"),
    *(b'<text:s text:c="999999999"/>', b'<w:fldChar w:fldCharType="end"/>', b"<mc:Choice/>"),
]


def broken(data: bytes, chance: random.Random) -> bytes:
    """Return the bytes with a few pieces cut out, put in or doubled."""
    out = bytearray(data)
    for _ in range(chance.randint(1, 2)):
        at = chance.randint(0, len(out))
        kind = chance.randint(0, 3)
        if kind == 0:
            del out[at : at + chance.randint(1, 50)]
        elif kind == 1:
            out[at:at] = chance.choice(BROKEN)
        elif kind == 2:
            out[at:at] = out[at : at + chance.randint(1, 200)]
        else:
            out[at : at + 1] = bytes([chance.randrange(256)])
    return bytes(out)


def broken_inside(data: bytes, chance: random.Random) -> bytes:
    """Return a zip file that is whole, with one broken member."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        files = {n: archive.read(n) for n in archive.namelist()}
    name = chance.choice([n for n in files if n.endswith((".xml", ".rels"))])
    files[name] = broken(files[name], chance)
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, content in files.items():
            archive.writestr(member, content)
    return out.getvalue()


WHOLE = {
    "docx": packages.docx(
        f"<w:p><w:pPr><w:pStyle w:val='x'/></w:pPr>{run('Xia')}{run('omi', '<w:b/>')}"
        "<w:r><w:fldChar w:fldCharType='begin'/></w:r></w:p><w:tbl><w:p/></w:tbl>",
        {"settings": "<w:trackRevisions/>", "footnotes": f"<w:p>{run('note &amp; more')}</w:p>"},
    ),
    "odt": packages.odt("<text:h>a<text:s/>b</text:h><text:p>c <text:span>d</text:span></text:p>"),
    "html": b"<title>a</title><p>b<b>c</b>&rsquo;<!-- d --><script>e</script><pre>f</pre>",
}


@pytest.mark.parametrize("name", WHOLE)
def test_a_broken_file_is_read_or_refused_and_never_more(name: str) -> None:
    form = format_module(name)
    chance = random.Random(20261125)
    read, refused = 0, []
    for number in range(600):
        inside = name != "html" and number % 2
        data = (broken_inside if inside else broken)(WHOLE[name], chance)
        try:
            document = form.read(data, "")
        except UserError as error:
            refused.append(str(error))
            continue
        assert form.write(data, document.texts) == data
        texts = [f"{t}s" for t in document.texts]
        form.read(form.write(data, texts), "")
        if name == "docx":
            form.read(docx.write_tracked(data, texts, "Ed", "2026-11-25T09:00:00Z"), "")
        read += 1
    assert read > 20
    assert not [why for why in refused if "\n" in why or ORDERS.search(why)]


def test_the_formats_have_the_names_that_are_tested_here() -> None:
    assert {docx.NAME, odt.NAME, html.NAME} == set(WHOLE)
