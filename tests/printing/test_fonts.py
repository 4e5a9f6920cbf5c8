"""Every character we print can be drawn."""

import re

import pytest
from django.conf import settings

from printing import fonts

HANZI = re.compile(r"[\u3400-\u9fff]")


@pytest.mark.parametrize("family", [fonts.SANS, fonts.SERIF])
def test_the_font_covers_the_countys_chinese(family):
    texts = [path.read_text(encoding="utf-8") for path in (settings.ROOT / "site" / "demo" / "content").rglob("*.yaml")]
    assert fonts.missing("".join(sorted(set(HANZI.findall("".join(texts))))), family) == ""


def test_what_it_cannot_draw_is_told():
    assert fonts.missing("瑶\U0001f33e瑶\U0001f33e") == "\U0001f33e"
