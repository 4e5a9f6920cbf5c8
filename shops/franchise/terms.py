"""The terms as clauses: a blank line between them, the first line of each its title."""

from dataclasses import dataclass

from shops.franchise.models import FranchiseTerms


@dataclass(frozen=True)
class Clause:
    title: str
    paragraphs: list[str]


def clauses(terms: FranchiseTerms) -> list[Clause]:
    """The clauses in the reader's language."""
    blocks = [block.strip().splitlines() for block in (terms.body or "").split("\n\n")]
    return [Clause(lines[0].strip(), [line.strip() for line in lines[1:] if line.strip()]) for lines in blocks if lines]
