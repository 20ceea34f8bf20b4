"""What is wrong with a file of events, an engine or an output is said at once, without its data."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING, Any

import duckdb
import pytest
from tests.python.funnel_command.running import HEADER, TWO_STEPS, Command

if TYPE_CHECKING:
    from pathlib import Path

_ROW = "e-1,secret-org,2026-03-01T09:00:00Z,A"
_WITH_CONDITIONS = """
steps:
  - {name: began, event: A, where: [{property: plann, op: "=", value: pro}]}
  - {name: ended, event: B}
segments: [{property: browserr}]
"""


def _error(command: Command, file: Path, *, code: int, definition: str = TWO_STEPS) -> str:
    """What the command says; that it quotes nothing of the data is asserted."""
    result = command.run(definition, file)
    assert result.exit_code == code, result.output
    assert result.stdout == ""
    assert "secret" not in result.stderr
    return result.stderr


def test_a_file_that_is_not_there(command: Command) -> None:
    error = _error(command, command.folder / "no.csv", code=2)

    assert error == (
        f"Error: There is no file {command.folder / 'no.csv'}.\n"
        "Name a file of events: .csv, .csv.gz, .parquet.\n"
    )


def test_a_file_of_another_kind(command: Command) -> None:
    file = command.csv(_ROW, name="events.xlsx")

    assert _error(command, file, code=2) == (
        f"Error: {file} is none of the files that are read: .csv, .csv.gz, .parquet.\n"
        "Convert it to one of them.\n"
    )


def test_all_missing_columns_are_named_at_once_with_the_nearest(command: Command) -> None:
    file = command.csv(
        "e-1,secret-org,2026-03-01,A,pro", header="event_id,entityid,time,event_name,plan"
    )

    assert _error(command, file, code=2, definition=_WITH_CONDITIONS) == (
        f"Error: {file} does not have what the funnel needs:\n"
        "  - the column `entity_id` is missing; `entityid` is near it.\n"
        "  - the column `occurred_at` is missing.\n"
        "  - the definition reads the column `plann`, which is missing. Did you mean `plan`?\n"
        "  - the definition reads the column `browserr`, which is missing. "
        "Known: `entityid`, `event_id`, `event_name`, `plan`, `time`.\n"
    )


@pytest.mark.parametrize("kind", ["bigint", "double", "time", "boolean"])
def test_a_column_that_holds_no_times(command: Command, kind: str) -> None:
    file = command.folder / "events.parquet"
    value = "'10:00:00'" if kind == "time" else "1"
    duckdb.connect().execute(
        f"copy (select 'e' as event_id, 'secret-org' as entity_id, 'A' as event_name, "
        f"cast({value} as {kind}) as occurred_at) to '{file}' (format parquet)"
    )

    assert _error(command, file, code=2) == (
        f"Error: {file} does not have what the funnel needs:\n"
        f"  - the column `occurred_at` is of type {kind.upper()}, which is no time. Write ISO "
        "8601, such as 2026-03-01T09:00:00Z, or a timestamp; a number does not say since when.\n"
    )


@pytest.mark.parametrize("text", ["1772355600", "1772355600.5", "01/03/2026", "secret", "20260301"])
def test_times_of_which_none_can_be_read(command: Command, text: str) -> None:
    file = command.csv(f"e-1,secret-org,{text},A", f"e-2,secret-org,{text},B")

    assert _error(command, file, code=1) == (
        f"Error: No time in {file} can be read.\n"
        "Write `occurred_at` in ISO 8601, such as 2026-03-01T09:00:00Z; a number does not say "
        "since when it counts.\n"
    )


def test_a_file_of_no_bytes(command: Command) -> None:
    file = command.folder / "events.csv"
    file.touch()

    assert _error(command, file, code=1) == (
        f"Error: {file} is empty.\nIts first line must name its columns.\n"
    )


def test_a_column_named_twice(command: Command) -> None:
    file = command.csv(f"{_ROW},x,y", header=f"{HEADER},plan,plan")

    assert _error(command, file, code=2).startswith(f"Error: The header of {file} names plan twice")


_NOT_CSV = (
    "is not CSV that can be read.\nCSV is UTF-8, packed if its name ends in .gz, has a header, "
    "commas between values, and as many values in each line as names in the header.\n"
)


@pytest.mark.parametrize("row", [f"{_ROW},too many", "too few,secret-org"])
def test_a_line_with_more_or_fewer_values_than_the_header(command: Command, row: str) -> None:
    file = command.csv(_ROW, row)

    assert _error(command, file, code=1) == f"Error: {file}, line 3, {_NOT_CSV}"


@pytest.mark.parametrize("sound_rows", [1, 5_000])
def test_text_that_is_not_utf_8(command: Command, sound_rows: int) -> None:
    file = command.csv(*[_ROW] * sound_rows)
    file.write_bytes(file.read_bytes() + "e-2,secret-\xe9,2026-03-01,A\n".encode("latin-1"))

    assert _error(command, file, code=1).endswith(_NOT_CSV)


def test_a_file_that_is_not_packed_as_its_name_says(command: Command) -> None:
    file = command.csv(_ROW, name="events.csv.gz")

    assert _error(command, file, code=1) == f"Error: {file} {_NOT_CSV}"


@pytest.mark.parametrize("rows", [1, 50_000])
def test_a_file_that_ends_in_the_middle_of_its_packing(command: Command, rows: int) -> None:
    text = "\n".join([HEADER, *(f"e-{place},secret,2026-03-01,A" for place in range(rows))])
    file = command.folder / "events.csv.gz"
    packed = gzip.compress(text.encode())
    file.write_bytes(packed[: len(packed) // 2])

    assert _error(command, file, code=1).endswith(_NOT_CSV)


def test_a_quote_that_never_ends(command: Command) -> None:
    file = command.csv(_ROW, 'e-2,"secret,2026-03-01,A', _ROW)

    assert _error(command, file, code=1) == f"Error: {file}, line 3, {_NOT_CSV}"


@pytest.mark.parametrize("separator", [";", "\t", "|"])
@pytest.mark.parametrize("quote", ["", '"'])
def test_a_file_with_another_separator_says_so(
    command: Command, separator: str, quote: str
) -> None:
    header, row = (
        separator.join(f"{quote}{value}{quote}" for value in line.split(","))
        for line in (HEADER, _ROW)
    )
    shown = {";": "a `;`", "\t": "a tab", "|": "a `|`"}[separator]
    file = command.csv(row, header=header)

    assert _error(command, file, code=2) == (
        f"Error: The header of {file} has {shown} between its names, where CSV has a comma.\n"
        "Write the file again with commas, points in its decimals and times in ISO 8601.\n"
    )


def test_a_name_may_hold_what_separates_elsewhere(command: Command) -> None:
    file = command.csv(f"{_ROW},x", header=f"{HEADER},a;b;c;d")

    assert command.outcome(TWO_STEPS, file)["steps"][0]["entity_count"] == 1


@pytest.mark.parametrize("damage", ["text", "empty", "half", "metadata", "pages"])
def test_parquet_that_is_damaged(command: Command, damage: str) -> None:
    file = command.folder / "events.parquet"
    duckdb.connect().execute(
        "copy (select 'e-' || range as event_id, 'secret' as entity_id, 'A' as event_name, "
        f"timestamp '2026-03-01' as occurred_at from range(1000)) to '{file}' (format parquet)"
    )
    sound = file.read_bytes()
    metadata = int.from_bytes(sound[-8:-4], "little") + 8
    damaged = {
        "text": _ROW.encode(),
        "empty": b"",
        "half": sound[: len(sound) // 2],
        # of these two DuckDB raises two kinds of error, of half a .csv.gz a third
        "metadata": sound[:-metadata] + b"\xff" * 20 + sound[20 - metadata :],
        "pages": sound[:40] + bytes(byte ^ 0x5A for byte in sound[40:400]) + sound[400:],
    }
    file.write_bytes(damaged[damage])

    assert _error(command, file, code=1) == (
        f"Error: {file} is not Parquet that can be read.\nWrite it again, or convert it to CSV.\n"
    )


@pytest.mark.parametrize(
    ("statement", "kind"),
    [
        ("select no_such_column", duckdb.BinderException),
        ("select 'x'::integer", duckdb.ConversionException),
        ("copy (select 1) to '/no/such/folder/spilled'", duckdb.IOException),
        (
            "set max_temp_directory_size = '0KB'; set memory_limit = '10MB'; "
            "create table t as select range, md5(range::text) from range(3000000)",
            duckdb.OutOfMemoryException,
        ),
    ],
)
def test_an_error_that_is_not_the_files_is_not_told_as_its(
    command: Command, monkeypatch: pytest.MonkeyPatch, statement: str, kind: type[duckdb.Error]
) -> None:
    monkeypatch.setattr("org_funnels.funnel.file_events.rows_statement", lambda *_: statement)

    result = command.run(TWO_STEPS, command.csv(_ROW))

    assert type(result.exception) is kind


def test_a_file_that_may_not_be_read(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    file = command.csv(_ROW)
    sound = type(file).open

    def refused(path: Path, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
        if path == file:
            raise PermissionError(13, "Permission denied")
        return sound(path, *args, **kwargs)

    # root may read what nobody may
    monkeypatch.setattr(type(file), "open", refused)

    assert _error(command, file, code=2) == (
        f"Error: {file} cannot be read: Permission denied.\nPut that right, or name another file.\n"
    )


def test_a_folder_in_place_of_a_file(command: Command) -> None:
    (command.folder / "events.csv").mkdir()

    assert _error(command, command.folder / "events.csv", code=2).startswith("Error: There is no ")


def test_a_definition_with_mistakes_names_them_all(command: Command) -> None:
    definition = "window: 14 dasy\nsteps: [{name: a, event: A}, {name: a, event: B}]\n"

    error = _error(command, command.csv(_ROW), code=2, definition=definition)

    path = command.folder / "trial.yml"
    assert error.startswith("Error: The funnel has 2 mistakes.\n")
    assert f"{path}:1: `14 dasy` has no unit of time. Did you mean `days`?\n" in error
    assert f"{path}:2: " in error


def test_an_engine_that_nobody_declared(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(command.folder))

    error = _error(Command(command.folder, "postgress"), command.csv(_ROW), code=2)

    assert error.startswith("Error: There is no profiles.yml in ")
