"""What a helper may do, page by page: what they were not given is not there for them, and nothing changes."""

import pytest
from django.urls import reverse

from common.models import AuditEntry
from common.rights import can
from shops.builder.models import Edition
from shops.catalogue.models import GoodsChange, Offer, Product
from shops.franchise import helping
from shops.franchise.models import Helper
from tests.factories import catalogue
from tests.factories.people import person
from tests.factories.range import standard
from tests.factories.shops import shop
from tests.factories.standards import rulebook
from tests.shops.franchise.test_helping import AT

pytestmark = pytest.mark.django_db
RULES = ("change goods", "change looks", "share shop")
GOODS = (
    "change_goods", "new_product", "goods_prices", "goods_sheet", "goods_xlsx", "change_first", "standard_range",
    "goods_changes",
)  # fmt: skip
LOOKS = (
    "change", "change_sells", "change_story", "change_sign", "change_delivery", "check", "sections", "change_making",
    "change_notices", "change_visits", "versions", "translations",
)  # fmt: skip
OWNERS = ("helpers", "address", "sign", "agreement")


def helped(**rights):
    made = shop()
    return Helper.objects.create(shop=made, person=person("赵"), **rights)


@pytest.mark.parametrize("given", ["goods", "looks", "share"])
def test_each_right_opens_its_own_pages_and_no_others(client, given):
    helper = helped(**{right: right == given for right in Helper.Right.values})
    client.force_login(helper.person)
    pages = {"goods": GOODS, "looks": LOOKS, "share": ()}
    for right, names in {**pages, "owner": OWNERS}.items():
        for name in names:
            expected = {200, 302} if right == given else {404}
            assert client.get(reverse(f"builder:{name}")).status_code in expected, name
    assert [can(helper.person, rule, helper.shop) for rule in RULES] == [right == given for right in Helper.Right.values]
    assert client.get(reverse("builder:progress")).status_code == 200


def test_a_press_without_the_right_is_not_there_and_changes_nothing(client):
    helper = helped(goods=False, looks=False)
    product = catalogue.product(of=helper.shop)
    grade = standard().grades.get()
    change = GoodsChange.objects.create(shop=helper.shop, at=AT)
    client.force_login(helper.person)
    lines = AuditEntry.objects.count()
    state = reverse("builder:product_state", args=[product.pk, "resting"])
    presses = [
        (state, {}),
        (reverse("builder:change_product", args=[product.pk]), {"name": "别的茶", "price": "1"}),
        (reverse("builder:product_photos", args=[product.pk]), {"do": "save"}),
        (reverse("builder:goods_prices"), {}),
        (reverse("builder:change_sells"), {"byline_zh_hans": "别的"}),
        (reverse("builder:change_notices"), {}),
        (reverse("builder:take_up_standard"), {"grade": grade.pk, "key": "k"}),
        (reverse("builder:undo_goods", args=[change.pk]), {}),
        (reverse("builder:translations"), {"do": ""}),
        (reverse("builder:helper_rights", args=[helper.pk]), {"rights": ["goods"]}),
    ]
    assert {client.post(url, data).status_code for url, data in presses} == {404}
    product.refresh_from_db()
    helper.refresh_from_db()
    assert (product.state, product.name_zh_hans, helper.goods) == (Product.State.ON_SALE, "江华苦茶 春芽", False)
    change.refresh_from_db()
    assert (Product.objects.count(), change.undone_at) == (1, None)
    assert (Offer.objects.get().price, Edition.objects.count(), AuditEntry.objects.count()) == (4900, 0, lines)


def test_who_has_words_alone_goes_from_the_sign_past_the_goods_to_delivery(client):
    helper = helped(goods=False)
    client.force_login(helper.person)
    page = client.get(reverse("builder:change_delivery"))
    assert f'href="{reverse("builder:change_sign")}"' in page.content.decode()
    sent = {"do": "", "name_zh_hans": "盘家苦茶", "name_en": "Pan Family Tea", "seal": "盘", "band": "tea", "cloth": "red",
            "layout": "counter"}  # fmt: skip
    answer = client.post(reverse("builder:change_sign"), sent)
    assert (answer.status_code, answer.url) == (302, reverse("builder:change_delivery"))


def test_what_is_not_kept_or_missed_leads_a_helper_only_where_they_may_mend_it(client):
    rulebook(
        {"key": "photos", "kind": "photos", "place": "change_goods"},
        {"key": "story", "kind": "story", "number": 999, "place": "change_story"},
    )
    helper = helped(goods=False)
    catalogue.product(of=helper.shop)
    story, goods, first = (reverse(f"builder:{name}") for name in ("change_story", "change_goods", "change_first"))
    for rights, mended in (({"looks": True, "goods": False}, story), ({"looks": False, "goods": True}, goods)):
        Helper.objects.update(**rights)
        client.force_login(helper.person)
        page = client.get(reverse("builder:rules")).content.decode()
        assert [way for way in (story, goods) if f'href="{way}"' in page] == [mended]
    Helper.objects.update(looks=True, goods=False)
    page = client.get(reverse("builder:check")).content.decode()
    assert f'href="{first}"' not in page
    client.force_login(helper.shop.owner)
    page = client.get(reverse("builder:check")).content.decode()
    assert page.count(f'href="{first}"') == 2  # the photograph that is missed, and the answer


def test_the_owner_changes_what_a_helper_may_do_once_on_record(client):
    helper = helped()
    client.force_login(helper.shop.owner)
    url = reverse("builder:helper_rights", args=[helper.pk])
    for _ in range(2):
        assert client.post(url, {"rights": ["share"]}).status_code == 302
    helper.refresh_from_db()
    assert (helper.goods, helper.looks, helper.share) == (False, False, True)
    entry = AuditEntry.objects.get(action="change rights of helper")
    assert (entry.details["before"], entry.details["after"]) == (["goods", "looks", "share"], ["share"])
    assert "至少" in client.post(url, {}).content.decode()
    helper.refresh_from_db()
    assert helper.share


def test_ten_are_added_to_a_shop_within_a_day_and_no_more(client):
    made = shop()
    for n in range(helping.MOST_A_DAY):
        AuditEntry.objects.create(
            actor=made.owner, action="add helper", subject=f"franchise.Shop:{made.pk}", at=AT, details={"n": n}
        )
    contact = helping.Contact(phone=person("赵", phone="+8613912345678").phone)
    with pytest.raises(helping.AddedEnough):
        helping.add_helper(shop=made, contact=contact, by=made.owner, at=AT)
    assert Helper.objects.count() == 0
    later = AT + helping.timedelta(days=1)
    assert helping.add_helper(shop=made, contact=contact, by=made.owner, at=later, rights=["goods"]).rights == ["goods"]
