"""Levels, remarks on criteria and on photos, voice and photo in a mentor's answer; and what is kept until it is sent."""

from types import SimpleNamespace
from uuid import uuid4

import pytest

from courses.assessment import operations
from courses.assessment.models import Comment, Review, Submission
from outbox.models import Message
from tests.factories import assessment as make
from tests.factories import cohorts, people, photos, sounds
from tests.factories.assessment import NOW
from tests.factories.photos import picture, upload
from uploads.models import Enclosure, Photo


@pytest.fixture
def asked(db):
    return make.assignments_of(uuid4())


@pytest.fixture
def place(asked, trainee, mentor):
    run = cohorts.cohort(SimpleNamespace(translation_key=asked["name"].programme_key))
    return cohorts.enrolment(run, trainee, mentor=mentor)


@pytest.fixture
def album(trainee):
    return [photos.photo(trainee, colour=colour) for colour in ("red", "green", "blue", "white")]


def photos_piece(album):
    return {"photos": [{"photo": photo.pk, "caption": f"第 {n} 张"} for n, photo in enumerate(album, 1)], "cover": album[0].pk}


@pytest.fixture
def version(place, asked, album):
    return make.sent(place, asked["photos"], **photos_piece(album[:3]))


@pytest.fixture
def signed_in(client, mentor):
    client.force_login(mentor)
    return client


def page_of(version, language="zh-hans"):
    return f"/{language}/mentoring/review/{version.pk}/"


def post(client, version, do, **given):
    return client.post(page_of(version), {"do": do, "words": "", **given})


def test_a_remark_on_a_criterion_and_one_on_a_photo_go_with_the_answer(signed_in, client, version, album, trainee):
    criterion = version.submission.assignment.criteria.first()
    given = {f"on_{criterion.pk}": "这条要改", f"pin_{album[1].pk}": "这里糊了", f"point_{album[1].pk}": "43,61"}
    assert post(client, version, "change", **given).url == "/zh-hans/mentoring/"
    rows = list(Comment.objects.values_list("position", "criterion", "photo", "x", "y", "words"))
    assert rows == [(1, criterion.pk, None, None, None, "这条要改"), (2, None, album[1].pk, 43, 61, "这里糊了")]
    client.force_login(trainee)
    page = client.get(f"/zh-hans/work/{version.submission.enrolment_id}/photos/1/").content.decode()
    assert "“这条要改”" in page
    assert '<span class="pinpoint" style="--x:43;--y:61" aria-hidden="true">1</span>' in page
    assert "这里糊了" in page


def test_comments_and_answer_are_kept_together_or_not_at_all(version, mentor, album):
    bad = operations.Remark(words="哪里都不是")
    with pytest.raises(Exception, match="comment_on_a_criterion_or_on_a_photo"):
        operations.approve(version=version, mentor=mentor, at=NOW, words="好", remarks=[bad])
    version.submission.refresh_from_db()
    assert (version.submission.state, Review.objects.count(), Comment.objects.count()) == ("sent", 0, 0)


def test_a_pin_is_kept_until_the_answer_and_can_be_taken_off(signed_in, version, album):
    for n, words in enumerate(("太暗", "太暗", "歪了")):
        pin = {f"pin_{album[n % 2].pk}": words, f"point_{album[n % 2].pk}": "17,83"}
        assert post(signed_in, version, "pin", **pin).url == f"{page_of(version)}#on-photos"
    assert [pin["words"] for pin in signed_in.get(page_of(version)).context["pins"]] == ["太暗", "太暗", "歪了"]
    post(signed_in, version, "unpin-2")
    post(signed_in, version, "unpin-9")
    assert signed_in.get(page_of(version)).content.decode().count("--x:17;--y:83") == 2
    post(signed_in, version, "approve", words="好")
    assert list(Comment.objects.values_list("photo", "words")) == [(album[0].pk, "太暗"), (album[0].pk, "歪了")]
    assert signed_in.session.get(f"review-{version.pk}") is None


def test_the_exact_point_typed_so_far_is_kept(signed_in, version, album):
    given = {f"pin_{album[0].pk}": "这里", f"point_{album[0].pk}": "43,61"}
    signed_in.post(page_of(version), {"do": "save", **given}, headers={"X-Autosave": "1"})
    page = signed_in.get(page_of(version)).content.decode()
    assert f'name="point_{album[0].pk}" value="43,61" checked' in page


@pytest.mark.parametrize("point", ["", "101,5", "-1,5", "5", "a,b", "５,５", "1,2,3"])
def test_a_remark_without_a_place_on_the_photo_is_explained_and_kept(signed_in, version, album, point):
    response = post(signed_in, version, "change", words="改", **{f"pin_{album[0].pk}": "这里", f"point_{album[0].pk}": point})
    assert response.context["form"].errors == {f"pin_{album[0].pk}": ["请在照片上点一下您说的地方。"]}
    assert Review.objects.count() == 0
    assert signed_in.get(page_of(version)).context["form"][f"pin_{album[0].pk}"].value() == "这里"


def test_a_pin_on_a_photo_of_another_work_is_left_out(signed_in, version, mentor):
    strange = photos.photo(people.person("外人"))
    post(signed_in, version, "approve", words="好", **{f"pin_{strange.pk}": "x", f"point_{strange.pk}": "5,5"})
    assert (Review.objects.count(), Comment.objects.count()) == (1, 0)


def test_a_level_that_is_not_the_criterions_is_not_taken(signed_in, version):
    first, second = version.submission.assignment.criteria.all()
    response = post(signed_in, version, "approve", words="好", **{f"mark_{first.pk}": str(second.levels.first().pk)})
    assert f"mark_{first.pk}" in response.context["form"].errors
    assert Review.objects.count() == 0


def test_a_voice_note_alone_may_ask_for_a_change(signed_in, client, version, trainee, mentor):
    post(client, version, "change", voice=sounds.sound_file())
    review = Review.objects.get()
    assert (review.voice.seconds, review.voice.owner, review.words) == (65, mentor, "")
    assert "听一听" in Message.objects.get(recipient=trainee, channel="site").body
    client.force_login(trainee)
    page = client.get(f"/zh-hans/work/{version.submission.enrolment_id}/photos/1/").content.decode()
    assert f'src="/zh-hans/files/enclosures/{review.voice.key}/"' in page
    assert "1:05 · 0.1 MB" in page


def test_voice_and_photo_are_kept_when_the_form_has_errors_and_go_with_the_answer(signed_in, version):
    response = post(signed_in, version, "change", photo=upload(), words="")
    assert response.context["form"].errors["words"] == ["请写明要改哪一处。"]
    post(signed_in, version, "enclose", voice=sounds.sound_file())
    assert set(signed_in.get(page_of(version)).context["enclosed"]) == {"voice", "photo"}
    post(signed_in, version, "drop-voice")
    post(signed_in, version, "change", words="像这样拍。")
    review = Review.objects.get()
    assert (review.voice, review.photo) == (None, Photo.objects.latest("pk"))


def test_a_video_in_place_of_a_voice_note_is_refused_at_its_field_and_nothing_is_answered(signed_in, version):
    response = post(signed_in, version, "approve", words="好", voice=sounds.sound_file(sounds.mp4(tracks=(b"vide",))))
    assert "视频" in response.context["form"].errors["voice"][0]
    assert "视频" in response.content.decode()
    assert (Review.objects.count(), Enclosure.objects.count()) == (0, 0)
    assert signed_in.get(page_of(version)).context["form"]["words"].value() == "好"


def test_who_may_hear_a_mentors_answer(client, signed_in, version, trainee, mentor, place):
    post(client, version, "change", voice=sounds.sound_file(), photo=upload(picture(colour="black")))
    review = Review.objects.get()
    voice, photo = f"/zh-hans/files/enclosures/{review.voice.key}/", f"/zh-hans/files/photos/{review.photo.key}/"
    strangers = [people.person("外人"), people.person("王老师", role="mentor"), people.person("店管", role="franchise manager")]
    for stranger in strangers:
        client.force_login(stranger)
        assert client.get(voice).status_code == 404
    other = strangers[1]
    for allowed in (trainee, mentor):
        client.force_login(allowed)
        assert (client.get(voice).status_code, client.get(photo).status_code) == (200, 200)
    place.mentor = other
    place.save()
    client.force_login(other)
    assert client.get(voice).status_code == 200


def test_what_a_trainee_enclosed_is_heard_by_their_mentor_only(client, place, asked, trainee, mentor):
    voice = sounds.voice(trainee)
    submission = operations.start(enrolment=place, assignment=asked["story"])
    version = operations.send(
        submission=submission,
        content=make.CONTENT["story"],
        note="",
        expected=1,
        at=NOW,
        voice=voice,
        paper=sounds.paper(trainee),
    )
    client.force_login(mentor)
    page = client.get(page_of(version)).content.decode()
    assert f"/files/enclosures/{voice.key}/" in page
    assert f"/files/enclosures/{version.paper.key}/" in page
    assert client.get(f"/zh-hans/files/enclosures/{voice.key}/").status_code == 200
    client.force_login(people.person("王老师", role="mentor"))
    assert client.get(f"/zh-hans/files/enclosures/{voice.key}/").status_code == 404


def test_photos_put_in_and_taken_out_are_shown(signed_in, version, place, asked, album, mentor):
    operations.ask_change(version=version, mentor=mentor, words="换一张", at=NOW)
    second = make.sent(place, asked["photos"], **photos_piece(album[1:]))
    page = signed_in.get(page_of(second))
    assert page.context["work"].put_in == {album[3].pk}
    assert page.context["work"].taken_out == [album[0]]
    assert "比上一版去掉了 1 张照片" in page.content.decode()
    assert page.content.decode().count("新照片") == 1


def test_a_changed_story_is_shown_word_by_word(signed_in, client, place, asked, mentor, trainee):
    first = make.sent(place, asked["story"])
    operations.ask_change(version=first, mentor=mentor, words="哪一年？", at=NOW)
    second = make.sent(place, asked["story"], story=make.CONTENT["story"]["story"].replace("奶奶的茶树", "1962 年奶奶种的茶树"))
    page = signed_in.get(page_of(second)).content.decode()
    assert '<ins><span class="vh">加上： </span>1962 年</ins>奶奶' in page
    client.force_login(trainee)
    mine = client.get(f"/zh-hans/work/{place.pk}/story/1/").content.decode()
    assert "比第 1 版改了什么" in mine
    assert '<ins><span class="vh">加上： </span>1962 年</ins>' in mine


def test_a_newer_version_meanwhile_is_explained_and_the_words_are_kept(signed_in, version, place, asked, album, mentor):
    operations.ask_change(version=version, mentor=people.person("何经理", role="programme manager"), words="换", at=NOW)
    second = make.sent(place, asked["photos"], **photos_piece(album))
    response = signed_in.post(page_of(version), {"do": "approve", "words": "很好"}, follow=True)
    assert response.redirect_chain == [(page_of(second), 302)]
    assert "您看的时候，盘美花又交了第 2 版。" in response.content.decode()
    assert (Review.objects.count(), Submission.objects.get().state) == (1, "sent")
    assert signed_in.session[f"review-{version.pk}"]["typed"]["words"] == "很好"


def test_scripts_in_remarks_come_out_as_text(signed_in, client, version, album, trainee):
    evil = "<script>alert(1)</script>"
    criterion = version.submission.assignment.criteria.first()
    given = {f"on_{criterion.pk}": evil, f"pin_{album[0].pk}": evil, f"point_{album[0].pk}": "5,5"}
    post(signed_in, version, "pin", **given)
    assert "<script>alert" not in signed_in.get(page_of(version)).content.decode()
    post(signed_in, version, "change", words="改", **given)
    client.force_login(trainee)
    assert "<script>alert" not in client.get(f"/zh-hans/work/{version.submission.enrolment_id}/photos/1/").content.decode()
