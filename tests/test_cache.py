from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from transcript_fix import cache
from transcript_fix.cache import Cache, clear, digest, show
from transcript_fix.errors import UserError


def test_what_was_put_is_there_for_the_next_run(tmp_path: Path) -> None:
    one = Cache(tmp_path / "c.sqlite")
    one.put({b"a": b"found", b"b": b""})
    one.close()
    other = Cache(tmp_path / "c.sqlite")
    assert other.get([b"a", b"b", b"c"]) == {b"a": b"found", b"b": b""}


def test_more_keys_than_a_statement_takes(tmp_path: Path) -> None:
    store = Cache(tmp_path / "c.sqlite")
    values = {digest(bytes([i % 256, i // 256])): b"x" for i in range(2000)}
    store.put(values)
    assert store.get(list(values)) == values


def test_parts_of_a_key_do_not_run_together() -> None:
    assert digest(b"ab", b"c") != digest(b"a", b"bc")


def test_nobody_else_may_read_it(tmp_path: Path) -> None:
    store = Cache(tmp_path / "c.sqlite")
    store.put({b"a": b"x"})
    assert (tmp_path / "c.sqlite").stat().st_mode & 0o777 == 0o600


def test_a_damaged_file_is_one_line_and_the_run_goes_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "c.sqlite"
    file.write_bytes(b"this was never a database" * 100)
    store = Cache(file)
    assert store.get([b"a"]) == {}
    store.put({b"a": b"x"})
    assert store.get([b"a"]) == {}
    store.close()
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 1
    assert "cache clear" in said[0]


def test_a_file_damaged_in_the_middle_gives_nothing_wrong(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "c.sqlite"
    store = Cache(file)
    values = {digest(str(i).encode()): str(i).encode() * 20 for i in range(3000)}
    store.put(values)
    store.close()
    data = bytearray(file.read_bytes())
    for at in range(5000, len(data), 997):
        data[at] ^= 0x41
    file.write_bytes(bytes(data))
    found = Cache(file).get(list(values))
    assert all(values[key] == value for key, value in found.items())
    assert len(found) < len(values)


def test_a_folder_that_cannot_be_made_is_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("not a folder")
    store = Cache(tmp_path / "file" / "c.sqlite")
    store.put({b"a": b"x"})
    assert store.get([b"a"]) == {}
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_a_cache_of_another_version_is_begun_anew(tmp_path: Path) -> None:
    file = tmp_path / "c.sqlite"
    with sqlite3.connect(file) as db:
        db.execute("CREATE TABLE results (other TEXT)")
        db.execute("PRAGMA user_version=99")
    db.close()
    store = Cache(file)
    store.put({b"a": b"x"})
    assert store.get([b"a"]) == {b"a": b"x"}


def test_what_was_used_longest_ago_goes_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hour = 1000
    monkeypatch.setattr(cache, "_hour", lambda: hour)
    file = tmp_path / "c.sqlite"
    filling = {f"{n}".encode(): os.urandom(1000) for n in range(600)}
    store = Cache(file, largest=400_000)
    store.put({k: v for k, v in filling.items() if int(k) < 300})
    hour = 1001
    store.put({k: v for k, v in filling.items() if int(k) >= 300})
    hour = 1002
    assert len(store.get([b"0", b"1", b"2"])) == 3  # old, but used again
    store.close()
    assert file.stat().st_size <= 450_000
    left = Cache(file).get(list(filling))
    assert {b"0", b"1", b"2"} <= set(left)
    assert all(int(k) >= 300 for k in left.keys() - {b"0", b"1", b"2"})
    assert 200 < len(left) < 400


_WRITER = """
import sys
from pathlib import Path
from transcript_fix.cache import Cache, digest
who, file = sys.argv[1], Path(sys.argv[2])
for turn in range(20):
    store = Cache(file)
    for n in range(20):
        key = digest(f"{who} {turn} {n}".encode())
        store.put({key: key * 10})
        assert store.get([key]) == {key: key * 10}
    store.close()
"""


def test_runs_at_the_same_time_lose_nothing(tmp_path: Path) -> None:
    file = tmp_path / "c.sqlite"
    runs = [
        subprocess.Popen([sys.executable, "-c", _WRITER, str(n), str(file)], stderr=subprocess.PIPE)
        for n in range(4)
    ]
    for run in runs:
        _, said = run.communicate(timeout=120)
        assert (run.returncode, said) == (0, b"")
    assert show(file).results == 4 * 20 * 20


def test_clear_forgets_everything_and_runs_go_on(tmp_path: Path) -> None:
    file = tmp_path / "c.sqlite"
    store = Cache(file)
    store.put({digest(bytes([n])): os.urandom(5000) for n in range(100)})
    assert clear(file) > 400_000
    assert show(file).results == 0
    store.put({b"a": b"x"})
    assert store.get([b"a"]) == {b"a": b"x"}


def test_clear_mends_a_damaged_one(tmp_path: Path) -> None:
    file = tmp_path / "c.sqlite"
    file.write_bytes(b"no database" * 1000)
    with pytest.raises(UserError, match="damaged"):
        show(file)
    clear(file)
    store = Cache(file)
    store.put({b"a": b"x"})
    assert store.get([b"a"]) == {b"a": b"x"}


def test_without_a_cache_there_is_nothing_to_clear(tmp_path: Path) -> None:
    assert clear(tmp_path / "c.sqlite") == 0
    assert show(tmp_path / "c.sqlite").results == 0
