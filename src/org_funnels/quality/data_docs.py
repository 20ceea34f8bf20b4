"""Great Expectations' Data Docs, for people who did not agree to be counted by others.

As they are written, each page loads scripts, style sheets and a picture with the context's id in
its address from nine other servers, and nothing ever goes away. What is kept here is the last runs,
as pages that load nothing, which their browser is told to hold them to.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from html import escape
from pathlib import Path
from urllib.parse import quote

from org_funnels.quality.context_files import DOCS_FOLDER, RESULTS_FOLDER
from org_funnels.quality.measurement import KEPT_RUNS

INDEX = "index.html"

# A browser that reads this fetches nothing from anywhere, whatever a page still says.
_POLICY = (
    '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
    "style-src 'unsafe-inline'; img-src 'self' data:\">"
)
_SCRIPT = re.compile(r"<script\b.*?</script>", re.DOTALL | re.IGNORECASE)
_FOOTER = re.compile(r"<footer\b.*?</footer>", re.DOTALL | re.IGNORECASE)
_LOADED = re.compile(r"<(?:link|img|iframe)\b[^>]*https?://[^>]*>", re.IGNORECASE)
_BACKGROUND = re.compile(r"url\([^)]*https?://[^)]*\)")
_HEAD = re.compile(r"<head>", re.IGNORECASE)

_STYLE = Path(__file__).with_suffix(".css")


@dataclass(frozen=True)
class _Result:
    """A suite's result in one run, and the page that shows it."""

    run_time: str
    run_name: str
    suite: str
    page: str
    met: int
    total: int


def prune_results(context_dir: Path, kept: int = KEPT_RUNS) -> None:
    """Let go of the results of all but the last runs, and of their pages."""
    files = _result_files(context_dir)
    times = sorted({_run_time(file) for file in files}, reverse=True)
    for file in files:
        if _run_time(file) in times[kept:]:
            _page(context_dir, file).unlink(missing_ok=True)
            file.unlink()
            for folder in (file.parent, _page(context_dir, file).parent):
                _remove_empty(folder)


def finish_site(context_dir: Path) -> int:
    """Make pages that load nothing of those that are new, and an index; how many there were."""
    site = context_dir / DOCS_FOLDER
    _write_index(context_dir)
    return sum(_close(page) for page in sorted(site.rglob("*.html")))


def _close(page: Path) -> bool:
    """Take out of a page all that it loads. A page that is closed already is left alone."""
    text = page.read_text(encoding="utf-8")
    if _POLICY in text:
        return False
    for pattern in (_SCRIPT, _FOOTER, _LOADED):
        text = pattern.sub("", text)
    text = _BACKGROUND.sub("none", text)
    text = _HEAD.sub(lambda found: f"{found[0]}{_POLICY}<style>{_style()}</style>", text, count=1)
    page.write_text(text, encoding="utf-8")
    return True


def _write_index(context_dir: Path) -> None:
    results = [_result(context_dir, file) for file in _result_files(context_dir)]
    by_suite = sorted(results, key=lambda one: one.suite)
    latest_first = sorted(by_suite, key=lambda one: one.run_time, reverse=True)
    suites = sorted((context_dir / DOCS_FOLDER / "expectations").glob("*.html"))
    listed = "".join(
        f'<li><a href="expectations/{quote(page.name)}">{escape(page.stem)}</a></li>'
        for page in suites
    )
    rows = "".join(_row(one) for one in latest_first)
    (context_dir / DOCS_FOLDER / INDEX).write_text(
        f"<!DOCTYPE html><html><head>{_POLICY}<meta charset='UTF-8'><title>Data Docs</title>"
        f"<style>{_style()}</style></head><body><div class='row'><div class='col-lg-10'>"
        f"<h1>Runs</h1><table><tr><th>Run (UTC)</th><th>Data</th><th>Suite</th><th>Met</th></tr>"
        f"{rows}</table><h1>What is checked</h1><ul>{listed}</ul></div></div></body></html>\n",
        encoding="utf-8",
    )


def _row(result: _Result) -> str:
    standing = "met" if result.met == result.total else "failed"
    return (
        f"<tr><td>{_readable(result.run_time)}</td><td>{escape(result.run_name)}</td>"
        f'<td><a href="{quote(result.page)}">{escape(result.suite)}</a></td>'
        f"<td class='number {standing}'>{result.met} of {result.total}</td></tr>"
    )


def _readable(run_time: str) -> str:
    """`2026-11-12 06:00:00` for a folder's 20261112T060000.123456Z."""
    return datetime.strptime(run_time[:15], "%Y%m%dT%H%M%S").strftime("%Y-%m-%d %H:%M:%S")  # noqa: DTZ007  (UTC, as the column says)


def _result(context_dir: Path, file: Path) -> _Result:
    document = json.loads(file.read_text(encoding="utf-8"))
    statistics = document["statistics"]
    page = _page(context_dir, file).relative_to(context_dir / DOCS_FOLDER)
    return _Result(
        _run_time(file),
        file.parent.parent.name,
        document["suite_name"],
        page.as_posix(),
        statistics["successful_expectations"],
        statistics["evaluated_expectations"],
    )


def _result_files(context_dir: Path) -> list[Path]:
    """Each is `<suite>/<run name>/<run time>/<batch>.json`."""
    return sorted((context_dir / RESULTS_FOLDER).glob("*/*/*/*.json"))


def _run_time(file: Path) -> str:
    return file.parent.name


def _page(context_dir: Path, file: Path) -> Path:
    """Data Docs lays pages out as the results are."""
    place = file.relative_to(context_dir / RESULTS_FOLDER).with_suffix(".html")
    return context_dir / DOCS_FOLDER / "validations" / place


def _remove_empty(folder: Path) -> None:
    """The folder of a run, and of its data where no other run had the same."""
    for one in (folder, folder.parent):
        if one.is_dir() and not any(one.iterdir()):
            one.rmdir()


@cache
def _style() -> str:
    return _STYLE.read_text(encoding="utf-8")
