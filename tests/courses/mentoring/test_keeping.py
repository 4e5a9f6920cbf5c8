"""A mentor's own sentences, how trainees see them, how soon they usually answer, and the evening letter."""

from datetime import UTC, datetime, timedelta

import pytest

from accounts.models import Organisation, RoleGrant
from courses.cohorts.mentors import set_terms
from courses.cohorts.models import MentorTerms
from courses.mentoring import digest, keeping
from courses.mentoring.models import DeskVisit, SavedReply
from outbox.models import Message
from tests.factories import assessment, cohorts, people
from tests.factories import mentoring as make
from tests.factories.mentoring import NOW

REPLIES = "/zh-hans/mentoring/replies/"
EVENING = datetime(2026, 11, 23, 11, 5, tzinfo=UTC)  # 19:05 in Shanghai


def kept(mentor):
    return list(mentor.saved_replies.values_list("words", flat=True))


def test_sentences_are_added_changed_ordered_and_dropped_by_pressing(client, mentor):
    client.force_login(mentor)
    for words in ("一", "二", "二", "三"):
        assert client.post(REPLIES, {"do": "add", "words": words}).url == REPLIES
    assert kept(mentor) == ["一", "二", "三"]
    first, second, third = mentor.saved_replies.all()
    client.post(REPLIES, {"do": f"up-{third.pk}"})
    client.post(REPLIES, {"do": f"up-{first.pk}"})
    client.post(REPLIES, {"do": f"change-{second.pk}", "words": "贰"})
    for _press in range(2):
        client.post(REPLIES, {"do": f"drop-{first.pk}"})
    assert kept(mentor) == ["三", "贰"]


def test_twenty_sentences_are_enough_and_the_words_are_kept(client, mentor):
    for number in range(20):
        keeping.keep_reply(mentor=mentor, words=str(number), at=NOW)
    client.force_login(mentor)
    assert "您存了 20 句" in client.get(REPLIES).content.decode()
    response = client.post(REPLIES, {"do": "add", "words": "多一句"})
    assert response.context["form"].errors == {"words": ["二十句够用了，先去掉一句。您写的还在。"]}
    assert len(kept(mentor)) == 20


def test_the_same_sentence_is_not_kept_twice(client, mentor):
    keeping.keep_reply(mentor=mentor, words="一", at=NOW)
    other = keeping.keep_reply(mentor=mentor, words="二", at=NOW)
    client.force_login(mentor)
    response = client.post(REPLIES, {"do": f"change-{other.pk}", "words": "一"})
    assert response.context["form"].errors == {"words": ["这句话您已经存过了。"]}
    assert kept(mentor) == ["一", "二"]


def test_anothers_sentences_are_left_alone(client, mentor, colleague):
    reply = keeping.keep_reply(mentor=mentor, words="一", at=NOW)
    client.force_login(colleague)
    for pressed in ("drop", "up", "change"):
        client.post(REPLIES, {"do": f"{pressed}-{reply.pk}", "words": "坏"})
    assert SavedReply.objects.get().words == "一"


def test_ones_own_sentence_is_pressed_into_a_review(client, seat, camp, mentor):
    asked = assessment.assignments(camp, pieces=("name",))
    version = assessment.sent(seat, asked["name"])
    reply = keeping.keep_reply(mentor=mentor, words="先念给妈妈听。", at=NOW)
    client.force_login(mentor)
    address = f"/zh-hans/mentoring/review/{version.pk}/"
    assert f'value="own-{reply.pk}">先念给妈妈听。' in client.get(address).content.decode()
    response = client.post(address, {"do": f"own-{reply.pk}", "words": "好。"})
    assert response.context["form"]["words"].value() == "好。 先念给妈妈听。"


def test_the_card_is_on_the_programmes_page(client, seat, class_of, mentor, trainee):
    RoleGrant.objects.filter(user=mentor).update(organisation=Organisation.objects.create(name="江华茶业公司"))
    client.force_login(mentor)
    posted = {"do": "terms", "field_zh_hans": "包装", "field_en": "Packing", "wants_digest": ""}
    assert client.post("/zh-hans/mentoring/card/", posted).status_code == 302
    assert MentorTerms.objects.get().wants_digest is False
    client.force_login(trainee)
    words = client.get("/zh-hans/learn/ecommerce/").content.decode()
    assert "您的导师 · 江华茶业公司<br>包装<br>72 小时内回话" in words
    MentorTerms.objects.update(usual_hours=9)
    words = client.get("/en/learn/ecommerce/").content.decode()
    assert "Packing<br>Usually answers within 9 hours." in words


def test_the_usual_time_is_the_median_of_ninety_days(seat, class_of, camp, mentor):
    from courses.assessment.operations import approve
    from courses.mentoring.answering import answer

    asked = assessment.assignments(camp, pieces=("name",))
    for hours in (2, 30):
        version = assessment.sent(cohorts.enrolment(class_of, mentor=mentor), asked["name"])
        approve(version=version, mentor=mentor, at=NOW + timedelta(hours=hours))
    answer(question=make.question(seat), mentor=mentor, words="能", at=NOW + timedelta(hours=7))
    assert keeping.count_usual_hours(at=NOW + timedelta(days=2)) == 1
    assert MentorTerms.objects.get(mentor=mentor).usual_hours == 7
    assert keeping.count_usual_hours(at=NOW + timedelta(days=100)) == 0


# --- the evening letter -----------------------------------------------------------------------------------------------


def letters():
    return list(
        Message.objects.filter(key__startswith="mentor-digest", channel="site").values_list("recipient__name", flat=True)
    )


def test_one_letter_an_evening_lists_what_waits(seat, mentor, camp):
    assessment.sent(seat, assessment.assignments(camp, pieces=("name",))["name"], at=NOW)
    make.question(seat)
    assert [digest.send_digests(at=EVENING + timedelta(minutes=late)) for late in (0, 5)] == [1, 0]
    letter = Message.objects.get(key__startswith="mentor-digest", channel="site")
    assert (letter.recipient, letter.subject, letter.link) == (mentor, "您的案头：1 份作业、1 个提问", "/mentoring/")
    assert letter.body.count("盘美花") == 2
    assert "72 小时内回话" in letter.body


def test_nothing_waiting_no_letter(seat, mentor):
    assert (digest.send_digests(at=EVENING), letters()) == (0, [])


@pytest.mark.parametrize("hour", [10, 13])  # 18:59 and 21:00 in Shanghai
def test_letters_are_written_in_the_evening_only(seat, hour):
    make.question(seat)
    at = EVENING.replace(hour=hour, minute=59 if hour == 10 else 0)
    assert digest.send_digests(at=at) == 0


def test_who_looked_at_the_desk_since_it_came_gets_none(client, seat, mentor):
    make.question(seat)
    keeping.see_desk(mentor=mentor, at=NOW + timedelta(minutes=1))
    assert digest.send_digests(at=EVENING) == 0
    make.question(seat, words="又一个", at=NOW + timedelta(minutes=2))
    assert (digest.send_digests(at=EVENING), letters()) == (1, ["李伟"])


def test_looking_at_the_desk_is_noted_once_for_each_mentor(client, mentor):
    client.force_login(mentor)
    for _look in range(2):
        client.get("/zh-hans/mentoring/")
    assert DeskVisit.objects.get().mentor == mentor


def test_who_does_not_want_it_gets_none(seat, mentor):
    make.question(seat)
    set_terms(mentor=mentor, wants_digest=False, by=mentor, at=NOW)
    assert digest.send_digests(at=EVENING) == 0


def test_the_next_evening_is_another_letter(seat, mentor):
    make.question(seat)
    assert [digest.send_digests(at=EVENING + timedelta(days=day)) for day in (0, 1)] == [1, 1]


def test_a_graduate_has_the_whole_flower_and_no_signal_is_not_quiet(client, class_of, mentor):
    from common.clock import now

    long_ago = now() - timedelta(days=9)
    class_of.starts_on, class_of.ends_on = long_ago.date(), (long_ago + timedelta(days=90)).date()
    class_of.save()
    cohorts.enrolment(class_of, mentor=mentor, state="graduated", started_at=long_ago)
    for signal in ("home", "town"):
        applied = cohorts.application(class_of, people.person(), state="admitted", signal=signal)
        cohorts.enrolment(class_of, applied.applicant, mentor=mentor, application=applied, started_at=long_ago)
    client.force_login(mentor)
    page = client.get("/en/mentoring/")
    shown = page.context["trainees"]
    assert sorted((each.petals, each.risk.reasons, each.risk.is_quiet_without_signal) for each in shown) == [
        (0, (), True), (0, ("No sign for 9 days",), False), (1, (), False),
    ]  # fmt: skip
    words = page.content.decode()
    assert ("No signal at home, quiet 9 days" in words, "no signal is not absence" in words) == (True, True)


def test_the_clock_does_these_chores():
    from front.clock import CHORES

    names = {chore.name for chore in CHORES}
    assert {"remind of office hours", "write to mentors in the evening", "count how soon mentors answer"} <= names
