"""Funnels as they are declared."""

from __future__ import annotations

CLICKED = "{name: clicked, event: plan-clicked}"


def written(**parts: str) -> str:
    """A funnels.yml with one funnel, a part a line: line 7 is the first of `parts`."""
    given = {
        "title": "Upgrade",
        "owner": "growth",
        "question": "How many?",
        "entity": "org",
        "window": "none",
        **parts,
    }
    lines = (f"    {key}: {value}" for key, value in given.items())
    return "\n".join(["funnels:", "  upgrade:", *lines, ""])
