"""The inspector's pages."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image

from common.audit import subject_of
from common.clock import now
from common.models import AuditEntry
from shops.franchise.models import Agreement, Inspection, Shop
from shops.standards.models import CommissionRate, InspectionLine, Objection
from tests.factories.catalogue import category, product
from tests.factories.people import person
from tests.factories.shops import OPENED, last_code, shop, terms
from tests.factories.standards import measure, rulebook, training

pytestmark = pytest.mark.django_db
QUERIES, DESK = 18, 10


@pytest.fixture
def inspector(client, homes):
    made = person("冯志强", role="franchise manager")
    client.force_login(made)
    return made


def test_shops_that_wait_are_listed(client, inspector):
    waiting, draft = shop(state="sent", name_en="Waits"), shop(state="draft", name_en="Sews")
    page = client.get("/en/franchise/").content.decode()
    assert "Waits" in page
    assert "Sews" not in page
    assert (waiting.state, draft.state) == ("sent", "draft")


@pytest.mark.parametrize("role", [None, "trainee", "mentor", "editor", "programme manager", "shopper"])
def test_others_do_not_learn_that_there_is_a_list(client, homes, role):
    made = product(of=shop(state="sent")).shop
    client.force_login(person("陈", role=role))
    for path in ("/en/franchise/", f"/en/franchise/{made.pk}/"):
        assert client.get(path).status_code == 404
        assert client.post(path, {"decision": "open"}).status_code == 404
    assert (Shop.objects.get().state, Inspection.objects.count()) == ("sent", 0)


def test_a_stranger_is_asked_to_sign_in(client, homes):
    answer = client.get("/en/franchise/")
    assert (answer.status_code, answer["Location"].startswith("/en/account/sign-in/?next=")) == (302, True)


def marked(book, **marks) -> dict:
    """The list as a form posts it: rule's key → mark, or (mark, words)."""
    posted = {}
    for rule in book.rules.all():
        mark = marks.get(rule.key, "")
        mark, words = mark if isinstance(mark, tuple) else (mark, "")
        posted |= {f"mark-{rule.pk}": mark, f"words-{rule.pk}": words}
    return posted


def test_goods_without_a_pack_are_shown_without_a_price(client, inspector):
    bare = product(of=shop(state="open"), name_en="Only begun")
    bare.variants.all().delete()
    page = client.get(f"/en/franchise/{bare.shop.pk}/").content.decode()
    row = page[page.index("Only begun") :].partition("</tr>")[0]
    assert row.count('<td class="r">–</td>') == 2


def test_a_shop_is_opened_when_every_line_is_all_right_and_not_before(client, inspector):
    made, book = product(of=shop(state="sent")).shop, rulebook({"key": "sign"}, {"key": "photos", "kind": "photos"})
    path = f"/en/franchise/{made.pk}/"
    page = client.get(path).content.decode()
    for words in (
        "Rule sign",
        "Rule photos",
        "Reckoned: not kept",
        "江华苦茶 春芽 has 0 of 1 photographs".replace("江华苦茶 春芽", "Bitter tea, spring leaf"),
    ):
        assert words in page
    page = client.post(path, {"decision": "open", **marked(book, sign="kept", photos="broken")}).content.decode()
    assert page.count("To open the shop, this must be looked at and all right.") == 2
    assert (Shop.objects.get().state, Inspection.objects.count()) == ("sent", 0)
    assert client.post(path, {"decision": "open", **marked(book, sign="kept", photos="kept")}).status_code == 302
    assert Shop.objects.get().state == "open"


def test_what_is_not_right_is_said_line_by_line_with_photographs_and_the_owner_mends_each_at_its_place(client, inspector, jpeg):
    made = product(of=shop(state="sent")).shop
    book = rulebook({"key": "sign"}, {"key": "photos", "place": "change_goods"})
    path, (_sign, photos) = f"/en/franchise/{made.pk}/", book.rules.all()
    page = client.post(path, {"decision": "return", **marked(book, photos="broken")}).content.decode()
    assert page.count("Write what they should change: they read exactly these words.") == 2
    posted = {"decision": "return", **marked(book, sign="kept", photos=("broken", "Too dark")), f"photos-{photos.pk}": jpeg}
    assert client.post(path, posted).status_code == 302
    line = InspectionLine.objects.get(rule=photos)
    assert (line.words, line.photos.count(), Inspection.objects.get().reasons) == ("Too dark", 1, "规矩 photos: Too dark")
    client.force_login(made.owner)
    page = client.get("/zh-hans/my/shop/").content.decode()
    assert (page.count("<q>Too dark</q>"), page.count('class="reasons"')) == (1, 0)  # at its line, and nowhere else
    Inspection.objects.update(reasons="Almost there")
    page = client.get("/en/my/shop/").content.decode()
    for words in ("Almost there", "Rule photos", "Too dark", 'href="/en/my/shop/change/goods/"'):
        assert words in page
    assert "Rule sign" not in page
    AuditEntry.objects.create(
        actor=made.owner, action="change shop", subject=subject_of(made), details={"changed": ["story_en"]}, at=now()
    )
    for action in ("keep goods sheet", "renew shop", "publish shop front"):
        AuditEntry.objects.create(actor=made.owner, action=action, subject=subject_of(made), at=now())
    gone = product(of=made, state="removed", name_en="Old oil")
    for action, subject in (("undo change of goods", made), ("translate shop", made), ("move product", gone)):
        AuditEntry.objects.create(actor=made.owner, action=action, subject=subject_of(subject), at=now())
    Shop.objects.update(state="sent")
    client.force_login(inspector)
    page = client.get(path).content.decode()
    for words in (
        "Changes of goods that were undone",
        "Words in the other language",
        "Old oil (taken out)",
        "Changed since:",
        "Story",
        "What came in anew from the coursework",
        "Words and look of the shop",
        "Last time:",
        "Too dark",
    ):
        assert words in page


@pytest.fixture
def jpeg():
    raw = BytesIO()
    Image.new("RGB", (640, 480), "green").save(raw, "JPEG")
    return SimpleUploadedFile("dark.jpg", raw.getvalue(), "image/jpeg")


def test_the_inspectors_page_costs_the_same_for_one_product_and_for_twenty(client, inspector):
    made = product(of=shop(state="sent")).shop
    rulebook({"key": "sign"}, {"key": "photos", "kind": "photos"}, {"key": "trained", "kind": "trained"})
    training(category())
    counted = []
    for more in (0, 19):
        for _n in range(more):
            product(of=made)
        with CaptureQueriesContext(connection) as asked:
            client.get(f"/en/franchise/{made.pk}/")
        counted.append(len(asked))
    assert counted == [QUERIES, QUERIES]


def test_opening_twice_says_so_and_changes_nothing(client, inspector):
    made = product(of=shop(state="sent")).shop
    for _ in range(2):
        client.post(f"/en/franchise/{made.pk}/", {"decision": "open"})
    assert (Shop.objects.get().state, Inspection.objects.count()) == ("open", 1)


def test_a_shop_is_returned_with_the_words_typed(client, inspector):
    made = product(of=shop(state="sent")).shop
    client.post(f"/en/franchise/{made.pk}/", {"decision": "return", "reasons": "批号看不清。\n请重拍。"})
    assert Shop.objects.get().state == "returned"
    assert Inspection.objects.get().reasons == "批号看不清。\n请重拍。"


def test_nobody_inspects_their_own(client, inspector):
    made = shop(state="sent", owner=inspector)
    assert client.post(f"/en/franchise/{made.pk}/", {"decision": "open"}).status_code == 404
    assert Shop.objects.get().state == "sent"


def test_the_page_shows_what_is_to_be_inspected(client, inspector):
    made = product(of=shop(state="sent", story_en="<script>alert(1)</script>")).shop
    page = client.get(f"/en/franchise/{made.pk}/").content.decode()
    for words in ("盘家苦茶", "PJ-0328-02", "¥49", "¥38", "Hunan free", "JH-2026-7K3F9Q", "Return it"):
        assert words in page
    assert "<script>alert" not in page


def test_a_return_without_words_is_explained_and_changes_nothing(client, inspector):
    made = product(of=shop(state="sent")).shop
    page = client.post(f"/en/franchise/{made.pk}/", {"decision": "return", "reasons": "  "}).content.decode()
    assert page.count("or write what they should change.") == 2
    assert (Shop.objects.get().state, Inspection.objects.count()) == ("sent", 0)


def test_new_terms_between_reading_and_signing_are_shown_marked_and_nothing_is_signed(client, homes):
    made = shop(state="draft")
    terms()
    client.force_login(made.owner)
    path = "/en/my/shop/sign/"
    client.post(path, {"name": "盘美花", "agree": "on", "read": "1"})
    code = last_code()
    newer = terms(2)
    type(newer).objects.filter(pk=newer.pk).update(body_en=newer.body_en + "\nAnd keep every receipt.")
    page = client.post(path, {"name": "盘美花", "agree": "on", "read": "1", "code": code, "do": "sign"}).content.decode()
    for words in (
        "The terms were changed while you read",
        "<ins>And keep every receipt.</ins>",
        'value="盘美花"',
        'name="read" value="2"',
    ):
        assert words in page
    made.refresh_from_db()
    assert (made.state, Agreement.objects.count()) == ("draft", 0)
    for wrong, words in (("", "Type the code from the message."), ("12", "This is not the code we sent")):
        client.post(path, {"name": "盘美花", "agree": "on", "read": "2"})
        assert (
            words
            in client.post(path, {"name": "盘美花", "agree": "on", "read": "2", "code": wrong, "do": "sign"}).content.decode()
        )
    assert Agreement.objects.count() == 0


def test_the_owners_pages_say_rules_rights_commission_and_letters(client, homes):
    made, tea = product().shop, category()
    rulebook({"key": "photos", "kind": "photos", "number": 3, "place": "change_goods"})
    training(tea)
    CommissionRate.objects.create(category=tea, basis_points=350, from_on=OPENED.date())
    warned = measure(made)
    client.force_login(made.owner)
    page = client.get("/en/my/shop/rules/").content.decode()
    for words in (
        "Rule photos",
        "has 0 of 3 photographs",
        "You may sell Tea once you have this",
        "3.5%",
        "The county keeps ¥3.50, and ¥96.50 is yours",
    ):
        assert words in page
    page = client.get("/en/my/shop/letters/").content.decode()
    for words in ("Warning", "标签没有批号。", "I do not agree"):
        assert words in page
    path = f"/en/my/shop/letters/{warned.pk}/object/"
    assert "Write why you object" in client.post(path, {"words": " "}).content.decode()
    assert Objection.objects.count() == 0
    for _twice in range(2):
        assert client.post(path, {"words": "批号在背面。"}).status_code == 302
    assert Objection.objects.get().words == "批号在背面。"
    assert client.post(f"/en/my/shop/letters/{measure(shop()).pk}/object/", {"words": "x"}).status_code == 404


@pytest.mark.parametrize("count", [1, 20])
def test_the_desk_costs_the_same_for_one_shop_and_for_twenty(client, inspector, django_assert_num_queries, count):
    newer = terms(2)
    type(newer).objects.filter(pk=newer.pk).update(sign_by=OPENED.date())
    for _ in range(count):
        measure(shop(name_en="Warned Tea"), by=inspector, objection="No")
        shop(state="sent")
    client.get("/en/franchise/")
    with django_assert_num_queries(DESK):
        page = client.get("/en/franchise/").content.decode()
    assert page.count("<b>The owner objects:</b>") == min(count, 12)
    assert f"{count} shop" in page
