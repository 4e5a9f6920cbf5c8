"""What every criterion is measured by until its editors say otherwise: three levels, the same words everywhere."""

from courses.assessment.models import Criterion, Level

USUAL = (("还不行", "Not yet"), ("差一点", "Nearly"), ("好", "Good"))
FEWEST, MOST = 2, 4


def give_levels(criterion: Criterion, levels: tuple[tuple[str, str], ...] = USUAL) -> list[Level]:
    """The levels of a new criterion, the least first, as (Chinese, English)."""
    made = enumerate(levels, start=1)
    return Level.objects.bulk_create(
        Level(criterion=criterion, position=position, words_zh_hans=zh, words_en=en) for position, (zh, en) in made
    )
