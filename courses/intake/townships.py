"""Which township an office means: 沱江镇, 沱江, 江华县沱江镇老县村."""

import re
from dataclasses import dataclass
from typing import Any

from cms.models import Township

# Province, city and county before it, of whichever county.
ABOVE = re.compile(r"\A(?:\w{2,3}省)?(?:\w{2,4}?市)?(?:\w{1,8}?县)?")
ENDINGS = ("瑶族乡", "街道", "镇", "乡")


@dataclass(frozen=True)
class Gazetteer:
    """The county's townships by their names, the longest name first."""

    names: tuple[tuple[str, str], ...]  # (name, slug)

    def read(self, text: str) -> tuple[str, str]:
        """(slug, what follows the township's name); ('', text) for a place it does not know."""
        for plain in (text.lower(), ABOVE.sub("", text).lower()):
            for name, slug in self.names:
                if plain.startswith(name):
                    return slug, text[len(text) - len(plain) + len(name) :].lstrip(" ,-/")
        return "", text


def gazetteer() -> Gazetteer:
    """Read once for a list. One query."""
    rows: Any = Township.objects.values_list("slug", "name_zh_hans", "name_en")
    names: dict[str, str] = {}
    for slug, chinese, english in rows:
        stem = next((chinese.removesuffix(end) for end in ENDINGS if chinese.endswith(end)), chinese)
        for name in (chinese, stem if len(stem) > 1 else "", english):
            if name:
                names.setdefault(name.lower(), slug)
    return Gazetteer(tuple(sorted(names.items(), key=lambda pair: -len(pair[0]))))
