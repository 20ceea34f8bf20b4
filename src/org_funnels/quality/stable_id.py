"""Ids that are the same on every machine.

Great Expectations links its files by random UUIDs, so that a file generated again differs in every
line. Made from names, they differ only where a name does.
"""

from __future__ import annotations

from uuid import NAMESPACE_URL, uuid5

_NAMESPACE = uuid5(NAMESPACE_URL, "org-funnels/quality")


def stable_id(*names: str) -> str:
    """The id of the thing that these names lead to, outermost first."""
    return str(uuid5(_NAMESPACE, "/".join(names)))
