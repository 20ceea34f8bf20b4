"""The other way to the same numbers: each model's whole query, run from the raw rows up.

It is what `dbt run --full-refresh` runs, as dbt itself compiled it, in schemas beside those of
the project and without dbt's housekeeping, which is most of the time. What a history leaves must be
equal to it, row for row.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dbt.contracts.graph.nodes import ModelNode, SeedNode

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.python.increments.runner import Runner

    from org_funnels.warehouse import Warehouse

Node = ModelNode | SeedNode

# Of the schemas that dbt builds in: with `fresh` for `analytics` they are the other ones.
_SCHEMA = re.compile(r'"analytics(_staging|_intermediate|)"\.')


class FullRefresh:
    """The models anew, beside those of the project."""

    def __init__(self, warehouse: Warehouse, runner: Runner) -> None:
        """Make all of them, as a project that was just built has them."""
        self._runner = runner
        self._columns: dict[str, str] = {}
        for schema in ("fresh", "fresh_staging", "fresh_intermediate"):
            warehouse.execute(f"create schema {schema}")
        for seed in self._seeds():
            warehouse.execute(f"create view {_fresh(seed)} as select * from {_relation(seed)}")
        for name, node in self._models().items():
            kind = "view" if node.config.materialized == "view" else "table"
            warehouse.execute(f"create {kind} {_fresh(node)} as {self._query(name)}")
            self._columns[name] = _columns(warehouse, node)

    def differences(self, warehouse: Warehouse, names: Iterable[str]) -> list[str]:
        """Make some models anew and say which of the project's differ from them, and by how much.

        Views of staging are the same queries over the same raw rows, and not compared.
        """
        chosen = {name: node for name, node in self._models().items() if name in set(names)}
        for name, node in chosen.items():
            self._fill(warehouse, name, node)
        found = (self._difference(warehouse, name, node) for name, node in chosen.items())
        return [difference for difference in found if difference]

    def _fill(self, warehouse: Warehouse, name: str, node: Node) -> None:
        if node.config.materialized == "view":
            warehouse.execute(f"create or replace view {_fresh(node)} as {self._query(name)}")
        else:
            warehouse.execute(f"truncate table {_fresh(node)}")
            warehouse.execute(f"insert into {_fresh(node)} {self._query(name)}")

    def _difference(self, warehouse: Warehouse, name: str, node: Node) -> str:
        ours, fresh = (
            f"select {self._columns[name]} from {relation}"
            for relation in (_relation(node), _fresh(node))
        )
        surplus = warehouse.rows(f"{ours} except all {fresh}")
        missing = warehouse.rows(f"{fresh} except all {ours}")
        if not surplus and not missing:
            return ""
        examples = [f"{rows[0]}" for rows in (surplus, missing) if rows]
        return "\n  ".join(
            [f"{name}: {len(surplus)} surplus, {len(missing)} missing, such as", *examples]
        )

    def _query(self, name: str) -> str:
        return _SCHEMA.sub(r'"fresh\1".', self._runner.compiled[name])

    def _models(self) -> dict[str, ModelNode]:
        """What is a result: not the state, nor what is asked of it."""
        return {
            name: node
            for name, node in self._runner.models.items()
            if not node.schema.endswith("_state") and not name.endswith("__touched")
        }

    def _seeds(self) -> list[SeedNode]:
        nodes = self._runner.manifest.nodes.values()
        return [node for node in nodes if isinstance(node, SeedNode)]


def _relation(node: Node) -> str:
    return f'"{node.schema}"."{node.alias}"'


def _fresh(node: Node) -> str:
    return _SCHEMA.sub(r'"fresh\1".', _relation(node))


def _columns(warehouse: Warehouse, node: Node) -> str:
    """The columns that mean something: one that begins with _ is housekeeping."""
    found = warehouse.rows(
        "select column_name from information_schema.columns where table_schema = %s "
        "and table_name = %s and substr(column_name, 1, 1) <> '_' order by ordinal_position",
        [node.schema, node.alias],
    )
    return ", ".join(f'"{column}"' for (column,) in found)
