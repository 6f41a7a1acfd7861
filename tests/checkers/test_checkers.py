"""What the table says of engines without importing them is what they say themselves."""

from __future__ import annotations

import pytest

from transcript_fix import checkers


@pytest.mark.parametrize("name", checkers.CHECKERS)
def test_an_engine_is_on_by_default_where_the_table_says_so(name: str) -> None:
    module = checkers.checker(name)
    if name in checkers.ALWAYS:
        assert module.DEFAULT
        assert module.status().available
    if name in checkers.ON_REQUEST:
        assert not module.DEFAULT
