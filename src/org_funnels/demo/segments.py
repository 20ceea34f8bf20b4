"""What the demo's attempts are cut by, as it was when they began."""

import csv
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from pathlib import Path

from org_funnels.demo.attempts import Attempt

Record = Mapping[str, str]
SegmentOf = Callable[[Attempt], str | None]


def read(path: Path) -> list[Record]:
    """The records of a CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def segments_of(folder: Path, names: Iterable[str]) -> Mapping[str, SegmentOf]:
    """How an attempt is cut by each of these segments."""
    return {name: _segment_of(folder, name) for name in names}


def _segment_of(folder: Path, name: str) -> SegmentOf:
    match name:
        case "language":
            return Languages(folder).of
        case "country":
            return Countries(folder).of
        case "tier":
            return Tiers(folder).of
    kind, own = name.split(":")
    return FirstImpressions(folder, f"treatment_{own}" if kind == "treatment" else own).of


class Languages:
    """The language of most repositories that an org has at a moment."""

    def __init__(self, folder: Path) -> None:
        self._repos: dict[str, list[Record]] = defaultdict(list)
        for record in read(folder / "truth" / "repos.csv"):
            self._repos[record["org_id"]].append(record)

    def of(self, attempt: Attempt) -> str | None:
        """The language when the attempt began."""
        return self.at(attempt.entity_id, attempt.entered_at)

    def at(self, org_id: str, moment: datetime) -> str | None:
        """The language; of equally many the first in the alphabet; None without a repository.

        Before its first repository an org has the language of the first: what is first known of
        an org reaches back to the beginning of time.
        """
        repos = self._repos[org_id]
        first = min((datetime.fromisoformat(repo["created_at"]) for repo in repos), default=moment)
        languages = Counter(
            repo["language"] for repo in repos if _is_there(repo, max(moment, first))
        )
        return min(languages, key=lambda name: (-languages[name], name), default=None)


def _is_there(repo: Record, moment: datetime) -> bool:
    deleted_at = repo["deleted_at"]
    is_deleted = deleted_at != "" and datetime.fromisoformat(deleted_at) <= moment
    return datetime.fromisoformat(repo["created_at"]) <= moment and not is_deleted


class Countries:
    """Where an org was at a moment, by the snapshots of production's own table."""

    def __init__(self, folder: Path) -> None:
        self._versions: dict[str, list[Record]] = defaultdict(list)
        path = folder / "snapshots" / "snap_demo__organizations.csv"
        for record in sorted(read(path), key=lambda version: version["dbt_valid_from"]):
            self._versions[record["id"]].append(record)

    def of(self, attempt: Attempt) -> str | None:
        """The country when the attempt began; what is first known reaches back."""
        versions = self._versions[attempt.entity_id]
        held = [
            version
            for version in versions
            if version is versions[0]
            or datetime.fromisoformat(version["dbt_valid_from"]) <= attempt.entered_at
        ]
        if not held or _is_over(held[-1], attempt.entered_at):
            return None
        return held[-1]["country"] or None


def _is_over(version: Record, moment: datetime) -> bool:
    valid_to = version["dbt_valid_to"]
    return valid_to != "" and datetime.fromisoformat(valid_to) <= moment


class Tiers:
    """What an org paid for at a moment."""

    def __init__(self, folder: Path) -> None:
        self._changes: dict[str, list[Record]] = defaultdict(list)
        changes = read(folder / "truth" / "subscription_changes.csv")
        for record in sorted(changes, key=lambda change: int(change["change_id"])):
            self._changes[record["org_id"]].append(record)

    def of(self, attempt: Attempt) -> str | None:
        """The tier when the attempt began, a change at that moment included."""
        before = [
            change
            for change in self._changes[attempt.entity_id]
            if datetime.fromisoformat(change["changed_at"]) <= attempt.entered_at
        ]
        last = max(before, key=lambda change: change["changed_at"], default=None)
        at_last = [
            change for change in before if last and change["changed_at"] == last["changed_at"]
        ]
        return (at_last[-1]["to_tier"] or None) if at_last else None


class FirstImpressions:
    """A column of the page view with which an attempt began, as the browser sent it."""

    def __init__(self, folder: Path, column: str) -> None:
        self._values: dict[str, str] = {}
        for record in read(folder / "raw" / "segment_web" / "site_impression.csv"):
            self._values.setdefault(record["id"], record[column])

    def of(self, attempt: Attempt) -> str | None:
        """The value; None where it was empty."""
        return self._values[attempt.reached[0].moment_id] or None
