"""Which server is meant, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from transcript_fix import config
from transcript_fix.config import Settings
from transcript_fix.errors import USAGE, UserError
from transcript_fix.llm.endpoint import endpoint


def shown(url: str) -> str:
    return endpoint(Settings(llm_url=url, llm_model="m")).shown


@pytest.mark.parametrize(
    ("named", "asked"),
    [
        ("http://localhost:11434/v1", "http://localhost:11434/v1/chat/completions"),
        ("http://localhost:11434", "http://localhost:11434/v1/chat/completions"),
        ("localhost:11434", "http://localhost:11434/v1/chat/completions"),
        ("http://localhost:8080/v1/", "http://localhost:8080/v1/chat/completions"),
        ("https://a.example/v1/chat/completions", "https://a.example:443/v1/chat/completions"),
        ("https://a.example/openai/v1", "https://a.example:443/openai/v1/chat/completions"),
        ("http://[::1]:8080", "http://[::1]:8080/v1/chat/completions"),
    ],
)
def test_an_address_is_understood_as_people_write_it(named: str, asked: str) -> None:
    assert shown(named) == asked


@pytest.mark.parametrize(
    "named",
    ["ftp://localhost", "http://", "http://local host", "http://a/v1?x=1", "http://a:0",
     "http://a:99999", "http://a/\r\nX: y", "http://a/ö", "file:///etc/passwd", "http://[::1"],
)  # fmt: skip
def test_what_is_no_address_is_refused(named: str) -> None:
    with pytest.raises(UserError) as error:
        shown(named)
    assert error.value.code == USAGE
    assert "\n" not in str(error.value)


def test_a_password_in_the_address_is_refused_and_not_repeated() -> None:
    with pytest.raises(UserError) as error:
        shown("https://me:secret@a.example/v1")
    assert "secret" not in str(error.value)


@pytest.mark.parametrize(("url", "model"), [(None, "m"), ("http://localhost", None)])
def test_server_and_model_must_be_named(url: str | None, model: str | None) -> None:
    with pytest.raises(UserError, match="that you name") as error:
        endpoint(Settings(llm_url=url, llm_model=model))
    assert error.value.code == USAGE


def test_a_variable_without_a_key_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_KEY_HERE", raising=False)
    with pytest.raises(UserError, match="NO_KEY_HERE"):
        endpoint(Settings(llm_url="localhost", llm_model="m", llm_key_env="NO_KEY_HERE"))


@pytest.mark.parametrize("key", ["two words", "a\r\nX-Evil: 1", "schlüssel"])
def test_a_key_that_is_none_is_refused_and_not_shown(
    key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BAD_KEY", key)
    with pytest.raises(UserError) as error:
        endpoint(Settings(llm_url="localhost", llm_model="m", llm_key_env="BAD_KEY"))
    assert key not in str(error.value)


def file_with(folder: Path, line: str) -> Path:
    (folder / "transcript-fix.toml").write_text(f"{line}\n", "utf-8")
    return folder


@pytest.mark.parametrize("url", ["http://localhost:11434/v1", "127.0.0.1:8080", "http://[::1]:1"])
def test_a_settings_file_may_name_a_server_on_this_machine(url: str, tmp_path: Path) -> None:
    assert config.load(file_with(tmp_path, f'llm-url = "{url}"')).llm_url == url


@pytest.mark.parametrize(
    "url",
    ["https://evil.example/v1", "http://localhost.evil.example", "http://localhost@evil.example",
     "evil.example", "http://192.168.1.5:11434", "http://[::ffff:1.2.3.4]"],
)  # fmt: skip
def test_a_settings_file_sends_no_text_away(url: str, tmp_path: Path) -> None:
    near = file_with(tmp_path, f'llm-url = "{url}"')
    with pytest.raises(UserError, match="--llm-url"):
        config.load(near)


def test_the_command_line_may_name_any_server(tmp_path: Path) -> None:
    url = "https://a.example/v1"
    assert config.load(tmp_path, chosen={"llm_url": url}).llm_url == url


@pytest.mark.parametrize(
    "line", ['llm-mode = "write"', "llm-at-once = 0", 'llm-at-once = "2"', "llm-url = 5"]
)
def test_wrong_settings_are_one_line(line: str, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="llm-"):
        config.load(file_with(tmp_path, line))
