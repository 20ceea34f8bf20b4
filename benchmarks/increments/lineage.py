"""What reads what in the project, from dbt's manifest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# What the state of increments remembers is about runs, not about the company.
_STATE = "_state"
_KEPT_AS_ROWS = ("table", "increment")


@dataclass(frozen=True)
class Lineage:
    """The nodes of a manifest."""

    nodes: Mapping[str, Mapping[str, Any]]

    def up_to(self, *names: str) -> set[str]:
        """Unique ids of models and of all that they read."""
        waiting = [unique_id for unique_id, node in self.nodes.items() if node["name"] in names]
        found: set[str] = set()
        while waiting:
            unique_id = waiting.pop()
            if unique_id in self.nodes and unique_id not in found:
                found.add(unique_id)
                waiting += self.nodes[unique_id]["depends_on"].get("nodes", [])
        return found

    def results(self, *views: str) -> list[tuple[str, str]]:
        """Schema and name of each model that is rows, and of some that are views."""
        return sorted(
            (node["schema"], node["alias"])
            for node in self._models()
            if not node["schema"].endswith(_STATE)
            and (node["config"]["materialized"] in _KEPT_AS_ROWS or node["name"] in views)
        )

    def schemas(self) -> set[str]:
        """All in which models and seeds are built."""
        built = ("model", "seed")
        return {node["schema"] for node in self.nodes.values() if node["resource_type"] in built}

    def kinds(self) -> dict[str, str]:
        """{unique id: how it is materialized}."""
        return {node["unique_id"]: node["config"]["materialized"] for node in self._models()}

    def _models(self) -> Iterable[Mapping[str, Any]]:
        return (node for node in self.nodes.values() if node["resource_type"] == "model")
