from __future__ import annotations

from benchmarks.increments.dbt_run import DbtRun, Span, spans_of


def test_a_nodes_time_is_from_its_first_moment_to_its_last() -> None:
    results = {
        "results": [
            _result("model.a.one", "10:00:00", "10:00:01", "10:00:01", "10:00:03"),
            _result("operation.a.hook", "10:00:03", "10:00:03", "10:00:03", "10:00:04"),
            _result("seed.a.rows", "10:00:00", "10:00:00", "10:00:00", "10:00:09"),
            {"unique_id": "model.a.skipped", "timing": []},
        ]
    }

    spans = spans_of(results)

    assert {node: span.seconds for node, span in spans.items()} == {
        "model.a.one": 3,
        "operation.a.hook": 1,
    }


def test_model_time_is_the_sum_and_what_is_beside_some_models_has_no_overlap() -> None:
    spans = {"a": Span(0, 4), "b": Span(2, 6), "c": Span(3, 5), "d": Span(8, 9)}
    run = DbtRun(spans, wall_seconds=20)

    assert run.model_seconds == 11
    assert run.seconds_of({"a", "d", "elsewhere"}) == 5
    assert run.seconds_beside({"a", "b", "c"}) == 14
    assert run.seconds_beside(set(spans)) == 13


def test_the_slowest_come_first() -> None:
    run = DbtRun({"model.a.x": Span(0, 1), "model.a.y": Span(0, 3)}, wall_seconds=4)

    assert run.slowest(1) == [("y", 3)]


def test_what_is_no_model_is_a_hook() -> None:
    spans = {"model.a.x": Span(0, 1), "model.a.y": Span(1, 3), "operation.a.z": Span(3, 4)}

    found = DbtRun(spans, 9).by_kind({"model.a.x": "view", "model.a.y": "view"})

    assert found == {"view": (3, 2), "hook": (1, 1)}


def _result(unique_id: str, *moments: str) -> dict[str, object]:
    began, compiled, executing, done = (f"2026-03-01T{moment}.000000Z" for moment in moments)
    return {
        "unique_id": unique_id,
        "timing": [
            {"name": "compile", "started_at": began, "completed_at": compiled},
            {"name": "execute", "started_at": executing, "completed_at": done},
        ],
    }
