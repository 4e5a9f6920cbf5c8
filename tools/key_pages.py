"""The pages that pictures and figures are taken of: name, path below the language, who looks (a demo phone, or nobody)."""

from dataclasses import dataclass

TRAINEE, FARMER, GRADUATE, MENTOR, FRANCHISE, PROGRAMME = (
    "+8613900000001", "+8613900000005", "+8613900000015", "+8613900000007", "+8613900000011", "+8613900000012",
)  # fmt: skip


@dataclass(frozen=True)
class KeyPage:
    name: str
    path: str
    who: str = ""
    status: int = 200


PUBLIC = (
    KeyPage("home", ""),
    KeyPage("learn", "learn/"),
    KeyPage("programme", "learn/ecommerce/"),
    KeyPage("stage", "learn/ecommerce/packing/"),
    KeyPage("lesson", "learn/ecommerce/packing/weigh-seal-label/"),
    KeyPage("market", "market/"),
    KeyPage("category", "market/tea/"),
    KeyPage("product", "products/<product>/"),
    KeyPage("shop", "shops/<shop>/"),
    KeyPage("shop-visit", "shops/huangjia-chayaoyuan/"),
    KeyPage("stage-visits", "learn/ecommerce/serve-and-open/"),
    KeyPage("shops", "shops/"),
    KeyPage("visit", "visit/"),
    KeyPage("route", "visit/routes/capital-of-the-yao/"),
    KeyPage("place", "visit/places/panwang-hall/"),
    KeyPage("festivals", "visit/festivals/"),
    KeyPage("culture", "culture/long-drum/"),
    KeyPage("guidance", "guidance/honey-never-leaks/"),
    KeyPage("search", "search/?q=苦茶"),
    KeyPage("certificate", "certificates/<certificate>/"),
    KeyPage("signin", "account/sign-in/"),
    KeyPage("signup", "account/sign-up/"),
    KeyPage("look-up", "certificates/"),
    KeyPage("no-certificate", "certificates/JH-2099-XXXXXX/", status=404),
    KeyPage("routes", "visit/routes/"),
    KeyPage("places", "visit/places/"),
    KeyPage("festival", "visit/festivals/panwang-festival/"),
    KeyPage("culture-index", "culture/"),
    KeyPage("guidance-index", "guidance/"),
    KeyPage("help", "help/"),
    KeyPage("privacy", "privacy/"),
    KeyPage("offline", "offline/"),
    KeyPage("error-404", "nothing-here/", status=404),
)
SIGNED_IN = (
    KeyPage("my", "my/", TRAINEE),
    KeyPage("progress", "my/shop/", TRAINEE),
    KeyPage("assignment", "<piece>", TRAINEE),
    KeyPage("dates", "my/dates/", TRAINEE),
    KeyPage("messages", "my/messages/", TRAINEE),
    KeyPage("message-choices", "my/messages/choices/", TRAINEE),
    KeyPage("own-data", "my/data/", TRAINEE),
    KeyPage("erase", "my/data/erase/", TRAINEE),
    KeyPage("test", "<test>", TRAINEE),
    KeyPage("questions", "work/questions/", MENTOR),
    KeyPage("questions-import", "work/questions/import/", MENTOR),
    KeyPage("book", "mentoring/hours/book/", TRAINEE),
    KeyPage("fieldlog", "my/field/", FARMER),
    KeyPage("field-plot", "my/field/new-plot/", FARMER),
    KeyPage("attendance", "my/attendance/", FARMER),
    KeyPage("days", "<days>", MENTOR),
    KeyPage("roll", "<roll>", MENTOR),
    KeyPage("roll-code", "<roll-code>", MENTOR),
    KeyPage("field-checks", "field-checks/", MENTOR),
    KeyPage("change-name", "account/name/", TRAINEE),
    KeyPage("apply", "learn/ecommerce/apply/", GRADUATE),
    KeyPage("shop-sells", "my/shop/change/sells/", GRADUATE),
    KeyPage("shop-story", "my/shop/change/story/", GRADUATE),
    KeyPage("shop-sign", "my/shop/change/sign/", GRADUATE),
    KeyPage("shop-first", "my/shop/change/first/", GRADUATE),
    KeyPage("shop-goods", "my/shop/change/goods/", GRADUATE),
    KeyPage("shop-product", "<shop-product>", GRADUATE),
    KeyPage("shop-visits", "my/shop/change/visits/", GRADUATE),
    KeyPage("shop-delivery", "my/shop/change/delivery/", GRADUATE),
    KeyPage("shop-check", "my/shop/change/check/", GRADUATE),
    KeyPage("shop-sections", "my/shop/change/sections/", GRADUATE),
    KeyPage("shop-making", "my/shop/change/making/", GRADUATE),
    KeyPage("shop-notices", "my/shop/change/notices/", GRADUATE),
    KeyPage("shop-versions", "my/shop/versions/", GRADUATE),
    KeyPage("terms", "my/shop/sign/", GRADUATE),
    KeyPage("mentor", "mentoring/", MENTOR),
    KeyPage("review", "<review>", MENTOR),
    KeyPage("hours", "mentoring/hours/", MENTOR),
    KeyPage("replies", "mentoring/replies/", MENTOR),
    KeyPage("answers", "mentoring/answers/", MENTOR),
    KeyPage("inspections", "franchise/", FRANCHISE),
    KeyPage("all-shops", "franchise/shops/", FRANCHISE),
    KeyPage("applications", "learn/applications/", PROGRAMME),
    KeyPage("application", "<application>", PROGRAMME),
    KeyPage("cohorts", "learn/cohorts/", PROGRAMME),
    KeyPage("cohort-table", "<cohort>", PROGRAMME),
    KeyPage("cohort-certificates", "<cohort-certificates>", PROGRAMME),
    KeyPage("mentors", "learn/cohorts/mentors/", PROGRAMME),
    KeyPage("report", "reports/", PROGRAMME),
    KeyPage("erasures", "erasures/", PROGRAMME),
)
