"""A story in its teller's own words, set so that it is read: paragraphs, the first sentence alone as the lead.

What is added is only what the trainee said elsewhere — where the shop is and what it sells —, and only what the story
does not say already. Nothing is invented, nothing is left out; the words as they were sent are kept with the piece.
"""

import re
from dataclasses import dataclass

from common.languages import written_in
from common.sanitise import plain_text

LONGEST = 1200  # of Shop.story
PARAGRAPH = {"zh-hans": 90, "en": 260}  # characters, more or less
SENTENCE = {
    "zh-hans": re.compile(r"[^。！？!?…]*[。！？!?…]+[”’」』）)]*\s*|[^。！？!?…]+\Z"),
    "en": re.compile(r".+?[.!?]+[\"”’)]*(?=\s|\Z)\s*|.+\Z", re.DOTALL),
}


@dataclass(frozen=True)
class Facts:
    """What else the trainee said: the township in both languages, the village, the goods' names in both languages."""

    township: tuple[str, str] = ("", "")
    village: str = ""
    goods: tuple[tuple[str, str], ...] = ()


def tell(story: str, language: str, facts: Facts) -> str:
    """The story as the shop tells it, at most 1,200 characters; what does not fit is not added."""
    words = plain_text(story)
    language = language or written_in(words)
    set_out = "\n\n".join(paragraphs(words, language))
    told = set_out if len(set_out) <= LONGEST else words
    added = woven(words, language, facts)
    return f"{told}\n\n{added}" if added and len(told) + len(added) + 2 <= LONGEST else told


def paragraphs(words: str, language: str) -> list[str]:
    """The teller's own paragraphs; a text in one piece is divided after whole sentences, the first standing alone."""
    own = [line.strip() for line in words.split("\n") if line.strip()]
    if len(own) > 1:
        return own
    sentences = [found.group() for found in SENTENCE[language].finditer(words)]
    if len(sentences) < 2:
        return own
    found, rest = [sentences[0].strip()], ""
    for sentence in sentences[1:]:
        if rest and len(rest) + len(sentence) > PARAGRAPH[language]:
            found.append(rest.strip())
            rest = ""
        rest += sentence
    return [*found, rest.strip()] if rest.strip() else found


def woven(words: str, language: str, facts: Facts) -> str:
    """One sentence of what the story leaves out: the place, the goods; '' when it says both."""
    place = place_left_out(words, language, facts)
    goods = [name for name in (pair[language == "en"] for pair in facts.goods) if name and name.lower() not in words.lower()]
    if language == "en":
        said = filter(None, (f"in {place}" if place else "", f"selling {listed(goods)}" if goods else ""))
        return f"A shop {', '.join(said)}." if place or goods else ""
    where, what = f"店在{place}" if place else "", f"{'，' if place else '店里'}卖{'、'.join(goods)}" if goods else ""
    return f"{where}{what}。" if where or what else ""


def place_left_out(words: str, language: str, facts: Facts) -> str:
    """Township and village, when the story names neither of the two in full."""
    zh, en = facts.township
    village = facts.village if facts.village and written_in(facts.village) == language else ""
    if language == "zh-hans":
        return "" if (zh in words and village in words) else f"{zh}{village}"
    known = ", ".join(filter(None, (village, en)))
    return "" if all(one.lower() in words.lower() for one in (village, en)) else known


def listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
