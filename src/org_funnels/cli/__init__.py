"""The `org-funnels` command: which subcommands there are, and how it ends when one fails.

A subcommand's module is imported when it runs, so that `--help` answers at once:
Great Expectations alone takes seconds to import.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import Any

import click

from org_funnels import __version__
from org_funnels.errors import UserError


@dataclass(frozen=True)
class Subcommand:
    """A subcommand before its module is imported."""

    location: str
    help: str


SUBCOMMANDS = {
    "backfill": Subcommand(
        "org_funnels.cli.backfill:backfill",
        "Read chosen load days again, without a full refresh.",
    ),
    "demo": Subcommand(
        "org_funnels.cli.demo:demo",
        "Simulate the demo company and run everything on it.",
    ),
    "funnel": Subcommand(
        "org_funnels.cli.funnel:funnel",
        "Try a funnel on a file or on the warehouse, and look at the declared ones.",
    ),
    "ledger": Subcommand(
        "org_funnels.cli.ledger:ledger",
        "Show where every raw row is, and count them again.",
    ),
    "load": Subcommand(
        "org_funnels.cli.load:load",
        "Copy a folder of CSV files into the warehouse.",
    ),
    "plan": Subcommand(
        "org_funnels.cli.plan:plan",
        "Check the tracking plan and generate its models.",
    ),
    "quality": Subcommand(
        "org_funnels.cli.quality:quality",
        "Check the data and tell its owners.",
    ),
    "report": Subcommand(
        "org_funnels.cli.report:report",
        "Show the funnels, the reconciliation and what could not be matched.",
    ),
    "run": Subcommand(
        "org_funnels.cli.run:run",
        "Build, check and tell: what a scheduler calls.",
    ),
    "warehouse": Subcommand(
        "org_funnels.cli.warehouse:warehouse",
        "Start, stop and open the embedded PostgreSQL.",
    ),
}


class LazyGroup(click.Group):
    """A group that imports a subcommand when it is called, not when it is listed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names in the registry."""
        return sorted({*SUBCOMMANDS, *super().list_commands(ctx)})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command itself, imported."""
        if cmd_name not in SUBCOMMANDS:
            return super().get_command(ctx, cmd_name)
        module, _, name = SUBCOMMANDS[cmd_name].location.partition(":")
        command: click.Command = getattr(import_module(module), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list in `--help`, from the registry alone."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, SUBCOMMANDS[name].help) for name in self.list_commands(ctx)])

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401  (click's own signature)
        """Run a subcommand; what a user can put right ends without a stack trace."""
        try:
            return super().invoke(ctx)
        except UserError as error:
            click.echo(f"Error: {error.message}", err=True)
            ctx.exit(error.exit_code)


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, package_name="org-funnels", prog_name="org-funnels")
def main() -> None:
    """See how far each customer organisation gets in your product, and which events are missing.

    Exit codes: 0 fine, 1 bad data, 2 usage or configuration, 3 the build failed,
    4 an alert could not be delivered.
    """
