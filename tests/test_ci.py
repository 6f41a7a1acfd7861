"""The GitHub Action and the examples for CI, by the official schemas; the Action itself is run."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parent.parent
BIN = Path(sys.executable).parent
SCHEMAS = {
    "action.yml": "vendor.github-actions",
    "docs/ci/github-workflow.yml": "vendor.github-workflows",
    "docs/ci/gitlab-ci.yml": "vendor.gitlab-ci",
}


@pytest.mark.parametrize(("name", "schema"), SCHEMAS.items())
def test_it_is_what_the_official_schema_wants(name: str, schema: str) -> None:
    command = (sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, name)
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def act(folder: Path, **inputs: str) -> subprocess.CompletedProcess[str]:
    """Run the Action's last step as GitHub's runner does: bash -eo pipefail, inputs by name."""
    action = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    step = action["runs"]["steps"][-1]
    given = {name: spec["default"] for name, spec in action["inputs"].items()} | inputs
    env = {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}", "COLUMNS": "100"}
    for name, value in step["env"].items():
        key = value.removeprefix("${{ inputs.").removesuffix(" }}")
        env[name] = given[key] if key in given else inputs.get(name, "")
    command = ("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"])
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True)


@pytest.fixture
def content(tmp_path: Path) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / "a b").mkdir()
    (tmp_path / "a b" / "talk.txt").write_text("We have alof of phones.\n", "utf-8")
    return tmp_path


def test_the_action_notes_findings_and_fails(content: Path) -> None:
    done = act(content, paths="a b\n", args="--engine=house")
    assert done.returncode == 1
    assert done.stdout.startswith("::error file=a b/talk.txt,line=1,")


def test_the_action_writes_a_report_and_lets_the_job_go_on(content: Path) -> None:
    inputs = {"format": "sarif", "output": "x.sarif", "exit-zero": "true"}
    done = act(content, args="--engine=house\n--rule=run-together-words\n", **inputs)
    assert done.returncode == 0, done.stderr
    (run,) = json.loads((content / "x.sarif").read_text("utf-8"))["runs"]
    assert [r["ruleId"] for r in run["results"]] == ["run-together-words"]


def test_an_input_can_never_be_a_command(content: Path) -> None:
    done = act(content, paths="$(touch made)\n`touch made`", args="--engine=house")
    assert done.returncode == 2
    assert not (content / "made").exists()


def test_gitlabs_example_runs_for_merge_requests() -> None:
    job = yaml.safe_load((ROOT / "docs/ci/gitlab-ci.yml").read_text("utf-8"))["transcripts"]
    asked = [rule["if"] for rule in job["rules"]]  # without rules it would never run for them
    assert '$CI_PIPELINE_SOURCE == "merge_request_event"' in asked
    assert "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH" in asked


def test_every_example_takes_the_tool_from_the_same_place() -> None:
    for name in ("docs/ci/github-workflow.yml", "docs/ci/gitlab-ci.yml", "docs/ci.md"):
        assert "OWNER/transcript-fix" in (ROOT / name).read_text("utf-8")


def test_the_commands_of_gitlabs_example_are_ours(content: Path) -> None:
    job = yaml.safe_load((ROOT / "docs/ci/gitlab-ci.yml").read_text("utf-8"))["transcripts"]
    env = {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}
    for line in job["script"]:
        words = shlex.split(line)
        assert words[:2] == ["transcript-fix", "check"]
        shown = subprocess.run((*words[:2], "--help"), env=env, capture_output=True, text=True)
        options = [w for w in words if w.startswith("--")]
        assert options
        assert all(option in shown.stdout for option in options)
    written = {line.rpartition(" > ")[2] for line in job["script"]}
    assert written == set(job["artifacts"]["reports"].values())
