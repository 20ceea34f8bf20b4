"""Read tracking_plan/ and check it whole: every mistake of every file, in one go."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from org_funnels.errors import UserError
from org_funnels.tracking_plan.complaint import problems_of
from org_funnels.tracking_plan.document import Document, read_document
from org_funnels.tracking_plan.feature import Event, Feature
from org_funnels.tracking_plan.funnel import Funnels
from org_funnels.tracking_plan.names import Names, names_of
from org_funnels.tracking_plan.nearest import did_you_mean
from org_funnels.tracking_plan.plan import (
    PlannedBranch,
    PlannedEvent,
    TrackingPlan,
    event_problems,
    funnel_problems,
    identification_problems,
    raw_table_problems,
    raw_tables_of,
    repo_problems,
)
from org_funnels.tracking_plan.problem import PlanError, Problem
from org_funnels.tracking_plan.reconciliation import Reconciliations
from org_funnels.tracking_plan.settings import Settings
from org_funnels.tracking_plan.shape import LONGEST_NAME, Shape

FOLDER = "tracking_plan"
SETTINGS = "tracking_plan.yml"
FUNNELS = "funnels.yml"
RECONCILIATIONS = "reconciliations.yml"
FEATURES = "features"

ShapeT = TypeVar("ShapeT", bound=Shape)


@dataclass(frozen=True)
class Files:
    """The documents of a plan."""

    settings: Document
    features: Mapping[str, Document]
    funnels: Document | None
    reconciliations: Document | None


def load_plan(project_dir: Path) -> TrackingPlan:
    """The plan of a project; PlanError with all of its mistakes."""
    folder = project_dir / FOLDER
    if not (folder / SETTINGS).is_file():
        msg = (
            f"No tracking plan at {folder / SETTINGS}. Run this in the dbt project that has one, "
            "or name its folder with --project-dir."
        )
        raise UserError(msg)
    files = _read(folder)
    return _Loader(files, _names(files, project_dir), list(_stray_files(folder))).plan()


class _Loader:
    """Validates the documents and gathers what is wrong with them."""

    def __init__(self, files: Files, names: Names, problems: list[Problem]) -> None:
        self.files = files
        self.names = names
        self.problems = problems

    def plan(self) -> TrackingPlan:
        settings = self.validate(Settings, self.files.settings)
        events = [
            event for name, file in self.files.features.items() for event in self.events(name, file)
        ]
        funnels = self.optional(Funnels, self.files.funnels)
        reconciliations = self.optional(Reconciliations, self.files.reconciliations)
        self.check_together(settings, events)
        if self.problems or settings is None:
            raise PlanError(self.problems)
        return TrackingPlan(
            settings,
            tuple(events),
            funnels.funnels if funnels else {},
            reconciliations.reconciliations if reconciliations else {},
        )

    def validate(self, shape: type[ShapeT], document: Document) -> ShapeT | None:
        self.problems.extend(document.problems)
        if document.value is None:
            return None
        try:
            return shape.model_validate(document.value, context=self.names)
        except ValidationError as error:
            self.problems.extend(problems_of(error, document, shape.model_json_schema()))
            return None

    def optional(self, shape: type[ShapeT], document: Document | None) -> ShapeT | None:
        return self.validate(shape, document) if document else None

    def events(self, name: str, document: Document) -> list[PlannedEvent]:
        feature = self.validate(Feature, document)
        if feature and feature.feature != name:
            self.problems.append(
                Problem(
                    document.file,
                    document.line(["feature"]),
                    f"the feature is `{feature.feature}` and the file {name}.yml. Make them agree.",
                )
            )
        events = feature.events if feature else self.sound_events(document)
        owner = feature.owner if feature else ""
        return [_planned(name, action, owner, event, document) for action, event in events.items()]

    def sound_events(self, document: Document) -> dict[str, Event]:
        """The events of a file with mistakes that have none themselves."""
        declared = document.at("events")
        sound = {}
        for action, value in declared.items() if isinstance(declared, dict) else ():
            try:
                sound[action] = TypeAdapter(Event).validate_python(value, context=self.names)
            except ValidationError:
                continue
        return sound

    def check_with_settings(self, settings: Settings, events: list[PlannedEvent]) -> None:
        self.problems.extend(event_problems(events, LONGEST_NAME, settings.company))
        for event in events:
            for branch in event.branches:
                self.problems.extend(repo_problems(settings, branch))
        lines = self.funnel_lines()
        self.problems.extend(funnel_problems(lines, LONGEST_NAME, settings.company))

    def funnel_lines(self) -> dict[str, int]:
        """Where each funnel begins, also one with mistakes."""
        document = self.files.funnels
        names = document.names("funnels") if document else ()
        return {name: document.line(["funnels", name]) for name in names if document}

    def check_together(self, settings: Settings | None, events: Iterable[PlannedEvent]) -> None:
        planned = list(events)
        for table in raw_tables_of(part for event in planned for part in event.branches).values():
            self.problems.extend(raw_table_problems(table))
            if settings:
                self.problems.extend(identification_problems(settings, table))
        if settings:
            self.check_with_settings(settings, planned)
        if not self.files.features:
            self.problems.append(
                Problem(
                    f"{FOLDER}/{SETTINGS}",
                    1,
                    "no file in features/, so there is no event. Add one.",
                )
            )


def _planned(
    feature: str, action: str, owner: str, event: Event, document: Document
) -> PlannedEvent:
    name = f"{feature}-{action}"
    branches = tuple(
        PlannedBranch(
            name, branch, document.file, document.line(["events", action, "raw", position])
        )
        for position, branch in enumerate(event.raw)
    )
    return PlannedEvent(
        name=name,
        feature=feature,
        action=action,
        owner=event.owner or owner,
        event=event,
        file=document.file,
        line=document.line(["events", action]),
        branches=branches,
    )


def _read(folder: Path) -> Files:
    return Files(
        settings=_document(folder, SETTINGS),
        features={
            path.stem: _document(folder, f"{FEATURES}/{path.name}")
            for path in sorted((folder / FEATURES).glob("*.yml"))
        },
        funnels=_document_if_any(folder, FUNNELS),
        reconciliations=_document_if_any(folder, RECONCILIATIONS),
    )


def _document(folder: Path, file: str) -> Document:
    return read_document(folder / file, f"{FOLDER}/{file}")


def _document_if_any(folder: Path, file: str) -> Document | None:
    return _document(folder, file) if (folder / file).is_file() else None


def _names(files: Files, project_dir: Path) -> Names:
    """With the project's own models, which a reconciliation may read."""
    models = (path.stem for path in sorted((project_dir / "models").rglob("*.sql")))
    return names_of(files.settings, files.features, models)


def _stray_files(folder: Path) -> Iterable[Problem]:
    """A file that looks like a part of the plan and is not read."""
    for path in sorted([*folder.glob("*.y*ml"), *folder.glob(f"{FEATURES}/**/*.y*ml")]):
        file = path.relative_to(folder).as_posix()
        known = [SETTINGS, FUNNELS, RECONCILIATIONS]
        if path.parent == folder / FEATURES and path.suffix == ".yml":
            continue
        if file not in known:
            hint = did_you_mean(file, [*known, f"{FEATURES}/{path.stem}.yml"])
            yield Problem(f"{FOLDER}/{file}", 1, f"no part of the plan has this name. {hint}")
