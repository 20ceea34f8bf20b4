"""docs/scheduling.md does what it says: its lines, run with a command that ends in each way."""

from __future__ import annotations

import configparser
import os
import re
import subprocess
from pathlib import Path
from shutil import which

import pytest
from ruamel.yaml import YAML

_SYSTEMD = which("systemd-analyze") or ""
_PAGE = (Path(__file__).parents[3] / "docs/scheduling.md").read_text()


def _blocks(kind: str) -> list[str]:
    return re.findall(rf"```{kind}\n(.*?)```", _PAGE, flags=re.DOTALL)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A checkout whose `org-funnels` ends as its argument file says."""
    program = tmp_path / ".venv/bin/org-funnels"
    program.parent.mkdir(parents=True)
    program.write_text(f"#!/bin/sh\necho told; exit $(cat {tmp_path}/code)\n")
    program.chmod(0o755)
    return tmp_path


def _ends(command: str, folder: Path, code: int) -> subprocess.CompletedProcess[str]:
    (folder / "code").write_text(str(code))
    return subprocess.run(
        ["/bin/sh", "-c", command], cwd=folder, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("code", [0, 1, 2, 3, 4])
def test_cron_mails_on_2_3_and_4_and_says_nothing_else(folder: Path, code: int) -> None:
    (crontab,) = _blocks("cron")
    line = next(line for line in crontab.splitlines() if line.startswith("7 * * * *"))
    command = line.removeprefix("7 * * * *").strip().replace("/srv/org-funnels", str(folder))

    done = _ends(command, folder, code)

    assert bool(done.stdout) is (code >= 2)
    assert done.stderr == ""
    assert (folder / "run.log").read_text() == "told\n"


@pytest.mark.parametrize("code", [0, 1, 2, 3, 4])
def test_a_ci_job_fails_on_2_3_and_4(folder: Path, code: int) -> None:
    workflow = YAML(typ="safe").load(_blocks("yaml")[0])
    command = workflow["jobs"]["run"]["steps"][-1]["run"]

    done = _ends(f"set -e\n{command}", folder, code)

    assert (done.returncode != 0) is (code >= 2)


def test_systemd_takes_bad_data_for_no_failure_of_the_unit() -> None:
    service, timer = (configparser.ConfigParser(strict=False) for _ in range(2))
    for parser, text in zip((service, timer), _blocks("ini"), strict=True):
        parser.optionxform = str  # type: ignore[assignment, method-assign]
        parser.read_string(text)

    assert service["Service"]["ExecStart"].endswith(".venv/bin/org-funnels run")
    assert service["Service"]["SuccessExitStatus"] == "1"
    assert "OnFailure" in service["Unit"]
    assert timer["Timer"]["OnCalendar"] == "*:07"


@pytest.mark.skipif(not _SYSTEMD, reason="this system has no systemd")
def test_systemd_finds_nothing_wrong_with_the_units(folder: Path) -> None:
    told = "[Service]\nType=oneshot\nExecStart=/bin/true\n"
    service, timer = (text.replace("/srv/org-funnels", str(folder)) for text in _blocks("ini"))
    units = {"org-funnels.service": service, "org-funnels.timer": timer}
    for name, text in {**units, "tell-the-data-team@.service": told}.items():
        (folder / name).write_text(text)

    done = subprocess.run(
        [_SYSTEMD, "verify", *(folder / name for name in units)],
        env={**os.environ, "SYSTEMD_UNIT_PATH": f"{folder}:"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
