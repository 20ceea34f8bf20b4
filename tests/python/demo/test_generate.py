"""What `generate` promises about the folder that it writes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from org_funnels.demo.generate import generate
from org_funnels.errors import UserError

if TYPE_CHECKING:
    from pathlib import Path

    from tests.python.demo.conftest import Demo

_GENERATE = """
import sys
from pathlib import Path
from org_funnels.demo.generate import generate
generate(Path(sys.argv[1]), orgs=3, days=25, seed=7)
"""


def test_the_same_arguments_give_the_same_bytes_whatever_the_hash_seed(tmp_path: Path) -> None:
    for hash_seed in ("0", "1"):
        subprocess.run(
            [sys.executable, "-c", _GENERATE, str(tmp_path / hash_seed)],
            env={**os.environ, "PYTHONHASHSEED": hash_seed},
            check=True,
        )

    assert len(_digests(tmp_path / "0")) > 40
    assert _digests(tmp_path / "0") == _digests(tmp_path / "1")


def test_another_seed_gives_another_everyday_life_but_the_same_stories(
    tmp_path: Path, small: Demo
) -> None:
    generate(tmp_path, orgs=3, days=25, seed=7)

    assert _digests(tmp_path)["aliases.csv"] == _digests(small.folder)["aliases.csv"]
    assert _stories(tmp_path) == _stories(small.folder)
    assert _digests(tmp_path)["truth/events.csv"] != _digests(small.folder)["truth/events.csv"]


def test_a_second_demo_in_one_folder_leaves_nothing_of_the_first(tmp_path: Path) -> None:
    generate(tmp_path / "twice", orgs=6, days=30, seed=1)
    generate(tmp_path / "twice", orgs=3, days=25, seed=7)
    generate(tmp_path / "once", orgs=3, days=25, seed=7)

    assert _digests(tmp_path / "twice") == _digests(tmp_path / "once")


def test_the_index_names_every_table_with_the_columns_of_its_file(small: Demo) -> None:
    index = json.loads((small.folder / "tables.json").read_text(encoding="utf-8"))["tables"]

    assert len(index) == small.summary.tables
    for table in index:
        header = (small.folder / table["file"]).read_text(encoding="utf-8").split("\n", 1)[0]
        assert header.split(",") == [column["name"] for column in table["columns"]]
    loaded = {table["file"] for table in index}
    assert not any(file.startswith("truth/") for file in loaded)


def test_an_empty_text_is_not_null(small: Demo) -> None:
    text = (small.folder / "raw/segment_web/dashboard_impression.csv").read_text(encoding="utf-8")

    lines = {line.split(",")[0]: line for line in text.splitlines()}

    assert lines["story-no-user-at-all-4"].startswith('story-no-user-at-all-4,"","",')
    assert lines["story-no-user-at-all-5"].startswith("story-no-user-at-all-5,,,")


def test_nothing_is_loaded_at_or_after_the_end(demo: Demo) -> None:
    dates = {line["loaded_date"] for line in demo.read("truth/raw_rows.csv")}

    assert max(dates) == "2026-06-30"


def test_the_default_size_is_about_two_hundred_thousand_rows(default: Demo) -> None:
    assert 190_000 < default.summary.raw_rows < 210_000


def test_too_few_days_say_how_many_are_needed(tmp_path: Path) -> None:
    with pytest.raises(UserError) as error:
        generate(tmp_path, orgs=25, days=10, seed=1)

    assert error.value.message == (
        "The demo was asked for 10 days, and needs 20 or more: signups are lost from 2026-06-16 "
        "on, and it ends on 2026-07-01.\n"
        "Name 20 or more with --days."
    )


def _digests(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*.*"))
    }


def _stories(folder: Path) -> list[str]:
    lines = (folder / "truth/events.csv").read_text(encoding="utf-8").splitlines()
    return sorted(line for line in lines if line.startswith("story-"))
