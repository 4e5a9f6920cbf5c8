"""One press makes the shop of the approved pieces."""

from datetime import UTC, datetime

import pytest

from accounts.models import Organisation
from common.models import AuditEntry
from courses.fieldlog.origins import places_by_batch
from shops.builder import addresses, generating
from shops.builder.making import grown_at
from shops.builder.models import Generation
from shops.catalogue.models import Product
from shops.franchise.models import RetiredSlug, Shop
from tests.factories import assessment, fieldlog
from tests.factories import photos as pictures
from tests.factories.people import person
from tests.factories.shops import shop as shop_row

pytestmark = pytest.mark.django_db
AT = datetime(2027, 1, 8, 2, 0, tzinfo=UTC)


def press(enrolment, by=None) -> Shop:
    return generating.generate_shop(enrolment=enrolment, by=by or enrolment.trainee, at=AT)


def test_the_shop_is_made_of_what_was_approved(sewn):
    made = press(sewn)
    made.refresh_from_db()
    assert (made.owner, made.state, made.slug) == (sewn.trainee, Shop.State.DRAFT, "pan-jia-ku-cha")
    assert (made.name_zh_hans, made.name_en, made.seal, made.band, made.cloth) == (
        "盘家苦茶",
        "Pan Family Bitter Tea",
        "盘",
        "tea",
        "indigo",
    )
    assert (made.byline_zh_hans, made.village_zh_hans, made.township) == ("河口村的野茶", "河口村", "shuikou")
    assert made.story_zh_hans == (
        "奶奶的茶树长在河口村上头。\n\n我们赶在雾散之前采，用松柴烘干。\n\n店在水口镇河口村，卖江华苦茶。"
    )
    assert (made.posting_days, made.handover_zh_hans) == (["mon", "wed", "fri"], "河口村服务点，10 点前")
    assert made.promise_zh_hans == "白天一小时内回话。\n坏了就赔。"
    assert sorted(made.delivery_fees.values_list("region", "fee", "free_over")) == [("hunan", 600, 9900), ("near", 800, None)]


def test_its_product_has_pack_label_and_both_prices(sewn):
    product = press(sewn).products.get()
    assert (product.slug, product.name_zh_hans, product.name_en) == ("jiang-hua-ku-cha", "江华苦茶", "Jianghua bitter tea")
    assert (product.category.slug, product.variety_zh_hans, product.grade_zh_hans) == ("tea", "野生苦茶", "一芽一叶")
    assert (product.batch, product.harvest_months, product.origin_zh_hans) == ("PMH-2603-01", [3, 4], "水口镇河口村")
    assert (product.storage_zh_hans, product.best_before_zh_hans) == ("密封，放阴凉干燥处", "2028 年 3 月")
    pack = product.variants.get()
    assert (pack.name_zh_hans, pack.grams) == ("250 克/袋", 250)
    assert (pack.offer.price, pack.offer.group_price, pack.offer.group_size, pack.offer.stock) == (4900, 3800, 3, 60)


def test_its_offer_knows_from_the_cost_sheet_below_which_price_it_loses(sewn):
    assert press(sewn).products.get().variants.get().offer.cost == 3297  # 3100 / (0.95 × 0.99), rounded up


def test_a_batch_of_the_field_log_comes_from_its_plot(enrolment, course, mentor):
    cabbage = fieldlog.harvest(fieldlog.plot(enrolment, place="示范基地菜地")).brought
    for piece, assignment in course[1].items():
        changes = {"batch": cabbage.batch} if piece == "label" else {}
        assessment.approved(enrolment, assignment, mentor=mentor, **changes)
    product = press(enrolment).products.get()
    assert (product.batch, product.origin_zh_hans) == (cabbage.batch, "示范基地菜地")


@pytest.mark.parametrize(("place", "zh", "en"), [
    ("东坡菜地", "县示范基地 · 东坡菜地", "County base"), ("East slope", "县示范基地 · East slope", "County base · East slope"),
])  # fmt: skip
def test_goods_grown_on_a_partners_land_say_whose(enrolment, place, zh, en):
    base = Organisation.objects.create(kind="base", name_zh_hans="县示范基地", name_en="County base")
    enrolment.cohort.organisations.add(base)
    batch = fieldlog.harvest(fieldlog.plot(enrolment, place=place, organisation=base)).brought.batch
    assert grown_at(places_by_batch(enrolment)[batch]) == {"origin_zh_hans": zh, "origin_en": en}


def test_pressing_twice_makes_one_shop_and_returns_it(sewn):
    first = press(sewn)
    assert press(sewn) == first
    assert (Shop.objects.count(), Generation.objects.count(), Product.objects.count()) == (1, 1, 1)
    assert AuditEntry.objects.filter(action="generate shop").count() == 1


def test_what_is_missing_is_named_and_nothing_is_made(enrolment, course, mentor):
    for piece in ("name", "story", "product"):
        assessment.approved(enrolment, course[1][piece], mentor=mentor)
    assessment.sent(enrolment, course[1]["label"])
    with pytest.raises(generating.PiecesMissing) as missing:
        press(enrolment)
    assert missing.value.pieces == ["label", "price", "photos", "delivery", "promise"]
    assert (Shop.objects.count(), Generation.objects.count()) == (0, 0)


def test_nobody_else_presses_not_even_the_mentor(sewn, mentor):
    for stranger in (mentor, person("陈")):
        with pytest.raises(generating.NotTheGraduate):
            press(sewn, by=stranger)
    assert Shop.objects.count() == 0


def test_an_address_used_or_retired_before_is_never_given_again(sewn):
    shop_row(slug="pan-jia-ku-cha")
    RetiredSlug.objects.create(shop=shop_row(), slug="pan-jia-ku-cha-2", retired_at=AT)
    assert press(sewn).slug == "pan-jia-ku-cha-3"


def test_photographs_come_cover_first_and_only_the_owners_own(enrolment, course, mentor):
    own = [pictures.photo(enrolment.trainee, colour=colour) for colour in ("#111111", "#222222")]
    alien = pictures.photo(person("陈"), colour="#333333")
    shown = {"photos": [{"photo": p.pk, "caption": f"第 {p.pk} 张"} for p in (*own, alien)], "cover": own[1].pk}
    for piece, assignment in course[1].items():
        assessment.approved(enrolment, assignment, mentor=mentor, **(shown if piece == "photos" else {}))
    made = press(enrolment).products.get()
    assert [row.photo for row in made.photos.all()] == [own[1], own[0]]
    assert made.photos.first().caption == f"第 {own[1].pk} 张"


def test_a_story_in_english_is_kept_as_english(enrolment, course, mentor):
    for piece, assignment in course[1].items():
        english = {"story": "My grandmother's trees.", "language": "en"} if piece == "story" else {}
        assessment.approved(enrolment, assignment, mentor=mentor, **english)
    made = Shop.objects.get(pk=press(enrolment).pk)
    assert (made.story_en, made.story_zh_hans or "") == (
        "My grandmother's trees.\n\nA shop in Shuikou, selling Jianghua bitter tea.",
        "",
    )


def test_a_second_product_without_a_price_waits(sewn, course, mentor):
    assessment.approved(sewn, course[1]["product"], mentor=mentor, number=2)
    assessment.approved(sewn, course[1]["label"], mentor=mentor, number=2)
    assert press(sewn).products.count() == 1


def test_two_graduates_of_one_shop_name_at_once_get_two_addresses(sewn, monkeypatch):
    """Both looked for a free address before either used it: this one's first look does not see the other's shop."""
    shop_row(slug="pan-jia-ku-cha")
    looks = iter([set(), {"pan-jia-ku-cha"}])
    numbered = addresses.numbered
    monkeypatch.setattr(
        addresses,
        "numbered",
        lambda base, length, taken, gap: numbered(base, length, next(looks, taken) if "pan" in base else taken, gap),
    )
    assert press(sewn).slug == "pan-jia-ku-cha-2"
    assert (Shop.objects.count(), Generation.objects.count(), Product.objects.count()) == (2, 1, 1)
