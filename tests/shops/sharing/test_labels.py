"""Labels: the shop's own facts, nothing invented, nothing over an edge."""

from io import BytesIO

import pytest
from django.utils import translation
from pypdf import PdfReader

from printing.operations import render
from shops.sharing import labels
from shops.sharing.fitting import MM_OF_PT, broken, height, width
from shops.sharing.labels import PADDING, SHEETS, SINGLE, Kind, facts_of, label, pages_of
from shops.sharing.prints import labels_context
from tests.factories.catalogue import product
from tests.factories.shops import shop

pytestmark = pytest.mark.django_db
MM = 72 / 25.4
LONG_ZH, LONG_EN = "高山老树野生苦茶" * 7 + "明前春芽", "Wild bitter tea of the old high trees, spring buds of 2026 A"
assert len(LONG_ZH) == len(LONG_EN) == 60


def test_a_fact_that_was_not_said_leaves_no_heading():
    bare = product(
        of=shop(village_zh_hans="", village_en=""), grade_zh_hans="", origin_zh_hans="", batch="", harvest_months=[],
        storage_zh_hans="", best_before_zh_hans="",
    )  # fmt: skip
    assert facts_of(bare, bare.variants.get(), "zh-hans") == [("净含量", "250 克"), ("店铺", "盘家苦茶")]


def test_all_facts_and_the_papers_stand_in_order():
    sold = product(produced="own")
    with translation.override("en"):
        said = facts_of(sold, sold.variants.get(), "en")
    assert said == [
        ("Net weight", "250 g"), ("Grade", "一芽二叶"), ("Place of origin", "桥市乡河口村"), ("Harvested", "Mar–Apr"),
        ("Batch", "PJ-0328-02"), ("Best before", "18 个月"), ("How to keep it", "密封避光"), ("Shop", "Pan Family Tea"),
        ("Seller", "Own produce of a farming household"),
    ]  # fmt: skip
    sold.permit = "SC10343112900001"
    assert facts_of(sold, sold.variants.get(), "zh-hans")[-1] == ("许可证", "SC10343112900001")


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("paper", [SINGLE, *SHEETS.values()], ids=["single", "shelf", "parcel"])
@pytest.mark.parametrize("storage", ["密封避光", "存" * 120])
def test_long_words_wrap_and_stay_in_their_box(language, paper, storage):
    sold = product(name_zh_hans=LONG_ZH, name_en=LONG_EN, storage_zh_hans=storage, produced="own")
    with translation.override(language):
        made = label(sold, sold.variants.get(), Kind.SHELF, paper, language)
    assert height(made.lines) <= paper.high - 2 * PADDING - paper.top_inside
    room = paper.wide - 2 * PADDING - paper.qr
    assert max(width(line.text) * line.size * MM_OF_PT for line in made.lines) <= room
    assert min(line.size for line in made.lines) >= paper.smallest * 0.95
    said = "".join(line.text for line in made.lines).replace(" ", "")
    assert LONG_ZH in said
    assert LONG_EN.replace(" ", "") in said


def test_a_price_stands_on_the_shelf_only():
    sold = product(price=4950)
    pack = sold.variants.get()
    shelf, parcel = (label(sold, pack, kind, SINGLE, "zh-hans") for kind in Kind)
    assert (shelf.price, shelf.per_500) == ("¥49.50", "每斤 ¥99")
    assert (parcel.price, parcel.per_500) == ("", "")


def test_a_half_used_sheet_is_used_up_from_its_first_free_sticker():
    paper = SHEETS[Kind.SHELF]
    made = label(sold := product(), sold.variants.get(), Kind.SHELF, paper, "zh-hans")
    first, second = pages_of([made] * 5, paper, 20)
    assert [(one.left, one.top) for one in first] == [paper.place(19), paper.place(20)]
    assert [(one.left, one.top) for one in second] == [(7.2, 15.1), (73.2, 15.1), (139.2, 15.1)]
    assert paper.place(20) == (139.2, 243.7)
    assert paper.place(20)[1] + paper.high < 297


def test_latin_words_stay_whole_and_what_is_too_long_is_broken():
    assert broken("Wild honey tea", 3) == ["Wild", "honey", "tea"]
    assert "".join(broken("W" * 40, 5)) == "W" * 40
    assert broken("春芽，苦茶", 2.1) == ["春芽，", "苦茶"]


def test_the_printed_sheet_has_its_size_its_pages_and_its_words_on_their_stickers():
    of = shop()
    sold = product(of=of, name_zh_hans=LONG_ZH, name_en=LONG_EN)
    wish = {
        "counts": {str(sold.variants.get().pk): 3}, "kind": "shelf", "paper": "sheet", "start": 20, "language": "zh-hans"
    }  # fmt: skip
    pdf = render(template="documents/labels.html", context=labels_context(of, wish) | {"language": "zh-hans"})
    read = PdfReader(BytesIO(pdf))
    assert len(read.pages) == 2
    assert [round(side) for side in read.pages[0].mediabox[2:]] == [595, 842]
    found = []
    read.pages[1].extract_text(visitor_text=lambda text, cm, tm, *_: found.append((text, tm, cm)) if text.strip() else None)
    assert found
    paper = labels.SHEETS[Kind.SHELF]
    for _text, tm, cm in found:
        x, y = cm[0] * tm[4] + cm[4], cm[3] * tm[5] + cm[5]
        assert paper.left * MM <= x <= (paper.left + paper.wide) * MM
        assert 842 - (paper.top + paper.high) * MM <= y <= 842 - paper.top * MM
