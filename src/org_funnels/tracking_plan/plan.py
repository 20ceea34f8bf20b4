"""The whole plan, read and checked: what the generators write from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from org_funnels.tracking_plan.branch import Branch
from org_funnels.tracking_plan.feature import Event
from org_funnels.tracking_plan.funnel import Funnel
from org_funnels.tracking_plan.problem import Problem
from org_funnels.tracking_plan.reconciliation import Reconciliation
from org_funnels.tracking_plan.settings import Settings

FUNNELS_FILE = "tracking_plan/funnels.yml"
# The models beside the events' own: an event's model can't have one of these names.
COMPANY_MODELS = (
    "events", "unplanned", "identifies", "groups", "aliases", "raw_loads", "funnel_attempts",
    "funnel_steps", "funnel_left_out", "reconciled_keys", "orgs", "org_names", "org_attributes",
    "users", "org_memberships", "repos", "subscription_changes", "production_loaded_at",
)  # fmt: skip


@dataclass(frozen=True)
class PlannedBranch:
    """A raw table of one event, and where the plan says so."""

    event: str
    branch: Branch
    file: str
    line: int

    @property
    def declared_in(self) -> str:
        """As messages show it."""
        return f"{self.file}:{self.line}"

    def complaint(self, message: str) -> Problem:
        """A problem on the branch's line."""
        return Problem(self.file, self.line, message)


@dataclass(frozen=True)
class PlannedEvent:
    """An event under its full name."""

    name: str
    feature: str
    action: str
    owner: str
    event: Event
    file: str
    line: int
    branches: tuple[PlannedBranch, ...]

    @property
    def table(self) -> str:
        """The second half of its model's name."""
        return self.name.replace("-", "_")


@dataclass(frozen=True)
class RawTable:
    """A raw table, and all that the plan takes from it, in the order of the plan."""

    source: str
    table: str
    branches: tuple[PlannedBranch, ...]

    @property
    def source_table(self) -> str:
        """Its name in the ledger."""
        return f"{self.source}.{self.table}"

    @property
    def optional(self) -> bool:
        """It may be missing. The plan's branches of it agree."""
        return self.branches[0].branch.optional

    @property
    def is_split(self) -> bool:
        """Not all of its rows need belong to an event."""
        return any(planned.branch.where for planned in self.branches)


@dataclass(frozen=True)
class TrackingPlan:
    """The contract of one company."""

    settings: Settings
    events: tuple[PlannedEvent, ...]
    funnels: Mapping[str, Funnel]
    reconciliations: Mapping[str, Reconciliation]

    @property
    def company(self) -> str:
        """The name in every model of the company's own layer."""
        return self.settings.company

    @cached_property
    def raw_tables(self) -> Mapping[str, RawTable]:
        """The raw tables by source_table, in the order of the plan."""
        return raw_tables_of(branch for event in self.events for branch in event.branches)

    @property
    def size(self) -> str:
        """How much there is in it, in words."""
        counts = {
            "event": len(self.events),
            "raw table": len(self.raw_tables),
            "funnel": len(self.funnels),
            "reconciliation": len(self.reconciliations),
        }
        return ", ".join(f"{count} {noun}{'s' * (count != 1)}" for noun, count in counts.items())


def raw_tables_of(branches: Iterable[PlannedBranch]) -> dict[str, RawTable]:
    """The raw tables that branches name, in the order in which they are first named."""
    grouped: dict[str, list[PlannedBranch]] = {}
    for planned in branches:
        grouped.setdefault(planned.branch.source_table, []).append(planned)
    return {
        name: RawTable(parts[0].branch.source, parts[0].branch.table, tuple(parts))
        for name, parts in grouped.items()
    }


def raw_table_problems(table: RawTable) -> Iterable[Problem]:
    """Why the branches of one raw table can't stand together."""
    for first, second in combinations(table.branches, 2):
        if first.branch.optional != second.branch.optional:
            yield second.complaint(
                f"`{table.source_table}` is optional in one place and not in {first.declared_in}. "
                "Say the same in both."
            )
        if first.branch.overlaps(second.branch) and not _can_share(first.branch, second.branch):
            yield second.complaint(
                f"`{table.source_table}` is already `{first.event}` ({first.declared_in}), so it "
                f"can't be `{second.event}` too. Give each a `where` of its own, or another time."
            )


def event_problems(events: Iterable[PlannedEvent], longest: int, company: str) -> Iterable[Problem]:
    """Why events can't have their models."""
    for event in events:
        model = f"stg_{company}__{event.table}"
        if event.table in COMPANY_MODELS:
            message = f"the model {model} is the company's {event.table}. Rename `{event.name}`."
            yield Problem(event.file, event.line, message)
        if len(model) > longest:
            message = f"the model's name {model} is longer than {longest} characters. Shorten it."
            yield Problem(event.file, event.line, message)


def funnel_problems(funnels: Mapping[str, int], longest: int, company: str) -> Iterable[Problem]:
    """Why funnels can't have their models. `funnels`: the line of each."""
    for name, line in funnels.items():
        model = f"funnel_{company}__{name}"
        if len(model) > longest:
            message = f"the model's name {model} is longer than {longest} characters. Shorten it."
            yield Problem(FUNNELS_FILE, line, message)


def identification_problems(settings: Settings, table: RawTable) -> Iterable[Problem]:
    """A table of identify, group or alias calls carries no events."""
    source = settings.sources.get(table.source)
    taken = {source.identifies, source.groups, source.aliases} if source else set()
    if table.table in taken:
        yield table.branches[0].complaint(
            f"`{table.source_table}` is a table of identifications in tracking_plan.yml, and can't "
            "carry an event too. Take it out of one of the two."
        )


def repo_problems(settings: Settings, planned: PlannedBranch) -> Iterable[Problem]:
    """A step by repo without a column reads the branch's repo, so there must be one."""
    step = next((step for step in planned.branch.org if step.by == "repo"), None)
    if step and not step.column and not planned.branch.column_of("repo", settings):
        yield planned.complaint(
            "`org` by repo reads the property `repo`, and there is none here. Name a `column`, or "
            "declare `repo` in tracking_plan.yml."
        )


def _can_share(first: Branch, second: Branch) -> bool:
    """Each says which rows are its own."""
    return bool(first.where) and bool(second.where) and first.where != second.where
