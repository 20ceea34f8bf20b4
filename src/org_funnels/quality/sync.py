"""Keep gx/ as the tracking plan says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from org_funnels.errors import UserError
from org_funnels.quality.context_files import FOLDER, SUITES_FOLDER, context_files
from org_funnels.tracking_plan import load_plan

if TYPE_CHECKING:
    from pathlib import Path

# What a check of the plan has a file in; a file there that no check has is left over.
_OWNED_FOLDERS = (SUITES_FOLDER, "validation_definitions", "checkpoints")


@dataclass(frozen=True)
class Differences:
    """What gx/ would have to become: paths within the project."""

    written: dict[str, str]
    removed: tuple[str, ...]

    def __bool__(self) -> bool:
        """Whether there are any."""
        return bool(self.written or self.removed)

    @property
    def paths(self) -> list[str]:
        """All of them, in order."""
        return sorted([*self.written, *self.removed])


def differences(project_dir: Path) -> Differences:
    """How gx/ differs from the tracking plan."""
    checks = load_plan(project_dir).reconciliations
    wanted = context_files({name: check.event.name for name, check in checks.items()})
    files = {f"{FOLDER}/{path}": text for path, text in wanted.items()}
    return Differences(
        {path: text for path, text in files.items() if _content(project_dir / path) != text},
        tuple(path for path in _present(project_dir) if path not in files),
    )


def write(project_dir: Path, changes: Differences) -> None:
    """Make gx/ what it should be."""
    for path, text in changes.written.items():
        file = project_dir / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    for path in changes.removed:
        (project_dir / path).unlink()


def require_synced(project_dir: Path) -> None:
    """A run on files that the plan has left behind would check something else than it says."""
    if changes := differences(project_dir):
        message = (
            f"{', '.join(changes.paths)} differ from the tracking plan.\n"
            f"Run `org-funnels quality sync` and commit what it writes."
        )
        raise UserError(message)


def _content(file: Path) -> str | None:
    return file.read_text(encoding="utf-8") if file.is_file() else None


def _present(project_dir: Path) -> list[str]:
    return sorted(
        path.relative_to(project_dir).as_posix()
        for folder in _OWNED_FOLDERS
        for path in (project_dir / FOLDER / folder).glob("*.json")
    )
