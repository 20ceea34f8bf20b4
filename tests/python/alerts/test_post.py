"""Test 13 of the notes: a receiver that hangs, fails or is busy is tried again, in bounded time."""

from __future__ import annotations

import socket
import time
from typing import TYPE_CHECKING

import pytest

from org_funnels.alerts import http
from org_funnels.alerts.http import post

from .conftest import Answer

if TYPE_CHECKING:
    from .conftest import Receiver


def test_13_a_receiver_that_hangs_is_left_after_the_time_out_three_times(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http, "SECONDS", 0.2)
    monkeypatch.setattr(http, "_BACKOFF", 0.01)
    receiver.answers = [Answer(after_seconds=5)]

    begun = time.monotonic()
    answer = post(receiver.url, b"{}", {})

    assert time.monotonic() - begun < 3
    assert (answer.attempts, answer.error) == (3, "no answer within 0.2 s")
    assert len(receiver.requests) == 3


@pytest.mark.parametrize("status", [500, 502, 503, 429])
def test_13_a_receiver_that_fails_at_first_is_tried_again(receiver: Receiver, status: int) -> None:
    receiver.answers = [Answer(status), Answer()]

    answer = post(receiver.url, b"{}", {})

    assert (answer.attempts, answer.error) == (2, "")


def test_13_a_receiver_that_always_fails_is_tried_three_times_and_named(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http, "_BACKOFF", 0.01)
    receiver.answers = [Answer(500)]

    answer = post(receiver.url, b"{}", {})

    assert (answer.attempts, answer.error) == (3, "HTTP 500")


def test_13_a_busy_receiver_is_given_the_time_that_it_asks_for(receiver: Receiver) -> None:
    receiver.answers = [Answer(429, (("Retry-After", "1"),)), Answer()]

    answer = post(receiver.url, b"{}", {})

    assert (answer.attempts, answer.error) == (2, "")
    assert receiver.at[1] - receiver.at[0] >= 1


def test_13_a_receiver_that_asks_for_too_much_time_does_not_get_it(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http, "LONGEST_WAIT", 0.1)
    receiver.answers = [Answer(429, (("Retry-After", "86400"),)), Answer()]

    answer = post(receiver.url, b"{}", {})

    assert (answer.attempts, answer.error) == (2, "")
    assert receiver.at[1] - receiver.at[0] < 5


@pytest.mark.parametrize("status", [302, 400, 404])
def test_what_trying_again_would_not_help_is_not_tried_again(
    receiver: Receiver, status: int
) -> None:
    receiver.answers = [Answer(status, (("Location", receiver.url),))]

    answer = post(receiver.url, b"{}", {})

    assert (answer.attempts, answer.error) == (1, f"HTTP {status}")
    assert len(receiver.requests) == 1


def test_a_place_where_nobody_listens_is_an_error_without_its_address(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(http, "_BACKOFF", 0.01)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]

    answer = post(f"http://127.0.0.1:{port}/secret-token", b"{}", {})

    assert answer.error == "no connection"
