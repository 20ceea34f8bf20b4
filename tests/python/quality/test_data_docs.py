from __future__ import annotations

from typing import TYPE_CHECKING

from org_funnels.quality.data_docs import strip_pixels

if TYPE_CHECKING:
    from pathlib import Path

_BUCKET = "https://great-expectations-web-assets.s3.us-east-2.amazonaws.com"


def test_images_that_tell_who_reads_are_taken_out_of_every_page(tmp_path: Path) -> None:
    page = tmp_path / "validations" / "page.html"
    page.parent.mkdir()
    page.write_text(
        f'<a><img\n class="x" src="{_BUCKET}/logo.png?dataContextId=1"\n/></a>'
        f"<style>a {{background: url('{_BUCKET}/dark.png') 0 0;}}</style><img src='own.png'>"
    )
    (tmp_path / "index.html").write_text("<p>plain</p>")

    count = strip_pixels(tmp_path)

    assert count == 1
    assert page.read_text() == "<a></a><style>a {background: none 0 0;}</style><img src='own.png'>"
