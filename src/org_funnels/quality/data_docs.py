"""Great Expectations' Data Docs, without the images that tell its maker who reads them.

Each page loads logos from a bucket of theirs, one with the context's id in its address. The style
sheets and scripts that the pages load from public CDNs stay: they carry no id.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

INDEX = "index.html"

_BUCKET = "great-expectations-web-assets"
_IMAGE = re.compile(rf"<img\b[^>]*{_BUCKET}[^>]*>")
_BACKGROUND = re.compile(rf"url\([^)]*{_BUCKET}[^)]*\)")


def strip_pixels(site: Path) -> int:
    """Take the images out of every page of the site; how many pages had one."""
    return sum(_strip(page) for page in sorted(site.rglob("*.html")))


def _strip(page: Path) -> bool:
    text = page.read_text(encoding="utf-8")
    stripped = _BACKGROUND.sub("none", _IMAGE.sub("", text))
    if stripped != text:
        page.write_text(stripped, encoding="utf-8")
    return stripped != text
