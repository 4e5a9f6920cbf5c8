"""What is written of culture, festivals and guidance: as much as was promised, each with its sources, and nothing half said."""

from datetime import date
from io import BytesIO
from wave import open as open_wave

import pytest
from wagtailmedia.models import Media

from cms.drawings import titles
from cms.moon import reckon
from demo.content import folder
from demo.pages.plan import planned
from demo.recordings import rhythm

WRITTEN = {kind: {one.slug: one.words for one in folder(kind)} for kind in ("culture", "festivals", "guidance")}
CLAIMS = [(kind, slug) for kind in ("culture", "festivals") for slug in WRITTEN[kind]]


def test_there_is_as_much_as_promised():
    assert {kind: len(pages) for kind, pages in WRITTEN.items()} == {"culture": 12, "festivals": 8, "guidance": 10}
    assert {words["kind"] for words in WRITTEN["culture"].values()} == {"music", "craft", "food", "game", "medicine"}


@pytest.mark.parametrize(("kind", "slug"), CLAIMS)
def test_every_claim_has_sources_manners_and_a_drawing(kind, slug):
    words = WRITTEN[kind][slug]
    assert words["picture"] in titles()
    for said in (words["sources"], words["manners"], *words["story"]):
        assert said["zh"].strip()
        assert said["en"].strip()
    assert words.get("status", "likely") in ("sure", "likely")


def test_the_days_written_are_the_moons():
    for words in WRITTEN["festivals"].values():
        rule = words.get("lunar")
        assert bool(rule) == bool(words["dates"])
        for year, day in words["dates"].items():
            found = reckon(year, rule["month"], rule["day"])
            assert found
            assert found.on == date.fromisoformat(day)


def test_every_answer_leads_to_a_lesson_that_is_there():
    paths = {plan.path for plan in planned()}
    assert [slug for slug, words in WRITTEN["guidance"].items() if f"learn/{words['lesson']}" not in paths] == []
    assert [slug for slug, words in WRITTEN["guidance"].items() if not words["if_it_goes_wrong"]] == []


def test_the_rhythm_is_small_and_the_same_every_time():
    with open_wave(BytesIO(rhythm())) as sound:
        assert (sound.getnchannels(), sound.getframerate(), sound.getnframes()) == (1, 8000, 57_600)
    assert len(rhythm()) < 60_000
    assert rhythm() == rhythm()


@pytest.mark.content
@pytest.mark.xdist_group("county")
@pytest.mark.django_db
def test_the_drum_is_heard_with_its_captions_and_words(county, client):
    media = Media.objects.get(type="audio")
    assert media.recording.is_whole
    for language, code, bar in (("zh-hans", "zh", "咚 嗒 咚 嗒嗒"), ("en", "en", "dong, ta, dong, ta-ta")):
        page = client.get(f"/{language}/culture/long-drum/").content.decode()
        assert f'src="{media.file.url}"' in page
        assert bar in page
        assert bar in client.get(f"/{language}/captions/{media.pk}-{code}.vtt").content.decode()
