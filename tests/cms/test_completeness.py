"""What a page must have before readers may see it, and how an editor is told."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.template.loader import render_to_string
from django.urls import reverse
from wagtail.images.models import Image
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, Translation, TranslationSource
from wagtailmedia.models import Media

from cms.captions import clean_captions
from cms.completeness import known_of, lacks_of_media
from cms.models import CultureIndexPage, CulturePage, PictureCredit, Recording
from cms.operations import keep_beside
from common.models import AuditEntry
from tests.factories.pages import child
from tests.factories.people import person

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 24, 3, tzinfo=UTC)
VTT = "WEBVTT\n\n00:01.000 --> 00:04.000\n鼓声\n"
SOURCED = {"sources": "县志", "checked_on": "2026-05-01", "certainty": "sure"}


@pytest.fixture
def index(homes):
    return child(homes["zh-hans"], CultureIndexPage, "culture", {"title": "文化"}, {"title": "Culture"})


@pytest.fixture
def drum(index):
    return child(index, CulturePage, "drum", {"title": "长鼓"}, {"title": "Long drum"}, kind="music")


@pytest.fixture
def image(db):
    return Image.objects.create(title="鼓手", file="drum.jpg", width=10, height=10)


@pytest.fixture
def song(db):
    return Media.objects.create(title="盘王大歌", file="media/song.mp3", type="audio")


def words(**given) -> dict:
    usual = {"title": "长鼓", "slug": "drum", "lede": "", "drawing": "", "kind": "music", "certainty": "likely", "holders": ""}
    counts = {"body-count": "0", "comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0"}
    return {**usual, "sources": "", "checked_on": "", "manners": "", **counts, **given}


def edit(client, page, **given):
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), words(**given))


def test_a_page_without_a_source_is_not_published_and_the_editor_is_told(sign_in, drum):
    CulturePage.objects.filter(pk=drum.pk).update(live=False)
    client = sign_in("editor")
    answer = edit(client, drum, **{"action-publish": "1", "lede": "敲起来"})
    assert set(answer.context["form"].errors) == {"sources", "checked_on"}
    assert "请写出处" in answer.content.decode()
    assert 'value="敲起来"' in answer.content.decode()
    assert CulturePage.objects.get(pk=drum.pk).live is False
    assert edit(client, drum, **{"action-publish": "1", **SOURCED}).status_code == 302
    assert CulturePage.objects.get(pk=drum.pk).live is True


def test_a_draft_is_saved_as_it_is(sign_in, drum):
    assert edit(sign_in("editor"), drum, lede="敲起来").status_code == 302
    assert CulturePage.objects.get(pk=drum.pk).get_latest_revision_as_object().lede == "敲起来"


def test_a_page_without_english_is_not_published(sign_in, index):
    client, address = sign_in("editor"), reverse("wagtailadmin_pages:add", args=["cms", "culturepage", index.pk])
    answer = client.post(address, words(slug="tops", title="陀螺", **SOURCED, **{"action-publish": "1"}))
    assert "翻译此页面" in answer.content.decode()
    assert CulturePage.objects.filter(slug="tops").count() == 0


def test_the_day_of_a_check_cannot_be_to_come(sign_in, drum):
    given = {"action-publish": "1", **SOURCED, "checked_on": "2999-01-01"}
    assert list(edit(sign_in("editor"), drum, **given).context["form"].errors) == ["checked_on"]


def test_the_hour_of_publishing_says_whose_hour_it_is(sign_in, drum):
    page = sign_in("editor").get(reverse("wagtailadmin_pages:edit", args=[drum.pk])).content.decode()
    assert page.count("按北京时间（Asia/Shanghai）算") >= 2


def body(*values) -> list:
    return [{"type": kind, "value": value, "id": kind} for kind, value in values]


def making(image, alt="") -> tuple:
    return "making", [{"title": "做", "text": "挖", "picture": {"drawing": "", "photo": image.pk, "alt": alt}}]


def lacking_in(raw) -> list[str]:
    return list(lacks_of_media(raw, known_of([raw])))


def test_a_photograph_needs_words_a_maker_and_a_licence(image, song):
    assert len(lacking_in(body(making(image), ("audio", song.pk)))) == 3
    PictureCredit.objects.create(picture=image, credit="赵春生", licence="own")
    Recording.objects.create(media=song, credit="赵春生", licence="own", tongue="ium", words_zh="盘王")
    assert lacking_in(body(making(image, "打鼓的人"), ("audio", song.pk))) == []


def test_a_page_with_an_uncredited_photograph_is_not_published(sign_in, drum, image):
    CulturePage.objects.filter(slug="drum").update(body=body(making(image)))
    given = {
        "body-count": "1", "body-0-type": "making", "body-0-order": "0", "body-0-deleted": "", "body-0-id": "1",
        "body-0-value-count": "1", "body-0-value-0-order": "0", "body-0-value-0-deleted": "", "body-0-value-0-id": "2",
        "body-0-value-0-value-title": "做", "body-0-value-0-value-text": "挖", "body-0-value-0-value-picture-drawing": "",
        "body-0-value-0-value-picture-photo": str(image.pk), "body-0-value-0-value-picture-alt": "",
    }  # fmt: skip
    answer = edit(sign_in("editor"), drum, **SOURCED, **given, **{"action-publish": "1"})
    said = " ".join(answer.context["form"].errors["body"])
    assert "上是什么，给看不见的人听" in said
    assert "的作者和使用许可" in said


@pytest.mark.parametrize("lacking", ["credit", "licence", "tongue", "words_zh"])
def test_a_recording_needs_its_maker_licence_language_and_words(song, lacking):
    whole = {"credit": "赵春生", "licence": "own", "tongue": "ium", "words_zh": "盘王"}
    assert Recording(media=song, **{**whole, lacking: ""}).is_whole is False
    assert Recording(media=song, **whole).is_whole is True


def test_what_is_known_is_kept_once(song):
    editor, said = person(), {"credit": "赵春生", "licence": "own"}
    keep_beside(kind=Recording, beside="media", of=song, said={"credit": "", "licence": ""}, by=editor, at=AT)
    assert Recording.objects.count() == 0
    for _twice in range(2):
        keep_beside(kind=Recording, beside="media", of=song, said=said, by=editor, at=AT)
    assert AuditEntry.objects.filter(action="keep credit").count() == 1
    assert Recording.objects.get().credit == "赵春生"


def test_an_editor_gives_a_recording_its_captions(client, sign_in, song):
    editor, address = sign_in("editor"), reverse("wagtailmedia:edit", args=[song.pk])
    given = {
        "title": "盘王大歌",
        "collection": song.collection_id,
        "duration": "0",
        "credit": "赵春生",
        "licence": "own",
        "tongue": "ium",
    }
    assert "第一行要写 WEBVTT" in editor.post(address, {**given, "captions_zh": "鼓声"}).content.decode()
    assert Recording.objects.count() == 0
    assert editor.post(address, {**given, "captions_zh": VTT}).status_code == 302
    answer = client.get(f"/en/captions/{song.pk}-zh.vtt")
    assert (answer["Content-Type"], answer.content.decode()) == ("text/vtt; charset=utf-8", VTT)
    for nothing in (f"{song.pk}-en", f"{song.pk}-fr", "999-zh"):
        assert client.get(f"/en/captions/{nothing}.vtt").status_code == 404


@pytest.mark.parametrize(
    "text",
    [
        "鼓声", "WEBVTT", "WEBVTTX\n\n00:01.000 --> 00:02.000\n鼓", "WEBVTT\n\n00:02.000 --> 00:01.000\n鼓",
        "WEBVTT\n\n1 --> 2\n鼓", "WEBVTT\n\n00:03.000 --> 00:04.000\n鼓\n\n00:01.000 --> 00:02.000\n锣",
        f"{VTT}{'鼓' * 200_000}",
    ],
)  # fmt: skip
def test_captions_that_cannot_be_played_are_refused(text):
    with pytest.raises(ValidationError):
        clean_captions(text)


def test_captions_from_other_programs_are_put_right():
    assert clean_captions("\ufeffWEBVTT\r\n\r\n00:01.000 --> 00:04.000\r\n鼓声\r\n") == VTT
    assert clean_captions(" ") == ""


def test_a_song_is_played_with_its_words_captions_and_maker(song, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    song.file.save("song.mp3", ContentFile(b"ID3"))
    known = {"credit": "赵春生", "licence": "own", "tongue": "ium", "words_zh": "盘王造天地", "captions_zh": VTT}
    Recording.objects.create(media=song, **known)
    page = render_to_string("components/audio.html", {"value": song})
    assert f'<track kind="captions" srclang="zh-Hans" label="中文" src="/zh-hans/captions/{song.pk}-zh.vtt" default>' in page
    for said in ("盘王造天地", "瑶语（勉语） · 赵春生 · 本县自有", song.file.url):
        assert said in page


def test_a_game_can_be_played_from_its_page(client, drum):
    game = {"players": "2–6 人", "things": ["陀螺"], "turns": ["抽绳"], "wins": "转得最久", "minutes": "", "care": "离人远些"}
    facts = [{"label": "用材", "value": "泡桐", "source": "访谈", "certainty": "unsure", "checked_on": "2026-05-01"}]
    CulturePage.objects.filter(slug="drum").update(body=body(("game", game), ("facts", facts)))
    page = client.get("/zh-hans/culture/drum/").content.decode()
    assert "核对" in page.partition("访谈")[2][:80]
    for said in ("2–6 人", "<li>抽绳</li>", "转得最久", "离人远些", "访谈 拿不准，请到当地再问。"):
        assert said in page


def test_a_page_whose_passages_are_all_translated_may_be_sent_before_its_english_page_is_out(sign_in, index):
    page = CulturePage(title="陀螺", slug="tops", kind="game", locale=index.locale, live=False)
    index.add_child(instance=page)
    page.save_revision()
    source = TranslationSource.update_or_create_from_instance(page)[0]
    english = Locale.objects.get(language_code="en")
    translation = Translation.objects.create(source=source, target_locale=english)
    translation.save_target(publish=False)
    given = {"title": "陀螺", "slug": "tops", "kind": "game", **SOURCED, "action-publish": "1"}
    assert "翻译此页面" in edit(sign_in("editor"), page, **given).content.decode()
    for segment in source.stringsegment_set.all():
        StringTranslation.objects.create(
            translation_of=segment.string, locale=english, context=segment.context, data=f"Tops {segment.pk}"
        )
    assert edit(sign_in("editor"), page, **given).status_code == 302
    assert CulturePage.objects.get(pk=page.pk).live is True
