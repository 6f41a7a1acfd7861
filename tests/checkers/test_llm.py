"""The engine llm as a run uses it: real servers on loopback, the real command."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from tests.documents import paragraphs
from tests.llm.servers import Played, Said, content, corrected, playing, sentence_of
from transcript_fix import pipeline, project
from transcript_fix.checkers import llm
from transcript_fix.config import Profile, Settings
from transcript_fix.errors import ENGINE, USAGE, EngineError, UserError
from transcript_fix.lsp.checking import Checking
from transcript_fix.model import Applicability, Finding, Issue, Kind, Span

TEXT = "Lei Jun: He are happy with the result. We sold three phone that day.\n"


def saying(mend: Callable[[str], str]) -> Callable[[dict[str, Any], object], Said]:
    """What a server says that corrects each sentence by `mend`."""
    return lambda request, _: corrected(mend(sentence_of(request)))


def good(text: str) -> str:
    return text.replace("He are", "He is").replace("three phone ", "three phones ")


def settings(server: Played, **more: Any) -> Settings:
    return Settings(llm_url=server.url, llm_model="m", engines=("llm",), **more)


def proposed(told: Settings, *texts: str) -> list[Finding]:
    with llm.start(told) as check:
        return list(check(paragraphs(*texts)))


# --- propose


def test_a_slip_is_found_where_it_stands() -> None:
    text = "It was so. He are happy with\nthe result. We sold three phone that day."
    with playing(saying(good)) as server:
        findings = proposed(settings(server), "A heading here is fine.", text)
    told = paragraphs("A heading here is fine.", text)
    assert [(f.before, f.suggestions) for f in findings] == [
        ("are", ("is",)), ("phone", ("phones",)),
    ]  # fmt: skip
    assert all(told.cut(f.span) == f.before for f in findings)
    assert {f.limit for f in findings} == {Applicability.REVIEW}
    assert all(f.confidence is not None and f.confidence < 0.3 for f in findings)


def test_an_edit_across_a_line_break_keeps_it() -> None:
    with playing(saying(lambda t: t.replace("year it", "year. It"))) as server:
        (it,) = proposed(settings(server), "It was a very good year\nit grew so fast.")
    assert (it.before, it.suggestions) == ("\nit", (".\nIt",))


def test_an_edit_that_would_take_a_line_break_away_is_left_out() -> None:
    with playing(saying(lambda t: t.replace("a lot", "alott"))) as server:
        assert proposed(settings(server), "There were a\nlot of them there.") == []


def test_the_same_sentence_is_asked_about_once() -> None:
    with playing(saying(good)) as server:
        findings = proposed(settings(server), *["He are happy with it."] * 5)
    assert len(server.requests) == 1
    assert len(findings) == 5


def test_a_request_holds_one_sentence_and_nothing_else_of_the_text() -> None:
    with playing(saying(good)) as server:
        proposed(settings(server), "He are happy with it. We sold three phone that day.")
    sent = [sentence_of(r) for r in server.requests]
    assert sorted(sent) == ["He are happy with it.", "We sold three phone that day."]
    assert {len(r["messages"]) for r in server.requests} == {2}


def test_under_strict_nothing_is_sent() -> None:
    with playing(saying(good)) as server:
        told = settings(server, profile=Profile.STRICT, llm_mode="both")
        assert proposed(told, "He are happy with it.") == []
        with llm.judging(told) as weigh:
            assert weigh is None
    assert server.requests == []


def test_many_sentences_go_out_some_at_a_time() -> None:
    at_once, most, lock = [0], [0], threading.Lock()

    def say(request: dict[str, Any], _: object) -> Said:
        with lock:
            at_once[0] += 1
            most[0] = max(most[0], at_once[0])
        time.sleep(0.02)
        with lock:
            at_once[0] -= 1
        return corrected(sentence_of(request))

    with playing(say) as server:
        proposed(
            settings(server, llm_at_once=3), *(f"Sentence number {n} here." for n in range(30))
        )
    assert most[0] == 3


def test_answers_that_cannot_be_read_are_not_clean() -> None:
    with (
        playing(lambda *_: content("I cannot help\nwith that.")) as server,
        pytest.raises(EngineError, match="the text is not checked") as error,
    ):
        proposed(settings(server), "He are happy with it.")
    assert error.value.code == ENGINE


# --- what is remembered


def remembering(server: Played, **more: Any) -> Settings:
    return settings(server, cache=True, **more)


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(project.CACHE_VARIABLE, str(tmp_path / "cache"))
    monkeypatch.delenv("TRANSCRIPT_FIX_LLM_URL", raising=False)


def test_what_was_asked_is_not_asked_again() -> None:
    with playing(saying(good)) as server:
        first = proposed(remembering(server), "He are happy with it.", "It is all fine.")
        again = proposed(remembering(server), "He are happy with it.", "We grew very fast.")
    assert len(server.requests) == 3
    assert again == first


def test_another_model_is_asked_anew() -> None:
    with playing(saying(good)) as server:
        proposed(remembering(server), "He are happy with it.")
        told = Settings(llm_url=server.url, llm_model="n", cache=True)
        proposed(told, "He are happy with it.")
    assert len(server.requests) == 2


def test_without_a_cache_nothing_is_remembered() -> None:
    with playing(saying(good)) as server:
        proposed(settings(server), "He are happy with it.")
        proposed(settings(server), "He are happy with it.")
    assert len(server.requests) == 2


def test_an_answer_that_could_not_be_read_is_asked_for_again() -> None:
    said = iter([content("?\n?"), corrected("He is happy with it.")])
    with playing(lambda *_: next(said)) as server:
        with pytest.raises(EngineError):
            proposed(remembering(server), "He are happy with it.")
        assert len(proposed(remembering(server), "He are happy with it.")) == 1


def test_the_cache_holds_no_sentence(tmp_path: Path) -> None:
    with playing(saying(good)) as server:
        proposed(remembering(server), "He are happy with Kublai's secret.")
    held = b"".join(f.read_bytes() for f in (tmp_path / "cache").iterdir())
    assert b"Kublai" not in held


# --- judge


def issue(
    before: str, *suggestions: str, limit: Applicability = Applicability.REVIEW, **more: Any
) -> Issue:
    text = paragraphs(JUDGED).prose
    at = text.index(before)
    finding = Finding(
        Span(at, at + len(before)),
        before,
        "lt:X",
        "lingotweaker",
        Kind.GRAMMAR,
        "Look.",
        suggestions,
    )
    return Issue("k" + before, finding, 0.6, limit, ("lingotweaker",), **more)


JUDGED = "It was so. We was late for them trains. Then we left."


def weighed(server: Played, issues: Iterable[Issue]) -> tuple[Issue, ...]:
    with llm.judging(settings(server, llm_mode="judge")) as weigh:
        assert weigh is not None
        return weigh(paragraphs(JUDGED), tuple(issues))


def choosing(wanted: str) -> Callable[[dict[str, Any], object], Said]:
    """What a server says that likes one version, whatever its letter."""

    def say(request: dict[str, Any], _: object) -> Said:
        versions = sentence_of(request)
        letter = next(k for k, v in versions.items() if v == wanted)
        top = [{"token": letter, "logprob": -0.1}, {"token": "Z", "logprob": -3.0}]
        return content(letter, logprobs={"content": [{"top_logprobs": top}]})

    return say


def test_the_chosen_suggestion_comes_first_and_makes_nothing_surer() -> None:
    with playing(choosing("We are late for them trains.")) as server:
        (it,) = weighed(server, [issue("was late", "were late", "are late")])
    assert it.finding.suggestions == ("are late", "were late")
    assert (it.confidence, it.applicability) == (0.6, Applicability.REVIEW)
    assert len(server.requests) == 2  # both orders


def test_the_first_suggestion_chosen_is_said_to_be_seconded() -> None:
    with playing(choosing("We were late for them trains.")) as server:
        (it,) = weighed(server, [issue("was late", "were late", "are late")])
    assert it.engines == ("lingotweaker", "llm")
    assert (it.confidence, it.applicability) == (0.6, Applicability.REVIEW)


def test_to_keep_the_words_hides_nothing() -> None:
    with playing(choosing("We was late for them trains.")) as server:
        (it,) = weighed(server, [issue("was late", "were late")])
    assert it.finding.suggestions == ("were late",)
    assert (it.confidence, it.applicability) == (0.3, Applicability.REVIEW)


def test_a_model_that_likes_a_letter_and_not_a_version_changes_nothing() -> None:
    first = issue("was late", "were late", "are late")
    with playing(lambda *_: content("A")) as server:
        assert weighed(server, [first]) == (first,)


def test_a_server_without_likelihoods_is_asked_for_json() -> None:
    def say(request: dict[str, Any], _: object) -> Said:
        if "response_format" not in request:
            return content("Well")
        letter = next(k for k, v in sentence_of(request).items() if "are late" in v)
        return content(json.dumps({"choice": letter}))

    with playing(say) as server:
        (it,) = weighed(server, [issue("was late", "were late", "are late")])
    assert it.finding.suggestions[0] == "are late"


def test_only_what_the_editor_is_asked_is_judged() -> None:
    safe = issue("was late", "were late", limit=Applicability.SAFE)
    note = issue("them", "those", limit=Applicability.NOTE)
    bare = issue("trains")
    with playing(choosing("none")) as server:
        assert weighed(server, [safe, note, bare]) == (safe, note, bare)
    assert server.requests == []


def test_in_the_mode_judge_nothing_is_proposed() -> None:
    with playing(saying(good)) as server:
        assert proposed(settings(server, llm_mode="judge"), "He are happy with it.") == []
    assert server.requests == []


# --- a whole run


def test_no_server_named_is_the_users_to_mend() -> None:
    with (
        pytest.raises(UserError, match="llm needs a server") as error,
        pipeline.start(Settings(engines=("llm",))),
    ):
        pass
    assert error.value.code == USAGE


@pytest.fixture
def talk(tmp_path: Path) -> Path:
    file = tmp_path / "talk.txt"
    file.write_text(TEXT, "utf-8")
    return file


def command(*words: str, **environment: str) -> list[str]:
    return [sys.executable, "-m", "transcript_fix", *words]


def run(file: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(words[0], file.name, *words[1:]),
        cwd=file.parent, capture_output=True, text=True, timeout=60,
    )  # fmt: skip


def test_the_command_finds_tells_the_cost_and_changes_nothing(talk: Path) -> None:
    named = ("--engines", "names,llm", "--llm-model", "m")
    with playing(saying(good)) as server:
        done = run(talk, "check", *named, "--llm-url", server.url)
        fixed = run(talk, "fix", *named, "--llm-url", server.url)
    assert done.returncode == 1
    assert "llm:slip" in done.stdout
    assert "phone" in done.stdout
    assert "llm: 2 sentences, 2 requests, 20 tokens" in done.stderr
    assert fixed.returncode == 1
    assert talk.read_text("utf-8") == TEXT
    assert len(server.requests) == 2  # the second run remembers


def test_a_dead_server_is_not_clean(talk: Path) -> None:
    done = run(talk, "check", "--engines", "default,llm", "--llm-url", "127.0.0.1:9",
               "--llm-model", "m")  # fmt: skip
    assert done.returncode == ENGINE
    assert "the text is not checked" in done.stdout + done.stderr


def test_a_server_that_must_be_named_is_one_line(talk: Path) -> None:
    done = run(talk, "check", "--engine", "llm")
    assert done.returncode == USAGE
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    assert "--llm-url" in done.stderr


def test_the_key_is_in_no_output(talk: Path) -> None:
    os.environ["KEY_OF_TEST"] = "sk-very-secret"
    (talk.parent / "transcript-fix.toml").write_text('llm-key-env = "KEY_OF_TEST"\n')
    with playing(lambda *_: (418, {}, b"sk-very-secret is wrong")) as server:
        done = run(talk, "check", "--engine", "llm", "--llm-model", "m", "--llm-url", server.url)
    del os.environ["KEY_OF_TEST"]
    assert server.headers[0]["Authorization"] == "Bearer sk-very-secret"
    assert "sk-very-secret" not in done.stdout + done.stderr


def test_an_escape_in_a_refusal_reaches_no_terminal(talk: Path) -> None:
    with playing(lambda *_: (418, {}, b"\x1b[31mred")) as server:
        done = run(talk, "check", "--engine", "llm", "--llm-model", "m", "--llm-url", server.url)
    assert "\x1b" not in done.stdout + done.stderr


@pytest.mark.skipif(os.name == "nt", reason="signals of a terminal")
def test_ctrl_c_ends_at_once_what_would_take_minutes(tmp_path: Path) -> None:
    file = tmp_path / "long.txt"
    file.write_text("\n\n".join(f"This is sentence number {n} here." for n in range(300)))

    def slowly(request: dict[str, Any], _: object) -> Said:
        time.sleep(5)
        return corrected(sentence_of(request))

    with playing(slowly) as server:
        named = ("--engine", "llm", "--llm-model", "m", "--llm-url", server.url)
        process = subprocess.Popen(
            command("check", str(file), *named),
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
        )  # fmt: skip
        while not server.requests:
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=120)
    assert process.returncode == 130
    assert len(server.requests) < 30  # of 300, five seconds each


def test_an_option_for_a_model_that_is_not_asked_is_said(talk: Path) -> None:
    done = run(talk, "check", "--engine", "house", "--llm-model", "m")
    assert done.returncode == USAGE
    assert "--engines default,llm" in done.stderr


def test_how_far_it_is_stands_beside_the_bar_on_a_terminal(talk: Path) -> None:
    pty = pytest.importorskip("pty")

    def slowly(request: dict[str, Any], _: object) -> Said:
        time.sleep(0.3)
        return corrected(sentence_of(request))

    ours, theirs = pty.openpty()
    with playing(slowly) as server:
        named = ("--engine", "llm", "--llm-model", "m", "--llm-url", server.url)
        words = command("check", str(talk), *named)
        told = {**os.environ, "COLUMNS": "110", "TERM": "xterm"}
        process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=theirs, env=told)
        os.close(theirs)
        seen = b""
        with contextlib.suppress(OSError):  # the end of a pseudo-terminal
            while part := os.read(ours, 4096):
                seen += part
        os.close(ours)
        process.wait()
    assert b"llm: 0 of 2 sentences" in seen
    assert b"llm: 2 sentences, 2 requests, 20 tokens" in seen


def test_an_editors_program_asks_no_model_with_every_key(talk: Path) -> None:
    told = Settings(engines=("default", "llm"), llm_url="localhost", llm_model="m")
    assert Checking(lambda _: told).settings(talk).engines == ("default",)
