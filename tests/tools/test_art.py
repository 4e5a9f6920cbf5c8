"""The drawings: every promised name is there, small, well formed, and exactly what the generator writes."""

import gzip
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from tools.art import DRAWINGS
from tools.art.icons import ICONS

ART = Path(__file__).resolve().parents[2] / "static" / "art"
NAMES = re.findall(
    r"\S+",
    """
mark favicon eave band-sun band-tea band-drum band-path hero-w hero-m m-row-w m-row-m i p-tea p-oil p-kiwi
p-sweetpotato p-pork p-beef p-herbs p-brocade p-honey p-shiitake p-bamboo p-wine p-drum p-drum-parts p-ricecake p-cabbage
p-ginger p-orange p-rice p-basket s-terrace s-homestay s-hall s-drum s-meal s-song s-tops s-market s-cattle s-pigs s-cave s-village s-pagoda
s-reservoir s-herbmarket s-inscription s-bird s-ricefield s-kiwi-orchard s-camellia s-base
s-songbook s-quilt s-embroidery s-stuffed s-herbbath s-hearth s-bamboo s-eve s-ox
s-town s-manor s-lanes s-stage s-waterstreet s-watertown s-bridge s-pavilion s-road s-teaslope s-stream s-mountain s-boat s-bath
s-capital s-westroad l-weigh l-seal l-label
l-check l-poster l-phone l-camera l-window l-card l-fiveshots l-box l-padding l-parcel l-courier l-van l-calendar
l-notebook l-calculator l-coins l-pricetag l-compare l-neighbours l-question l-story l-voice l-tree l-sign l-stamp
l-basket l-grades l-batch l-jar l-bottle l-pouch l-tin l-ice l-map l-message l-return l-promise l-shop l-hands
l-list l-soil l-ph l-spade l-compost l-water l-drain l-rain l-sun l-seedling l-ridge l-tuber l-vine l-camellia
l-cabbage l-cow l-pig l-fence l-boots l-pest l-spray l-store l-thermometer l-fieldbook l-plot g-bag g-box g-shake
""",
)
SYMBOLS = re.findall(
    r"\S+",
    """
learn shop map stall bag ok clock truck right left down play ear read chat search phone mail globe lock camera plus
minus trash edit eye star warn info user users home calendar download print share leaf coin box tag menu close up
pin flag note link logout
""",
)
SIZES = {
    "p": (300, 300),
    "s": (640, 420),
    "l": (640, 400),
    "g": (640, 400),
    "l-poster": (960, 540),
    "eave": (1200, 112),
    "hero-w": (1440, 640),
    "hero-m": (390, 270),
}


def budget(name: str) -> int:
    """The most gzip bytes a drawing may weigh."""
    if name.startswith("band-"):
        return 800
    return 5000 if name.startswith(("s-", "hero-", "m-row")) else 4000


def test_the_list_is_whole() -> None:
    assert set(NAMES) == set(DRAWINGS) == {path.stem for path in ART.glob("*.svg")}


@pytest.mark.parametrize("name", NAMES)
def test_a_drawing_is_safe_and_small(name: str) -> None:
    text = (ART / f"{name}.svg").read_text(encoding="utf-8")
    root = ET.fromstring(text)
    width, height = float(root.attrib["width"]), float(root.attrib["height"])
    assert len(root.attrib["viewBox"].split()) == 4
    expected = SIZES.get(name) or SIZES.get(name[0] if name[1:2] == "-" and name[0] != "m" else "", (width, height))
    assert (width, height) == expected
    assert not re.search(r"<(script|foreignObject|image|style|use)|href|url\(|\son\w+=", text)
    assert name == "i" or " id=" not in text
    assert len(gzip.compress(text.encode(), 9, mtime=0)) <= budget(name)


@pytest.mark.parametrize("name", NAMES)
def test_the_committed_file_is_what_the_generator_writes(name: str) -> None:
    assert (ART / f"{name}.svg").read_text(encoding="utf-8") == DRAWINGS[name]() == DRAWINGS[name]()


def test_the_sprite_has_every_symbol() -> None:
    assert set(SYMBOLS) <= set(ICONS)
    assert len(set(ICONS)) == (ART / "i.svg").read_text(encoding="utf-8").count("<symbol id=")


def test_a_band_is_24_high_and_repeats_on_whole_stitches() -> None:
    for name in ("sun", "tea", "drum", "path"):
        root = ET.parse(ART / f"band-{name}.svg").getroot()
        assert root.attrib["height"] == "24"
        assert root.attrib["width"].isdigit()
