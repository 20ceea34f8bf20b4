"""Bring a project's generated files in line with its plan, or say where they differ."""

import difflib
import os
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from org_funnels.errors import UserError
from org_funnels.tracking_plan.generate import generated_files
from org_funnels.tracking_plan.generate.generated_file import MARK, GeneratedFile
from org_funnels.tracking_plan.plan import TrackingPlan

# Where generated files are looked for that the plan no longer asks for.
OWNED = ("models/**/*.sql", "models/**/*.yml", "seeds/**/*.yml", "tracking_plan/schema/*.json")
# The mark is in the first lines of a generated file.
HEAD = 400


@dataclass(frozen=True)
class Change:
    """A file that is not as the plan would write it. None: there is no such file."""

    path: str
    before: str | None
    after: str | None

    @property
    def kind(self) -> str:
        """What sync does to it."""
        if self.before is None:
            return "added"
        return "removed" if self.after is None else "changed"

    def diff(self, lines: int) -> list[str]:
        """The first lines of a unified diff, and how many more there are."""
        before, after = ((text or "").splitlines() for text in (self.before, self.after))
        names = f"{self.path} (now)", f"{self.path} (plan)"
        diff = list(difflib.unified_diff(before, after, *names, lineterm=""))
        more = len(diff) - lines
        return diff if more <= 0 else [*diff[:lines], f"… {more} more lines"]


def changes(plan: TrackingPlan, project_dir: Path) -> list[Change]:
    """What sync would do, by path."""
    wanted = generated_files(plan)
    _refuse_handwritten(wanted, project_dir)
    found = [
        *(Change(file.path, _read(project_dir / file.path), file.content) for file in wanted),
        *_stale({file.path for file in wanted}, project_dir),
    ]
    differing = (change for change in found if change.before != change.after)
    return sorted(differing, key=lambda change: change.path)


def apply(todo: Iterable[Change], project_dir: Path) -> None:
    """Make the changes, each at once or not at all."""
    for change in todo:
        path = project_dir / change.path
        if change.after is None:
            path.unlink(missing_ok=True)
        else:
            _write(path, change.after)


def _stale(wanted: set[str], project_dir: Path) -> Iterable[Change]:
    """Generated files whose event, funnel or reconciliation is gone."""
    for pattern in OWNED:
        for path in sorted(project_dir.glob(pattern)):
            name = path.relative_to(project_dir).as_posix()
            content = _read(path)
            if name not in wanted and content and _is_generated(content):
                yield Change(name, content, None)


def _refuse_handwritten(wanted: Iterable[GeneratedFile], project_dir: Path) -> None:
    """A file that a person wrote is never overwritten. A seed has no room for the mark."""
    taken = [
        file.path
        for file in wanted
        if not file.path.endswith(".csv")
        and (content := _read(project_dir / file.path)) is not None
        and not _is_generated(content)
    ]
    if taken:
        msg = (
            f"These files were not written by `org-funnels plan sync`: {', '.join(taken)}. "
            "It would overwrite them. Move or delete them, or rename what the plan calls so."
        )
        raise UserError(msg)


def _is_generated(content: str) -> bool:
    return MARK in content[:HEAD]


def _read(path: Path) -> str | None:
    return path.read_bytes().decode("utf-8", "replace") if path.is_file() else None


def _write(path: Path, content: str) -> None:
    """A reader sees the old file or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(content)
        temporary.chmod(0o644)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
