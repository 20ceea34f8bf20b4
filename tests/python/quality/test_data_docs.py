from __future__ import annotations

import json
from typing import TYPE_CHECKING

from org_funnels.quality.context_files import DOCS_FOLDER, RESULTS_FOLDER
from org_funnels.quality.data_docs import INDEX, finish_site, prune_results

if TYPE_CHECKING:
    from pathlib import Path

_BUCKET = "https://great-expectations-web-assets.s3.us-east-2.amazonaws.com"
_PAGE = f"""<html><head>
<link rel="stylesheet" href="https://unpkg.com/bootstrap.min.css"><link rel="icon" href="own.ico">
<script src="https://code.jquery.com/jquery.js"></script>
<style>a {{background: url('{_BUCKET}/dark.png') 0 0;}}</style></head>
<body><img
 class="x" src="{_BUCKET}/logo.png?dataContextId=1"
/><img src="own.png"><p>12 rows</p><script>$(".x").hide()</script>
<footer><a href="https://greatexpectations.io/newsletter">Subscribe</a></footer></body></html>"""


def _write_run(context_dir: Path, run_time: str, met: int = 3) -> Path:
    """A result and its page, as Great Expectations lays them out."""
    place = f"signups/as_of_20261112/{run_time}/batch"
    statistics = {"successful_expectations": met, "evaluated_expectations": 3}
    result = context_dir / RESULTS_FOLDER / f"{place}.json"
    page = context_dir / DOCS_FOLDER / "validations" / f"{place}.html"
    for file in (result, page):
        file.parent.mkdir(parents=True)
    result.write_text(json.dumps({"suite_name": "signups", "statistics": statistics}))
    page.write_text(_PAGE)
    return page


def test_a_page_loads_nothing_from_anywhere(tmp_path: Path) -> None:
    page = _write_run(tmp_path, "20261112T060000")

    finish_site(tmp_path)

    text = page.read_text()
    assert "http" not in text.replace("http-equiv", "")
    assert "<script" not in text
    assert "default-src 'none'" in text
    assert "12 rows" in text
    assert 'src="own.png"' in text


def test_a_page_that_is_closed_is_left_alone(tmp_path: Path) -> None:
    page = _write_run(tmp_path, "20261112T060000")

    assert finish_site(tmp_path) == 1
    before = page.read_text()
    assert finish_site(tmp_path) == 0
    assert page.read_text() == before


def test_only_the_last_runs_are_kept_with_their_pages(tmp_path: Path) -> None:
    pages = [_write_run(tmp_path, f"20261112T0{hour}0000") for hour in range(5)]

    prune_results(tmp_path, kept=2)

    assert [page.exists() for page in pages] == [False, False, False, True, True]
    assert len(list((tmp_path / RESULTS_FOLDER).rglob("*.json"))) == 2
    assert not pages[0].parent.exists()


def test_the_index_lists_the_newest_run_first_and_says_what_failed(tmp_path: Path) -> None:
    _write_run(tmp_path, "20261112T060000")
    _write_run(tmp_path, "20261112T070000", met=2)

    finish_site(tmp_path)

    index = (tmp_path / DOCS_FOLDER / INDEX).read_text()
    assert index.index("2026-11-12 07:00:00") < index.index("2026-11-12 06:00:00")
    assert "<td class='number failed'>2 of 3</td>" in index
    assert "<td class='number met'>3 of 3</td>" in index
    assert 'href="validations/signups/as_of_20261112/20261112T070000/batch.html"' in index
