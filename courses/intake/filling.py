"""Empty cells under a filled one: what a merged cell becomes in a CSV file. Filled only when a manager says that it was so.

Township and village alone: a name or a number is never somebody else's.
"""

from collections.abc import Iterable, Iterator

from courses.intake.models import ListRow

UNKNOWN, FILLED = "unknown-township", "filled-down"


def fillable(rows: Iterable[ListRow]) -> Iterator[tuple[ListRow, dict[str, str]]]:
    """Rows in their order with what the lines above would give them.

    A village is not carried into another township, nor anything from one sheet to the next; of a township that we do not know,
    the words stand in the village.
    """
    sheet, township, village = None, "", ""
    for row in rows:
        if row.sheet != sheet or any(code == UNKNOWN for code, _given in row.remarks):
            sheet, township, village = row.sheet, row.township, row.village
            continue
        is_same = row.township in ("", township)
        above = {"township": township, "village": village if is_same else ""}
        township, village = row.township or township, row.village or above["village"]
        if new := {name: said for name, said in above.items() if said and not getattr(row, name)}:
            yield row, new
