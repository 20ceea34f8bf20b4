"""--out is refused before anything runs, or is there whole; nothing else is left beside it."""

from __future__ import annotations

import resource
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.python.funnel_command.running import TWO_STEPS, Command

if TYPE_CHECKING:
    from collections.abc import Iterator

_ROW = "e-1,o-1,2026-03-01T09:00:00Z,A"
# Not even root may write in it.
_READ_ONLY = Path("/proc")


@pytest.mark.parametrize(
    ("out", "says"),
    [
        ("attempts.xlsx", "Error: --out is attempts.xlsx, and must end in .csv or .parquet.\n"),
        ("no/attempts.csv", "Make it first.\n"),
        ("folder", "--out is folder, a folder.\nName a file in it, such as folder/attempts.csv.\n"),
        (
            "folder.csv",
            "--out is folder.csv, a folder.\nName a file in it, such as folder.csv/attempts.csv.\n",
        ),
    ],
)
def test_an_output_that_cannot_be_written_is_refused_before_anything_runs(
    command: Command, out: str, says: str
) -> None:
    for folder in ("folder", "folder.csv"):
        (command.folder / folder).mkdir()

    result = command.run(TWO_STEPS, command.folder / "not there.csv", "--out", out)

    assert result.stderr.endswith(says)
    assert result.exit_code == 2


@pytest.mark.skipif(not _READ_ONLY.is_dir(), reason="this system has no such folder")
def test_a_folder_that_takes_no_file_is_refused_before_anything_runs(command: Command) -> None:
    out = _READ_ONLY / "attempts.csv"

    result = command.run(TWO_STEPS, command.folder / "not there.csv", "--out", str(out))

    first, second = result.stderr.splitlines()
    assert first.startswith(f"Error: No file can be written in {_READ_ONLY} for --out: ")
    assert second == "Name a file in another folder."
    assert result.exit_code == 2


@pytest.mark.parametrize("how", ["its name", "another spelling", "a link"])
def test_the_events_are_never_written_over(command: Command, how: str) -> None:
    file = command.csv(_ROW)
    (command.folder / "link.csv").symlink_to(file)
    (command.folder / "folder").mkdir()
    out = {
        "its name": str(file),
        "another spelling": f"folder/../{file.name}",
        "a link": "link.csv",
    }[how]

    result = command.run(TWO_STEPS, file, "--out", out)

    assert result.stderr == (
        f"Error: --out is {out}, the file of events itself.\nName another file.\n"
    )
    assert result.exit_code == 2


def test_a_file_of_any_name_is_replaced_and_nothing_is_left_beside_it(any_engine: Command) -> None:
    folder = any_engine.folder / "it's a [folder]*"
    folder.mkdir()
    out = folder / "it's *.csv"
    out.write_text("an older one", encoding="utf-8")

    any_engine.outcome(TWO_STEPS, any_engine.csv(_ROW), "--out", str(out))

    assert out.read_text(encoding="utf-8").startswith("entity_id,")
    assert list(folder.iterdir()) == [out]


def test_a_link_stays_and_the_file_that_it_leads_to_is_written(command: Command) -> None:
    (command.folder / "elsewhere").mkdir()
    link = command.folder / "attempts.csv"
    link.symlink_to(command.folder / "elsewhere" / "real.csv")

    command.outcome(TWO_STEPS, command.csv(_ROW), "--out", "attempts.csv")

    assert link.is_symlink()
    assert [file.name for file in (command.folder / "elsewhere").iterdir()] == ["real.csv"]


def test_what_cannot_be_written_to_its_end_leaves_the_older_file_and_nothing_else(
    command: Command,
) -> None:
    file = command.csv(_ROW)
    folder = command.folder / "out"
    folder.mkdir()
    out = folder / "attempts.csv"
    out.write_text("an older one", encoding="utf-8")

    with _files_no_longer_than(150):
        result = command.run(TWO_STEPS, file, "--out", str(out))

    assert result.stderr == (
        f"Error: {out} cannot be written: File too large.\n"
        "Put that right, or name another file with --out.\n"
    )
    assert out.read_text(encoding="utf-8") == "an older one"
    assert list(folder.iterdir()) == [out]


def test_a_folder_that_comes_in_the_way_meanwhile_leaves_nothing_behind(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("org_funnels.funnel.run.check_out", lambda *_: None)
    out = command.folder / "out" / "attempts.csv"
    out.mkdir(parents=True)

    result = command.run(TWO_STEPS, command.csv(_ROW), "--out", str(out))

    assert result.stderr.startswith(f"Error: {out} cannot be written: Is a directory.\n")
    assert list(out.parent.iterdir()) == [out]


@contextmanager
def _files_no_longer_than(size: int) -> Iterator[None]:
    """As on a disk that is full."""
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
