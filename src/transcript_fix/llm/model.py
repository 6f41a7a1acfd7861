"""A model that is ready to be asked: client, memory and count together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import TypeVar

from transcript_fix.cache import Cache
from transcript_fix.cache import where as cache_file
from transcript_fix.config import Settings
from transcript_fix.errors import EngineError
from transcript_fix.headway import cancelled
from transcript_fix.llm.abreast import abreast
from transcript_fix.llm.client import Client
from transcript_fix.llm.endpoint import endpoint
from transcript_fix.llm.spent import Spent, counting
from transcript_fix.remembered import Remembered

Item = TypeVar("Item")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Model:
    """The named model of a run."""

    client: Client
    remembered: Remembered
    spent: Spent
    at_once: int

    def each(
        self, work: Callable[[Item], Result | None], items: Sequence[Item]
    ) -> list[Result | None]:
        """Return what `work` makes of each item, some at a time; None: no usable answer.

        Raises EngineError where the server fails, or more than half of the answers are of no use.
        """
        self.spent.read.add(todo=len(items))

        def counted(item: Item) -> Result | None:
            made = work(item)
            self.spent.read.add(done=1)
            self.spent.add(unusable=made is None)
            return made

        results = abreast(counted, items, self.at_once, cancelled)
        unusable = sum(r is None for r in results)
        if 2 * unusable > len(results):
            raise EngineError(
                f"the language model {self.client.endpoint.model!r} gave "
                f"{unusable} of {len(results)} answers that cannot be read: "
                "the text is not checked. Use a larger model or leave the engine llm out"
            )
        return results


@contextmanager
def model(settings: Settings) -> Iterator[Model]:
    """Yield the model that the settings name. Nothing is sent yet.

    Raises UserError where they name none.
    """
    where = endpoint(settings)
    with counting() as spent, closing(Cache(cache_file())) as cache:
        client = Client(where, spent, settings.llm_at_once)
        asked = f"llm 1 {where.shown} {where.model}"
        remembered = Remembered(cache if settings.cache else None, asked)
        yield Model(client, remembered, spent, settings.llm_at_once)
