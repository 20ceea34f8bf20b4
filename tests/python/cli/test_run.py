"""The options of `org-funnels run`."""

from __future__ import annotations

from click.testing import CliRunner

from org_funnels.cli.run import run


def test_everything_and_a_part_of_it_is_refused() -> None:
    result = CliRunner().invoke(run, ["--all", "--", "--select", "one"])

    assert result.exit_code == 2
    assert "Leave out one." in result.output
