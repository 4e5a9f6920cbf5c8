"""What is in a pack, how long it keeps, what a price is: read as people write them, asked where it is unclear."""

from datetime import date

import pytest
from django import forms
from django.utils.translation import override

from shops.catalogue.contents import Contents, WhichOne, parse_contents, say, written
from shops.catalogue.fields import PriceField
from shops.catalogue.keeping import Keeping, parse_keeping
from shops.catalogue.merging import ChangedMeanwhile, merged, opened, sealed


@pytest.mark.parametrize(("typed", "found"), [
    ("250克", Contents(250)), ("２５０ 克/袋", Contents(250)), ("半斤", Contents(250)), ("一斤半", Contents(750)),
    ("五两", Contents(250)), ("2.5公斤", Contents(2500)), ("40公斤/袋", Contents(40_000)), ("5斤/箱", Contents(2500)), ("250", Contents(250)),
    ("一箱五斤", Contents(2500, 1, "box")), ("2箱", Contents(None, 2, "box")), ("10个", Contents(None, 10, "piece")),
    ("12枚/盒", Contents(None, 12, "piece")), ("箱装12个", Contents(None, 12, "piece")), ("3 pieces", Contents(None, 3, "piece")),
])  # fmt: skip
def test_contents_are_read_as_people_write_them(typed, found):
    assert parse_contents(typed) == found
    assert parse_contents(written(found), sure=True) == found


@pytest.mark.parametrize(("typed", "readings"), [
    ("5", ["5两", "5斤", "5公斤", "5个"]), ("250斤", ["250克", "250斤"]), ("5克", ["5克", "5斤"]), ("0.5克", ["0.5斤"]),
    ("1000斤", ["1000克"]), ("50", ["50克", "50两", "50斤", "50公斤", "50个"]),
])  # fmt: skip
def test_what_has_two_meanings_is_asked(typed, readings):
    with pytest.raises(WhichOne) as asked:
        parse_contents(typed)
    assert asked.value.readings == readings
    assert [parse_contents(reading, sure=True) for reading in readings]


@pytest.mark.parametrize("typed", ["", "-5斤", "0克", "五", "300000斤", "many", "0个", "1.5个", "5斤/月亮", "9" * 31, "2箱0斤"])
def test_what_is_no_contents_is_refused(typed):
    with pytest.raises((ValueError, WhichOne)) as fault:
        parse_contents(typed)
    assert fault.type is ValueError or typed == "五"


def test_contents_are_said_in_both_languages():
    with override("zh-hans"):
        assert [say(one) for one in (Contents(250), Contents(2500), Contents(2500, 1, "box"), Contents(None, 10, "piece"))] == [
            "250 克", "2.5 公斤（5 斤）", "1 箱，2.5 公斤（5 斤）", "10 个",
        ]  # fmt: skip
    with override("en"):
        assert [say(one) for one in (Contents(1100), Contents(None, 2, "box"))] == ["1.1 kg", "2 boxes"]


@pytest.mark.parametrize(("typed", "found"), [
    ("18个月", Keeping(18, "months")), ("包装后 18 个月", Keeping(18, "months")), ("一年半", Keeping(18, "months")),
    ("45天", Keeping(45, "days")), ("两周", Keeping(14, "days")), ("6 months after packing", Keeping(6, "months")),
    ("2027-03-01", Keeping(until=date(2027, 3, 1))), ("2027年3月1日", Keeping(until=date(2027, 3, 1))),
])  # fmt: skip
def test_how_long_it_keeps_is_read_and_said_back(typed, found):
    assert parse_keeping(typed) == found
    assert parse_keeping(found.in_chinese()) == found


@pytest.mark.parametrize("typed", ["见瓶身", "0天", "99年", "2027-13-01", "-3天"])
def test_what_is_no_length_of_time_is_refused(typed):
    with pytest.raises(ValueError, match=r".+"):
        parse_keeping(typed)


@pytest.mark.parametrize(("typed", "words"), [
    ("-3", "above zero"), ("0", "above zero"), ("12.34567", "two digits"), ("12.345", "two digits"), ("100001", "at most 100,000"),
])  # fmt: skip
def test_a_price_that_is_none_says_why_and_what_to_write(typed, words):
    with override("en"):
        with pytest.raises(forms.ValidationError) as fault:
            PriceField().clean(typed)
        why, what = fault.value.messages
    assert words in why
    assert what == "Enter one price, like 38 or 38.50."


def test_two_changes_of_different_fields_both_stay_and_of_the_same_are_shown():
    seen = opened(sealed({"price": 4900, "on": date(2027, 3, 1), "words": "茶"}))
    now = {"price": 5200, "on": date(2027, 3, 1), "words": "茶"}
    assert merged(seen, {"price": 4900, "on": date(2027, 3, 1), "words": "苦茶"}, now) == {"words": "苦茶"}
    assert merged(seen, {"price": 5200, "on": date(2027, 4, 1), "words": "茶"}, now) == {"on": date(2027, 4, 1)}
    with pytest.raises(ChangedMeanwhile) as clash:
        merged(seen, {"price": 5500, "on": date(2027, 3, 1), "words": "茶"}, now)
    assert clash.value.now == {"price": 5200}
    assert opened("forged") is None
