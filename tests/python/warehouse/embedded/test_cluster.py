"""Data folders that cannot be used, and one that was left unfinished."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from org_funnels.errors import UserError
from org_funnels.warehouse import embedded

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def place(open_folder: Path) -> Iterator[embedded.Place]:
    """A place for a server."""
    home = embedded.Place.from_environment({}).home
    found = embedded.Place(open_folder / "data", embedded.free_port(), home)
    yield found
    if found.lock.is_file():
        embedded.stop(found)


def test_a_folder_of_another_postgresql_version_is_left_alone(place: embedded.Place) -> None:
    place.data.mkdir()
    (place.data / "PG_VERSION").write_text("16\n")

    with pytest.raises(UserError) as error:
        embedded.start(place)

    assert error.value.message == (
        f"{place.data} was made by PostgreSQL 16, and the embedded one is 18, which cannot read "
        f"it.\nMove that folder away, or set ORG_FUNNELS_EMBEDDED_DATA to another one, and load "
        f"the data again."
    )


def test_a_folder_that_holds_something_else_is_left_alone(place: embedded.Place) -> None:
    place.data.mkdir()
    (place.data / "thesis.txt").write_text("years of work")

    with pytest.raises(UserError) as error:
        embedded.start(place)

    assert error.value.message == (
        f"{place.data} holds files, but no PostgreSQL data, so it is left alone.\n"
        f"Set ORG_FUNNELS_EMBEDDED_DATA to an empty or a new folder."
    )
    assert (place.data / "thesis.txt").read_text() == "years of work"


def test_a_data_folder_that_is_a_file_is_named(place: embedded.Place) -> None:
    place.data.write_text("")

    with pytest.raises(UserError) as error:
        embedded.start(place)

    assert error.value.message == (
        f"{place.data} is a file, and should be the data folder of the embedded PostgreSQL.\n"
        f"Set ORG_FUNNELS_EMBEDDED_DATA to a folder of its own."
    )


def test_a_folder_that_a_killed_start_left_unfinished_is_made_anew(place: embedded.Place) -> None:
    unfinished = place.data.with_name("data.unfinished")
    unfinished.mkdir()
    (unfinished / "PG_VERSION").write_text("18\n")

    started = embedded.start(place, fsync=False)

    assert started.is_running
    assert not unfinished.exists()


def test_an_empty_folder_becomes_the_data_folder(place: embedded.Place) -> None:
    place.data.mkdir()

    assert embedded.start(place, fsync=False).is_running


def test_a_place_among_folders_of_another_user_is_named(place: embedded.Place) -> None:
    # Even root cannot write a file where a folder is.
    place.lock.mkdir()

    with pytest.raises(UserError) as error:
        embedded.start(place)

    assert error.value.message == (
        f"Cannot write {place.lock}, which keeps two starts of the embedded PostgreSQL apart: Is a "
        f"directory.\nSet ORG_FUNNELS_EMBEDDED_DATA to a folder of your own."
    )


def test_a_folder_that_cannot_be_made_is_named(place: embedded.Place) -> None:
    place.data.parent.joinpath("file").write_text("")
    impossible = embedded.Place(place.data.parent / "file" / "data", place.port, place.home)

    with pytest.raises(UserError) as error:
        embedded.start(impossible)

    assert error.value.message == (
        f"Cannot make the folder {place.data.parent / 'file'} for the embedded PostgreSQL: "
        f"File exists.\nSet ORG_FUNNELS_EMBEDDED_DATA to a folder that this user can write to."
    )
