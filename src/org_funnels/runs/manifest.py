"""dbt's manifest: what a project reads, what its code is, which views a build may leave."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from org_funnels.runs.build import is_written_since, target_path

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    Node = Mapping[str, Any]

# What dbt notes of a node that has nothing to do with what it is.
_OF_THE_PARSE = ("created_at", "build_path", "compiled", "compiled_code", "compiled_path")
# Made anew in each build. On PostgreSQL the views on it go with the table that was there.
_REPLACED = "table"
_VIEW = "view"


@dataclass(frozen=True, order=True)
class Source:
    """A table that dbt reads and does not build."""

    unique_id: str
    database: str
    schema: str
    table: str

    @property
    def selector(self) -> str:
        """It and all that reads it, as dbt's --select names it."""
        return f"source:{self.unique_id.partition('.')[2]}+"


@dataclass(frozen=True)
class Manifest:
    """What dbt wrote when it last read the project."""

    content: Mapping[str, Any]

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """All that are declared, in order."""
        return tuple(
            sorted(
                Source(one["unique_id"], one["database"], one["schema"], one["identifier"])
                for one in self.content["sources"].values()
            )
        )

    @property
    def code(self) -> Iterator[str]:
        """All that decides what a build makes, apart from variables and the warehouse, in order."""
        yield str(self.content["metadata"]["dbt_version"])
        for kind in ("nodes", "sources"):
            for unique_id, node in sorted(self.content[kind].items()):
                told = {name: value for name, value in node.items() if name not in _OF_THE_PARSE}
                yield f"{unique_id} {json.dumps(told, sort_keys=True)}"
        for unique_id, macro in sorted(self.content["macros"].items()):
            yield f"{unique_id} {macro['macro_sql']}"

    def relation(self, name: str) -> tuple[str, str] | None:
        """Schema and name of a model in the warehouse; None where the project has no such model."""
        for node in self.content["nodes"].values():
            if node["resource_type"] == "model" and node["name"] == name:
                return node["schema"], node["alias"]
        return None

    def unchanged_views(self) -> tuple[str, ...]:
        """The views that a build need not make again, where no code has changed, for --exclude.

        A view that reads a table which the build replaces is made again. So is one whose name is
        also that of a folder, by which dbt would leave out all that is in it.
        """
        names = [tuple(node["fqn"]) for node in self.content["nodes"].values()]
        folders = {name[:length] for name in names for length in range(1, len(name))}
        return tuple(
            sorted(
                f"fqn:{'.'.join(node['fqn'])}"
                for unique_id, node in self._models.items()
                if _is(node, _VIEW)
                and tuple(node["fqn"]) not in folders
                and not self._reads_replaced(unique_id)
            )
        )

    @cached_property
    def _models(self) -> Mapping[str, Node]:
        nodes = self.content["nodes"]
        return {name: node for name, node in nodes.items() if node["resource_type"] == "model"}

    def _reads_replaced(self, unique_id: str) -> bool:
        """Whether a view reads a table that is made anew, through views as well."""
        waiting, seen = [unique_id], set[str]()
        while waiting:
            for upstream in self._models[waiting.pop()]["depends_on"]["nodes"]:
                node = self._models.get(upstream)
                if node is None or upstream in seen:
                    continue
                if _is(node, _REPLACED):
                    return True
                seen.add(upstream)
                if not _is_rows(node):
                    waiting.append(upstream)
        return False


def read_manifest(project_dir: Path, begun_at: float) -> Manifest | None:
    """What dbt wrote since then; None where it could not read the project."""
    path = target_path(project_dir) / "manifest.json"
    if not is_written_since(path, begun_at):
        return None
    return Manifest(json.loads(path.read_text(encoding="utf-8")))


def _is(node: Node, kind: str) -> bool:
    return bool(node["config"]["materialized"] == kind)


def _is_rows(node: Node) -> bool:
    """Whether it keeps rows of its own, so that a view on it does not see further."""
    return node["config"]["materialized"] not in (_VIEW, "ephemeral")
