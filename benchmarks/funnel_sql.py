"""SQL that asks the public macros, in one engine's dialect, for more and more of a funnel.

An engine computes only what is asked for. So each question asks for all of what it is named for,
the least that windowFunnel() answers first.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from org_funnels.funnel.rendering import Renderer

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.funnel import Funnel
    from org_funnels.warehouse.warehouse import Engine

_DETAILS = ("event_id", "user_id")
_STANDING = ("status", "is_mature", "matures_at", "last_reached_at", "finished_at")
# Of what an engine says about a time or an id: a whole number that is the same on both.
_MICROSECONDS = {
    "duckdb": "epoch_us({column})",
    "postgres": "cast(extract(epoch from {column}) * 1000000 as numeric)",
}
_ID_NUMBER = {
    "duckdb": "cast('0x' || substr({column}, 1, 8) as bigint)",
    "postgres": "cast(cast('x' || substr({column}, 1, 8) as bit(32)) as bigint)",
}


@dataclass(frozen=True)
class FunnelSql:
    """The questions about one funnel over one relation of events."""

    funnel: Funnel
    events: str
    engine: Engine
    renderer: Renderer

    @classmethod
    def of(cls, funnel: Funnel, events: str, engine: Engine, macros: Path) -> FunnelSql:
        """With the macros of that folder."""
        return cls(funnel, events, engine, Renderer(engine, macros))

    @property
    def attempts(self) -> str:
        """What the public macro writes."""
        return self.renderer.sql("funnel_attempts", self.events, **self.funnel.arguments)

    @property
    def levels(self) -> str:
        """How many entities got how far."""
        return self._by_level([])

    @property
    def times(self) -> str:
        """And when each step was reached."""
        return self._by_level([f"max({column})" for column in self._steps("at")])

    @property
    def everything(self) -> str:
        """And by which event and whom, and what became of the attempt."""
        columns = [*(f"max({column})" for column in self._steps("at"))]
        columns += [f"count({column})" for name in _DETAILS for column in self._steps(name)]
        return self._by_level(columns + [f"count({column})" for column in _STANDING])

    @property
    def results(self) -> str:
        """All of it, of the attempt that speaks for its entity: funnel_results()."""
        results = self.renderer.sql("funnel_results", "attempts")
        columns = [f"max({column})" for column in self._steps("at")]
        columns += [f"count({column})" for name in _DETAILS for column in self._steps(name)]
        return (
            f"with attempts as ({self.attempts}), results as ({results}) "
            f"select steps_reached, count(*), {', '.join(columns)} "
            f"from results group by steps_reached"
        )

    @property
    def weighed_levels(self) -> str:
        """How many entities got how far, and which: for `Answer`."""
        number = "cast(substr(entity_id, 5) as bigint)"
        return (
            f"select steps, count(*), sum(steps * {number}) from ("
            f"select entity_id, max(steps_reached) as steps from ({self.attempts}) as attempts "
            f"group by entity_id) as entities group by steps"
        )

    @property
    def sums(self) -> str:
        """One row of sums over every attempt's columns: for `Answer`."""
        columns = ["count(*)"]
        for column in self._steps("at"):
            columns.append(f"sum({_MICROSECONDS[self.engine].format(column=column)})")
        for column in self._steps("event_id"):
            columns.append(f"sum({_ID_NUMBER[self.engine].format(column=column)})")
        for column in self._steps("user_id"):
            columns.append(f"sum(cast(substr({column}, 6) as bigint))")
        columns.append("count(case when status = 'converted' then 1 end)")
        columns.append("count(case when is_mature then 1 end)")
        return f"select {', '.join(columns)} from ({self.attempts}) as attempts"

    def _by_level(self, columns: list[str]) -> str:
        named = [f"{column} as asked_{place}" for place, column in enumerate(columns)]
        asked = [f"max(asked_{place})" for place in range(len(columns))]
        return (
            f"select {', '.join(['steps', 'count(*)', *asked])} from ("
            f"select {', '.join(['entity_id', 'max(steps_reached) as steps', *named])} "
            f"from ({self.attempts}) as attempts group by entity_id) as entities group by steps"
        )

    def _steps(self, name: str) -> list[str]:
        return [f"step_{number}_{name}" for number in range(1, self.funnel.step_count + 1)]
