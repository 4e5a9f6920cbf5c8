"""The county's standard range, where there is none yet: afterwards it is the franchise managers' to keep."""

from datetime import date

from common.money import parse_yuan
from demo.content import both, both_lines, read
from shops.catalogue.models import Category, Variant
from shops.range.models import AllowedPack, Grade, Standard


def load_range() -> int:
    """How many standards were written."""
    if Standard.objects.exists():
        return 0
    written = read("market/range.yaml")
    begins = date.fromisoformat(str(written["effective_on"]))
    categories = {category.slug: category for category in Category.objects.all()}
    for position, words in enumerate(written["standards"], start=1):
        load_standard(words, categories[words["category"]], position, begins)
    return len(written["standards"])


def load_standard(words: dict, category: Category, position: int, begins: date) -> None:
    count, _, unit = words.get("keeps", "").partition(" ")
    keeps = {"keeps_for": int(count), "keeps_unit": unit} if count else {}
    said = both(words["name"], "name") | both(words["storage"], "storage")
    said |= both_lines(words["labels"], "labels") | both_lines(words["photos"], "photos")
    plain = {name: words[name] for name in ("key", "picture", "unit", "outside") if name in words}
    standard = Standard.objects.create(
        version=1, category=category, position=position, effective_on=begins, comply_by=begins,
        harvest_months=words["months"], **plain, **keeps, **said,
    )  # fmt: skip
    for line, (key, name, means, lowest, highest) in enumerate(words["grades"], start=1):
        fen = {"lowest": parse_yuan(str(lowest)), "highest": parse_yuan(str(highest))}
        Grade.objects.create(standard=standard, position=line, key=key, **both(name, "name"), **both(means, "means"), **fen)
    packs = [{"grams": grams} for grams in words.get("packs", [])]
    packs += [{"pieces": n, "unit": Variant.Unit.PIECE} for n in words.get("pieces", [])]
    for line, pack in enumerate(packs, start=1):
        AllowedPack.objects.create(standard=standard, position=line, **pack)
