"""Run the checkpoint. The only module that imports Great Expectations.

It changes nothing in gx/ but gx/uncommitted, which git ignores.
"""

from __future__ import annotations

import logging
import os
import warnings
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from org_funnels.quality.context_files import URL_VARIABLE
from org_funnels.quality.data_docs import finish_site, prune_results
from org_funnels.quality.findings import Finding, Findings
from org_funnels.quality.guards import differing_suites, written_expectations
from org_funnels.quality.wording import measured

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from org_funnels.quality.measurement import Broken


def validate(
    context_dir: Path, url: str, run_name: str, checkpoint: str, broken: Sequence[Broken] = ()
) -> Findings:
    """Load the context, run the checkpoint, build Data Docs; say what cannot be relied on.

    broken: what could not be measured. An expectation on that did not run, whatever it says.
    """
    written = written_expectations(context_dir, checkpoint)
    with _quiet(), _address(url):
        import great_expectations

        _prepare_engine(url)
        context = great_expectations.get_context(mode="file", context_root_dir=str(context_dir))
        lost = differing_suites(written, _loaded(context, written), "were loaded")
        result = context.checkpoints.get(checkpoint).run(
            run_id=great_expectations.RunIdentifier(run_name=run_name)
        )
        prune_results(context_dir)
        _build_docs(context, result)
    finish_site(context_dir)
    return _findings(written, result, lost, broken)


def _build_docs(context: Any, result: Any) -> None:  # noqa: ANN401  (GX)
    """The pages of this run, and of the suites as they are now; those before stay as they are."""
    from great_expectations.data_context.types.resource_identifiers import (
        ExpectationSuiteIdentifier,
    )

    suites = [ExpectationSuiteIdentifier(name=suite.name) for suite in context.suites.all()]
    context.build_data_docs(resource_identifiers=[*suites, *result.run_results], build_index=False)


def _findings(
    written: Mapping[str, Sequence[str]],
    result: Any,  # noqa: ANN401  (GX)
    lost: list[str],
    broken: Sequence[Broken],
) -> Findings:
    """The results with what is missing among them."""
    reasons = {(item.suite, item.subject): item.reason for item in broken}
    returned = {item.suite_name: item.results for item in result.run_results.values()}
    ids = {name: [one.expectation_config.id for one in items] for name, items in returned.items()}
    return Findings(
        tuple(_finding(name, one, reasons) for name, items in returned.items() for one in items),
        (*lost, *differing_suites(written, ids, "have a result")),
    )


def _loaded(context: Any, names: Mapping[str, Any]) -> dict[str, list[str]]:  # noqa: ANN401
    return {
        suite.name: [item.id for item in suite.expectations]
        for suite in context.suites.all()
        if suite.name in names
    }


def _finding(suite: str, result: Any, unmeasured: Mapping[tuple[str, str], str]) -> Finding:  # noqa: ANN401
    config = result.expectation_config
    subject = config.meta.get("subject", "")
    error = unmeasured.get((suite, subject)) or _error(result.exception_info or {})
    state: Any = "broken" if error else "met" if result.success else "failed"
    return Finding(
        suite=suite,
        name=config.meta["name"],
        description=config.description,
        severity=config.severity.value,
        state=state,
        observed=result.result.get("observed_value"),
        error=error,
        subject=subject,
        owner=config.meta.get("owner", ""),
        measured=_measured(result),
    )


def _measured(result: Any) -> str:  # noqa: ANN401  (GX)
    """What the measurement of a failed check says; nothing where a suite is not about those."""
    rows = (result.result.get("details") or {}).get("unexpected_rows") or [{}]
    return "" if result.success else measured(rows[0])


def _error(exception_info: dict[str, Any]) -> str | None:
    """What an expectation died of: told directly, or under the metric that raised it.

    The first line only: the rest of a database's message can quote rows.
    """
    nested = [item for item in exception_info.values() if isinstance(item, dict)]
    raised = [item for item in (exception_info, *nested) if item.get("raised_exception")]
    if not raised:
        return None
    return (str(raised[0].get("exception_message") or "").strip() or "no message").splitlines()[0]


def _prepare_engine(url: str) -> None:
    """DuckDB needs a dialect of its own; PostgreSQL must not pay for its import."""
    if url.startswith("duckdb"):
        from org_funnels.quality.duckdb_dialect import register

        register()


@contextmanager
def _address(url: str) -> Iterator[None]:
    """The warehouse's address in the environment, where the committed files look for it."""
    before = os.environ.get(URL_VARIABLE)
    os.environ[URL_VARIABLE] = url
    try:
        yield
    finally:
        if before is None:
            del os.environ[URL_VARIABLE]
        else:
            os.environ[URL_VARIABLE] = before


@contextmanager
def _quiet() -> Iterator[None]:
    """Without its own log lines: what they say that matters, the guards say."""
    logging.getLogger("great_expectations").setLevel(logging.CRITICAL)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield
