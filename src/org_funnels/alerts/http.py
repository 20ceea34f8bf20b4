"""Post to an address with time-outs and tries, by requests and urllib3's own Retry."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from requests import Response

SECONDS = 10
TRIES = 3
# A receiver may ask us to wait. A run does not wait longer than this for any.
LONGEST_WAIT = 30
# A little between tries where the receiver does not say: 0 s, then 2 s.
_BACKOFF = 1
_AGAIN = (429, 500, 502, 503, 504)


@dataclass(frozen=True)
class Answer:
    """How posting went: an error in words, without the address, which may be a secret."""

    attempts: int
    error: str = ""


def post(url: str, body: bytes, headers: Mapping[str, str]) -> Answer:
    """Post until a receiver takes it, at most three times."""
    import requests
    from requests.adapters import HTTPAdapter
    from urllib3.util import Retry

    retry = Retry(
        total=TRIES - 1,
        status_forcelist=_AGAIN,
        allowed_methods=("POST",),
        backoff_factor=_BACKOFF,
        retry_after_max=LONGEST_WAIT,
        raise_on_status=False,
    )
    with requests.Session() as session:
        session.mount("http://", HTTPAdapter(max_retries=retry))
        session.mount("https://", HTTPAdapter(max_retries=retry))
        try:
            # the body of the answer is not read: a receiver could send it for ever
            response = session.post(
                url,
                data=body,
                headers=dict(headers),
                timeout=SECONDS,
                allow_redirects=False,
                stream=True,
            )
        except requests.RequestException as error:
            return Answer(TRIES, _reason(error))
    return _answer(response)


def _answer(response: Response) -> Answer:
    history = response.raw.retries.history if response.raw.retries else ()
    error = "" if response.ok and not response.is_redirect else f"HTTP {response.status_code}"
    return Answer(len(history) + 1, error)


def _reason(error: Exception) -> str:
    """The kind of failure. The text would quote the address."""
    import requests

    if isinstance(error, requests.ConnectTimeout):
        return f"no connection within {SECONDS} s"
    if isinstance(error, requests.Timeout) or "timed out" in str(error).lower():
        return f"no answer within {SECONDS} s"
    if isinstance(error, requests.exceptions.SSLError):
        return "no trusted TLS connection"
    if isinstance(error, requests.ConnectionError):
        return "no connection"
    return type(error).__name__
