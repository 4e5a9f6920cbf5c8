"""What a document may load: the drawings of the art folder and our fonts, by name, and photographs it carries in itself.
Nothing else is ever opened."""

import base64
import re
from pathlib import Path

from weasyprint.urls import URLFetcher, URLFetcherResponse

DRAWING = re.compile(r"asset:art/([a-z0-9]+(?:-[a-z0-9]+)*\.svg)\Z")
PHOTOGRAPH = re.compile(r"data:image/jpeg;base64,([A-Za-z0-9+/]+={0,2})\Z")


class Refused(ValueError):
    """The address is not one of our assets; WeasyPrint prints the document without it."""


class AssetFetcher(URLFetcher):
    """Answers `asset:art/<name>.svg` and `asset:font/<n>`, and decodes a JPEG written out in the document; refuses the network,
    files, all other data and whatever else unopened."""

    def __init__(self, art: Path, fonts: list[Path]) -> None:
        super().__init__(allowed_protocols=frozenset({"asset"}), allow_redirects=False, timeout=1)
        self.fonts = {f"asset:font/{number}": path for number, path in enumerate(fonts)}
        self.art = art

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        if font := self.fonts.get(url):
            return URLFetcherResponse(url, font.read_bytes(), {"Content-Type": "font/otf"})
        if (named := DRAWING.match(url)) and (drawing := self.art / named[1]).is_file():
            return URLFetcherResponse(url, drawing.read_bytes(), {"Content-Type": "image/svg+xml"})
        if carried := PHOTOGRAPH.match(url):
            return URLFetcherResponse(url, base64.b64decode(carried[1]), {"Content-Type": "image/jpeg"})
        raise Refused(url[:200])
