"""Keep gx/ as the tracking plan says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from org_funnels.errors import UserError
from org_funnels.quality.context_files import (
    CHECKPOINTS_FOLDER,
    FOLDER,
    SUITES_FOLDER,
    VALIDATIONS_FOLDER,
    context_files,
)
from org_funnels.quality.suites import Suites, read_suites

if TYPE_CHECKING:
    from pathlib import Path

# What a check of the plan has a file in; a file there that no check has is left over.
_OWNED_FOLDERS = (SUITES_FOLDER, VALIDATIONS_FOLDER, CHECKPOINTS_FOLDER)


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
    """How gx/ differs from what follows from the tracking plan and the marts' YAML."""
    return _differences(project_dir, read_suites(project_dir))


def _differences(project_dir: Path, suites: Suites) -> Differences:
    wanted = context_files(suites.all())
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


def require_synced(project_dir: Path) -> Suites:
    """What the files of gx/ hold. A run on files that the plan has left behind is refused."""
    suites = read_suites(project_dir)
    if changes := _differences(project_dir, suites):
        message = (
            f"{', '.join(changes.paths)} differ from the tracking plan.\n"
            f"Run `org-funnels quality sync` and commit what it writes."
        )
        raise UserError(message)
    return suites


def _content(file: Path) -> str | None:
    return file.read_text(encoding="utf-8") if file.is_file() else None


def _present(project_dir: Path) -> list[str]:
    return sorted(
        path.relative_to(project_dir).as_posix()
        for folder in _OWNED_FOLDERS
        for path in (project_dir / FOLDER / folder).glob("*.json")
    )
