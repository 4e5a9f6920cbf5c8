"""A small whole site for the tests of its promises: somebody in every role, and one thing of each kind with an owner."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django.apps import apps
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.utils import translation
from wagtailmedia.models import Media

from accounts.operations import GROUPS
from cms.models import FestivalPage, Recording
from common.clock import now, shanghai_day
from courses.curriculum.models import LessonPage
from courses.mentoring.models import CalendarAddress, DeskVisit
from courses.mentoring.slots import free_slots
from courses.questions.operations import start_test
from front.models import DataExport, Erasure, PrintedReport
from front.permissions import allow_all
from outbox.models import Message
from shops.asking.models import Question as Asked
from shops.asking.operations import ask
from shops.availability.models import Bookable, Waiting
from shops.bonuses.earning import look_over
from shops.bonuses.models import Bonus
from shops.bonuses.sharing import begin_sharing
from shops.builder.editions import change_front
from shops.builder.models import Edition
from shops.catalogue.models import GoodsChange
from shops.catalogue.ties import set_ties
from shops.desk.models import PrintedSlips
from shops.franchise.models import Shop
from shops.orders.models import Address, Booking, Order, ShopOrder
from shops.payments.models import Payment, Proof, Refund
from shops.payments.refunds import return_lines
from shops.presale.models import Presale
from shops.returns.models import Claim, ClaimPhoto
from shops.reviews.models import CustomerReview
from shops.settlement.models import PayoutFile, PrintedStatement, Settlement
from shops.sharing.codes import code_of
from shops.sharing.models import Printed
from tests.factories import (
    assessment,
    availability,
    bonuses,
    certificates,
    cohorts,
    fieldlog,
    mentoring,
    pages,
    photos,
    questions,
    shops,
    sounds,
    standards,
)
from tests.factories import attendance as base_days
from tests.factories.bookings import booked, stay
from tests.factories.catalogue import product
from tests.factories.groups import opened
from tests.factories.orders import order
from tests.factories.payments import begun
from tests.factories.people import person
from tests.factories.presale import booked as booked_ahead
from tests.factories.presale import presale
from tests.factories.promotions import promotion
from tests.factories.returns import claim
from tests.factories.returns import sent as sent_parcel
from tests.factories.reviews import review
from tests.factories.visits import visit

ANONYMOUS, STRANGER, OWNER, MENTOR, OTHER_MENTOR = "anonymous", "stranger", "owner", "mentor", "mentor of another"
FRANCHISE, PROGRAMME, EDITOR, SHOPPER = "franchise manager", "programme manager", "editor", "shopper"
ROLES = (ANONYMOUS, STRANGER, OWNER, MENTOR, OTHER_MENTOR, FRANCHISE, PROGRAMME, EDITOR, SHOPPER)
GRANTED = {STRANGER: "trainee", OWNER: "trainee", OTHER_MENTOR: "mentor"}
OURS = ("accounts", "uploads", "outbox", "common", "cohorts", "intake", "questions", "assessment", "fieldlog", "timetable",
        "attendance", "certificates", "surveys", "mentoring", "franchise", "catalogue", "visits", "availability", "standards", "builder", "sharing", "ledger", "promotions", "orders", "fulfilment", "reviews", "settlement", "payments", "bookings", "wishes", "asking", "returns", "groups", "presale", "bonuses", "front")  # fmt: skip


@dataclass(frozen=True)
class World:
    people: dict[str, Any]
    things: dict[str, Any]

    def __getitem__(self, name: str) -> Any:
        return self.things[name]


def build() -> World:
    """The owner has a place, a piece before the mentor, a photo, a certificate, a draft shop and an application."""
    homes = pages.homes()
    camp = pages.programme(homes, stages=8, lessons=1)
    asked = assessment.assignments(camp)
    allow_all()
    people = {role: someone(role) for role in ROLES if role != ANONYMOUS}
    run = cohorts.cohort(camp, mentors=(people[MENTOR],))
    place = cohorts.enrolment(run, people[OWNER], mentor=people[MENTOR])
    fieldlog.rule(place)
    plot = fieldlog.plot(place)
    other = cohorts.enrolment(run, people[STRANGER], mentor=people[OTHER_MENTOR])
    assessment.sent(other, asked["name"])
    assessment.sent(other, asked["story"])
    assessment.approved(place, asked["name"], mentor=people[MENTOR])
    base_day = base_days.day(run, people[MENTOR], held_on=cohorts.NOW.date())
    shops.terms()
    shops.township("shuikou", "水口镇", "Shuikou", (24.99, 111.77))
    mentoring.hours(people[MENTOR])
    (*_sooner, slot) = free_slots([people[MENTOR].pk], at=now())
    shop = shops.shop(owner=people[OWNER], state=Shop.State.DRAFT, name_zh_hans="藏起来的店", name_en="Hidden shop")
    product_of, sold = product(of=shop), product()
    room, walk = availability.bookable(of=shop), availability.bookable("tour", of=shop)
    test = questions.test(asked["name"].module_key, "single", "number")
    later = cohorts.cohort(camp, starts_on=date(2027, 3, 20), ends_on=date(2027, 6, 1), apply_by=date(2027, 3, 1))
    return World(
        people,
        {
            "homes": homes, "camp": camp, "asked": asked, "run": run, "place": place, "later": later,
            "version": assessment.sent(place, asked["story"]), "photo": photos.photo(people[OWNER]), "shop": shop,
             "test": test, "sitting": start_test(enrolment=place, test=test, at=questions.NOW),
             "voice": sounds.voice(people[OWNER]),
            "plot": plot, "entry": fieldlog.entry(plot), "product": product_of, "visit": visit(of=shop), "sold": sold, "code": code_of(sold),
            "open_visit": visit(of=sold.shop), "booked": visited(room, people[EDITOR]),
            "waiting": in_line(sold.shop), "trip": availability.session(availability.bookable("tour", of=sold.shop)), "room": room, "walk": walk, "session": availability.session(walk),
            "certificate": certificates.certificate(place, pdf=ContentFile(b"%PDF-1.7", "c.pdf")),
            "batch": certificates.batch(later, people[PROGRAMME], pdf=ContentFile(b"%PDF-1.7", "b.pdf")),
            "report": PrintedReport.objects.create(asked_by=people[PROGRAMME], language="zh-hans", asked_at=cohorts.NOW,
                                                   pdf=ContentFile(b"%PDF-1.7", "r.pdf")),
            "application": cohorts.application(later, people[OWNER]),
            "copy": DataExport.objects.create(person=people[OWNER], language="zh-hans", asked_at=now(), made_at=now(),
                                              zip=ContentFile(b"PK", "c.zip")),
            "erasure": Erasure.objects.create(person=people[SHOPPER], asked_at=now(), due_at=now() + timedelta(days=7)),
            "answer": mentoring.answer(place, mentor=people[MENTOR], question_words="答过的"),
            "question": mentoring.question(place), "appointment": mentoring.appointment(place, people[MENTOR], starts_at=slot.starts_at, at=now()),
            "day": base_day, "correction": base_days.request(base_day, place), "list": base_days.printed(base_day, people[MENTOR]),
            "measure": standards.measure(shop, by=people[FRANCHISE], objection="不同意"),
            "festival": pages.child(homes["zh-hans"], FestivalPage, "a-festival", {"title": "节"}, {"title": "A festival"}),
            "recording": Recording.objects.create(captions_zh="WEBVTT", media=Media.objects.create(title="歌", type="audio", file="media/s.mp3")),
            "calendar": CalendarAddress.objects.create(person=people[OWNER]),
            "payment": (transfer := to_pay(product_of, people[EDITOR])),
            "proof": Proof.objects.create(payment=transfer, sha256="0" * 64, sent_at=now(),
                                          picture=ContentFile(b"\xff\xd8", "p.jpg")),
            "parcel": to_pack(shop, product_of, people[EDITOR]),
            "address": Address.objects.create(owner=people[EDITOR], name="某", phone="+8613900000001", region="hunan", place="湖南省长沙市岳麓区",
                                              street="1 号", is_usual=True, changed_at=cohorts.NOW),
            "slips": PrintedSlips.objects.create(shop=shop, asked_by=people[OWNER], asked_at=cohorts.NOW,
                                                 pdf=ContentFile(b"%PDF-1.7", "l.pdf")),
            "asked_grower": to_answer(product_of, people[EDITOR]),
            "promotion": promotion(of=shop, running=False), "shared": promotion(county_share=5000),
            "settlement": settled(sold.shop, people[PROGRAMME]), "payouts": payouts(people[PROGRAMME]), "statement": statement(shop),
            "said": (said := reviewed(shop, product_of, people[EDITOR])),
            "claim": (claimed := claim(said.line.parcel, at=said.line.parcel.placed_at)), "claim_photo": photo_of(claimed),
            "group": (gathers := opened(sold, at=now(), buyer=people[EDITOR])), "group_order": Order.objects.get(seat__group=gathers),
            "bonus": shared_with(people[OWNER], sold),
            "presale": (ahead := presale(product(), now())), "advance": booked_ahead(ahead, now(), buyer=people[EDITOR]),
            "own_presale": over(presale(product_of, now())),
            "cash_refund": cash_to_give_back(shop, product_of, people[EDITOR]),
            "edition": changed(shop), "linked": linked(shop),
            "printed": Printed.objects.create(shop=shop, asked_by=people[OWNER], kind="labels", asked_at=cohorts.NOW,
                                              pdf=ContentFile(b"%PDF-1.7", "k.pdf")),
            "lesson": LessonPage.objects.filter(locale__language_code="zh-hans").first(),
        },
    )  # fmt: skip


def shared_with(person: Any, goods: Any) -> Bonus:
    """That somebody's link brought an order, which waits for its window."""
    bonuses.terms(at=cohorts.NOW - timedelta(days=400))
    begin_sharing(by=person, at=now())
    bonuses.received(bonuses.ordered(goods, by_link_of=person, at=now()), at=now())
    look_over(at=now())
    return Bonus.objects.get()


def over(sold: Presale) -> Presale:
    """Its harvest is ready: the pack may be sold ahead again."""
    Presale.objects.filter(pk=sold.pk).update(state=Presale.State.READY)
    return sold


def photo_of(claimed: Claim) -> ClaimPhoto:
    return ClaimPhoto.objects.create(
        parcel=claimed.parcel, claim=claimed, taken_at=now(), picture=ContentFile(b"\xff\xd8", "c.jpg")
    )


def cash_to_give_back(shop: Shop, goods: Any, buyer: Any) -> Refund:
    """Of cash that the shop took: the buyer is to have some of it again."""
    Shop.objects.filter(pk=shop.pk).update(state=Shop.State.OPEN)
    parcel = sent_parcel(goods, way="cash", buyer=buyer)
    Message.objects.filter(recipient=buyer).delete()
    Shop.objects.filter(pk=shop.pk).update(state=Shop.State.DRAFT)
    line = parcel.lines.get()
    return return_lines(parcel=parcel, packs={line.pk: 1}, source="given 1", words="", by=None, at=now())


def to_pack(shop: Shop, goods: Any, buyer: Any) -> ShopOrder:
    """That somebody ordered of it while it was open."""
    Shop.objects.filter(pk=shop.pk).update(state=Shop.State.OPEN)
    parcel = order(goods, buyer=buyer, way="cash").parcels.get()
    Shop.objects.filter(pk=shop.pk).update(state=Shop.State.DRAFT)
    return parcel


def visited(room: Bookable, buyer: Any) -> Booking:
    """That somebody booked it while it was open."""
    shop, day = room.visit.shop, shanghai_day(now()) + timedelta(days=20)
    Shop.objects.filter(pk=shop.pk).update(state=Shop.State.OPEN)
    shop.refresh_from_db()
    (made,) = booked(stay(room, first=day, until=day + timedelta(days=1)), at=now(), buyer=buyer)
    Shop.objects.filter(pk=shop.pk).update(state=Shop.State.DRAFT)
    Message.objects.filter(recipient=buyer).delete()
    shop.refresh_from_db()
    return made


def in_line(shop: Shop) -> Waiting:
    """That a guest waits for a room of an open shop."""
    day = shanghai_day(now()) + timedelta(days=20)
    return Waiting.objects.create(
        bookable=availability.bookable(of=shop), first=day, until=day + timedelta(days=1), places=1, adults=2,
        phone="+8613900000088", language="en", who="w", at=now(),
    )  # fmt: skip


def to_pay(goods: Any, buyer: Any) -> Payment:
    """That somebody ordered of it while it was open, and pays by transfer."""
    Shop.objects.filter(pk=goods.shop_id).update(state=Shop.State.OPEN)
    waiting = order(goods, buyer=buyer, way="bank", at=now())
    Shop.objects.filter(pk=goods.shop_id).update(state=Shop.State.DRAFT)
    return begun(waiting, at=now())


def to_answer(goods: Any, reader: Any) -> Asked:
    """That somebody asked about it while it was open."""
    facts = {"product": goods, "asker": reader, "phone": "", "words": "苦吗？", "press": "p", "language": "en", "at": now()}
    goods.shop.state = Shop.State.OPEN
    question = ask(**facts)
    goods.shop.refresh_from_db()
    return question


def settled(shop: Shop, by: Any) -> Settlement:
    """What it is paid for a half-month, drawn up."""
    return Settlement.objects.create(
        shop=shop, begins_on=date(2026, 11, 1), ends_on=date(2026, 11, 15), amount=5000, state="drawn", drawn_by=by,
        drawn_at=cohorts.NOW,
    )  # fmt: skip


def payouts(by: Any) -> PayoutFile:
    """What the bank was given once."""
    facts = {"begins_on": date(2026, 10, 16), "total": 100, "count": 1, "contents": b"PK", "sha256": "0" * 64}
    return PayoutFile.objects.create(made_by=by, made_at=cohorts.NOW, **facts)


def statement(shop: Shop) -> PrintedStatement:
    return PrintedStatement.objects.create(
        shop=shop, begins_on=date(2026, 10, 16), language="en", asked_by=shop.owner, asked_at=cohorts.NOW,
        pdf=ContentFile(b"%PDF-1.7", "s.pdf"),
    )  # fmt: skip


def reviewed(shop: Shop, goods: Any, buyer: Any) -> CustomerReview:
    """That somebody had of it, and said how it was."""
    Shop.objects.filter(pk=shop.pk).update(state=Shop.State.OPEN)
    said = review(goods, buyer=buyer, at=now())
    Message.objects.filter(recipient=buyer).delete()  # which name the shop, to whom bought of it
    Shop.objects.filter(pk=shop.pk).update(state=Shop.State.DRAFT)
    return said


def changed(shop: Shop) -> Edition:
    """The edition of a change of its owner's."""
    change_front(shop=shop, by=shop.owner, at=now(), changes={"seal": "藏"})
    return Edition.objects.get(shop=shop, number=2)


def linked(shop: Shop) -> GoodsChange:
    """That its owner linked it to a page."""
    set_ties(of=shop, keys=[uuid4()], by=shop.owner, at=now())
    return GoodsChange.objects.get(shop=shop, what=GoodsChange.What.TIES)


def someone(role: str) -> Any:
    """A person with a role as the site grants it, with the CMS group that goes with it."""
    granted = GRANTED.get(role, role)
    made = person(f"某{role}", role=granted, channels={"course": "site"} if role == STRANGER else {})
    if group := GROUPS.get(granted):  # type: ignore[call-overload]
        made.groups.add(Group.objects.get_or_create(name=group)[0])
    return made


def records() -> dict[str, list[tuple]]:
    """Every row that people write, to say that nothing changed."""
    kept = {}
    with translation.override("zh-hans"):  # translated columns answer in the language that is on
        for label in OURS:
            for model in apps.get_app_config(label).get_models():
                if model is DeskVisit:  # reading one's desk notes that it was read
                    continue
                kept[model._meta.label] = list(model._base_manager.order_by("pk").values_list())
    return kept
