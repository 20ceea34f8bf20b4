"""Tests of a group run on one worker: they share what takes a minute to build, or a folder."""

from __future__ import annotations

import os

import pytest


@pytest.mark.xdist_group("together")
def test_a_group_is_known_to_the_scheduler(request: pytest.FixtureRequest) -> None:
    is_one_of_many = "PYTEST_XDIST_WORKER" in os.environ

    assert request.node.nodeid.endswith("@together") == is_one_of_many
