"""Home, culture, journeys, guidance and plain words, from their files to the fields of pages, in one language."""

from datetime import date
from typing import Any

from cms.models import PlacePage, RouteStop
from demo.pages.blocks import Blocks, fact, key_of, step, titled
from demo.recordings import recording

Words = dict[str, Any]
CHECKED_ON = date(2026, 11, 24)  # when the county's facts were last read through


def home(words: Words, blocks: Blocks) -> Words:
    return {
        "title": words["title"],
        "headline": words["headline"],
        "lede": words["lede"],
        "doors": [blocks.one("door", titled(door)) for door in words["doors"]],
        "way": [blocks.one("step", titled(step)) for step in words["way"]],
    }


def index(words: Words, blocks: Blocks) -> Words:
    return {"title": words["title"], "lede": words["lede"], "drawing": words["picture"]}


def text(words: Words, blocks: Blocks) -> Words:
    return {"title": words["title"], "body": paragraphs(words["paragraphs"], blocks)}


def paragraphs(texts: list[str], blocks: Blocks) -> list[Words]:
    return [blocks.one("paragraph", text) for text in texts]


def culture(words: Words, blocks: Blocks) -> Words:
    body = paragraphs(words["story"], blocks)
    if words.get("parts"):
        body.append(blocks.several("parts", words["parts"]))
    if words.get("making"):
        body.append(blocks.several("making", [titled(one) for one in words["making"]]))
    if words.get("variants"):
        body.append(blocks.several("variants", [fact(one) for one in words["variants"]]))
    if words.get("facts"):
        body.append(blocks.several("facts", [fact(one) for one in words["facts"]]))
    if words.get("recording") and (sound := recording(words["recording"])):
        body.append(blocks.one("audio", sound.pk))
    if words.get("game"):
        body.append(blocks.one("game", game(words["game"], blocks)))
    return {**titles(words), "kind": words["kind"], "body": body, "holders": words.get("holders") or "", **credits(words)}


def game(words: Words, blocks: Blocks) -> Words:
    lists = {name: [blocks.one("item", value) for value in words[name]] for name in ("things", "turns")}
    return {"players": words["players"], "minutes": words["minutes"], **lists, "wins": words["wins"], "care": words["care"]}


def titles(words: Words) -> Words:
    return {"title": words["title"], "lede": words["lede"], "drawing": words["picture"]}


def credits(words: Words) -> Words:
    known = {"certainty": words.get("status") or "likely", "checked_on": CHECKED_ON}
    return {"sources": words.get("sources") or "", "manners": words.get("manners") or "", **known}


def place(words: Words, blocks: Blocks) -> Words:
    body = paragraphs(words["story"], blocks)
    if words.get("facts"):
        body.append(blocks.several("facts", [fact(one) for one in words["facts"]]))
    where = {"kind": words.get("kind") or "", "township": words["township"], "location_precision": words["location_precision"]}
    where["getting_there"] = words.get("getting_there") or ""
    return {**titles(words), **where, "body": body, **credits(words)}


def festival(words: Words, blocks: Blocks) -> Words:
    lunar = words.get("lunar") or {}
    return {
        **titles(words),
        "lunar_month": lunar.get("month"),
        "lunar_day": lunar.get("day"),
        "lunar_text": words["lunar_text"],
        "window": words.get("window") or "",
        "place": words["place"],
        "township": words.get("township") or "",
        "body": paragraphs(words["story"], blocks),
        **credits(words),
    }


def route(words: Words, blocks: Blocks) -> Words:
    access = words.get("access") or {}
    return {
        **titles(words),
        "theme": words["theme"],
        "days": words["days"],
        "effort": words["effort"],
        "months": ",".join(str(month) for month in words["months"]),
        "route_stops": [stop(number, one, blocks) for number, one in enumerate(words["stops"])],
        "cost": words.get("cost") or "",
        "getting_there": words.get("getting_there") or "",
        "steps": access.get("steps") or "",
        "surface": access.get("surface") or "",
        "access_advice": access.get("advice") or "",
        **credits(words),
        "note": words["note"],
    }


def stop(number: int, words: Words, blocks: Blocks) -> RouteStop:
    """A row with the same key in both languages; the place it names is grown before the routes are."""
    place = key_of(f"visit/places/{words['place']}") if words.get("place") else None
    way = words.get("way") or {}
    return RouteStop(
        translation_key=blocks.new_id(),
        sort_order=number,
        place=PlacePage.objects.filter(translation_key=place, locale__language_code="zh-hans").first() if place else None,
        title=words["title"],
        text=words["text"],
        day=words.get("day") or 1,
        time=words.get("time") or "",
        stay_minutes=words.get("stay_minutes"),
        township=words.get("township") or "",
        drawing=words.get("picture") or "",
        way_mode=way.get("mode") or "",
        way_note=way.get("note") or "",
    )


def guidance(words: Words, blocks: Blocks) -> Words:
    """A mentor's page but its author, whom `demo.people` knows."""
    body = [blocks.several("steps", [step(one) for one in words["steps"]])]
    if words.get("note"):
        body.append(blocks.one("warning", {"title": words["note"]["title"], "text": words["note"]["text"]}))
    if words.get("who_to_call"):
        body.append(blocks.several("contacts", [contact(one) for one in words["who_to_call"]]))
    return {
        "title": words["title"],
        "lede": words["answer"],
        "drawing": words.get("picture") or first_picture(words),
        "reviewed_on": date.fromisoformat(words["reviewed_on"]),
        "minutes": words["minutes"],
        "body": body,
        "if_it_goes_wrong": words.get("if_it_goes_wrong") or "",
        "lesson_path": words.get("lesson") or "",
    }


def first_picture(words: Words) -> str:
    return next((one["picture"] for one in words["steps"] if one.get("picture")), "")


def contact(words: Words) -> Words:
    return {"name": words["name"], "phone": words["phone"], "hours": words.get("hours") or ""}
