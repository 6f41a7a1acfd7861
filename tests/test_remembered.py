from __future__ import annotations

from contextlib import closing
from pathlib import Path

from transcript_fix.cache import Cache
from transcript_fix.remembered import Remembered


def test_the_same_question_to_the_same_model_is_remembered(tmp_path: Path) -> None:
    with closing(Cache(tmp_path / "r.sqlite")) as cache:
        Remembered(cache, "small 1").put([[0, 1.5]], "He go.", ["He goes."])
        assert Remembered(cache, "small 1").get("He go.", ["He goes."]) == [[0, 1.5]]
        assert Remembered(cache, "small 1").get("He go.", ["He went."]) is None
        assert Remembered(cache, "small 2").get("He go.", ["He goes."]) is None


def test_the_sentence_itself_is_never_kept(tmp_path: Path) -> None:
    with closing(Cache(tmp_path / "r.sqlite")) as cache:
        Remembered(cache, "small 1").put([], "A secret sentence.")
    kept = b"".join(f.read_bytes() for f in tmp_path.iterdir())
    assert kept
    assert b"secret" not in kept


def test_without_a_cache_nothing_is_remembered() -> None:
    none = Remembered(None, "small 1")
    none.put([], "He go.")
    assert none.get("He go.") is None
