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
    KeyPage("error-404", "nothing-here/"),
)
SIGNED_IN = (
    KeyPage("my", "my/", TRAINEE),
    KeyPage("progress", "my/shop/", TRAINEE),
    KeyPage("assignment", "<piece>", TRAINEE),
    KeyPage("fieldlog", "my/field/", FARMER),
    KeyPage("field-plot", "my/field/new-plot/", FARMER),
    KeyPage("field-checks", "field-checks/", MENTOR),
    KeyPage("apply", "learn/ecommerce/apply/", GRADUATE),
    KeyPage("mentor", "mentoring/", MENTOR),
    KeyPage("review", "<review>", MENTOR),
    KeyPage("inspections", "franchise/", FRANCHISE),
    KeyPage("applications", "learn/applications/", PROGRAMME),
)
