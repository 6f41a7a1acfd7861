from __future__ import annotations

import os
import signal
import time

import pytest

from transcript_fix import headway


def test_how_far_it_is_is_one_count_for_all_who_ask() -> None:
    with headway.reading("judge") as one, headway.reading("judge") as other:
        one.add(todo=312)
        other.add(done=40)
        assert headway.so_far() == "judge: 40 of 312 sentences"
        other.note = "9 tokens"
        assert headway.so_far() == "judge: 40 of 312 sentences, 9 tokens"
    assert headway.so_far() == ""


def test_who_has_nothing_to_read_says_nothing() -> None:
    with headway.reading("judge"), headway.reading("llm") as llm:
        assert headway.so_far() == ""
        llm.add(todo=2)
        assert headway.so_far() == "llm: 0 of 2 sentences"


def test_a_word_to_stop_holds_until_somebody_begins_anew() -> None:
    with headway.reading("judge"):
        headway.cancel()
        with headway.reading("judge"):
            assert headway.cancelled.is_set()
    with headway.reading("judge"):
        assert not headway.cancelled.is_set()


def _interrupted() -> None:
    with headway.interruptible():
        os.kill(os.getpid(), signal.SIGINT)
        time.sleep(5)


def test_ctrl_c_also_reaches_those_who_wait_for_a_reader() -> None:
    with headway.reading("judge"):
        with pytest.raises(KeyboardInterrupt):
            _interrupted()
        assert headway.cancelled.is_set()
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
