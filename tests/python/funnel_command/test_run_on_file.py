"""A funnel on a file of events: what is counted, on both engines."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import pytest
from tests.python.funnel_command.running import TWO_STEPS, Command, counts

if TYPE_CHECKING:
    from org_funnels.warehouse.postgres import PostgresWarehouse

GOLDEN = Path(__file__).parent / "golden"

# A property of each type, one event a row.
_TYPED = """
    select
        event_id, entity_id, timestamp '2026-03-01 09:00:00' as occurred_at, event_name,
        paid, amount, price, struct_pack(id := price) as item, [event_name] as tags, day, big
    from (values
        (1, 7, 'A', true, 12, 2.5, date '2026-03-01', 1042.0::double),
        (2, 8, 'A', false, 9, 2.25, date '2026-02-28', 1042.5::double),
        (3, 9, 'A', null, null, null, null, null)
    ) as rows (event_id, entity_id, event_name, paid, amount, price, day, big)
"""
_JSON = """
    select
        id as event_id, id as entity_id, '2026-03-01' as occurred_at, 'A' as event_name,
        'own' as kind, {} as properties
    from (values
        ('o-1', '{{"plan":"pro","kind":"none"}}'), ('o-2', '{{"plan":"free"}}'), ('o-3', null)
    ) as rows (id, properties)
"""
_AS_STRUCT = """from_json(properties, '{"plan":"VARCHAR"}')"""


def _parquet(command: Command, select: str) -> Path:
    path = command.folder / "events.parquet"
    duckdb.connect().execute(f"copy ({select}) to '{path}' (format parquet)")
    return path


def _first_step(condition: str) -> str:
    return f"steps: [{{name: began, any_event: true, where: [{condition}]}}]"


def test_a_small_funnel_gives_every_key_as_documented(any_engine: Command) -> None:
    outcome = any_engine.outcome(
        (GOLDEN / "signup.yml").read_text(encoding="utf-8"), GOLDEN / "signup.csv"
    )

    golden = json.loads((GOLDEN / "signup.json").read_text(encoding="utf-8"))
    assert outcome == {**golden, "funnel": "trial", "engine": any_engine.engine}


def test_a_packed_file_and_parquet_give_what_csv_gives(command: Command) -> None:
    definition = (GOLDEN / "signup.yml").read_text(encoding="utf-8")
    text = (GOLDEN / "signup.csv").read_bytes()
    packed = command.folder / "signup.csv.gz"
    packed.write_bytes(gzip.compress(text))
    read = f"read_csv('{GOLDEN / 'signup.csv'}', all_varchar = true)"
    parquet = _parquet(command, f"select * from {read}")

    outcome = command.outcome(definition, GOLDEN / "signup.csv")

    assert command.outcome(definition, packed) == outcome
    assert command.outcome(definition, parquet) == outcome


@pytest.mark.parametrize(
    ("condition", "entities"),
    [
        ('{property: paid, op: "=", value: true}', {"7"}),
        ('{property: paid, op: "!=", value: true}', {"8"}),
        ('{property: paid, op: "is not set"}', {"9"}),
        ('{property: amount, op: ">", value: 9.5}', {"7"}),
        ('{property: amount, op: ">", value: "9.5"}', set()),
        ('{property: price, op: "=", value: "2.5"}', {"7"}),
        ("{property: price, op: in, value: [2.25, 3]}", {"8"}),
        ('{property: item, op: "=", value: \'{"id":2.25}\'}', {"8"}),
        ("{property: tags, op: '=', value: '[\"A\"]'}", {"7", "8", "9"}),
        ('{property: day, op: ">=", value: "2026-03-01"}', {"7"}),
        ('{property: big, op: "=", value: "1042"}', {"7"}),
        ('{column: event_id, op: "=", value: 2}', {"8"}),
    ],
)
def test_a_property_of_parquet_is_compared_as_the_warehouse_would(
    any_engine: Command, condition: str, entities: set[str]
) -> None:
    file = _parquet(any_engine, _TYPED)

    outcome = any_engine.outcome(_first_step(condition), file)

    assert set(outcome["entities"]) == entities


def test_truth_in_csv_is_the_text_true(command: Command) -> None:
    file = command.csv(
        "1,o-1,2026-03-01,A,true", "2,o-2,2026-03-01,A,false", "3,o-3,2026-03-01,A,",
        header="event_id,entity_id,occurred_at,event_name,paid",
    )  # fmt: skip

    outcome = command.outcome(_first_step('{property: paid, op: "=", value: true}'), file)

    assert set(outcome["entities"]) == {"o-1"}


@pytest.mark.parametrize("form", ["properties", _AS_STRUCT])
def test_a_property_may_be_a_key_of_the_column_properties(any_engine: Command, form: str) -> None:
    file = _parquet(any_engine, _JSON.format(form))
    plan = '{property: plan, op: "=", value: pro}'
    kind = '{property: kind, op: "=", value: own}'

    outcome = any_engine.outcome(_first_step(f"{plan}, {kind}") + "\nsegments: [plan]", file)

    # a column of the name comes before a key of it
    assert set(outcome["entities"]) == {"o-1"}
    assert outcome["segments"] == {"plan": [{"value": "pro", "entity_counts": [1]}]}


def test_properties_that_are_no_json_are_none_and_are_counted(command: Command) -> None:
    file = command.csv(
        "1,o-1,2026-03-01,A,\"{\"\"plan\"\": 12}\"", "2,o-2,2026-03-01,A,{oops",
        header="event_id,entity_id,occurred_at,event_name,properties",
    )  # fmt: skip

    result = command.run(
        _first_step('{property: plan, op: "=", value: 12}, {property: none, op: "is not set"}'),
        file,
        "--json",
    )

    assert set(json.loads(result.stdout)["entities"]) == {"o-1"}
    assert result.stderr == (
        f"No event of {file} has the property `none`.\n"
        f"The properties of 1 rows of {file} are no JSON: they count as events without any.\n"
    )


@pytest.mark.parametrize(
    ("kind", "begun", "ended", "seconds"),
    [
        ("timestamp", "2026-03-01 09:00:00", "2026-03-01 10:00:00.5", 3600.5),
        ("timestamptz", "2026-03-01 09:00:00+00", "2026-03-01 12:00:00+02", 3600),
        ("timestamp_ms", "2026-03-01 09:00:00", "2026-03-01 10:00:00.25", 3600.25),
        ("timestamp_s", "2026-03-01 09:00:00", "2026-03-01 10:00:00", 3600),
        ("timestamp_ns", "2026-03-01 09:00:00", "2026-03-01 10:00:00.000001999", 3600.000001),
        ("date", "2026-03-01", "2026-03-02", 86400),
        ("text", "2026-03-01T09:00:00Z", "2026-03-01T10:00:00Z", 3600),
        ("text", "2026-03-01T09:00:00Z", "2026-03-01 10:00", 3600),
        ("text", "2026-03-01T09:00:00Z", "2026-03-01t12:30:00.1234569 +02:30", 3600.123456),
        ("text", "2026-03-01", " 2026-03-02 ", 86400),
    ],
)
def test_a_time_is_read_from_every_type_that_is_one(
    any_engine: Command, kind: str, begun: str, ended: str, seconds: float
) -> None:
    rows = ", ".join(
        f"('{name}', 'o-1', cast('{time}' as {kind}), '{name}')"
        for name, time in (("A", begun), ("B", ended))
    )
    columns = "rows (event_id, entity_id, occurred_at, event_name)"
    file = _parquet(any_engine, f"select * from (values {rows}) as {columns}")

    outcome = any_engine.outcome(TWO_STEPS, file)

    assert outcome["entities"]["o-1"]["seconds_from_start"] == [0, seconds]


def test_a_plain_time_is_what_the_macro_makes_of_it(command: Command) -> None:
    """The short way for plain times must not know times that the macro does not know."""
    texts = [
        "2026-02-29T09:00:00Z", "2024-02-29T09:00:00Z", "2026-03-01T24:00:00Z",
        "2026-03-01T09:60:00Z", "2026-13-01T09:00:00Z", "2026-03-01T09:00:00.1Z",
        "0001-01-01T00:00:00", "9999-12-31T23:59:59.999999", "2026-03-01T09:00:00ZZ",
    ]  # fmt: skip
    file = command.csv(*(f"e{place},o-{place},{text},A" for place, text in enumerate(texts)))

    outcome = command.outcome(_first_step('{column: event_name, op: "=", value: A}'), file)

    assert set(outcome["entities"]) == {"o-1", "o-5", "o-6", "o-7"}
    assert outcome["left_out"]["unreadable_time"] == 5


@pytest.mark.parametrize(
    "time", ["timestamp 'infinity'", "timestamp '10000-01-01'", "timestamp '0044-03-15 (BC)'"]
)
def test_a_time_that_no_calendar_has_is_set_aside(command: Command, time: str) -> None:
    file = _parquet(
        command,
        f"""select * from (values ('1', 'o-1', {time}, 'A'), ('2', 'o-2', '2026-03-01', 'A'))
            as rows (event_id, entity_id, occurred_at, event_name)""",
    )

    outcome = command.outcome(TWO_STEPS, file)

    assert set(outcome["entities"]) == {"o-2"}
    assert outcome["left_out"]["unreadable_time"] == 1


def test_the_first_of_a_repeated_id_is_kept_by_time_and_then_by_row(any_engine: Command) -> None:
    file = any_engine.csv(
        "1,o-1,2026-03-02,A,late", "1,o-1,2026-03-01,A,early", "1,o-1,2026-03-01,A,later row",
        header="event_id,entity_id,occurred_at,event_name,plan",
    )  # fmt: skip

    outcome = any_engine.outcome(f"{TWO_STEPS}segments: [plan]", file)

    assert outcome["segments"]["plan"] == [{"value": "early", "entity_counts": [1, 0]}]
    assert outcome["left_out"]["duplicate_event_id"] == 2


def test_an_empty_text_is_no_null(any_engine: Command) -> None:
    file = any_engine.csv(
        '1,o-1,2026-03-01,A,""', "2,o-2,2026-03-01,A,",
        header="event_id,entity_id,occurred_at,event_name,plan",
    )  # fmt: skip

    outcome = any_engine.outcome(f"{TWO_STEPS}segments: [plan]", file)

    assert outcome["segments"]["plan"] == [
        {"value": "", "entity_counts": [1, 0]},
        {"value": None, "entity_counts": [1, 0]},
    ]


def test_an_attribute_in_a_file_is_the_entering_events_own(any_engine: Command) -> None:
    file = any_engine.csv(
        "1,o-1,2026-03-01,A,ruby,\"{\"\"hero\"\":\"\"b\"\"}\"", "2,o-1,2026-03-02,B,go,{}",
        header="event_id,entity_id,occurred_at,event_name,language,treatments",
    )  # fmt: skip

    outcome = any_engine.outcome(f"{TWO_STEPS}segments: [language, {{treatment: hero}}]", file)

    assert outcome["segments"] == {
        "language": [{"value": "ruby", "entity_counts": [1, 1]}],
        "treatment:hero": [{"value": "b", "entity_counts": [1, 1]}],
    }


def test_an_unordered_funnel_names_how_many_steps_were_done(any_engine: Command) -> None:
    file = any_engine.csv("1,o-1,2026-03-01,B", "2,o-1,2026-03-02,A", "3,o-2,2026-03-02,B")

    outcome = any_engine.outcome(f"order: unordered\n{TWO_STEPS}", file)

    assert counts(outcome) == [2, 1]
    assert [step["name"] for step in outcome["steps"]] == ["any_1_of_2", "any_2_of_2"]
    assert [step["attempt_count"] for step in outcome["steps"]] == [2, 1]


def test_a_strict_funnel_is_broken_by_any_event(any_engine: Command) -> None:
    file = any_engine.csv(
        "1,o-1,2026-03-01,A", "2,o-1,2026-03-02,X", "3,o-1,2026-03-03,B",
        "4,o-2,2026-03-01,A", "5,o-2,2026-03-02,B",
    )  # fmt: skip

    outcome = any_engine.outcome(f"order: strict\n{TWO_STEPS}", file)

    assert counts(outcome) == [2, 1]


def test_attempts_are_counted_one_after_another(any_engine: Command) -> None:
    rows = [f"{day},o-1,2026-03-0{day},{name}" for day, name in enumerate("AABAB", start=1)]

    outcome = any_engine.outcome(TWO_STEPS, any_engine.csv(*rows))

    assert [step["attempt_count"] for step in outcome["steps"]] == [2, 2]
    assert counts(outcome) == [1, 1]


def test_the_next_attempt_is_counted_when_the_window_of_the_last_is_over(
    any_engine: Command,
) -> None:
    file = any_engine.csv("1,o-1,2026-03-01,A", "2,o-1,2026-03-02,A", "3,o-1,2026-03-09,A")

    within = any_engine.outcome(f"window: 2 days\n{TWO_STEPS}", file)
    for_ever = any_engine.outcome(TWO_STEPS, file)

    assert [step["attempt_count"] for step in within["steps"]] == [2, 0]
    assert [step["attempt_count"] for step in for_ever["steps"]] == [1, 0]


def test_entities_are_listed_by_the_bytes_of_their_ids(any_engine: Command) -> None:
    ids = ["b", "é", "B", "a", "Z"]
    rows = [f"{place},{name},2026-03-01,A" for place, name in enumerate(ids)]

    outcome = any_engine.outcome(TWO_STEPS, any_engine.csv(*rows))

    assert list(outcome["entities"]) == ["B", "Z", "a", "b", "é"]


def test_only_mature_attempts_make_the_mature_count(any_engine: Command) -> None:
    file = any_engine.csv(
        "1,o-1,2026-03-01,A", "2,o-1,2026-03-09,A", "3,o-1,2026-03-10,B", "4,o-2,2026-03-09,A"
    )

    outcome = any_engine.outcome(f"window: 2 days\n{TWO_STEPS}", file)

    assert counts(outcome) == [2, 1]
    assert [step["mature_entity_count"] for step in outcome["steps"]] == [1, 0]
    assert [step["in_progress_entity_count"] for step in outcome["steps"]] == [1, 0]


def test_an_entity_that_an_exclusion_drops_is_not_counted(any_engine: Command) -> None:
    file = any_engine.csv("1,o-1,2026-03-01,A", "2,o-1,2026-03-02,X", "3,o-1,2026-03-03,B")
    excluded = "exclusions: [{event: X, from_step: began, to_step: ended}]\n"

    kept = any_engine.outcome(excluded + TWO_STEPS, file)
    dropped = any_engine.outcome(f"on_exclusion: drop_entity\n{excluded}{TWO_STEPS}", file)

    assert kept["entities"]["o-1"]["status"] == "excluded"
    assert [step["attempt_count"] for step in kept["steps"]] == [1, 0]
    assert dropped["entities"] == {}
    assert [step["attempt_count"] for step in dropped["steps"]] == [0, 0]


def test_an_entity_that_is_dropped_is_not_mature_by_an_earlier_attempt(any_engine: Command) -> None:
    file = any_engine.csv(
        "1,o-1,2026-03-01,A", "2,o-1,2026-03-09,A", "3,o-1,2026-03-09T01:00,B",
        "4,o-1,2026-03-09T02:00,X", "5,o-1,2026-03-09T03:00,C",
    )  # fmt: skip
    definition = (
        "window: 2 days\non_exclusion: drop_entity\n"
        "exclusions: [{event: X, from_step: began, to_step: paid}]\n"
        f"{TWO_STEPS}  - {{name: paid, event: C}}\n"
    )

    outcome = any_engine.outcome(definition, file)

    assert [step["mature_entity_count"] for step in outcome["steps"]] == [0, 0, 0]


def test_the_first_attempt_speaks_where_the_definition_says_so(any_engine: Command) -> None:
    file = any_engine.csv("1,o-1,2026-03-01,A", "2,o-1,2026-03-09,A", "3,o-1,2026-03-10,B")

    outcome = any_engine.outcome(f"entry: first\nwindow: 2 days\n{TWO_STEPS}", file)

    assert counts(outcome) == [1, 0]


def test_a_name_that_no_event_has_is_said_beside_the_numbers(command: Command) -> None:
    file = command.csv("1,o-1,2026-03-01,A", "2,o-1,2026-03-02,Sign up")

    result = command.run(TWO_STEPS.replace("event: B", "event: sign-up"), file, "--json")

    assert counts(json.loads(result.stdout)) == [1, 0]
    assert result.stderr == f"No event of {file} is called `sign-up`. Did you mean `Sign up`?\n"
    assert result.exit_code == 0


@pytest.mark.parametrize("rows", [[], ["1,,2026-03-01,A"]])
def test_a_file_without_an_event_that_counts_counts_nothing(
    any_engine: Command, rows: list[str]
) -> None:
    file = any_engine.csv(*rows)

    result = any_engine.run(TWO_STEPS, file, "--json")

    outcome = json.loads(result.stdout)
    assert counts(outcome) == [0, 0]
    assert outcome["left_out"]["no_entity"] == len(rows)
    assert result.stderr == f"{file} has no event that can be used.\n"


def test_a_file_whose_name_is_a_pattern_is_that_file_alone(command: Command) -> None:
    command.csv("1,o-1,2026-03-01,A", name="events1.csv")
    file = command.csv("1,o-2,2026-03-01,A", name="events[1].csv")
    command.csv("1,o-3,2026-03-01,A", name="it's *.csv")

    assert set(command.outcome(TWO_STEPS, file)["entities"]) == {"o-2"}
    assert set(command.outcome(TWO_STEPS, command.folder / "it's *.csv")["entities"]) == {"o-3"}


_NUL_IN = ["event_id", "entity_id", "event_name", "user_id", "plan", "key"]


@pytest.mark.parametrize("column", _NUL_IN)
@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_a_row_with_nul_in_a_text_that_is_used_is_set_aside(
    any_engine: Command, column: str, form: str
) -> None:
    row = {"event_id": "1", "entity_id": "o-1", "event_name": "A", "user_id": "u", "plan": "pro"}
    key = "x\\u0000" if column == "key" else "x"
    row = {name: value + ("\0" if name == column else "") for name, value in row.items()}
    # not used: `other`, and whatever is in the properties beside `key`
    row |= {"other": "a\0", "properties": json.dumps({"other": "a\0"})[:-1] + f', "key": "{key}"}}'}
    text = '"' + '","'.join(value.replace('"', '""') for value in row.values()) + '"'
    sound = '2,o-2,A,u,pro,"a\0","{""key"":""x""}"'
    file = any_engine.csv(
        *(f"{line},2026-03-01" for line in (text, sound)), header=",".join([*row, "occurred_at"])
    )
    if form == "parquet":
        file = _parquet(any_engine, f"select * from read_csv('{file}', all_varchar = true)")

    outcome = any_engine.outcome(f"{TWO_STEPS}segments: [plan, {{property: key}}]", file)

    assert set(outcome["entities"]) == {"o-2"}
    assert outcome["left_out"]["nul_character"] == 1


def test_names_that_differ_in_case_are_two_columns(command: Command) -> None:
    file = command.csv(
        "1,o-1,2026-03-01,A,pro,free",
        header="event_id,entity_id,occurred_at,event_name,plan,Plan",
    )

    outcome = command.outcome(f"{TWO_STEPS}segments: [{{property: Plan}}]", file)

    assert outcome["segments"]["property:Plan"][0]["value"] == "free"


def test_nothing_is_written_but_out(
    any_engine: Command, postgres_warehouse: PostgresWarehouse
) -> None:
    file = any_engine.csv("1,o-1,2026-03-01,A")
    out = any_engine.folder / "attempts.csv"
    before = _tables(postgres_warehouse)

    any_engine.outcome(TWO_STEPS, file, "--out", str(out))

    written = {path.name for path in any_engine.folder.iterdir()} - {"profiles.yml"}
    assert written == {"trial.yml", "events.csv", "attempts.csv"}
    assert _tables(postgres_warehouse) == before


def test_out_holds_one_row_per_attempt(any_engine: Command) -> None:
    file = any_engine.csv(
        "2,o-1,2026-03-02T10:00:00.25Z,B,u-1", "1,o-1,2026-03-02T09:00:00Z,A,",
        "3,o-1,2026-03-03T09:00:00Z,A,u-1",
        header="event_id,entity_id,occurred_at,event_name,user_id",
    )  # fmt: skip
    out, parquet = any_engine.folder / "attempts.csv", any_engine.folder / "attempts.parquet"

    any_engine.outcome(f"window: 1 day\n{TWO_STEPS}", file, "--out", str(out))
    any_engine.outcome(f"window: 1 day\n{TWO_STEPS}", file, "--out", str(parquet))

    assert out.read_text(encoding="utf-8") == (
        "entity_id,attempt_id,entered_at,steps_reached,steps_before_exclusion,status,is_mature,"
        "matures_at,last_reached_at,finished_at,excluded_at,step_1_at,step_1_event_id,"
        "step_1_user_id,step_2_at,step_2_event_id,step_2_user_id\n"
        "o-1,1,2026-03-02 09:00:00,2,2,converted,true,2026-03-03 09:00:00,2026-03-02 10:00:00.25,"
        "2026-03-02 10:00:00.25,,2026-03-02 09:00:00,1,,2026-03-02 10:00:00.25,2,u-1\n"
        "o-1,3,2026-03-03 09:00:00,1,1,in_progress,false,2026-03-04 09:00:00,2026-03-03 09:00:00,"
        "2026-03-03 09:00:00,,2026-03-03 09:00:00,3,u-1,,,\n"
    )
    typed = duckdb.connect().execute(
        f"select typeof(entered_at), typeof(is_mature), typeof(step_2_at) from '{parquet}' limit 1"
    )
    assert typed.fetchall() == [("TIMESTAMP", "BOOLEAN", "TIMESTAMP")]


def _tables(warehouse: PostgresWarehouse) -> list[tuple[Any, ...]]:
    return warehouse.rows("select table_schema, table_name from information_schema.tables")
