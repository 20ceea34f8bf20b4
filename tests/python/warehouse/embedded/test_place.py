"""Where the embedded server is, by the environment."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from org_funnels.errors import UserError
from org_funnels.warehouse.embedded import Place


def _as_user(monkeypatch: pytest.MonkeyPatch, uid: int) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: uid)


def test_an_ordinary_users_data_is_in_their_state_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    _as_user(monkeypatch, 1000)

    place = Place.from_environment({"XDG_STATE_HOME": "/home/ada/state"})

    assert place.data == Path("/home/ada/state/org-funnels/data")
    assert place.port == 54329


def test_without_a_state_folder_it_is_below_the_home(monkeypatch: pytest.MonkeyPatch) -> None:
    _as_user(monkeypatch, 1000)
    monkeypatch.setenv("HOME", "/home/ada")

    assert Place.from_environment({}).data == Path("/home/ada/.local/state/org-funnels/data")


def test_roots_data_is_never_below_a_home_that_others_cannot_enter(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _as_user(monkeypatch, 0)

    place = Place.from_environment({"XDG_STATE_HOME": "/root/state"})

    assert place.data == Path("/var/lib/org-funnels/data")


def test_the_environment_names_folder_and_port() -> None:
    place = Place.from_environment(
        {"ORG_FUNNELS_EMBEDDED_DATA": "/srv/pg", "ORG_FUNNELS_EMBEDDED_PORT": "5999"}
    )

    assert (place.data, place.port) == (Path("/srv/pg"), 5999)
    assert place.lock == Path("/srv/pg.lock")
    assert place.log == Path("/srv/pg/server.log")


def test_a_relative_folder_is_taken_from_the_current_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    assert Place.from_environment({"ORG_FUNNELS_EMBEDDED_DATA": "pg"}).data == tmp_path / "pg"


@pytest.mark.parametrize("port", ["0", "65536", "abc", "-1", "54 329", "٥٤"])
def test_what_is_no_port_is_named(port: str) -> None:
    with pytest.raises(UserError) as error:
        Place.from_environment({"ORG_FUNNELS_EMBEDDED_PORT": port})

    assert error.value.message == (
        f"ORG_FUNNELS_EMBEDDED_PORT is {port!r}, and must be a port number from 1 to 65535. "
        f"Unset it to use 54329."
    )
