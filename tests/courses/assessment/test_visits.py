"""What may be made besides the eight pieces: rooms, farm activities, walks. They never count towards the shop."""

from dataclasses import dataclass
from datetime import date
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from common.rights import visible
from courses.assessment import operations
from courses.assessment.models import Assignment, Submission, Version
from courses.assessment.pieces import FORMS, Maker, facts
from courses.assessment.queries import is_complete, pieces, works
from courses.mentoring.queries import trainees
from courses.mentoring.table import rows
from tests.factories import assessment as make
from tests.factories import cohorts
from tests.factories.people import person
from tests.factories.photos import photo


@dataclass(frozen=True)
class Taken:
    pk: int = 7
    state: str = "ready"


MAKER = Maker("盘美花", "zh-hans", date(2026, 11, 23), photos=(Taken(),))
ROOM = {
    "name_zh": "木楼客房", "rooms": "两", "beds": "２", "guests": "3", "included": "早饭", "about": "窗外是茶坡。", "months": ["3", "4"],
    "price_fen": "一百二十", "come": "桥市乡下车，走两里。", "registration": "江公备 12", "kept": ["register", "exit"],
}  # fmt: skip
ACTIVITY = {
    "name_zh": "采茶", "minutes": "九十", "least": "2", "most": "10", "about": "自己采。", "months": ["3"], "price_fen": "三十八",
    "come": "村口停车。", "bring": "帽子", "safety": "下雨不上坡。",
}  # fmt: skip
TOUR = {**ACTIVITY, "stops": "风雨桥\n鼓楼坪", "meeting": "桥头", "own": ["own"]}
WHOLE = {"room": ROOM, "activity": ACTIVITY, "tour": TOUR}


def checked(piece, maker=MAKER, **given):
    form = FORMS[piece]({**WHOLE[piece], **given}, maker=maker)
    form.full_clean()
    return form


@pytest.fixture
def place(db):
    run = cohorts.cohort(SimpleNamespace(translation_key=uuid4()))
    return cohorts.enrolment(run, person("盘美花", role="trainee"), mentor=person("李伟", role="mentor"))


@pytest.fixture
def asked(place):
    key = place.cohort.programme_key
    return make.assignments_of(key) | make.optional(key)


def test_numbers_are_understood_as_people_write_them():
    room, activity = checked("room"), checked("activity")
    assert (room.errors, activity.errors, checked("tour").errors) == ({}, {}, {})
    content = room.content()
    assert (content["rooms"], content["beds"], content["price_fen"], content["months"]) == (2, 2, 12000, [3, 4])
    assert (content["photos"], content["cover"]) == ([{"photo": 7, "caption": ""}], 7)
    assert (activity.content()["minutes"], activity.content()["price_fen"]) == (90, 3800)


@pytest.mark.parametrize(
    ("piece", "given"),
    [
        ("room", {"beds": "0"}), ("room", {"rooms": "51"}), ("room", {"price_fen": "many"}), ("room", {"price_fen": "0"}),
        ("room", {"months": []}), ("room", {"months": ["13"]}), ("room", {"guests": "-2"}), ("room", {"kept": ["wifi"]}),
        ("room", {"phone": "找我"}), ("activity", {"least": "11"}), ("activity", {"minutes": "1e3"}), ("activity", {"safety": " "}),
        ("tour", {"stops": "只有一站"}), ("tour", {"stops": "站\n" * 13}), ("tour", {"own": []}), ("tour", {"meeting": ""}),
    ],
)  # fmt: skip
def test_what_cannot_be_is_explained_and_nothing_else_is_blamed(piece, given):
    errors = checked(piece, **given).errors
    assert list(errors) == ["most" if given == {"least": "11"} else next(iter(given))]
    assert "invalid" not in str(errors)


def test_one_photo_is_enough_and_none_is_too_few():
    form = checked("activity", maker=Maker("盘美花", "zh-hans", date(2026, 11, 23)))
    assert form.errors == {"__all__": ["请至少放 1 张照片，现在有 0 张。"]}


def test_a_room_without_a_number_may_be_sent_and_is_warned_of():
    form = checked("room", registration="", kept=["register"])
    assert form.errors == {}
    words = form.warnings()
    assert ["备案号" in words[0], "烟雾报警器" in words[1], "身份证" in words[1]] == [True, True, False]


def test_what_was_sent_can_be_typed_again():
    for piece in WHOLE:
        content = checked(piece).content()
        again = FORMS[piece](FORMS[piece].as_typed(content), maker=MAKER)
        assert (again.is_valid(), again.content()) == (True, content), piece
        assert {line.key for line in facts(piece, content)} > {"name_zh", "price_fen", "months", "cover"}


def test_they_are_offered_and_never_counted(place, asked, django_assert_num_queries):
    mentor = place.mentor
    for piece in ("name", "room", "tour"):
        make.approved(place, asked[piece], mentor=mentor)
    make.sent(place, asked["activity"])
    with django_assert_num_queries(2):
        states = works(place)
    assert [one.piece for one in states][-3:] == ["room", "activity", "tour"]
    assert len(pieces(place)) == 8
    (mine,) = [one for one in trainees(mentor, at=make.NOW) if one.name == place.trainee.name]
    assert (mine.sewn, mine.total) == (1, 8)
    (line,) = rows(mentor, place.cohort, None, at=make.NOW)
    assert line.sewn == 1
    for piece in [one.piece for one in pieces(place)][1:]:
        make.approved(place, asked[piece], mentor=mentor)
    assert is_complete(place)


def test_a_stage_has_one_piece_of_the_shop_and_any_that_may_be_made_besides(place, asked):
    with pytest.raises(IntegrityError), transaction.atomic():
        Assignment.objects.create(programme_key=uuid4(), module_key=asked["name"].module_key, piece="story", position=1)
    assert Assignment.objects.required().count() == 8
    assert Assignment.objects.optional().count() == 3


def test_the_next_one_begins_once_the_last_was_sent(place, asked):
    with pytest.raises(operations.NoMoreVisits):
        operations.add_visit(enrolment=place, piece="room", at=make.NOW)
    make.sent(place, asked["room"])
    second = operations.add_visit(enrolment=place, piece="room", at=make.NOW)
    assert second.number == 2
    with pytest.raises(operations.NoMoreVisits):
        operations.add_visit(enrolment=place, piece="room", at=make.NOW)
    assert [one.number for one in works(place) if one.piece == "room"] == [1, 2]
    assert Submission.objects.filter(assignment=asked["room"]).count() == 2


def test_it_is_made_sent_asked_again_and_compared(client, place, asked):
    client.force_login(place.trainee)
    url = reverse("assessment:piece", args=[place.pk, "room", 1])
    taken = photo(place.trainee)
    given = {**ROOM, "expected": "1", "note": "", "name_zh": "<script>alert(1)</script>"}
    page = client.post(url, {**given, "do": "send"}).content.decode()
    assert "请至少放 1 张照片" in page
    assert "<script>alert(1)" not in page
    submission = Submission.objects.get(assignment=asked["room"])
    operations.save_photos(submission=submission, draft=submission.draft, there=[], added=[taken.pk], removed=[], at=make.NOW)
    assert client.post(url, {**given, "do": "send", "cover": str(taken.pk)}).status_code == 302
    version = Version.objects.get(submission=submission)
    assert version.content["photos"] == [{"photo": taken.pk, "caption": ""}]
    operations.ask_change(version=version, mentor=place.mentor, words="写清几张床。", at=make.NOW)
    again = {**given, "name_zh": "木楼客房", "beds": "3", "expected": "2", "do": "send", "cover": str(taken.pk)}
    assert client.post(url, again).status_code == 302
    client.force_login(place.mentor)
    newest = Version.objects.get(submission=submission, number=2)
    read = client.get(reverse("mentoring:review", args=[newest.pk])).content.decode()
    assert "来做客" in read
    assert [name in read for name in ("木楼客房", "写清几张床。", f"{taken.url(320)}")] == [True, True, True]
    assert visible(place.mentor, Submission).filter(pk=submission.pk).exists()


@pytest.mark.parametrize("piece", ["activity", "tour"])
def test_it_can_be_read_for_review_and_seen_as_sent(client, place, asked, piece):
    version = make.sent(place, asked[piece])
    client.force_login(place.mentor)
    assert make.VISITS[piece]["name_zh"] in client.get(reverse("mentoring:review", args=[version.pk])).content.decode()
    client.force_login(place.trainee)
    assert make.VISITS[piece]["come"] in client.get(reverse("assessment:piece", args=[place.pk, piece, 1])).content.decode()


def test_a_stranger_can_begin_none(client, place, asked):
    make.sent(place, asked["room"])
    client.force_login(person("别人", role="trainee"))
    url = reverse("assessment:another_visit", args=[place.pk, "room"])
    assert client.post(url).status_code == 404
    assert Submission.objects.count() == 1
    client.force_login(place.trainee)
    assert client.post(reverse("assessment:another_visit", args=[place.pk, "story"])).status_code == 404
    assert client.post(url)["Location"] == reverse("assessment:piece", args=[place.pk, "room", 2])
    assert client.post(url)["Location"] == reverse("assessment:piece", args=[place.pk, "room", 1])
    assert Submission.objects.count() == 2
