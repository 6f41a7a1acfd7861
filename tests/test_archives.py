from __future__ import annotations

import io
import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from transcript_fix import archives, batch
from transcript_fix.errors import UserError

FORMS = ("talks.zip", "talks.tar", "talks.tar.gz", "talks.tgz", "talks.tar.bz2", "talks.tar.xz")
FILES = {
    "may/one.txt": b"We have alot of phones.\r\n",
    "may/two.srt": b"1\n00:00:01,000 --> 00:00:02,000\nThey have alot of time\n",
    "picture.png": os.urandom(4000),
    "__MACOSX/may/._one.txt": b"\0\1",
    ".hidden.txt": b"secret alot of",
}
ENGINES = ("--engine", "house", "--engine", "codespell")


def make(file: Path, files: dict[str, bytes] = FILES) -> Path:
    if file.suffix == ".zip":
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
            made.mkdir("may")
            for name, data in files.items():
                made.writestr(name, data)
        return file
    packing = {".tar": "", ".gz": "gz", ".tgz": "gz", ".bz2": "bz2", ".xz": "xz"}[file.suffix]
    with tarfile.open(file, f"w:{packing}") as made:
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size, info.mtime = len(data), 1_700_000_000
            made.addfile(info, io.BytesIO(data))
        link = tarfile.TarInfo("may/link.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        made.addfile(link)
    return file


def held(file: Path) -> dict[str, bytes]:
    if file.suffix == ".zip":
        with zipfile.ZipFile(file) as opened:
            return {n: opened.read(n) for n in opened.namelist() if not n.endswith("/")}
    with tarfile.open(file) as opened:
        return {i.name: opened.extractfile(i).read() for i in opened if i.isreg()}


def run(*args: str, cwd: Path, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "transcript_fix", *args]
    return subprocess.run(
        command, cwd=cwd, capture_output=True, text=True, timeout=120, input=stdin
    )


@pytest.mark.parametrize("form", FORMS)
def test_transcripts_in_an_archive_are_found_and_read(tmp_path: Path, form: str) -> None:
    file = make(tmp_path / form)
    found = batch.find([file])
    assert found == (file / "may/one.txt", file / "may/two.srt")
    assert [archives.content(p) for p in found] == [FILES["may/one.txt"], FILES["may/two.srt"]]
    assert batch.find([file / "may/two.srt"]) == (file / "may/two.srt",)


@pytest.mark.parametrize("form", FORMS)
def test_fix_writes_a_new_archive_and_leaves_the_old(tmp_path: Path, form: str) -> None:
    file = make(tmp_path / form)
    before = file.read_bytes()
    done = run("fix", form, "--unsafe", *ENGINES, cwd=tmp_path)
    made = archives.beside(file)
    assert f"{made.name} written" in done.stdout
    assert file.read_bytes() == before
    new = FILES | {
        "may/one.txt": b"We have a lot of phones.\r\n",
        "may/two.srt": FILES["may/two.srt"].replace(b"alot", b"a lot"),
    }
    assert held(made) == new
    again = run("fix", form, "--unsafe", *ENGINES, cwd=tmp_path)
    assert (again.returncode, "is there already" in again.stderr) == (2, True)
    assert again.stdout == ""  # no list of changes that were not made


def test_a_tar_file_keeps_links_times_and_owners(tmp_path: Path) -> None:
    file = make(tmp_path / "talks.tar.gz")
    run("fix", file.name, "--unsafe", *ENGINES, cwd=tmp_path)
    with tarfile.open(file) as old, tarfile.open(archives.beside(file)) as new:
        for one, other in zip(old, new, strict=True):
            assert (one.name, one.type, one.linkname, one.mtime, one.mode, one.uid) == (
                other.name, other.type, other.linkname, other.mtime, other.mode, other.uid,
            )  # fmt: skip


@pytest.mark.parametrize("name", ["../out.txt", "/etc/out.txt", "a/../../out.txt"])
@pytest.mark.parametrize("form", ["talks.zip", "talks.tar"])
def test_a_name_that_leads_out_is_refused(tmp_path: Path, form: str, name: str) -> None:
    file = make(tmp_path / form, {name: b"words"})
    with pytest.raises(UserError, match="leads out"):
        batch.find([file])


@pytest.mark.parametrize("form", ["talks.zip", "talks.tar.gz"])
def test_a_bomb_is_never_unpacked(tmp_path: Path, form: str) -> None:
    file = make(tmp_path / form, {"talk.txt": b"a" * 40_000_000})
    assert file.stat().st_size < 100_000
    with pytest.raises(UserError, match="would unpack to"):
        archives.content(file / "talk.txt")


@pytest.mark.parametrize("form", FORMS)
def test_a_damaged_archive_is_one_line(tmp_path: Path, form: str) -> None:
    file = make(tmp_path / form)
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 3])
    done = run("check", form, *ENGINES, cwd=tmp_path)
    assert done.returncode == 2
    assert len((done.stdout + done.stderr).strip().splitlines()) == 1, done.stderr


def test_one_bad_member_does_not_stop_the_rest(tmp_path: Path) -> None:
    make(tmp_path / "talks.zip", {"a.txt": b"\0\1\2", "b.txt": b"alot of"})
    done = run("check", "talks.zip", *ENGINES, cwd=tmp_path)
    assert done.returncode == 2
    assert "talks.zip/a.txt: this is a binary file" in done.stdout
    assert "talks.zip/b.txt" in done.stdout


def test_batch_reads_archives_and_goes_on_after_a_change(tmp_path: Path) -> None:
    make(tmp_path / "talks.zip")
    done = run("batch", "talks.zip", *ENGINES, cwd=tmp_path)
    assert done.returncode == 1
    assert "talks.zip/may/one.txt" in done.stdout


def test_a_pattern_in_quotes_names_files(tmp_path: Path) -> None:
    for name in ("a/one.txt", "a/b/two.txt", "a/b/no.png"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("words")
    assert batch.find([tmp_path / "**" / "*.txt"]) == (
        tmp_path / "a/b/two.txt",
        tmp_path / "a/one.txt",
    )
    with pytest.raises(UserError, match="no file fits"):
        batch.find([tmp_path / "*.docx"])


@pytest.mark.parametrize("end", ["\n", "\0"])
def test_a_list_names_files(tmp_path: Path, end: str) -> None:
    for name in ("one.txt", "two words.txt"):
        (tmp_path / name).write_text("We have alot of phones.")
    listed = f"one.txt{end}two words.txt{end}"
    done = run("check", "--files-from", "-", *ENGINES, cwd=tmp_path, stdin=listed)
    assert "2 findings in 2 files" in done.stdout, done.stdout + done.stderr
    (tmp_path / "list").write_text("")
    empty = run("check", "--files-from", "list", cwd=tmp_path)
    assert (empty.returncode, "lists no files" in empty.stderr) == (2, True)
