"""The house rules: one file a mistake, or a tight family of one mistake, found by scanning.

The one thing to know: a file here gives `rules`, a tuple; nothing has to be registered, and a file
never imports a sibling.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from transcript_fix.rule import Rule


@cache
def all_rules() -> tuple[Rule, ...]:
    """Return every house rule, by name. Raises ValueError where two share a name."""
    found: dict[str, Rule] = {}
    for module in pkgutil.iter_modules(__path__):
        if module.name.startswith("_"):  # __main__ prints docs/rules.md
            continue
        for rule in importlib.import_module(f"{__name__}.{module.name}").rules:
            if rule.name in found:
                raise ValueError(f"two rules are called {rule.name}")
            found[rule.name] = rule
    return tuple(found[name] for name in sorted(found))
