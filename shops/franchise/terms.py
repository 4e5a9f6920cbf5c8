"""The terms as clauses: a blank line between them, the first line of each its title."""

from dataclasses import dataclass
from difflib import SequenceMatcher

from shops.franchise.models import FranchiseTerms


@dataclass(frozen=True)
class Clause:
    title: str
    paragraphs: list[str]


def clauses(terms: FranchiseTerms) -> list[Clause]:
    """The clauses in the reader's language."""
    blocks = [block.strip().splitlines() for block in (terms.body or "").split("\n\n")]
    return [Clause(lines[0].strip(), [line.strip() for line in lines[1:] if line.strip()]) for lines in blocks if lines]


@dataclass(frozen=True)
class Passage:
    """A paragraph, and whether it is "new", "gone" or "same" against the terms it is compared with."""

    words: str
    mark: str


@dataclass(frozen=True)
class MarkedClause:
    title: str
    passages: list[Passage]
    mark: str  # "new", "gone", "changed" or "same"


def compared(before: FranchiseTerms, after: FranchiseTerms) -> list[MarkedClause]:
    """The clauses of `after` with what is new and what is gone since `before`; a clause is known by its title."""
    old = {clause.title: clause for clause in clauses(before)}
    new = clauses(after)
    marked = [compared_clause(old.pop(clause.title, None), clause) for clause in new]
    gone = [MarkedClause(one.title, [Passage(words, "gone") for words in one.paragraphs], "gone") for one in old.values()]
    return marked + gone


def compared_clause(before: Clause | None, after: Clause) -> MarkedClause:
    if before is None:
        return MarkedClause(after.title, [Passage(words, "new") for words in after.paragraphs], "new")
    passages = []
    for kind, a, b, c, d in SequenceMatcher(None, before.paragraphs, after.paragraphs, autojunk=False).get_opcodes():
        passages += [Passage(words, "gone") for words in before.paragraphs[a:b] if kind != "equal"]
        passages += [Passage(words, "same" if kind == "equal" else "new") for words in after.paragraphs[c:d]]
    return MarkedClause(after.title, passages, "same" if all(one.mark == "same" for one in passages) else "changed")
