"""A photograph is cut, straightened and lightened beside the one that was taken, which stays."""

from io import BytesIO

import pytest
from PIL import Image, ImageDraw, ImageFilter

from tests.factories import photos
from tests.factories.photos import NOW
from uploads import versions
from uploads.light import findings, mended
from uploads.models import Photo
from uploads.recipes import Recipe, frame, pressed, read


def drawing(shade: float = 1.0, tint: tuple[int, int, int] = (255, 255, 255)) -> Image.Image:
    """A dark cup on a white cloth in plain daylight, or as light and lamp have it."""
    picture = Image.new("RGB", (960, 720), tuple(round(220 * one / 255) for one in tint))
    draw = ImageDraw.Draw(picture)
    for n in range(8):
        draw.ellipse(
            (330 + 18 * n, 200 + 18 * n, 640 - 18 * n, 560 - 18 * n), fill=(20 + 20 * n, 60, 40), outline="black", width=3
        )
    return picture.point(lambda value: value * shade)


@pytest.mark.parametrize(
    ("picture", "found"),
    [
        (drawing(), []),
        (drawing(0.35), ["dark"]),
        (drawing(1, (255, 225, 190)), ["tinted"]),
        (drawing().filter(ImageFilter.GaussianBlur(20)), ["blurred"]),
    ],
)
def test_what_is_measured(picture, found):
    assert findings(picture, 960, 720) == found


def test_few_pixels_and_a_crowded_table_are_found():
    crowded = Image.effect_noise((320, 240), 120).convert("RGB")
    assert findings(crowded, 500, 375) == ["small", "busy"]


def test_a_dark_picture_becomes_lighter_and_a_right_one_hardly_changes():
    def middle(image: Image.Image) -> float:
        return sum(value * count for value, count in enumerate(image.convert("L").histogram())) / (image.width * image.height)

    assert middle(mended(drawing(0.35))) > 1.4 * middle(drawing(0.35))
    assert abs(middle(mended(drawing())) - middle(drawing())) < 25


def test_a_recipe_from_hostile_words_stays_within_its_bounds():
    said = {"turn": "7", "lean": "-90", "left": "900", "right": "900", "top": "x", "bottom": "٣", "light": "9"}
    assert read(said) == Recipe(turn=3, lean=-15, left=800, light=1)


def test_a_square_is_square_and_turning_keeps_what_is_cut_off():
    square = pressed(Recipe(), "shape-square", 1600, 1200)
    assert (square.left, square.right, square.top, square.bottom) == (125, 125, 0, 0)
    moved = pressed(square, "move-left", 1600, 1200)
    assert (moved.left, moved.right) == (75, 175)
    assert pressed(moved, "turn-right", 1600, 1200) == Recipe(turn=1, top=75, bottom=175)
    left, top, right, bottom = frame(square, 1600, 1200)
    assert (right - left, bottom - top) == (1200, 1200)


@pytest.mark.parametrize("lean", [-15, -1, 7, 15])
def test_a_leaned_picture_shows_no_empty_corner(lean):
    made = versions.developed(Image.new("RGB", (800, 600), "white"), Recipe(lean=lean))
    assert made.getextrema() == ((255, 255),) * 3


@pytest.mark.django_db
class TestVersions:
    def test_the_same_recipe_is_the_same_version_and_the_empty_one_the_photo_as_taken(self, trainee):
        taken = photos.photo(trainee)
        made = [versions.make_version(photo=taken, recipe=Recipe(turn=1, left=100), by=trainee, at=NOW) for _twice in range(2)]
        again = versions.make_version(photo=made[0], recipe=Recipe(turn=2), by=trainee, at=NOW)
        made[0].refresh_from_db()
        assert (made[0], made[0].state, made[0].made_from) == (made[1], "ready", taken)
        assert Image.open(BytesIO(made[0].original.read())).size == (made[0].width, made[0].height) == (540, 800)
        assert again.made_from == taken
        assert versions.make_version(photo=again, recipe=Recipe(), by=trainee, at=NOW) == taken
        assert Photo.objects.count() == 3

    def test_a_sliver_and_a_twenty_fifth_version_are_refused(self, trainee, monkeypatch):
        taken = photos.photo(trainee)
        with pytest.raises(versions.CutTooSmall):
            versions.make_version(photo=taken, recipe=Recipe(left=800), by=trainee, at=NOW)
        monkeypatch.setattr(versions, "MOST_VERSIONS", 0)
        with pytest.raises(versions.TooManyVersions):
            versions.make_version(photo=taken, recipe=Recipe(turn=1), by=trainee, at=NOW)
        assert Photo.objects.count() == 1
