from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from transcript_fix.reports.page import page

BROWSER = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), ""
)
needs_browser = pytest.mark.skipif(not BROWSER, reason="needs Chromium")

HOSTILE = "</script><img src=x onerror=alert(1)>\u2028"


def finding(**more: object) -> dict[str, object]:
    return {
        "line": 3, "column": 7, "text": "alot of", "suggestions": ["a lot of"], "rule": "codespell",
        "kind": "spelling", "applicability": "safe", "confidence": 0.9, "speaker": "Lei Jun",
        "message": "a common misspelling", "left": "We have ", "right": " phones.",
        "engines": ["codespell"], **more,
    }  # fmt: skip


RECORDS = [
    {"path": "talks/a.txt", "words": 900, "findings": [
        finding(),
        finding(rule="names/listed", kind="name", text="Xaiomi", suggestions=["Xiaomi"]),
        finding(text=HOSTILE, left=HOSTILE, suggestions=[], speaker=None, confidence=0.1),
    ]},
    {"path": "talks/b.txt", "words": 100, "findings": [finding() for _ in range(150)]},
    {"path": "talks/c.txt", "words": 0, "error": "a binary file", "findings": []},
]  # fmt: skip


def test_the_page_stands_alone_and_words_are_never_markup() -> None:
    text = page(RECORDS, "run 1").decode()
    assert "http" not in text.replace("http-equiv", "").replace("http://www.w3.org/2000/svg", "")
    assert "default-src 'none'" in text
    assert text.count("</script>") == 1
    assert "innerHTML" not in text


def shown(tmp_path: Path, hash_: str = "", *flags: str, more: str = "") -> str:
    file = tmp_path / "page.html"
    file.write_bytes(page(RECORDS, "run 1") + more.encode())
    command = [
        BROWSER, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path}/user",
        *flags, "--dump-dom", f"{file.as_uri()}{hash_}",
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    return done.stdout


@needs_browser
def test_a_browser_shows_findings_charts_and_diffs(tmp_path: Path) -> None:
    dom = shown(tmp_path)
    assert "153 findings in 2 files, 1,000 words; 1 not checked" in dom
    assert dom.count("<article>") == 100
    assert "<del>alot</del><ins>a lot</ins> of phones." in dom
    for title in ("Rules", "Kinds", "Files", "Speakers", "Names", "Confidence"):
        assert f"<h2>{title}</h2><svg" in dom
    assert "a binary file" in dom
    assert "<img" not in dom


@needs_browser
@pytest.mark.parametrize(
    ("hash_", "count"),
    [
        ("#rule=names/listed", "1 of 153"),
        ("#search=xiaomi", "1 of 153"),
        ("#file=talks/b.txt&sure=0.8", "150 of 153"),
        ("#sure=0.95", "0 of 153"),
    ],
)
def test_filters_and_search_narrow_the_list(tmp_path: Path, hash_: str, count: str) -> None:
    assert f">{count} findings</p>" in shown(tmp_path, hash_)


@needs_browser
def test_it_is_dark_where_the_reader_likes_it_dark(tmp_path: Path) -> None:
    for flag, theme in (("0", "dark"), ("1", "light")):
        dom = shown(tmp_path, "", f"--blink-settings=preferredColorScheme={flag}")
        assert re.search(rf'<html lang="en" data-theme="{theme}">', dom)


@needs_browser
def test_a_narrow_window_is_never_too_narrow(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    long = {"path": "talks/" + "x" * 90 + ".txt", "words": 9, "error": "a binary file"}
    monkeypatch.setitem(globals(), "RECORDS", [*RECORDS, {**long, "findings": []}])
    measure = "<script>document.title = document.documentElement.scrollWidth - innerWidth</script>"
    dom = shown(tmp_path, "", "--window-size=500,800", "--hide-scrollbars", more=measure)
    assert "<title>0</title>" in dom
