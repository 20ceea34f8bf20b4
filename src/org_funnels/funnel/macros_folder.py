"""Find the folder of macros: the one of the project at hand, else what came with this command."""

from __future__ import annotations

import sysconfig
from pathlib import Path
from typing import TYPE_CHECKING

from org_funnels.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterable

_PUBLIC = "funnel_attempts.sql"


def find_macros(project_dir: Path) -> Path:
    """The macros that a dbt project builds its funnels with.

    Looked for in the project, in the packages that `dbt deps` fetched for it, in the folders above
    (an example's project lies inside the package), and last in what was installed with us.
    """
    for folder in _candidates(project_dir.absolute()):
        # in its folder `funnels`; in a wheel's data files all lie in one
        if next(folder.rglob(_PUBLIC), None):
            return folder
    message = (
        f"The macros of org_funnels are not in {project_dir.absolute()}, nor in its dbt_packages.\n"
        f"Run this in the dbt project, or name its folder with --project-dir; `dbt deps` fetches "
        f"the package."
    )
    raise UserError(message)


def _candidates(project: Path) -> Iterable[Path]:
    for folder in (project, *project.parents):
        yield folder / "macros"
        yield folder / "dbt_packages" / "org_funnels" / "macros"
    # a checkout that is installed with --editable, then the data files of a wheel
    yield Path(__file__).parents[3] / "macros"
    yield Path(sysconfig.get_path("data")) / "share" / "org_funnels" / "macros"
