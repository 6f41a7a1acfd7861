"""The JSON schema says what the reader says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from tests.glossary.test_load import FULL
from transcript_fix.glossary.load import PERSON, TERM, TOP, load
from transcript_fix.glossary.schema import schema


class Plain(yaml.SafeLoader):
    """YAML as text editors read it: dates stay text, off and yes too (YAML 1.2)."""


Plain.yaml_implicit_resolvers = {
    first: [(tag, regex) for tag, regex in rules if tag not in
            ("tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:bool")]
    for first, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
}  # fmt: skip
Plain.add_implicit_resolver("tag:yaml.org,2002:bool", __import__("re").compile("true|false"), "tf")


def valid(text: str) -> bool:
    return jsonschema.Draft202012Validator(schema()).is_valid(yaml.load(text, Plain))


def test_the_schema_is_itself_valid() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())


def test_it_takes_what_the_reader_takes(tmp_path: Path) -> None:
    assert valid(FULL)
    own = Path(__file__).parents[2] / "glossary.yaml"
    assert valid(own.read_text("utf-8"))


@pytest.mark.parametrize(
    "text",
    [
        "trems: [a]",
        "terms: {a: b}",
        "terms: [{term: A, worng: [b]}]",
        "terms: [{wrong: [a]}]",
        "terms: [{term: A, case: loud}]",
        "terms: [{term: A, tests: [{in: x}]}]",
        "people: [{name: A, type: company}]",
        "version: 2",
    ],
)
def test_it_refuses_what_the_reader_refuses(text: str, tmp_path: Path) -> None:
    assert not valid(text)
    path = tmp_path / "g.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(Exception, match=r"g\.yaml:1"):
        load(path)


def test_every_key_of_the_reader_is_in_the_schema() -> None:
    definitions: dict[str, Any] = schema()["$defs"]
    assert set(schema()["properties"]) == set(TOP)
    assert set(definitions["term"]["properties"]) == set(TERM)
    assert set(definitions["person"]["properties"]) == set(PERSON)
