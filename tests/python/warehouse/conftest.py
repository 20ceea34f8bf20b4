"""Folders for servers."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A new folder that every system user may pass; pytest's own are closed to all but one."""
    folder = Path(tempfile.mkdtemp(prefix="org-funnels-test-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)
