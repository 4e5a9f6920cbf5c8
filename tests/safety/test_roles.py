"""Who gets what, for every address of the site: strangers get 404 and nothing changes. A new address must be classified."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.db import transaction
from django.urls import reverse

from courses.assessment.bench import bench
from courses.assessment.operations import save_draft, start
from courses.cohorts.models import Enrolment
from outbox.kinds import BY_KEY
from outbox.ways import stop_token
from tests.factories.assessment import NOW
from tests.safety import addresses
from tests.safety.world import (
    ANONYMOUS,
    EDITOR,
    FRANCHISE,
    MENTOR,
    OTHER_MENTOR,
    OWNER,
    PROGRAMME,
    ROLES,
    SHOPPER,
    STRANGER,
    World,
    records,
)  # fmt: skip

pytestmark = pytest.mark.django_db
Answers = dict[str, tuple[int, int]]  # role → status of GET, of POST
NOT_ALLOWED = 405


@dataclass(frozen=True)
class Owned:
    """An address of something that belongs to somebody; whoever is not in `allowed` gets `stranger`."""

    name: str
    args: Callable[[World], list[Any]] = lambda world: []
    posted: dict[str, Any] = field(default_factory=dict)
    allowed: Answers = field(default_factory=dict)
    anonymous: tuple[int, int] = (302, 302)
    stranger: tuple[int, int] = (404, 404)

    def expected(self, role: str) -> tuple[int, int]:
        return self.anonymous if role == ANONYMOUS else self.allowed.get(role, self.stranger)


PRESS = {"anonymous": (405, 302), "stranger": (405, 404)}  # only posted to
SHOP: Answers = {OWNER: (200, 302)}
READ_BY_OWNER: dict[str, Any] = {"allowed": {OWNER: (200, 405)}, "stranger": (404, 405), "anonymous": (302, 405)}
READ_BY_FRANCHISE: dict[str, Any] = READ_BY_OWNER | {"allowed": {FRANCHISE: (200, 405)}}
DESKS: Answers = {MENTOR: (200, 302), OTHER_MENTOR: (200, 302), PROGRAMME: (200, 302)}
PRESALE = {
    "deposit_percent": "20", "price": "1", "quota": "9", "most_packs": "5", "opens_on": "2027-01-01", "closes_on": "2027-02-01",
    "ready_on": "2027-03-01", "ships_from": "2027-03-05", "pays_days": "7",
}  # fmt: skip
SIGN = {"name_zh_hans": "别人的名", "name_en": "Taken", "seal": "偷", "band": "drum", "cloth": "red"}
PRODUCT = {"name_zh_hans": "别人的茶", "name_en": "", "price": "1", "stock": "1", "harvest_months": ["3"], "batch": ""}
PACK = {"contents": "500克", "price": "1", "stock": "1"}
VISIT = {
    "name_zh_hans": "别人的屋",
    "price": "1",
    "months": ["3"],
    "rooms": "1",
    "beds": "1",
    "most": "1",
    "included_zh_hans": "无",
    "come_zh_hans": "不来",
}
PROMOTION = {"least": "99", "most": "9", "starts_on": "2026-11-20", "ends_on": "2099-12-31", "budget": "100"}
ROOM = {
    "is_online": "on", "terms": "easy", "least_nights": "1", "most_nights": "7", "arrive_from": "14:00", "leave_by": "12:00",
    "lead_hours": "24", "horizon_days": "180", "extra_beds": "0", "extra_bed_price": "0",
}  # fmt: skip
FEES = {"posting_days": ["tue"], "fee_hunan": "1", "promise_zh_hans": "不退"}
ADDRESS = {"name": "偷", "phone": "13900000009", "address": "湖南省长沙市岳麓区麓山南路18号"}
NOTICE = {"do": "add", "words_zh_hans": "停业", "from_on": "2027-01-01", "until_on": "2027-01-02"}
LINE = {"key": "0f0e0d0c-0b0a-4908-8706-050403020100", "done_on": "2026-11-20", "words": "锄草", "weather": ""}
BASE_DAY = {
    "key": "0f0e0d0c-0b0a-4908-8706-050403020100",
    "held_on": "2027-01-20",
    "starts": "08:30",
    "ends": "16:30",
    "place": "基地",
}
BY_LEADERS: Answers = {MENTOR: (200, 302), OTHER_MENTOR: (200, 302), PROGRAMME: (200, 302)}
READ_BY_LEADERS: Answers = {MENTOR: (200, 405), OTHER_MENTOR: (200, 405), PROGRAMME: (200, 405)}
BONUS_TERMS = {
    "is_on": "on", "basis_points": "20", "monthly_cap": "9999", "window_days": "8", "remember_days": "60", "credit_days": "730",
    "order_share": "90", "points_review": "1", "points_daily": "1",
}  # fmt: skip
DECISION = {"decision": "decline", "words": "不行"}


def of_booking(w: World) -> list[Any]:
    return [w["booked"].line.parcel.order.number, w["booked"].pk]


OWNED = (
    Owned("assessment:piece", lambda w: [w["place"].pk, "promise", 1],
          {"do": "send", "ready": ["post", "bad"], "own": "", "note": "", "expected": "1"}, {OWNER: (200, 302)}),
    Owned("questions:test", lambda w: [w["place"].pk, w["test"].pk], allowed={OWNER: (200, 302)}),
    Owned("questions:step", lambda w: [w["sitting"].pk, 1], {"choice": "1"}, {OWNER: (200, 302)}),
    Owned("questions:result", lambda w: [w["sitting"].pk], allowed={OWNER: (200, 302)}),
    Owned("questions:analysis", allowed={MENTOR: (200, 405), OTHER_MENTOR: (200, 405), PROGRAMME: (200, 405), EDITOR: (200, 405)},
          stranger=(404, 405), anonymous=(302, 405)),
    Owned("questions:import", posted={"text": "Q {=a ~b}", "language": "en", "do": "save"},
          allowed={MENTOR: (200, 302), OTHER_MENTOR: (200, 302), PROGRAMME: (200, 302), EDITOR: (200, 302)}),
    Owned("questions:export", allowed={MENTOR: (200, 405), OTHER_MENTOR: (200, 405), PROGRAMME: (200, 405), EDITOR: (200, 405)},
          stranger=(404, 405), anonymous=(302, 405)),
    Owned("assessment:another_product", lambda w: [w["place"].pk], allowed={OWNER: (405, 302)}, **PRESS),
    Owned("assessment:another_visit", lambda w: [w["place"].pk, "room"], allowed={OWNER: (405, 302)}, **PRESS),
    Owned("mentoring:desk", allowed={MENTOR: (200, 405), OTHER_MENTOR: (200, 405), PROGRAMME: (200, 405)},
          stranger=(404, 405), anonymous=(302, 405)),
    Owned("mentoring:review", lambda w: [w["version"].pk], {"do": "approve", "words": "好"},
          {MENTOR: (200, 302), PROGRAMME: (200, 302)}),
    Owned("mentoring:ask", lambda w: [w["lesson"].translation_key], {"words": "谁能教我？"},
          {OWNER: (200, 302), STRANGER: (200, 302)}),
    Owned("mentoring:question", lambda w: [w["question"].pk], {"do": "answer", "words": "好"},
          {MENTOR: (200, 302), PROGRAMME: (200, 302)}),
    Owned("mentoring:answers", allowed={MENTOR: (200, 405), OTHER_MENTOR: (200, 405), PROGRAMME: (200, 405),
                                        EDITOR: (200, 405)}, stranger=(404, 405), anonymous=(302, 405)),
    Owned("mentoring:answer", lambda w: [w["answer"].pk], {"asked_en": "Iron?", "words_en": "Yes"},
          {MENTOR: (200, 302), PROGRAMME: (200, 302), EDITOR: (200, 302)}),
    Owned("mentoring:replies", posted={"do": "add", "words": "好"}, allowed=DESKS),
    Owned("mentoring:card", posted={"do": "terms", "field_zh_hans": "包装"}, allowed=DESKS),
    Owned("mentoring:hours", posted={"do": "offer", "weekday": "0", "starts": "08:00", "minutes": "10", "slots": "1",
                                     "way": "phone", "where": "路口"}, allowed=DESKS),
    Owned("mentoring:book", posted={"slot": "1-1"}, allowed={OWNER: (200, 200), STRANGER: (200, 200)}),
    Owned("mentoring:cancel", lambda w: [w["appointment"].pk], {"reason": "下雨"},
          {MENTOR: (405, 302), OWNER: (405, 302)}, **PRESS),
    Owned("mentoring:appointment_file", lambda w: [w["appointment"].key],
          allowed={MENTOR: (200, 405), OWNER: (200, 405)}, stranger=(404, 405), anonymous=(302, 405)),
    Owned("attendance:days", lambda w: [w["run"].pk], allowed=READ_BY_LEADERS,
          stranger=(404, 405), anonymous=(302, 405)),
    Owned("attendance:sheet", lambda w: [w["run"].pk], allowed=READ_BY_LEADERS,
          stranger=(404, 405), anonymous=(302, 405)),
    Owned("attendance:new_day", lambda w: [w["run"].pk], BASE_DAY, BY_LEADERS),
    Owned("attendance:roll", lambda w: [w["day"].pk], {"guests": "3"}, BY_LEADERS),
    Owned("attendance:code", lambda w: [w["day"].pk], allowed=READ_BY_LEADERS,
          stranger=(404, 405), anonymous=(302, 405)),
    Owned("attendance:change_day", lambda w: [w["day"].pk], {"do": "call-off", "why": "下雨"}, BY_LEADERS),
    Owned("attendance:print_list", lambda w: [w["day"].pk], allowed={MENTOR: (405, 302), OTHER_MENTOR: (405, 302), PROGRAMME: (405, 302)}, **PRESS),
    Owned("attendance:list_file", lambda w: [w["list"].pk], allowed=READ_BY_LEADERS,
          stranger=(404, 405), anonymous=(302, 405)),
    Owned("attendance:answer", lambda w: [w["correction"].pk], {"state": "present", "answer": "好"}, BY_LEADERS),
    Owned("attendance:ask", lambda w: [w["day"].pk], {"words": "我到了"}, {STRANGER: (200, 302), OWNER: (200, 302)}),
    Owned("surveys:stage", lambda w: [w["place"].pk, w["asked"]["name"].module_key], {"face": "4"}, {OWNER: (200, 302)}),
    Owned("surveys:end", lambda w: [w["place"].pk]),  # they have not graduated
    Owned("surveys:results", lambda w: [w["run"].pk], allowed=READ_BY_LEADERS, stranger=(404, 405), anonymous=(302, 405)),
    Owned("surveys:sheet", lambda w: [w["run"].pk], allowed=READ_BY_LEADERS, stranger=(404, 405), anonymous=(302, 405)),
    Owned("fieldlog:pick", lambda w: ["plot", w["plot"].pk], allowed={OWNER: (200, 405)}, stranger=(404, 405), anonymous=(302, 405)),
    Owned("fieldlog:write", lambda w: ["plot", w["plot"].pk, "weed"], LINE, {OWNER: (200, 302)}),
    Owned("fieldlog:correct", lambda w: [w["entry"].pk], {**LINE, "why": "写错"}, {OWNER: (200, 302)}),
    Owned("fieldlog:close", lambda w: ["plot", w["plot"].pk], {"closed_on": "2026-11-23", "reason": "season", "words": ""},
          {OWNER: (200, 302), MENTOR: (200, 302), PROGRAMME: (200, 302)}),
    Owned("fieldlog:reopen", lambda w: ["plot", w["plot"].pk], {"words": "停用错了"},
          {MENTOR: (200, 302), PROGRAMME: (200, 302)}),
    Owned("fieldlog:checks", allowed={MENTOR: (200, 405), OTHER_MENTOR: (200, 405), PROGRAMME: (200, 405)},
          stranger=(404, 405), anonymous=(302, 405)),
    Owned("fieldlog:check", lambda w: [w["entry"].pk], {"seen_on": "2026-11-22", "points": ["seen"], "words": "好"},
          {MENTOR: (200, 302), PROGRAMME: (200, 302)}),
    Owned("cohorts:applications", allowed={PROGRAMME: (200, 200)}),
    Owned("cohorts:application", lambda w: [w["application"].pk], DECISION, {PROGRAMME: (200, 302)}),
    Owned("cohorts:place", lambda w: [w["place"].pk], {"do": "withdraw", "withdraw-words": "走"},
          {PROGRAMME: (200, 302), MENTOR: (200, 404)}),
    Owned("cohorts:mentors", allowed={PROGRAMME: (200, 405)}, stranger=(404, 405), anonymous=(302, 405)),
    Owned("cohort_table:mentor", lambda w: [w.people[MENTOR].pk], {"do": "terms", "field_zh_hans": "包装"},
          {PROGRAMME: (200, 302)}),
    Owned("cohort_table:list", allowed={PROGRAMME: (200, 405), MENTOR: (200, 405), OTHER_MENTOR: (200, 405)},
          stranger=(404, 405), anonymous=(302, 405)),
    Owned("cohort_table:table", lambda w: [w["later"].pk], allowed={PROGRAMME: (200, 405)}, stranger=(404, 405),
          anonymous=(302, 405)),
    Owned("timetable:dates", lambda w: [w["run"].pk], {"do": "move", "move-starts_on": "2027-02-04", "move-words": "农忙"},
          {PROGRAMME: (200, 302), MENTOR: (200, 404), OTHER_MENTOR: (200, 404)}),
    Owned("timetable:own_dates", lambda w: [w["place"].pk],
          {"do": "longer", "longer-until": "2099-01-01", "longer-words": "下雨"},  # no stage: the form again
          {PROGRAMME: (200, 200), MENTOR: (200, 200)}),
    Owned("front:report", allowed={PROGRAMME: (200, 405)}, stranger=(404, 405), anonymous=(302, 405)),
    Owned("front:report_sheet", allowed={PROGRAMME: (200, 405)}, stranger=(404, 405), anonymous=(302, 405)),
    Owned("front:report_print", allowed={PROGRAMME: (405, 302)}, **PRESS),
    Owned("front:report_file", lambda w: [w["report"].pk], allowed={PROGRAMME: (200, 405)}, stranger=(404, 405),
          anonymous=(302, 405)),
    Owned("front:own_data_copy", lambda w: [w["copy"].pk], allowed={OWNER: (200, 405)}, stranger=(404, 405),
          anonymous=(302, 405)),
    Owned("front:erasures", allowed={PROGRAMME: (200, 405)}, stranger=(404, 405), anonymous=(302, 405)),
    Owned("front:erasure_confirm", lambda w: [w["erasure"].pk], allowed={PROGRAMME: (200, 302)}),
    Owned("franchise:inspect_list", allowed={FRANCHISE: (200, 200)}),
    Owned("franchise:unkept_lines", allowed={FRANCHISE: (200, 405)}, stranger=(404, 405)),
    Owned("franchise:warn_of_line", lambda w: [w["shop"].pk, 0], allowed={FRANCHISE: (405, 404)}, stranger=(405, 404)),
    Owned("franchise:register", allowed={FRANCHISE: (200, 200)}),
    Owned("franchise:stop", lambda w: [w["shop"].pk], {"to": "suspended", "reasons": "停"}, {FRANCHISE: (405, 302)}, stranger=(405, 404)),
    Owned("franchise:end_measure", lambda w: [w["shop"].pk, w["measure"].pk], {"to": "settled"}, {FRANCHISE: (405, 302)},
          stranger=(405, 404), anonymous=(302, 302)),
    Owned("franchise:answer_objection", lambda w: [w["shop"].pk, w["measure"].pk], {"words": "明白"}, {FRANCHISE: (405, 302)},
          stranger=(405, 404), anonymous=(302, 302)),
    Owned("franchise:right", lambda w: [w["shop"].pk], allowed={FRANCHISE: (405, 200)}, stranger=(405, 404)),
    Owned("franchise:reopen", lambda w: [w["shop"].pk], {"reasons": "改好了"}, allowed={FRANCHISE: (405, 302)}, stranger=(405, 404)),
    Owned("franchise:address", lambda w: [w["shop"].pk], {"slug": "taken-over"}, {FRANCHISE: (405, 302)}, stranger=(405, 404)),
    Owned("builder:helpers", lambda w: [], {"contact": "13900000000"}, {OWNER: (200, 200)}),
    Owned("builder:remove_helper", lambda w: [1], allowed={OWNER: (405, 302)}, stranger=(405, 404)),
    Owned("builder:helper_rights", lambda w: [1], {"rights": ["goods"]}, {OWNER: (405, 302)}, stranger=(405, 404)),
    Owned("desk:stock", allowed={OWNER: (200, 405)}, stranger=(404, 405), anonymous=(302, 302)),
    Owned("desk:count", lambda w: [w["product"].variants.get().offer.pk], {"do": "more", "key": "k"}, {OWNER: (405, 302)},
          stranger=(405, 404)),
    Owned("desk:guests", allowed={OWNER: (200, 405)}, stranger=(404, 405), anonymous=(302, 302)),
    Owned("desk:guest_terms", lambda w: [w["room"].visit_id], ROOM, SHOP),
    Owned("desk:guest_prices", lambda w: [w["room"].visit_id], {"do": "base", "price": "1"}, SHOP),
    Owned("desk:guest_month", lambda w: [w["room"].visit_id], allowed={OWNER: (200, 405)}, stranger=(404, 405),
          anonymous=(302, 302)),
    Owned("desk:guest_day", lambda w: [w["room"].visit_id, "2099-01-02"], {"do": "close", "close-reason": "偷"}, SHOP),
    Owned("desk:guest_calendars", lambda w: [w["room"].visit_id], {"do": "renew"}, SHOP),
    Owned("desk:guest_sessions", lambda w: [w["walk"].visit_id], {"on": "2099-01-02", "starts": "09:00", "seats": "9"}, SHOP),
    Owned("desk:guest_session", lambda w: [w["session"].pk], {"do": "off", "off-reason": "偷"}, SHOP),
    Owned("desk:changes", allowed={OWNER: (200, 405)}, stranger=(404, 405), anonymous=(302, 302)),
    Owned("builder:address", posted={"slug": "taken-over"}, allowed={OWNER: (200, 302)}),
    Owned("builder:choose", lambda w: [w["shop"].slug], allowed={OWNER: (405, 302)}, stranger=(405, 404)),
    Owned("franchise:inspect", lambda w: [w["shop"].pk], {"decision": "return", "reasons": "改名"}, {FRANCHISE: (200, 302)}),
    Owned("certificates:download", lambda w: [w["certificate"].number], allowed={OWNER: (200, 405)},
          stranger=(404, 405), anonymous=(302, 405)),
    Owned("certificates:cohort", lambda w: [w["run"].pk], allowed={PROGRAMME: (200, 405)}, stranger=(404, 405),
          anonymous=(302, 405)),
    Owned("certificates:make", lambda w: [w["run"].pk], allowed={PROGRAMME: (405, 302)}, **PRESS),
    Owned("certificates:batch_file", lambda w: [w["batch"].pk], allowed={PROGRAMME: (200, 405)}, stranger=(404, 405),
          anonymous=(302, 405)),
    Owned("certificates:reinstate", lambda w: [w["certificate"].number], {"reason": "弄错了"}, {PROGRAMME: (405, 302)}, **PRESS),
    Owned("certificates:revoke", lambda w: [w["certificate"].number], {"reason": "弄错了"}, {PROGRAMME: (405, 302)}, **PRESS),
    Owned("uploads:original", lambda w: [w["photo"].key],
          allowed={OWNER: (200, 405), MENTOR: (200, 405), FRANCHISE: (200, 405), PROGRAMME: (200, 405)},
          stranger=(404, 405), anonymous=(302, 405)),
    Owned("uploads:enclosure", lambda w: [w["voice"].key],
          allowed={OWNER: (200, 405), MENTOR: (200, 405), PROGRAMME: (200, 405)}, stranger=(404, 405), anonymous=(302, 405)),
    Owned("builder:preview", allowed={OWNER: (302, 302)}),
    Owned("builder:new_work", allowed={OWNER: (404, 404)}),  # a shop that was made of no coursework
    Owned("builder:own_words", allowed={OWNER: (405, 404)}, stranger=(405, 404)),
    Owned("builder:sign_svg", allowed={OWNER: (200, 405)}, stranger=(404, 405), anonymous=(302, 405)),
    Owned("builder:sign_png", allowed={OWNER: (200, 405)}, stranger=(404, 405), anonymous=(302, 405)),
    Owned("builder:change", posted=SIGN, allowed=SHOP),
    Owned("builder:change", allowed={OWNER: (302, 302)}),
    Owned("builder:change_sells", posted={"byline_zh_hans": "偷来的货"}, allowed=SHOP),
    Owned("builder:change_sign", posted=SIGN, allowed=SHOP),
    Owned("builder:change_first", posted=PRODUCT, allowed=SHOP),
    Owned("builder:check", allowed={OWNER: (200, 200)}),
    Owned("builder:sections", posted={"do": "down-goods"}, allowed=SHOP),
    Owned("builder:change_making", posted={"zh_1": "偷"}, allowed=SHOP),
    Owned("builder:change_notices", posted=NOTICE, allowed=SHOP),
    Owned("builder:translations", posted={"shop.name": "Stolen"}, allowed=SHOP),
    Owned("builder:versions", allowed={OWNER: (200, 200)}),
    Owned("builder:version", lambda w: [w["edition"].number], allowed=SHOP),
    Owned("builder:take_back", lambda w: [w["edition"].number], allowed={OWNER: (405, 302)}, **PRESS),
    Owned("builder:publish", lambda w: [w["edition"].number], allowed={OWNER: (405, 302)}, **PRESS),
    Owned("builder:change_story", posted={"story_zh_hans": "偷来的故事"}, allowed=SHOP),
    Owned("builder:change_goods", allowed={OWNER: (200, 200)}),
    Owned("builder:change_product", lambda w: [w["product"].pk], PRODUCT, SHOP),
    Owned("builder:new_product", posted={"name": "别人的茶", "contents": "250克", "price": "1", "stock": "1"}, allowed={OWNER: (200, 200)}),
    Owned("builder:order_goods", posted={"order": "1"}, allowed={OWNER: (405, 302)}, stranger=(405, 404)),
    Owned("builder:goods_changes", allowed={OWNER: (200, 405)}, stranger=(404, 405), anonymous=(302, 302)),
    Owned("builder:undo_goods", lambda w: [w["linked"].pk], allowed={OWNER: (405, 302)}, stranger=(405, 404)),
    Owned("builder:goods_prices", allowed={OWNER: (200, 302)}),
    Owned("builder:standard_range", allowed={OWNER: (200, 405)}, stranger=(404, 405), anonymous=(302, 302)),
    Owned("builder:take_up_standard", allowed={OWNER: (405, 404)}, stranger=(405, 404)),
    Owned("builder:change_grade", lambda w: [w["product"].pk], allowed={OWNER: (405, 404)}, stranger=(405, 404)),
    Owned("builder:leave_standard", lambda w: [w["product"].pk], allowed={OWNER: (405, 302)}, stranger=(405, 404)),
    Owned("builder:goods_sheet", allowed={OWNER: (200, 200)}),
    Owned("builder:keep_goods_sheet", posted={"rows": "forged"}, allowed={OWNER: (405, 302)}, stranger=(405, 404)),
    Owned("builder:goods_xlsx", allowed={OWNER: (200, 405)}, stranger=(404, 405), anonymous=(302, 302)),
    Owned("builder:goods_example", allowed={OWNER: (200, 405)}, stranger=(404, 405), anonymous=(302, 302)),
    Owned("builder:copy_product", lambda w: [w["product"].pk], allowed={OWNER: (405, 302)}, stranger=(405, 404)),
    Owned("builder:product_state", lambda w: [w["product"].pk, "resting"], allowed={OWNER: (405, 302)}, stranger=(405, 404)),
    Owned("builder:step_product", lambda w: [w["product"].pk, "up"], allowed={OWNER: (405, 302)}, stranger=(405, 404)),
    Owned("builder:new_pack", lambda w: [w["product"].pk], PACK, SHOP),
    Owned("builder:change_pack", lambda w: [w["product"].pk, w["product"].variants.get().pk], PACK, SHOP),
    Owned("builder:drop_pack", lambda w: [w["product"].pk, w["product"].variants.get().pk], allowed={OWNER: (405, 302)}, stranger=(405, 404)),
    Owned("builder:product_photos", lambda w: [w["product"].pk], {"do": "save"}, SHOP),
    Owned("builder:product_photo", lambda w: [w["product"].pk, 999_999], {"do": "keep"}, {OWNER: (404, 302)}),
    Owned("builder:visit_photo", lambda w: [w["visit"].pk, 999_999], {"do": "keep"}, {OWNER: (404, 302)}),
    Owned("builder:step_photo", lambda w: [999_999], {"do": "keep"}, {OWNER: (404, 302)}),
    Owned("builder:photo_look", lambda w: [999_999], allowed={OWNER: (404, 405)}, stranger=(404, 405), anonymous=(302, 405)),
    Owned("builder:change_visits", allowed={OWNER: (200, 200)}),
    Owned("builder:place_visits", allowed={OWNER: (405, 302)}, stranger=(405, 404)),
    Owned("builder:change_visit", lambda w: [w["visit"].pk], VISIT, SHOP),
    Owned("builder:visit_photos", lambda w: [w["visit"].pk], {"do": "save"}, SHOP),
    Owned("builder:change_delivery", posted=FEES, allowed=SHOP),
    Owned("builder:rules", allowed={OWNER: (200, 405)}, anonymous=(302, 405), stranger=(404, 405)),
    Owned("builder:letters", allowed={OWNER: (200, 405)}, anonymous=(302, 405), stranger=(404, 405)),
    Owned("builder:object_to", lambda w: [w["measure"].pk], {"words": "不同意"}, {OWNER: (405, 302)}, **PRESS),
    Owned("builder:sign", posted={"name": f"某{OWNER}", "agree": "on"}, allowed=SHOP),
    Owned("builder:agreement", allowed={OWNER: (404, 404)}),
    Owned("sharing:share", allowed={OWNER: (200, 405)}, anonymous=(302, 405), stranger=(404, 405)),
    Owned("sharing:product", lambda w: [w["product"].pk], allowed={OWNER: (200, 405)}, anonymous=(302, 405), stranger=(404, 405)),
    Owned("sharing:poster", posted={"language": "en", "size": "A4"}, allowed={OWNER: (405, 302)}, **PRESS),
    Owned("sharing:labels", lambda w: [], {"kind": "shelf", "paper": "single", "language": "en"}, {OWNER: (200, 200)}),
    Owned("sharing:printed", lambda w: [w["printed"].pk], allowed={OWNER: (200, 405)}, anonymous=(302, 405), stranger=(404, 405)),
    Owned("builder:send", allowed={OWNER: (405, 302)}, anonymous=(302, 302), stranger=(405, 404)),
    Owned("desk:orders", allowed={OWNER: (200, 200)}),
    Owned("desk:order", lambda w: [w["parcel"].pk], {"do": "cancel", "reasons": "没了"}, SHOP),
    Owned("desk:returns", allowed={OWNER: (200, 405)}, anonymous=(302, 302), stranger=(404, 405)),
    Owned("desk:claim", lambda w: [w["claim"].pk], {"do": "refuse", "words": "不退"}, SHOP),
    Owned("desk:cash_back", lambda w: [w["cash_refund"].pk], allowed={OWNER: (405, 302)}, **PRESS),
    Owned("returns:claim", lambda w: [w["claim"].parcel.order.number, w["claim"].parcel_id], allowed={EDITOR: (302, 302)},
          anonymous=(404, 404)),
    Owned("returns:claimed", lambda w: [w["claim"].parcel.order.number, w["claim"].pk], {"do": "back"}, {EDITOR: (200, 302)},
          anonymous=(404, 404)),
    Owned("returns:photo", lambda w: [w["claim_photo"].key], allowed={EDITOR: (200, 405), OWNER: (200, 405), FRANCHISE: (200, 405)},
          anonymous=(404, 405), stranger=(404, 405)),
    Owned("returns:disputes", allowed={FRANCHISE: (200, 405)}, anonymous=(404, 405), stranger=(404, 405)),
    Owned("returns:dispute", lambda w: [w["claim"].pk], allowed={FRANCHISE: (404, 404)}, anonymous=(404, 404)),
    Owned("desk:questions", allowed={OWNER: (200, 405)}, anonymous=(302, 302), stranger=(404, 405)),
    Owned("desk:question", lambda w: [w["asked_grower"].pk], {"do": "answer", "words": "先苦后甜。"}, SHOP),
    Owned("asking:asked", lambda w: [w["asked_grower"].key], allowed={EDITOR: (200, 405)}, anonymous=(302, 405),
          stranger=(404, 405)),
    Owned("groups:shop", allowed={OWNER: (200, 405)}, anonymous=(302, 302), stranger=(404, 405)),
    Owned("groups:terms", lambda w: [w["product"].variants.get().offer.pk],
          {"group_price": "37", "group_size": "3", "hours": "24", "most_packs": "5"}, SHOP),
    Owned("groups:stop", lambda w: [w["product"].variants.get().offer.pk], allowed={OWNER: (405, 302)}, **PRESS),
    Owned("groups:going", lambda w: [w["session"].pk], {"do": "stop"}, SHOP),
    Owned("groups:leave", lambda w: [w["group_order"].number], allowed={EDITOR: (405, 302)}, anonymous=(405, 404), stranger=(405, 404)),
    Owned("bonuses:odd", **READ_BY_FRANCHISE),
    Owned("bonuses:terms", posted=BONUS_TERMS, allowed={FRANCHISE: (200, 302)}),
    Owned("bonuses:decide", lambda w: [w["bonus"].pk], {"do": "withhold", "reasons": "看一看"}, {FRANCHISE: (405, 302)}, **PRESS),
    Owned("presale:shop", allowed={OWNER: (200, 405)}, anonymous=(302, 302), stranger=(404, 405)),
    Owned("presale:start", lambda w: [w["product"].variants.get().offer.pk], PRESALE, SHOP),
    Owned("presale:one", lambda w: [w["own_presale"].pk], allowed={OWNER: (200, 405)}, anonymous=(302, 302), stranger=(404, 405)),
    Owned("presale:ready", lambda w: [w["own_presale"].pk], allowed={OWNER: (405, 302)}, **PRESS),
    Owned("presale:change", lambda w: [w["own_presale"].pk], allowed={OWNER: (405, 200)}, **PRESS),
    Owned("presale:later", lambda w: [w["own_presale"].pk], allowed={OWNER: (405, 200)}, **PRESS),
    Owned("presale:failed", lambda w: [w["own_presale"].pk], {"why": "霜冻"}, {OWNER: (405, 302)}, **PRESS),
    Owned("presale:call_off", lambda w: [w["advance"].number], allowed={EDITOR: (405, 302)}, anonymous=(405, 404),
          stranger=(405, 404)),
    Owned("presale:all", allowed={FRANCHISE: (200, 405)}, anonymous=(302, 302), stranger=(404, 405)),
    Owned("presale:for_manager", lambda w: [w["presale"].pk], allowed={FRANCHISE: (200, 405)}, anonymous=(302, 302),
          stranger=(404, 405)),
    Owned("presale:failed_for_shop", lambda w: [w["presale"].pk], {"why": "霜冻"}, {FRANCHISE: (405, 302)}, **PRESS),
    Owned("desk:money", **READ_BY_OWNER),
    Owned("desk:money_period", lambda w: ["2026-10-16"], **READ_BY_OWNER),
    Owned("desk:money_sheet", lambda w: ["2026-10-16"], **READ_BY_OWNER),
    Owned("desk:money_print", lambda w: ["2026-10-16"], allowed={OWNER: (405, 302)}, **PRESS),
    Owned("desk:money_printed", lambda w: [w["statement"].pk], **READ_BY_OWNER),
    Owned("desk:bank", posted={"name": "偷", "bank": "别的银行", "number": "180123456789"}, allowed=SHOP),
    Owned("desk:promotions", **READ_BY_OWNER),
    Owned("desk:new_promotion", lambda w: ["delivery"], PROMOTION, SHOP),
    Owned("desk:promotion", lambda w: [w["promotion"].pk], {"do": "start"}, SHOP),
    Owned("desk:take_part", lambda w: [w["shared"].pk], allowed={OWNER: (405, 302)}, **PRESS),
    Owned("office:promotions", **READ_BY_FRANCHISE),
    Owned("office:new_promotion", lambda w: ["postage"], PROMOTION | {"way": "itself", "share": "100"}, {FRANCHISE: (200, 302)}),
    Owned("office:promotion", lambda w: [w["shared"].pk], {"do": "stop"}, {FRANCHISE: (200, 302)}),
    Owned("office:codes", lambda w: [w["shared"].pk, "csv"], **READ_BY_FRANCHISE),
    Owned("settlement:money", **READ_BY_FRANCHISE),
    Owned("settlement:find", **READ_BY_FRANCHISE),
    Owned("settlement:order", lambda w: [w["parcel"].order.number], **READ_BY_FRANCHISE),
    Owned("settlement:run", lambda w: ["2026-11-01"], **READ_BY_FRANCHISE),
    Owned("settlement:draw_up", lambda w: ["2026-10-16"], allowed={FRANCHISE: (405, 302)}, **PRESS),
    Owned("settlement:approve", lambda w: ["2026-11-01"], {"total": "5000"}, {FRANCHISE: (405, 302)}, **PRESS),
    Owned("settlement:make_file", lambda w: ["2026-11-01"], allowed={FRANCHISE: (405, 302)}, **PRESS),
    Owned("settlement:file_sheet", lambda w: [w["payouts"].pk], **READ_BY_FRANCHISE),
    Owned("settlement:file_paid", lambda w: [w["payouts"].pk], {"paid_on": "2026-11-20"}, {FRANCHISE: (405, 302)}, **PRESS),
    Owned("settlement:one", lambda w: [w["settlement"].pk], **READ_BY_FRANCHISE),
    Owned("settlement:hold_back", lambda w: [w["settlement"].pk], {"reasons": "不付"}, {FRANCHISE: (405, 302)}, **PRESS),
    Owned("settlement:paid", lambda w: [w["settlement"].pk], {"paid_on": "2026-11-20"}, {FRANCHISE: (405, 302)}, **PRESS),
    Owned("settlement:failed", lambda w: [w["settlement"].pk], {"reasons": "退"}, {FRANCHISE: (405, 302)}, **PRESS),
    Owned("desk:reviews", allowed={OWNER: (200, 405)}, anonymous=(302, 302), stranger=(404, 405)),
    Owned("desk:review", lambda w: [w["said"].pk], {"do": "answer", "answer": "谢谢"}, {OWNER: (405, 302)}, anonymous=(302, 302),
          stranger=(405, 404)),
    Owned("reviews:review", lambda w: [w["said"].line.parcel.order.number, w["said"].line_id], {"stars": "2"},
          {EDITOR: (200, 302)}, anonymous=(404, 404)),
    Owned("reviews:withdraw", lambda w: [w["said"].line.parcel.order.number, w["said"].line_id], allowed={EDITOR: (405, 302)},
          anonymous=(405, 404), stranger=(405, 404)),
    Owned("storefront:reviews", lambda w: [w["product"].slug], allowed={OWNER: (200, 405), FRANCHISE: (200, 405)},
          anonymous=(404, 405), stranger=(404, 405)),
    Owned("orders:order", lambda w: [w["parcel"].order.number], allowed={EDITOR: (200, 200)}, anonymous=(404, 404)),
    Owned("bookings:booking", of_booking, allowed={EDITOR: (200, 405)}, anonymous=(404, 405), stranger=(404, 405)),
    Owned("bookings:call_off", of_booking, allowed={EDITOR: (200, 302)}, anonymous=(404, 404)),
    Owned("bookings:days", of_booking, allowed={EDITOR: (200, 200)}, anonymous=(404, 404)),
    Owned("bookings:ask_voucher", of_booking, allowed={EDITOR: (405, 302)}, anonymous=(405, 404), stranger=(405, 404)),
    Owned("bookings:voucher", of_booking, allowed={EDITOR: (302, 405)}, anonymous=(404, 405), stranger=(404, 405)),
    Owned("fulfilment:received", lambda w: [w["parcel"].order.number, w["parcel"].pk], allowed={EDITOR: (405, 302)},
          anonymous=(405, 404), stranger=(405, 404)),
    Owned("fulfilment:call_off", lambda w: [w["parcel"].order.number, w["parcel"].pk], allowed={EDITOR: (405, 302)},
          anonymous=(405, 404), stranger=(405, 404)),
    Owned("fulfilment:ask_receipt", lambda w: [w["parcel"].order.number], allowed={EDITOR: (405, 302)},
          anonymous=(405, 404), stranger=(405, 404)),
    Owned("fulfilment:receipt", lambda w: [w["parcel"].order.number], allowed={EDITOR: (302, 405)}, anonymous=(404, 405),
          stranger=(404, 405)),
    Owned("orders:again", lambda w: [w["parcel"].order.number], allowed={EDITOR: (405, 302)}, anonymous=(405, 404),
          stranger=(405, 404)),
    Owned("orders:change_address", lambda w: [w["address"].pk], ADDRESS, {EDITOR: (200, 302)}),
    Owned("orders:usual_address", lambda w: [w["address"].pk], allowed={EDITOR: (405, 302)}, **PRESS),
    Owned("orders:out_address", lambda w: [w["address"].pk], allowed={EDITOR: (405, 302)}, **PRESS),
    Owned("desk:booking_by_code", allowed={OWNER: (302, 302)}),
    Owned("desk:booking", lambda w: [w["booked"].pk], {"do": "cancel", "reasons": "没了"}, SHOP),
    Owned("desk:booking_room", lambda w: [w["booked"].pk], {"to": "0"}, SHOP),
    Owned("desk:slips", posted={"do": "words", "words_zh_hans": "谢谢"}, allowed=SHOP),
    Owned("desk:slips_printed", lambda w: [w["slips"].pk], **READ_BY_OWNER),
    Owned("fulfilment:unmoved", allowed={FRANCHISE: (200, 405)}, anonymous=(404, 405), stranger=(404, 405)),
    Owned("payments:pay", lambda w: [w["payment"].order.number], allowed={EDITOR: (200, 302)}, anonymous=(404, 404)),
    Owned("payments:back", lambda w: [w["payment"].order.number], allowed={EDITOR: (302, 302)}, anonymous=(404, 404)),
    Owned("payments:state", lambda w: [w["payment"].order.number], allowed={EDITOR: (200, 405)}, anonymous=(404, 405),
          stranger=(404, 405)),
    Owned("payments:trying", lambda w: [w["payment"].order.number, w["payment"].number], allowed={EDITOR: (200, 405)},
          anonymous=(404, 405), stranger=(404, 405)),
    Owned("payments:practised", lambda w: [w["payment"].order.number, w["payment"].number], allowed={EDITOR: (405, 404)},
          anonymous=(405, 404), stranger=(405, 404)),
    Owned("payments:proof", lambda w: [w["payment"].order.number, w["payment"].number], allowed={EDITOR: (405, 302)},
          anonymous=(405, 404), stranger=(405, 404)),
    Owned("payments:transfers", allowed={FRANCHISE: (200, 405)}, anonymous=(404, 405), stranger=(404, 405)),
    Owned("payments:transfer", lambda w: [w["proof"].pk], {"do": "came", "number": "B1"}, {FRANCHISE: (200, 302)},
          anonymous=(404, 404)),
    Owned("payments:picture", lambda w: [w["proof"].pk], allowed={FRANCHISE: (200, 405)}, anonymous=(404, 405),
          stranger=(404, 405)),
    Owned("storefront:shop", lambda w: [w["shop"].slug], allowed={OWNER: (200, 200), FRANCHISE: (200, 200)},
          anonymous=(404, 404)),
    Owned("storefront:product_links", lambda w: [w["product"].slug],
          allowed={OWNER: (200, 302), FRANCHISE: (200, 302), EDITOR: (200, 302)}),
    Owned("storefront:shop_links", lambda w: [w["shop"].slug],
          allowed={OWNER: (200, 302), FRANCHISE: (200, 302), EDITOR: (200, 302)}),
    Owned("storefront:undo_links", lambda w: [w["linked"].pk],
          allowed={OWNER: (405, 302), FRANCHISE: (405, 302), EDITOR: (405, 302)}, **PRESS),
    Owned("storefront:product", lambda w: [w["product"].slug], allowed={OWNER: (200, 200), FRANCHISE: (200, 200)},
          anonymous=(404, 404)),
)  # fmt: skip

GOOD_POSTS = (
    "bonuses:terms",
    "bonuses:decide",
    "groups:terms",
    "groups:leave",
    "presale:start",
    "presale:call_off",
    "builder:change_sells",
    "builder:change_sign",
    "builder:change_first",
    "builder:sections",
    "builder:change_making",
    "builder:change_notices",
    "builder:take_back",
    "builder:change_product",
    "builder:new_pack",
    "builder:change_pack",
    "builder:copy_product",
    "builder:product_state",
    "builder:change_visit",
    "franchise:inspect",
    "mentoring:review",
    "cohorts:application",
    "certificates:revoke",
    "certificates:make",
    "builder:sign",
    "assessment:piece",
    "questions:import",
    "questions:result",
    "builder:address",
    "franchise:address",
    "mentoring:ask",
    "mentoring:question",
    "mentoring:answer",
    "mentoring:replies",
    "mentoring:card",
    "mentoring:hours",
    "mentoring:cancel",
    "cohorts:place",
    "cohort_table:mentor",
    "timetable:dates",
    "front:report_print",
    "front:erasure_confirm",
    "attendance:new_day",
    "attendance:roll",
    "attendance:change_day",
    "attendance:print_list",
    "attendance:answer",
    "attendance:ask",
    "surveys:stage",
    "fieldlog:write",
    "fieldlog:correct",
    "fieldlog:close",
    "fieldlog:check",
    "desk:order",
    "desk:booking",
    "bookings:call_off",
    "desk:new_promotion",
    "desk:promotion",
    "desk:take_part",
    "office:new_promotion",
    "office:promotion",
    "desk:question",
    "desk:review",
    "desk:slips",
    "orders:change_address",
    "orders:out_address",
    "reviews:review",
    "reviews:withdraw",
    "fulfilment:call_off",
    "payments:transfer",
    "desk:bank",
    "desk:guest_terms",
    "desk:guest_day",
    "desk:guest_sessions",
    "settlement:approve",
    "settlement:hold_back",
)  # fmt: skip

# Pages that show whoever is signed in their own: never an id in the address, and nothing of anyone else's on them.
OWN = {
    "front:my": [],
    "front:letters": [],
    "front:own_data": [],
    "front:own_data_ask": [],
    "front:erasure_ask": [],
    "front:erasure_stay": [],
    "outbox:choices": [],
    "orders:addresses": [],
    "promotions:coupons": [],
    "bonuses:mine": [],
    "bonuses:begin": [],
    "orders:new_address": [],
    "front:dates": [],
    "front:dates_file": [],
    "builder:progress": [],
    "desk:desk": [],
    "desk:coursework": [],
    "desk:put_away": ["00000000-0000-0000-0000-000000000000"],
    "builder:generate": [],
    "cohorts:apply": ["ecommerce"],
    "cohorts:apply_check": ["ecommerce"],
    "cohorts:apply_withdraw": ["ecommerce"],
    "cohorts:apply_step": ["ecommerce", "name"],
    "mentoring:new_calendar": [],
    "attendance:mine": [],
    "fieldlog:log": [],
    "fieldlog:new_plot": [],
    "fieldlog:new_herd": [],
    "accounts:change_name": [],
    "accounts:change_email": [],
    "accounts:prove_email": [],
}  # fmt: skip

# Open to all: reading changes nothing.
PUBLIC: dict[str, Callable[[World], list[Any]]] = {
    "root": lambda w: [], "alive": lambda w: [], "ready": lambda w: [], "robots": lambda w: [], "sitemap": lambda w: [],
    "sitemap_part": lambda w: ["pages"], "front:feed": lambda w: [], "front:festival_feed": lambda w: [],
    "page_card": lambda w: [w["homes"]["en"].pk, "old", "png"],
    "worker": lambda w: [],
    "product_code": lambda w: [w["code"]],
    "availability:calendar": lambda w: [w["room"].secret, "bookings"],  # unguessable: other sites do not sign in
    "share_card": lambda w: ["wide", "en", "goods", w["sold"].slug, "old"],
    "shop_code": lambda w: [w["sold"].shop.slug], "certificate_code": lambda w: [w["certificate"].number],
    "attendance_code": lambda w: [w["day"].code],
    "storefront:market": lambda w: [], "storefront:category": lambda w: ["tea"], "storefront:all_goods": lambda w: [], "storefront:special": lambda w: [1], "storefront:shops": lambda w: [],
    "orders:basket": lambda w: [], "orders:put": lambda w: [], "orders:count": lambda w: [], "orders:undo": lambda w: [],
    "orders:visit_out": lambda w: [0], "storefront:visit": lambda w: [w["open_visit"].pk],
    "bookings:wait": lambda w: [w["waiting"].bookable.visit_id],
    "bookings:waiting": lambda w: [w["waiting"].key],  # unguessable: a guest's SMS leads there
    "orders:use_code": lambda w: [], "orders:out_code": lambda w: [0], "orders:use_credit": lambda w: [], "bonuses:rules": lambda w: [], "promotions:collect": lambda w: [0],
    "orders:checkout": lambda w: [], "orders:check": lambda w: [], "orders:orders": lambda w: [], "orders:code": lambda w: [],
    "bookings:waits": lambda w: [], "bookings:waits_code": lambda w: [],
    "wishes:wishes": lambda w: [], "wishes:undo": lambda w: [], "wishes:keep": lambda w: [0], "wishes:out": lambda w: [0],
    "wishes:basket": lambda w: [0], "asking:questions": lambda w: [w["sold"].slug],
    "groups:group": lambda w: [w["group"].code], "groups:join_checkout": lambda w: [w["group"].code], "groups:join_check": lambda w: [w["group"].code],
    "groups:go_checkout": lambda w: [w["trip"].pk], "groups:go_check": lambda w: [w["trip"].pk],
    "groups:open_checkout": lambda w: [w["group"].offer_id], "groups:open_check": lambda w: [w["group"].offer_id],
    "presale:checkout": lambda w: [w["presale"].pk], "presale:check": lambda w: [w["presale"].pk],
    "front:offline": lambda w: [], "front:search": lambda w: [], "certificates:look_up": lambda w: [],
    "badges:did": lambda w: [], "badges:jwks": lambda w: [], "badges:issuer": lambda w: [],
    "badges:achievement": lambda w: [w["camp"].translation_key], "badges:status": lambda w: [0, 0],
    "badges:badge": lambda w: [w["certificate"].number], "badges:picture": lambda w: [w["certificate"].number],
    "certificates:check": lambda w: [w["certificate"].number], "page": lambda w: ["learn/ecommerce/"],
    "festivals_file": lambda w: [], "festival_file": lambda w: [w["festival"].slug],
    "captions": lambda w: [w["recording"].media_id, "zh"],
    "wagtail_serve": lambda w: ["learn/"], "accounts:sign_in": lambda w: [], "accounts:sign_up": lambda w: [],
    "account_login": lambda w: [], "account_request_login_code": lambda w: [], "account_signup": lambda w: [],
    "account_confirm_login_code": lambda w: [], "account_inactive": lambda w: [],
    "questions:quick_check": lambda w: [w["lesson"].translation_key],
    "mentoring:calendar": lambda w: [w["calendar"].token],  # unguessable: a phone's calendar does not sign in
    "outbox:stop": lambda w: [stop_token(w.people[STRANGER], BY_KEY["course"])],  # signed; they have stopped these already
    "accounts:sign_out": lambda w: [], "account_logout": lambda w: [],
}  # fmt: skip

# Kept by Wagtail's and allauth's own tests (a page's password, a person's second factor), or only in development.
# `page_file` is open where its page is: tests/cms/exports; what is taken of a route as well: tests/cms/taking. A size of a
# picture has a signed address. What companies send, and where WeChat says who pays: tests/shops/payments.
MACHINERY = {
    "paying:notice", "paying:payer",
    "page_file", "wagtailimages_serve", "take_route", "route_booklet", "route_pack", "route_pack_page",
    "wagtaildocs_serve", "wagtaildocs_authenticate_with_password", "wagtailcore_authenticate_with_password",
    "wagtailcore_login", "dev_messages", "mfa_index", "mfa_authenticate", "mfa_reauthenticate", "mfa_activate_totp",
    "mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_download_recovery_codes",
}  # fmt: skip


def test_every_address_is_in_a_class():
    classified = {entry.name for entry in OWNED} | set(OWN) | set(PUBLIC) | MACHINERY
    found = {name for name in addresses.of_the_site() if "media" not in name}
    assert found - classified == set(), "say in tests/safety/test_roles.py who may open these"
    assert classified - found == set()


def status(client, world: World, entry: Owned, method: str) -> int:
    address = reverse(entry.name, args=entry.args(world))
    return (client.get(address) if method == "GET" else client.post(address, entry.posted)).status_code


@pytest.mark.parametrize("role", ROLES)
def test_only_those_who_may_open_a_thing_do_and_others_change_nothing(client, world, role):
    if role != ANONYMOUS:
        client.force_login(world.people[role])
    before = records()
    got = {entry.name: status(client, world, entry, "GET") for entry in OWNED}
    assert got == {entry.name: entry.expected(role)[0] for entry in OWNED}
    strange = [entry for entry in OWNED if role not in entry.allowed]
    posted = {entry.name: status(client, world, entry, "POST") for entry in strange}
    assert posted == {entry.name: entry.expected(role)[1] for entry in strange}
    assert records() == before
    for entry in OWNED:
        if role in entry.allowed:
            with transaction.atomic():
                assert status(client, world, entry, "POST") == entry.allowed[role][1], entry.name
                transaction.set_rollback(True)


@pytest.mark.parametrize("name", GOOD_POSTS)
def test_what_is_posted_would_change_something_by_the_right_hands(client, world, name):
    """The control of the test above: its posts are good ones. (A draft is sent first where only a sent shop is decided.)"""
    entry = next(entry for entry in OWNED if entry.name == name)
    who = next(role for role in entry.allowed if entry.allowed[role][1] == 302)
    if name == "franchise:inspect":
        type(world["shop"]).objects.filter(pk=world["shop"].pk).update(state="sent")
    client.force_login(world.people[who])
    before = records()
    assert status(client, world, entry, "POST") == 302
    assert records() != before


@pytest.mark.parametrize("role", [STRANGER, SHOPPER, EDITOR, FRANCHISE, OTHER_MENTOR])
def test_ones_own_pages_show_nothing_of_anothers(client, world, role):
    client.force_login(world.people[role])
    secrets = ("藏起来的店", "Hidden shop", world["shop"].slug, world["certificate"].number, world.people[OWNER].name)
    for name, args in OWN.items():
        response = client.get(reverse(name, args=args))
        assert response.status_code in (200, 302, 404, 405), f"{role} at {name}"
        words = response.content.decode() if response.status_code == 200 else ""
        assert [secret for secret in secrets if secret in words] == [], f"{role} at {name}"


def test_ones_own_pages_ask_strangers_to_sign_in(client, world, nothing_changes):
    for name, args in OWN.items():
        address = reverse(name, args=args)
        for response in (client.get(address), client.post(address)):
            if response.status_code != NOT_ALLOWED:
                assert (name, response.status_code) == (name, 302)
                assert response["Location"].startswith("/zh-hans/account/sign-in/?next=")


PRESSED = {
    "orders:use_credit",
    "orders:use_code",
    "promotions:collect",
    "orders:put",
    "orders:count",
    "orders:undo",
    "wishes:undo",
    "wishes:keep",
    "wishes:out",
    "wishes:basket",
}


def test_public_pages_answer_all_and_reading_or_posting_to_them_changes_nothing(client, world, nothing_changes):
    for name, args in PUBLIC.items():
        address = reverse(name, args=args(world))
        got, posted = client.get(address).status_code, client.post(address).status_code
        assert got in (
            200,
            302,
            403 if name == "account_inactive" else 200,
            405 if "out" in name or "check" in name or name in PRESSED else 200,
        ), name
        assert posted in (200, 302, 403, NOT_ALLOWED), name


def test_a_photo_of_anothers_cannot_be_put_into_ones_own_piece(world):
    """Photos are named by number in a draft: a number that is not one's own is left out."""
    mine = Enrolment.objects.get(trainee=world.people[STRANGER])
    submission = start(enrolment=mine, assignment=world["asked"]["photos"])
    save_draft(submission=submission, draft={"photos": [world["photo"].pk]}, at=NOW)
    assert bench(mine, "photos", 1, NOW.date()).maker.photos == ()
