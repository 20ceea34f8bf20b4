"""What a plan may name is what the core layer has."""

import re
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from org_funnels.tracking_plan.contract import (
    CLOSED_VALUES,
    EVENT_COLUMNS,
    EVENT_KEYS,
    FACT_COLUMNS,
    NAME_COLUMNS,
    ORG_KEY,
    PRODUCTION_COLUMNS,
    STEP_RECORDS,
)

ROOT = Path(__file__).parents[3]
RECORD_MODELS = {
    "subscription_changes": "marts/core/fct_subscription_changes",
    "orgs": "intermediate/int_production__orgs",
    "users": "intermediate/int_production__users",
}


def columns(model: str) -> list[str]:
    """The columns that a model's YAML describes."""
    loaded: dict[str, Any] = YAML(typ="safe").load(ROOT / f"models/{model}.yml")
    return [column["name"] for column in loaded["models"][0]["columns"]]


def test_the_event_contract_is_the_one_of_the_macros() -> None:
    macro = (ROOT / "macros/staging/event_columns.sql").read_text()

    assert tuple(re.findall(r"\['(\w+)', ", macro)) == EVENT_COLUMNS


def test_every_column_of_the_event_contract_has_its_doc_block() -> None:
    docs = (ROOT / "models/intermediate/event_contract.md").read_text()

    assert tuple(re.findall(r"docs event_contract__(\w+)", docs)) == EVENT_COLUMNS


@pytest.mark.parametrize("contract", PRODUCTION_COLUMNS)
def test_the_production_contracts_are_the_core_models(contract: str) -> None:
    model = f"intermediate/int_production__{contract}"

    assert tuple(columns(model)) == PRODUCTION_COLUMNS[contract]


@pytest.mark.parametrize("record", STEP_RECORDS)
def test_a_condition_on_a_production_record_finds_its_column_where_funnels_read(
    record: str,
) -> None:
    assert set(PRODUCTION_COLUMNS[record]) <= set(columns(RECORD_MODELS[record]))


def test_a_condition_on_an_event_finds_its_column_in_the_facts() -> None:
    assert {*FACT_COLUMNS, *NAME_COLUMNS} <= set(columns("marts/core/fct_events"))


@pytest.mark.parametrize(("contract", "column"), CLOSED_VALUES)
def test_a_closed_list_of_values_is_the_one_that_the_contract_accepts(
    contract: str, column: str
) -> None:
    loaded: dict[str, Any] = YAML(typ="safe").load(
        ROOT / f"models/intermediate/int_production__{contract}.yml"
    )
    described = {item["name"]: item for item in loaded["models"][0]["columns"]}

    accepted = [
        test["accepted_values"]["arguments"]["values"]
        for test in described[column]["data_tests"]
        if isinstance(test, dict) and "accepted_values" in test
    ]

    assert accepted == [list(CLOSED_VALUES[contract, column])]


def test_a_reconciliation_finds_its_key_among_the_dispositions() -> None:
    columns_of_events = set(columns("intermediate/int_events__dispositions"))

    assert set(EVENT_KEYS) - {ORG_KEY} <= columns_of_events
