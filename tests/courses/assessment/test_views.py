"""Making a piece on its page."""

from types import SimpleNamespace
from uuid import uuid4

import pytest

from cms.models import Township
from courses.assessment import operations
from courses.assessment.models import Submission, Version
from tests.factories import assessment as make
from tests.factories import cohorts, people, photos, sounds
from tests.factories.assessment import CONTENT, NOW
from uploads.models import Enclosure, Photo

NAME = {
    "name_zh": "盘家苦茶", "name_en": "Pan Family Bitter Tea", "seal": "盘", "byline": "河口村的野茶", "band": "tea",
    "cloth": "indigo", "township": "shuikou", "village": "河口村", "note": "", "expected": "1",
}  # fmt: skip
PRICE = {
    "goods_fen": "18", "labour_fen": "¥3", "packing_fen": "４", "courier_fen": "六", "fee_percent": "5", "loss_percent": "1",
    "price_fen": "四十九", "group_price_fen": "¥38", "group_size": "三", "note": "", "expected": "1",
}  # fmt: skip


@pytest.fixture
def asked(db):
    Township.objects.create(slug="shuikou", name_zh_hans="水口", name_en="Shuikou", latitude=25, longitude=111)
    return make.assignments_of(uuid4())


@pytest.fixture
def place(asked, trainee, mentor):
    run = cohorts.cohort(SimpleNamespace(translation_key=asked["name"].programme_key))
    return cohorts.enrolment(run, trainee, mentor=mentor)


@pytest.fixture
def desk(client, trainee, place):
    """The trainee signed in, and the address of each piece."""
    client.force_login(trainee)

    def address(piece, number=1, language="zh-hans"):
        return f"/{language}/work/{place.pk}/{piece}/{number}/"

    return address


def sent(client, url, given, do="send", **extra):
    return client.post(url, {**given, "do": do, **extra})


@pytest.mark.parametrize("piece", list(CONTENT))
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_piece_has_its_page_in_both_languages(client, desk, piece, language):
    response = client.get(desk(piece, language=language))
    assert response.status_code == 200
    words = response.content.decode()
    assert ("交作业" if language == "zh-hans" else "Show your") in words
    assert Submission.objects.count() == 0


@pytest.mark.parametrize("piece", [piece for piece in CONTENT if piece != "photos"])
def test_every_piece_that_was_sent_is_shown_and_can_be_typed_again(client, desk, place, asked, mentor, piece):
    version = make.sent(place, asked[piece])
    assert client.get(desk(piece)).status_code == 200
    operations.ask_change(version=version, mentor=mentor, words="再写清楚。", at=NOW)
    form = client.get(desk(piece)).context["form"]
    given = {name: value for name, value in form.initial.items() if value not in (None, "")}
    assert sent(client, desk(piece), {**given, "expected": "2"}).status_code == 302
    again = Version.objects.get(number=2)
    assert again.content == CONTENT[piece]


def test_the_page_leads_back_to_its_stage(client, programme, trainee):
    make.assignments(programme, pieces=("name", "story"))
    place = cohorts.enrolment(cohorts.cohort(programme), trainee)
    client.force_login(trainee)
    page = client.get(f"/en/work/{place.pk}/story/1/").content.decode()
    assert 'href="/en/learn/ecommerce/stage-2/"' in page


def test_a_stranger_and_a_signed_out_person_do_not_see_it(client, desk, place):
    client.force_login(people.person("外人"))
    assert client.get(desk("name")).status_code == 404
    assert sent(client, desk("name"), NAME).status_code == 404
    client.logout()
    assert client.get(desk("name")).status_code == 302
    assert Submission.objects.count() == 0


@pytest.mark.parametrize("path", ["name/2", "nothing/1", "product/2", "price/9", "name/0"])
def test_a_piece_nobody_asked_for_is_not_found(client, desk, place, path):
    assert client.get(f"/zh-hans/work/{place.pk}/{path}/").status_code == 404


def test_sending_makes_the_piece(client, desk, place):
    assert sent(client, desk("name"), NAME).status_code == 302
    assert Version.objects.get().content == CONTENT["name"]
    assert "盘家苦茶" in client.get(desk("name")).content.decode()


def test_pressing_send_twice_makes_one_version(client, desk, place):
    sent(client, desk("name"), NAME)
    assert sent(client, desk("name"), NAME).status_code == 302
    assert Version.objects.count() == 1


def test_sending_something_else_while_it_is_with_the_mentor_keeps_it_as_draft(client, desk, place):
    sent(client, desk("name"), NAME)
    sent(client, desk("name"), {**NAME, "name_zh": "另一个名字", "expected": "2"})
    submission = Submission.objects.get()
    assert (submission.draft["name_zh"], submission.versions.count(), submission.state) == ("另一个名字", 1, "sent")


def test_numbers_are_understood_as_people_write_them(client, desk):
    sent(client, desk("price"), PRICE)
    assert Version.objects.get().content == {
        "goods_fen": 1800, "labour_fen": 300, "packing_fen": 400, "courier_fen": 600, "fee_percent": 5, "loss_percent": 1,
        "price_fen": 4900, "group_price_fen": 3800, "group_size": 3,
    }  # fmt: skip


@pytest.mark.parametrize("wrong", ["-1", "1e9", "many", "", "0", "38.555", "<script>alert(1)</script>"])
def test_a_price_that_is_no_price_is_explained_and_kept(client, desk, wrong):
    response = sent(client, desk("price"), {**PRICE, "price_fen": wrong})
    assert response.status_code == 200
    assert response.context["form"].errors["price_fen"] == ["单买价：请填写一个价格，例如 38 或 38.50。"]
    assert response.context["form"]["goods_fen"].value() == "18"
    submission = Submission.objects.get()
    assert (submission.draft["price_fen"], submission.state, submission.versions.count()) == (wrong, "draft", 0)
    assert "<script>alert" not in response.content.decode()


def test_a_group_price_must_be_the_lower_one(client, desk):
    for group in ("49", "50"):
        response = sent(client, desk("price"), {**PRICE, "group_price_fen": group})
        assert list(response.context["form"].errors) == ["group_price_fen"]
    assert Version.objects.count() == 0


def test_a_price_below_break_even_is_warned_of_and_taken(client, desk):
    response = client.post(desk("price"), {**PRICE, "price_fen": "32", "group_price_fen": "", "group_size": ""}, follow=True)
    assert Version.objects.get().content["price_fen"] == 3200
    assert "¥32 低于保本价 ¥32.97" in response.content.decode()


def test_what_is_left_is_worked_out_on_the_page(client, desk):
    kiwi = {
        "goods_fen": "20",
        "packing_fen": "4",
        "courier_fen": "9",
        "loss_percent": "5",
        "price_fen": "48",
        "group_price_fen": "42",
    }
    sent(client, desk("price"), {**PRICE, **kiwi}, do="save")
    sums = client.get(desk("price")).context["sums"]
    assert (sums.sheet.cost, sums.sheet.least) == (3600, 3989)
    assert (sums.alone.paid, sums.alone.fee, sums.alone.cost, sums.alone.left) == (456_000, 22_800, 360_000, 73_200)
    assert (sums.together.left, sums.together.left_each) == (19_050, 190)


def test_a_draft_survives_leaving_another_language_and_signing_out(client, desk, trainee):
    typed = {**NAME, "name_zh": "盘家", "seal": "", "byline": " 还没想好"}
    assert sent(client, desk("name"), typed, do="save").status_code == 302
    client.logout()
    client.force_login(trainee)
    for language in ("en", "zh-hans"):
        form = client.get(desk("name", language=language)).context["form"]
        assert (form["name_zh"].value(), form["seal"].value(), form["byline"].value()) == ("盘家", "", " 还没想好")


def test_the_page_saves_by_itself_and_says_when(client, desk):
    response = client.post(desk("name"), {**NAME, "seal": "", "do": "save"}, headers={"X-Autosave": "1"})
    assert (response.status_code, len(response.content)) == (200, 5)
    assert Submission.objects.get().draft["seal"] == ""


@pytest.mark.parametrize("piece", ["name", "story", "product", "label", "price", "delivery", "promise"])
def test_scripts_come_out_as_text(client, desk, piece):
    evil = '"><script>alert("盘")</script><img src=x onerror=alert(1)>'
    form = client.get(desk(piece)).context["form"]
    given = dict.fromkeys(form.fields, evil) | {"story": evil[:19]}
    for do in ("save", "send"):
        page = client.post(desk(piece), {**given, "do": do}, follow=True).content.decode()
        assert "<script>alert" not in page
        assert "<img src=x" not in page
    assert Version.objects.count() == 0


def test_a_story_with_a_script_in_it_is_sent_as_text(client, desk):
    sent(
        client,
        desk("story"),
        {"story": "我们在河口村种茶，已经三代人了。<script>alert(1)</script>" * 2, "note": "<b>", "expected": "1"},
    )
    page = client.get(desk("story")).content.decode()
    assert Version.objects.get().content["language"] == "zh-hans"
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_a_batch_is_suggested_from_initials_and_the_picking_month(client, desk, place, asked):
    make.sent(place, asked["product"])
    form = client.get(desk("label")).context["form"]
    assert form["batch"].value() == "PMH-2604-01"
    assert (form["grower"].value(), form["label_name"].value()) == ("盘美花", "江华苦茶")


def test_the_seal_is_suggested_from_the_family_name(client, desk):
    assert client.get(desk("name")).context["form"]["seal"].value() == "盘"


@pytest.mark.parametrize(
    ("written", "grams"), [("半斤", 250), ("五两", 250), ("２５０克", 250), ("0.25 kg", 250), ("一斤半", 750)]
)
def test_weights_are_understood_as_farmers_say_them(client, desk, written, grams):
    sent(client, desk("label"), {**CONTENT["label"], "grams": written, "expected": "1"})
    assert Version.objects.get().content["grams"] == grams


def test_photos_are_added_named_and_removed(client, desk, trainee):
    files = [photos.upload(photos.picture(colour=c), f"{n}.jpg") for n, c in enumerate(("red", "green", "blue", "white"))]
    client.post(desk("photos"), {"new": files, "do": "add"})
    keys = list(Photo.objects.values_list("pk", flat=True))
    assert Submission.objects.get().draft["photos"] == keys
    client.post(desk("photos"), {f"caption_{keys[0]}": "整袋", "do": f"remove-{keys[1]}"})
    left = [keys[0], keys[2], keys[3]]
    given = {f"caption_{key}": f"照片 {key}" for key in left}
    client.post(desk("photos"), {**given, "cover": keys[2], "expected": "1", "do": "send"})
    content = {"photos": [{"photo": key, "caption": f"照片 {key}"} for key in left], "cover": keys[2]}
    assert Version.objects.get().content == content


def test_too_few_photos_are_explained(client, desk):
    client.post(desk("photos"), {"new": [photos.upload()], "do": "add"})
    response = client.post(desk("photos"), {"do": "send", "expected": "1"})
    assert response.context["form"].non_field_errors() == ["请至少放 3 张照片，现在有 1 张。"]
    assert Version.objects.count() == 0


def test_a_file_that_is_no_photo_is_explained_and_the_words_are_kept(client, desk):
    client.post(desk("photos"), {"new": [photos.upload()], "do": "add"})
    key = Photo.objects.get().pk
    bad = photos.upload(b"MZ not a picture", "virus.jpg")
    page = client.post(desk("photos"), {"new": [bad], f"caption_{key}": "整袋", "do": "add"}, follow=True).content.decode()
    assert "virus.jpg" in page
    assert Submission.objects.get().draft == {"photos": [key], f"caption_{key}": "整袋"}
    assert Photo.objects.count() == 1


def test_adding_nothing_and_the_same_photo_twice_are_explained_at_the_photos(client, desk):
    page = client.post(desk("photos"), {"do": "add"}, follow=True).content.decode()
    assert "请先选一张照片" in page.split('id="photos"')[1]
    assert page.count("请先选一张照片") == 1
    client.post(desk("photos"), {"new": [photos.upload()], "do": "add"})
    page = client.post(desk("photos"), {"new": [photos.upload()], "do": "add"}, follow=True).content.decode()
    assert "同一张照片只留一份" in page.split('id="photos"')[1]
    assert len(Submission.objects.get().draft["photos"]) == 1


def test_after_sending_the_next_step_is_the_one_to_press(client, desk, programme, trainee, mentor):
    place = cohorts.enrolment(cohorts.cohort(programme), trainee, mentor=mentor)
    asked = make.assignments(programme)["name"]
    make.sent(place, asked)
    page = client.get(f"/zh-hans/work/{place.pk}/name/1/")
    step = page.context["progress"].next_step
    assert step.kind == "lesson"
    assert f'class="btn go full" href="{step.url}"' in page.content.decode()


def test_another_persons_photo_cannot_be_named(client, desk):
    theirs = photos.photo(people.person("外人"))
    client.post(desk("photos"), {"photos": [theirs.pk], f"caption_{theirs.pk}": "偷来的", "cover": theirs.pk, "do": "save"})
    assert Submission.objects.get().draft["photos"] == []


def test_another_product_has_its_own_four_pieces(client, desk, place, asked):
    address = f"/zh-hans/work/{place.pk}/another-product/"
    client.post(address)
    assert Submission.objects.count() == 0
    make.sent(place, asked["product"])
    assert client.post(address).url == desk("product", 2)
    for piece in ("product", "label", "price", "photos"):
        assert client.get(desk(piece, 2)).status_code == 200
    client.post(address)
    assert Submission.objects.count() == 2


def test_an_approved_piece_is_shown_and_no_longer_asked_for(client, desk, place, asked, mentor):
    make.approved(place, asked["name"], mentor=mentor)
    response = client.get(desk("name"))
    assert '<form method="post" enctype' not in response.content.decode()
    sent(client, desk("name"), {**NAME, "name_zh": "换个名字", "expected": "2"})
    assert Version.objects.count() == 1


def test_an_old_version_can_be_read_again(client, desk, place, asked, mentor):
    version = make.sent(place, asked["label"], batch="")
    operations.ask_change(version=version, mentor=mentor, words="写上批次。", at=NOW)
    page = client.get(f"{desk('label')}?version=1").content.decode()
    assert 'id="old"' in page
    assert "写上批次。" in page


def story(**given):
    return {"story": CONTENT["story"]["story"], "note": "", "expected": "1", **given}


def test_a_voice_note_and_a_paper_go_with_the_piece(client, desk, place):
    assert sent(client, desk("story"), story(), voice=sounds.sound_file(), paper=sounds.paper_file()).status_code == 302
    version = Version.objects.get()
    assert (version.voice.seconds, version.paper.media_type) == (65, "application/pdf")
    page = client.get(desk("story")).content.decode()
    assert "1:05 · 0.1 MB" in page
    assert f"/files/enclosures/{version.paper.key}/" in page


def test_a_voice_note_is_kept_with_the_draft_and_can_be_removed(client, desk):
    sent(client, desk("story"), story(story="短"), do="enclose", voice=sounds.sound_file())
    assert client.get(desk("story")).context["work"].enclosed["voice"].seconds == 65
    client.post(desk("story"), {**story(), "do": "save"}, headers={"X-Autosave": "1"})
    assert set(client.get(desk("story")).context["work"].enclosed) == {"voice"}
    sent(client, desk("story"), story(), do="drop-voice")
    assert client.get(desk("story")).context["work"].enclosed == {}
    sent(client, desk("story"), story())
    assert Version.objects.get().voice is None


def test_sending_twice_with_a_voice_note_makes_one_version(client, desk):
    for _press in range(2):
        sent(client, desk("story"), story(), voice=sounds.sound_file())
    assert (Version.objects.count(), Enclosure.objects.count()) == (1, 1)


@pytest.mark.parametrize("raw", [sounds.mp4(tracks=(b"vide",)), sounds.amr(7200), b"<script>", photos.picture()])
@pytest.mark.parametrize("do", ["send", "save", "enclose"])
def test_a_voice_note_that_is_refused_is_explained_and_nothing_is_sent_without_it(client, desk, raw, do):
    response = sent(client, desk("story"), story(), do=do, voice=sounds.sound_file(raw))
    assert list(response.context["form"].errors) == ["voice"]
    assert response.context["form"]["story"].value() == CONTENT["story"]["story"]
    assert (Version.objects.count(), Enclosure.objects.count()) == (0, 0)


def test_somebody_elses_voice_note_cannot_be_put_into_a_draft(client, desk, place, asked):
    strange = sounds.voice(people.person("外人"))
    submission = operations.start(enrolment=place, assignment=asked["story"])
    operations.save_draft(submission=submission, draft={"voice": strange.pk, "paper": "x"}, at=NOW)
    sent(client, desk("story"), story())
    assert Version.objects.get().voice is None


def test_the_rubric_is_shown_before_sending_and_what_was_chosen_after(client, desk, place, asked, mentor):
    page = client.get(desk("story")).content.decode()
    assert "导师怎么看这件作业" in page
    assert page.count("差一点") == 2
    criterion = asked["story"].criteria.first()
    nearly = criterion.levels.get(words_en="Nearly")
    version = make.sent(place, asked["story"])
    operations.ask_change(version=version, mentor=mentor, words="再写清楚。", marks={str(criterion.pk): str(nearly.pk)}, at=NOW)
    page = client.get(desk("story")).content.decode()
    assert page.count('<li class="on" aria-current="true">') == 1
    assert '<li class="on" aria-current="true">差一点' in page


@pytest.mark.parametrize("piece", ["story", "name"])
def test_the_page_costs_the_same_for_one_version_and_for_twenty(
    client, desk, place, asked, mentor, piece, django_assert_num_queries
):
    criterion = asked[piece].criteria.first()
    for number in range(1, 21):
        version = make.sent(place, asked[piece], at=NOW)
        remarks = [operations.Remark(words="改", criterion_id=criterion.pk)]
        operations.ask_change(version=version, mentor=mentor, words="改", remarks=remarks, at=NOW)
        if number in (1, 20):
            client.get(desk(piece))
            with django_assert_num_queries(PIECE_QUERIES[piece]):
                client.get(desk(piece))


PIECE_QUERIES = {"story": 8, "name": 9}  # the name asks which names are taken
