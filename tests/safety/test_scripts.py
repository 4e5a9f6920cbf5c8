"""Whatever people type, in every text field of the main job, is shown as text: six payloads, both languages."""

from datetime import date
from uuid import uuid4

import pytest
from django.utils import translation

from accounts.models import User
from common.sanitise import one_line
from courses.assessment import operations as pieces
from courses.assessment.models import Piece, Submission, Version
from courses.attendance.models import CorrectionRequest, TrainingDay
from courses.certificates.models import Certificate
from courses.cohorts.models import Application
from front.own_data.erasing import ask_to_be_erased
from outbox.models import Message
from shops.builder.editions import number_of
from shops.builder.models import Generation
from tests.factories import cohorts, photos
from tests.factories.assessment import NOW
from tests.factories.catalogue import category
from tests.factories.people import person
from tests.factories.shops import last_code
from tests.safety.hostile import ALL, MARK, PAYLOADS, SHORT, filled, fit, read
from tests.safety.world import FRANCHISE, MENTOR, OWNER, PROGRAMME

pytestmark = pytest.mark.django_db
TURNS = range(len(PAYLOADS))
COLOURS = ("#5b9c55", "#8c3a2b", "#22406f")


@pytest.fixture
def look(client):
    """Open a page in the turn's language and hold it to what a page must be."""

    def opened(path: str, turn: int, *, who=None, shows: bool = True, status: int = 200) -> str:
        if who:
            client.force_login(who)
        return sound(client.get(address(path, turn)), path, shows, status)

    return opened


def sound(response, path: str, shows: bool = True, status: int = 200, *, echoes: bool = False) -> str:
    """Hold an answer to what a page must be; `echoes`: it gives back to its writer, unstored, exactly what was typed."""
    html = response.content.decode()
    page = read(html, echoes=echoes)
    assert (path, response.status_code, page.faults) == (path, status, [])
    assert MARK in page.seen or not shows, f"{path} does not show what was typed"
    return html


def address(path: str, turn: int) -> str:
    language = ("zh-hans", "en")[turn % 2]
    translation.activate(language)
    return path if path.startswith(("/dev", "/zh", "/en")) else f"/{language}/{path}"


def typed_into(client, path: str, turn: int, **given):
    """Post the page's own form with every text field hostile; a refusal shows it as text, too."""
    form = client.get(address(path, turn)).context["form"]
    response = client.post(address(path, turn), filled(form, turn, **given))
    if response.status_code == 200:
        sound(response, path, echoes=True)
        raise AssertionError(f"{path} was not taken: {response.context['form'].errors.as_text()}")
    return response


@pytest.mark.parametrize("turn", TURNS)
def test_a_name_typed_at_sign_up(client, world, look, turn):
    name = fit(40, turn)
    client.post("/en/account/sign-up/", {"name": name, "contact": "13988880001"})
    newcomer = User.objects.get(phone="+8613988880001")
    assert newcomer.name
    look("my/", turn, who=newcomer)
    client.logout()
    sound(client.post(address("account/sign-up/", turn), {"name": name, "contact": name}), "sign-up refused", echoes=True)


@pytest.mark.parametrize("turn", TURNS)
def test_an_application_and_the_answer_to_it(client, world, look, turn):
    applicant = person("邓有财")
    client.force_login(applicant)
    for step in ("name", "place", "sells", "time", "hopes"):
        typed_into(client, f"learn/ecommerce/apply/{step}/", turn)
    for step in ("name", "place", "sells", "hopes"):
        look(f"learn/ecommerce/apply/{step}/", turn, shows=step != "sells")
    look("learn/ecommerce/apply/check/", turn)
    client.post(address("learn/ecommerce/apply/check/", turn))
    sent = Application.objects.get(applicant=applicant)
    assert sent.state == "sent"
    look("learn/applications/", turn, who=world.people[PROGRAMME])
    look(f"learn/applications/{sent.pk}/", turn)
    typed_into(client, f"learn/applications/{sent.pk}/", turn, decision="decline")
    look("learn/ecommerce/apply/", turn, who=applicant)
    look("/dev/messages", turn)


@pytest.mark.parametrize("turn", TURNS)
def test_a_question_on_a_lesson_its_answer_and_an_hour_to_talk(client, world, look, turn):
    lesson, run = world["lesson"], world["run"]
    trainee = person(one_line(fit(40, turn)), role="trainee", phone=None, email="mei@example.com")
    place = cohorts.enrolment(run, trainee, mentor=world.people[MENTOR])
    client.force_login(trainee)
    typed_into(client, f"mentoring/lessons/{lesson.translation_key}/ask/", turn)
    look("learn/ecommerce/stage-1/lesson-1/", turn)
    look("my/", turn)
    question = place.lesson_questions.get()
    look("mentoring/", turn, who=world.people[MENTOR])
    look(f"mentoring/questions/{question.pk}/", turn)
    typed_into(client, f"mentoring/questions/{question.pk}/", turn, do="answer")
    question.refresh_from_db()
    typed_into(client, f"mentoring/answers/{question.answer_id}/", turn)
    look("mentoring/answers/", turn)
    client.post(address("mentoring/replies/", turn), {"do": "add", "words": fit(300, turn)})
    look("mentoring/replies/", turn)
    look(f"mentoring/review/{world['version'].pk}/", turn)
    typed_into(client, "mentoring/card/", turn, do="terms")
    away = {"do": "leave", "starts_on": "2099-01-01", "ends_on": "2099-01-02", "words": fit(200, turn)}
    assert client.post(address("mentoring/card/", turn), away).status_code == 302
    look("mentoring/card/", turn)
    offer = {"do": "offer", "weekday": "0", "starts": "08:00", "minutes": "10", "slots": "1", "way": "phone"}
    assert client.post(address("mentoring/hours/", turn), {**offer, "where": fit(160, turn)}).status_code == 302
    look("mentoring/hours/", turn)
    look("mentoring/hours/book/", turn, who=trainee)
    client.logout()
    look("learn/ecommerce/stage-1/lesson-1/", turn)
    look("learn/ecommerce/", turn)
    letters = [letter.html for letter in Message.objects.all() if MARK in letter.html]
    assert letters
    assert [read(html).faults for html in letters] == [[]] * len(letters)


def sewn(client, world, turn: int, look):
    """A trainee (who has letters, not SMS) all of whose eight pieces are hostile, sent, read by the mentor and approved with hostile words."""
    category()
    trainee = person(one_line(fit(40, turn)), role="trainee", phone=None, email="mei@example.com")
    place = cohorts.enrolment(world["run"], trainee, mentor=world.people[MENTOR])
    for piece in Piece.values:
        client.force_login(trainee)
        path = f"work/{place.pk}/{piece}/1/"
        given = {"do": "send"}
        if piece == Piece.PHOTOS:
            keys = [photos.photo(trainee, colour=colour).pk for colour in COLOURS]
            client.get(address(path, turn))
            asked = pieces.start(enrolment=place, assignment=world["asked"][piece])
            pieces.save_draft(submission=asked, draft={"photos": keys}, at=NOW)
        if piece == Piece.PRICE:
            given |= {"price_fen": "49", "group_price_fen": "38"}
        if piece == Piece.PROMISE:
            given |= {"own": f"{PAYLOADS[turn]}\n{PAYLOADS[turn - 1]}", "ready": ["post"]}
        typed_into(client, path, turn, **given)
        look(path, turn)
        version = Version.objects.get(submission__enrolment=place, submission__assignment__piece=piece)
        look(f"mentoring/review/{version.pk}/", turn, who=world.people[MENTOR])
        if piece == Piece.STORY:
            look("mentoring/", turn)
        typed_into(client, f"mentoring/review/{version.pk}/", turn, do="approve")
    assert Submission.objects.filter(enrolment=place, state="approved").count() == 8
    letters = [letter.html for letter in Message.objects.all() if MARK in letter.html]
    assert letters
    assert [read(html).faults for html in letters] == [[]] * len(letters)
    return place


@pytest.mark.parametrize("turn", TURNS)
def test_coursework_the_words_about_it_and_the_shop_made_of_it(client, world, look, turn):
    place = sewn(client, world, turn, look)
    look(f"work/{place.pk}/story/1/", turn, who=place.trainee)
    look("my/shop/", turn)
    look("my/", turn)
    client.post(address("my/shop/make/", turn))
    shop = Generation.objects.get(enrolment=place).shop
    look("my/shop/", turn)
    goods = shop.products.get()
    typed_into(client, "my/shop/sign/", turn)
    look("my/shop/sign/", turn)
    client.post(address("my/shop/sign/", turn), {"name": place.trainee.name, "agree": "on"})
    client.post(address("my/shop/sign/", turn), {"name": place.trainee.name, "agree": "on", "code": last_code(), "do": "sign"})
    client.post(address("my/shop/send/", turn))
    look(f"franchise/{shop.pk}/", turn, who=world.people[FRANCHISE])
    look("franchise/", turn)
    client.post(address(f"franchise/{shop.pk}/", turn), {"decision": "return", "reasons": ALL})
    look(f"franchise/{shop.pk}/", turn)
    look("my/shop/", turn, who=place.trainee)
    client.logout()
    look(f"shops/{shop.slug}/", turn, shows=False, status=404)
    assert goods.slug.isascii()


@pytest.mark.parametrize("turn", TURNS)
def test_the_name_of_a_file_that_is_no_photo(client, world, turn):
    client.force_login(world.people[OWNER])
    file = photos.upload(b"<svg onload=alert(1)>", name=f"{SHORT[turn]}.jpg")
    response = client.post(address(f"work/{world['place'].pk}/photos/1/", turn), {"do": "add", "new": file}, follow=True)
    sound(response, "photos")


@pytest.mark.parametrize("turn", TURNS)
def test_an_open_shop_changed_by_its_owner(client, world, look, turn):
    sold = world["sold"]
    client.force_login(sold.shop.owner)
    for step in ("sells", "story", "sign"):
        typed_into(client, f"my/shop/change/{step}/", turn)
    typed_into(
        client,
        f"my/shop/change/goods/{sold.pk}/",
        turn,
        contents="250克",
        keeps="18个月",
        price="49",
        group_price="38",
        cost="30",
    )
    typed_into(client, "my/shop/change/goods/new/", turn, contents="250克", price="49")
    typed_into(client, "my/shop/change/delivery/", turn)
    typed_into(client, "my/shop/change/notices/", turn, do="add", from_on="2020-01-01", until_on="2099-01-01")
    client.post(address("my/shop/change/making/", turn), {"zh_1": ALL[:110]})
    for path in (
        "sells/",
        "story/",
        "sign/",
        "goods/",
        f"goods/{sold.pk}/",
        "first/",
        "delivery/",
        "check/",
        "notices/",
        "making/",
    ):
        look(f"my/shop/change/{path}", turn)
    look("my/shop/versions/", turn, shows=False)
    look("my/shop/versions/1/", turn)
    client.post(address(f"my/shop/versions/{number_of(sold.shop)}/publish/", turn))
    look("my/shop/", turn)
    client.logout()
    for path in (
        f"shops/{sold.shop.slug}/",
        f"products/{sold.slug}/",
        "market/",
        "market/tea/",
        "shops/",
        "",
        f"search/?q={MARK}",
    ):
        look(path, turn)


@pytest.mark.parametrize("turn", TURNS)
def test_what_is_typed_into_an_address_is_shown_as_text(client, world, turn):
    for words in (PAYLOADS[turn], SHORT[turn]):
        sound(client.get(address("search/", turn), {"q": words}), "search", shows=True)
        sound(client.get(address("search/", turn), {"q": "茶", "kind": words}), "search", shows=False)
        sound(client.get(address("market/tea/", turn), {"from": words, "sort": words, "page": words}), "category", shows=False)
        sound(client.get(address("certificates/", turn), {"number": words}, follow=True), "certificate", False, 404)
        sound(client.get(address("account/sign-in/", turn), {"next": words}), "sign-in", shows=False, echoes=True)


@pytest.mark.parametrize("turn", TURNS)
def test_days_on_the_base_what_was_wrong_and_why_they_changed(client, world, look, turn):
    run, leader = world["run"], world.people[MENTOR]
    client.force_login(leader)
    planned = {"held_on": "2027-01-21", "starts": "08:30", "ends": "16:30", "leader": leader.pk}
    typed_into(client, f"learn/cohorts/{run.pk}/days/new/", turn, key=str(uuid4()), **planned)
    held = TrainingDay.objects.get(held_on=date(2027, 1, 21))
    look(f"learn/cohorts/{run.pk}/days/", turn)
    look(f"days/{held.pk}/change/", turn)
    marked = {"do": "keep", f"m-{world['place'].pk}": "absent", f"w-{world['place'].pk}": "", "why": fit(200, turn)}
    sound(client.post(address(f"days/{world['day'].pk}/", turn), marked, follow=True), "roll", shows=False)
    CorrectionRequest.objects.all().delete()  # one that waits is not asked again
    client.force_login(world["place"].trainee)
    typed_into(client, f"my/attendance/{world['day'].pk}/ask/", turn)
    sound(client.post(address("my/attendance/", turn), {"code": SHORT[turn][:40]}), "code refused", shows=False, echoes=True)
    asked = CorrectionRequest.objects.latest("pk")
    look(f"days/corrections/{asked.pk}/", turn, who=leader)
    typed_into(client, f"days/corrections/{asked.pk}/", turn)
    look(f"my/attendance/{world['day'].pk}/ask/", turn, who=world["place"].trainee, shows=False)
    client.force_login(leader)
    client.post(address(f"days/{held.pk}/change/", turn), {"do": "call-off", "why": fit(200, turn)})
    look(f"learn/cohorts/{run.pk}/days/", turn)


@pytest.mark.parametrize("turn", TURNS)
def test_an_address_and_a_refusal(client, world, look, turn):
    person_asking = person("邓有财", language=("zh-hans", "en")[turn % 2])
    client.force_login(person_asking)
    sound(client.post(address("account/email/", turn), {"email": PAYLOADS[turn]}), "e-mail refused", echoes=True)
    wish = ask_to_be_erased(person=person_asking, at=NOW)
    client.force_login(world.people[PROGRAMME])
    typed_into(client, f"erasures/{wish.pk}/", turn, do="refuse")
    look("my/data/", turn, who=person_asking)


@pytest.mark.parametrize("turn", TURNS)
def test_why_a_certificate_was_revoked(client, world, look, turn):
    number = world["certificate"].number
    client.force_login(world.people[PROGRAMME])
    client.post(address(f"certificates/{number}/revoke/", turn), {"reason": ALL})
    assert Certificate.objects.get(number=number).revoked_at
    client.logout()
    look(f"certificates/{number}/", turn)
