"""Twelve shops of different kinds, each generated from approved coursework, side by side: to be looked at by people.

Usage: python -m tools.twelve [FILE] — with SITE naming a served site whose demo is loaded, and its DATA_DIR. Hands in and
approves the pieces of twelve.yaml through the operations that people's presses call, makes each shop, writes var/twelve.png.
"""

import base64
import os
import sys
from pathlib import Path
from typing import Any

import django
import yaml
from playwright.sync_api import Browser

from tools.browser import chromium, sign_in

WIDTH, CUT, SHOWN = 390, 1500, 260
STAGES = ("name", "story", "product", "label", "price", "photos", "delivery", "promise", "room", "activity", "tour")


def pieces(words: dict[str, Any], everyone: dict[str, Any], owner: Any, at: Any) -> list[tuple[str, int, dict[str, Any]]]:
    """What one trainee hands in: (piece, number, content), in the order of the stages, each of which opens the next."""
    from demo.trainee import photographs

    made = [
        ("name", 1, words["name"]),
        ("story", 1, {"story": words["story"], "language": "zh-hans"}),
        *((piece, 1, said) for piece, said in everyone["shop"].items()),
        *((piece, 1, everyone["visits"][piece]) for piece in words.get("visits", [])),
    ]
    for number, said in enumerate(words["goods"], 1):
        product = {key: said[key] for key in ("name_zh", "name_en", "category", "grade", "unit", "about")}
        shown = [{"picture": name, "caption": ""} for name in said.get("pictures", [])]
        label = {"label_name": said["name_zh"], "grams": said["grams"], "batch": f"{words['name']['seal']}-2611-0{number}"}
        price = {"goods_fen": said["yuan"] * 30, "labour_fen": 300, "packing_fen": 300, "courier_fen": 600}
        made += [
            ("product", number, {**product, "variety": "", "harvest_months": said["months"], "stock": 36}),
            ("label", number, {**label, "grower": words["who"], "storage": "阴凉干燥处", "best_before": "12 个月"}),
            ("price", number, {**price, "fee_percent": 5, "loss_percent": 1, "price_fen": said["yuan"] * 100}),
            ("photos", number, photographs(owner, shown, at) if shown else {"photos": [], "cover": 0}),
        ]
    return sorted(made, key=lambda one: (one[1], STAGES.index(one[0])))


def hand_in(enrolment: Any, mentor: Any, words: dict[str, Any], everyone: dict[str, Any], at: Any) -> None:
    """Send every piece and let the mentor approve it."""
    from courses.assessment import operations
    from courses.assessment.models import Assignment, Submission

    programme = enrolment.cohort.programme_key
    for piece, number, content in pieces(words, everyone, enrolment.trainee, at):
        assignment = Assignment.objects.get(programme_key=programme, piece=piece)
        known = Submission.objects.filter(enrolment=enrolment, assignment=assignment, number=number).first()
        submission = known or operations.start(enrolment=enrolment, assignment=assignment, number=number)
        version = operations.send(submission=submission, content=content, note="", expected=1, at=at)
        operations.approve(version=version, mentor=mentor, at=at)


def make(words: dict[str, Any], everyone: dict[str, Any], number: int, at: Any) -> str:
    """The shop of one trainee; the phone they sign in with."""
    from accounts.models import Role, User
    from accounts.operations import grant_role
    from courses.cohorts.models import Cohort, Enrolment
    from shops.builder.generating import generate_shop

    phone = f"+86137666600{number:02d}"
    if User.objects.filter(phone=phone).exists():
        return phone
    trainee = User.objects.create_user(name=words["who"], phone=phone, phone_verified=True)
    grant_role(user=trainee, role=Role.TRAINEE, by=None, at=at)
    cohort = Cohort.objects.filter(enrolments__trainee__phone="+8613900000001").first()
    assert cohort is not None, "load the demo first"
    mentor = cohort.mentors.first()
    enrolment = Enrolment.objects.create(trainee=trainee, cohort=cohort, mentor=mentor, started_at=at)
    hand_in(enrolment, mentor, words, everyone, at)
    generate_shop(enrolment=enrolment, by=trainee, at=at)
    return phone


def picture(browser: Browser, site: str, phone: str) -> bytes:
    """The top of the shop's front as its owner sees it before it opens, at the width of a phone."""
    context = browser.new_context(viewport={"width": WIDTH, "height": 844}, locale="zh-CN", bypass_csp=True)
    page = context.new_page()
    sign_in(page, site, phone)
    page.goto(f"{site}/zh-hans/my/shop/preview/")
    page.add_style_tag(content=".tabs, .bar { display: none !important }")
    page.evaluate("document.querySelectorAll('img[loading=lazy]').forEach(i => i.loading = 'eager')")
    page.wait_for_load_state("networkidle")
    taken = page.screenshot(clip={"x": 0, "y": 0, "width": WIDTH, "height": CUT}, full_page=True)
    context.close()
    return taken


def main(arguments: list[str]) -> None:
    django.setup()
    from common.clock import now

    site, file = os.environ["SITE"], Path(arguments[0] if arguments else "var/twelve.png")
    file.parent.mkdir(parents=True, exist_ok=True)
    said = yaml.safe_load((Path(__file__).parent / "twelve.yaml").read_text("utf-8"))
    phones = [make(words, said["everyone"], number, now()) for number, words in enumerate(said["trainees"], 1)]
    with chromium() as browser:
        taken = [picture(browser, site, phone) for phone in phones]
        page = browser.new_page(viewport={"width": 6 * (SHOWN + 10), "height": 800})
        images = "".join(f'<img width="{SHOWN}" src="data:image/png;base64,{base64.b64encode(one).decode()}">' for one in taken)
        page.set_content(f'<body style="margin:5px;display:grid;grid-template-columns:repeat(6,{SHOWN}px);gap:10px">{images}')
        page.screenshot(path=file, full_page=True)
    print(f"{len(taken)} shops are in {file}")


if __name__ == "__main__":
    main(sys.argv[1:])
