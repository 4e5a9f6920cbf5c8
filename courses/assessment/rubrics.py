"""The levels a criterion is measured by: three usual ones, the same words everywhere, until its editors say otherwise."""

from collections.abc import Sequence

from courses.assessment.models import Criterion, Level, Review

USUAL = (("还不行", "Not yet"), ("差一点", "Nearly"), ("好", "Good"))
FEWEST, MOST = 2, 4


def give_levels(criterion: Criterion, levels: Sequence[tuple[str, ...]] = USUAL) -> list[Level]:
    """The levels of a new criterion, the least first, as (Chinese, English)."""
    made = enumerate(levels, start=1)
    return Level.objects.bulk_create(
        Level(criterion=criterion, position=position, words_zh_hans=zh, words_en=en) for position, (zh, en) in made
    )


def set_levels(criterion: Criterion, levels: Sequence[tuple[str, ...]]) -> None:
    """Change the words of a criterion's levels in their places, add new ones, drop those left over. Rows keep their ids:
    reviews point at them."""
    there = list(criterion.levels.all())
    for level, (zh, en) in zip(there, levels, strict=False):
        level.words_zh_hans, level.words_en = zh, en  # type: ignore[attr-defined]
        level.save()
    for place, (zh, en) in enumerate(levels[len(there) :], start=len(there) + 1):
        Level.objects.create(criterion=criterion, position=place, words_zh_hans=zh, words_en=en)
    Level.objects.filter(pk__in=[level.pk for level in there[len(levels) :]]).delete()


def was_given(level: Level) -> bool:
    """Whether any review chose this level."""
    key, chosen = str(level.criterion_id), str(level.pk)
    reviews = Review.objects.filter(version__submission__assignment=level.criterion.assignment_id)
    return any(marks.get(key) == chosen for marks in reviews.values_list("marks", flat=True))
