"""What one dbt command took, from its own run_results.json and from outside."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

# What is done by hooks counts like a model: a run can't be had without them.
_TIMED = ("model.", "operation.")
_HOOK = "hook"


@dataclass(frozen=True)
class Span:
    """From when to when something ran, in seconds of some clock."""

    began: float
    ended: float

    @property
    def seconds(self) -> float:
        """How long it took."""
        return self.ended - self.began


@dataclass(frozen=True)
class DbtRun:
    """When each node ran, how long the whole command took, and the most memory that was held."""

    nodes: dict[str, Span]
    wall_seconds: float
    dbt_bytes: int = 0
    server_bytes: int = 0

    @property
    def model_seconds(self) -> float:
        """Of all models and hooks: without what dbt needs to start."""
        return self.seconds_of(self.nodes)

    def seconds_of(self, nodes: Collection[str]) -> float:
        """Of some nodes, one after another."""
        return sum(span.seconds for node, span in self.nodes.items() if node in nodes)

    def seconds_beside(self, nodes: Collection[str]) -> float:
        """Of the whole command, in which none of some nodes ran."""
        return self.wall_seconds - _covered(
            span for node, span in self.nodes.items() if node in nodes
        )

    def by_kind(self, kinds: Mapping[str, str]) -> dict[str, tuple[float, int]]:
        """Seconds and how many nodes, by how they are materialized; {node: kind} of models."""
        found: dict[str, tuple[float, int]] = {}
        for node, span in self.nodes.items():
            seconds, count = found.get(kinds.get(node, _HOOK), (0.0, 0))
            found[kinds.get(node, _HOOK)] = seconds + span.seconds, count + 1
        return found

    def slowest(self, count: int) -> list[tuple[str, float]]:
        """The nodes that took longest, by name."""
        ranked = sorted(self.nodes.items(), key=lambda node: -node[1].seconds)
        return [(node.split(".")[-1], span.seconds) for node, span in ranked[:count]]


def spans_of(run_results: Mapping[str, Any]) -> dict[str, Span]:
    """{unique id: when it ran} of what a run computed."""
    return {
        result["unique_id"]: span
        for result in run_results["results"]
        if result["unique_id"].startswith(_TIMED) and (span := _span(result["timing"]))
    }


def _span(timing: list[Mapping[str, str]]) -> Span | None:
    """Compiling and executing; a node that was skipped did neither."""
    moments = [
        datetime.fromisoformat(part[name]).timestamp()
        for part in timing
        for name in ("started_at", "completed_at")
    ]
    return Span(min(moments), max(moments)) if moments else None


def _covered(spans: Iterable[Span]) -> float:
    """Seconds in which at least one ran."""
    covered, until = 0.0, float("-inf")
    for span in sorted(spans, key=lambda span: span.began):
        covered += max(0.0, span.ended - max(span.began, until))
        until = max(until, span.ended)
    return covered
