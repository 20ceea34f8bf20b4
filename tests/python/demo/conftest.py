"""Demos of both sizes, simulated and written once for all tests of this folder."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import pytest

from org_funnels.demo.generate import DEFAULT_DAYS, DEFAULT_ORGS, DEFAULT_SEED, Summary, generate
from org_funnels.demo.rules import judge

if TYPE_CHECKING:
    from pathlib import Path

    from org_funnels.demo.rules import Judgement


@dataclass(frozen=True)
class Demo:
    """A data folder, and what the generator said about it."""

    folder: Path
    summary: Summary

    def read(self, file: str) -> list[dict[str, str]]:
        """The lines of one of its files."""
        return _read(self.folder / file)

    def raw(self, source_table: str) -> list[dict[str, str]]:
        """The rows of a raw table, named as the truth names it."""
        source, table = source_table.split(".")
        return self.read(f"raw/segment_{source}/{table}.csv")

    def event(self, event_id: str) -> dict[str, str]:
        """The truth of one event."""
        found = [line for line in self.read("truth/events.csv") if line["event_id"] == event_id]
        assert len(found) == 1, f"{len(found)} events have the id {event_id}"
        return found[0]

    def judge(self) -> Judgement:
        """What the rules make of it."""
        return _judge(self.folder)


@lru_cache(maxsize=8)
def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@lru_cache(maxsize=2)
def _judge(folder: Path) -> Judgement:
    return judge(folder)


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    """The smallest demo that anybody should need: 25 orgs, 40 days."""
    folder = tmp_path_factory.mktemp("small")
    return Demo(folder, generate(folder, orgs=25, days=40, seed=3))


@pytest.fixture(scope="session")
def default(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    """The demo that `make demo` shows."""
    folder = tmp_path_factory.mktemp("default")
    return Demo(folder, generate(folder, DEFAULT_ORGS, DEFAULT_DAYS, DEFAULT_SEED))


@pytest.fixture(params=["small", "default"])
def demo(request: pytest.FixtureRequest) -> Demo:
    """Both sizes, one after the other."""
    found: Demo = request.getfixturevalue(request.param)
    return found
