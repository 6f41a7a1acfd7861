"""Settings: where they come from, and one line for what is wrong with them."""

from pathlib import Path

import pytest

from transcript_fix.config import Profile, load
from transcript_fix.errors import UserError


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    settings = load(tmp_path)
    assert settings.profile is Profile.CLEAN
    assert settings.source is None


def test_the_nearest_file_upward_is_read(tmp_path: Path) -> None:
    (tmp_path / "transcript-fix.toml").write_text('profile = "strict"\n')
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    assert load(inner / "talk.txt").profile is Profile.STRICT


def test_a_table_in_pyproject_toml_counts_and_one_without_it_is_passed_over(
    tmp_path: Path,
) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool.transcript-fix]\nlanguage = "en-GB"\n')
    inner = tmp_path / "inner"
    inner.mkdir()
    (inner / "pyproject.toml").write_text("[project]\nname = 'x'\n")
    assert load(inner).language == "en-GB"


def test_the_command_line_wins_over_the_file(tmp_path: Path) -> None:
    (tmp_path / "transcript-fix.toml").write_text('profile = "strict"\nlanguage = "en-GB"\n')
    settings = load(tmp_path, chosen={"profile": Profile.EDITED, "language": None})
    assert settings.profile is Profile.EDITED
    assert settings.language == "en-GB"


def test_a_glossary_in_a_file_is_relative_to_that_file(tmp_path: Path) -> None:
    (tmp_path / "names.yaml").write_text("version: 1\n")
    (tmp_path / "transcript-fix.toml").write_text('glossary = "names.yaml"\n')
    inner = tmp_path / "inner"
    inner.mkdir()
    assert load(inner).glossary == tmp_path / "names.yaml"


def test_the_nearest_glossary_upward_is_taken(tmp_path: Path) -> None:
    (tmp_path / "glossary.yaml").write_text("version: 1\n")
    inner = tmp_path / "inner"
    inner.mkdir()
    assert load(inner).glossary == tmp_path / "glossary.yaml"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('profil = "strict"', "unknown setting 'profil'; did you mean 'profile'?"),
        ('profile = "strcit"', "unknown profile 'strcit'; did you mean 'strict'?"),
        ('language = "en_GB"', "unknown language 'en_GB'; did you mean 'en-GB'?"),
        ('engines = "house"', "engines must be a list of names"),
        ("min-confidence = 2", "min-confidence must be a number from 0 to 1"),
        ("min-confidence = true", "min-confidence must be a number from 0 to 1"),
        ("profile = ", "not valid TOML"),
        ('glossary = "none.yaml"', "there is no such glossary"),
    ],
)
def test_what_is_wrong_with_a_file_is_said_in_one_line(
    tmp_path: Path, text: str, says: str
) -> None:
    (tmp_path / "transcript-fix.toml").write_text(text)
    with pytest.raises(UserError) as caught:
        load(tmp_path)
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)
    assert caught.value.code == 2


def test_a_configuration_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no such configuration file"):
        load(tmp_path, config=tmp_path / "gone.toml")


def test_near_a_link_that_leads_to_itself_the_defaults_hold(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    assert load(tmp_path / "loop").profile is Profile.CLEAN


def test_how_long_engines_stay_is_a_number_of_minutes(tmp_path: Path) -> None:
    (tmp_path / "transcript-fix.toml").write_text("keep-engines = 2.5\n")
    assert load(tmp_path).keep_engines == 2.5
    (tmp_path / "transcript-fix.toml").write_text('keep-engines = "long"\n')
    with pytest.raises(UserError, match="keep-engines must be a number of minutes"):
        load(tmp_path)
