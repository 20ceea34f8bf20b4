"""YAML's own surprises, each told with its line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from org_funnels.tracking_plan.document import Document, read_document

if TYPE_CHECKING:
    from pathlib import Path


def read(folder: Path, text: str) -> Document:
    path = folder / "plan.yml"
    path.write_text(text, encoding="utf-8")
    return read_document(path, "plan.yml")


def test_each_value_knows_its_line(tmp_path: Path) -> None:
    document = read(tmp_path, "a:\n  b:\n    - {c: 1}\n    - {c: 2}\n")

    assert document.value == {"a": {"b": [{"c": 1}, {"c": 2}]}}
    assert document.line(["a", "b", 1, "c"]) == 4


def test_a_place_that_the_file_lacks_is_on_the_line_of_what_is_around_it(tmp_path: Path) -> None:
    document = read(tmp_path, "a:\n  b:\n    c: 1\n")

    assert document.line(["a", "b", 0, "d"]) == 2


def test_a_date_stays_as_it_is_written(tmp_path: Path) -> None:
    assert read(tmp_path, "from: 2026-03-01\n").value == {"from": "2026-03-01"}


def test_scalars_are_what_yaml_says(tmp_path: Path) -> None:
    text = "{a: 1, b: 0.5, c: true, d: null, e: '1', f: yes, op: =}\n"

    assert read(tmp_path, text).value == {
        "a": 1,
        "b": 0.5,
        "c": True,
        "d": None,
        "e": "1",
        "f": "yes",
        "op": "=",
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "plan.yml:1: the file is empty. Fill it in, or delete it."),
        ("# only a comment\n", "plan.yml:1: the file is empty. Fill it in, or delete it."),
        ("a: 1\nb: 2\na: 3\n", "plan.yml:3: the key `a` is here and on line 1. Keep one."),
        ("? [a]\n: 1\n", "plan.yml:1: a key is a list or a mapping. Write a name."),
        ("a: &x\n  b: *x\n", "plan.yml:1: an alias refers to what it is part of. Write it out."),
        (
            "a: 1\nop: != 2\n",
            'plan.yml:2: YAML reads `!=` as a tag. An operator such as ">" or "!=" needs quotes.',
        ),
        (
            "a: 1\nb: [\n",
            "plan.yml:3: this is not YAML: expected the node content, but found '<stream end>', "
            "at the end.",
        ),
        (
            "where:\n  - {op: >, value: 1}\n",
            "plan.yml:2: this is not YAML: found character '>' that cannot start any token, "
            'at `- {op: >, value: 1}`. An operator such as ">" or "!=" needs quotes.',
        ),
    ],
)
def test_what_is_not_plain_yaml_is_told_with_its_line(
    tmp_path: Path, text: str, expected: str
) -> None:
    assert [str(problem) for problem in read(tmp_path, text).problems] == [expected]


def test_a_file_that_is_not_utf_8_is_told_where(tmp_path: Path) -> None:
    path = tmp_path / "plan.yml"
    path.write_bytes(b"a: \xff\n")

    problems = read_document(path, "plan.yml").problems

    assert [str(problem) for problem in problems] == [
        "plan.yml:1: byte 3 is not UTF-8. Save the file as UTF-8."
    ]
