"""What reviews hold of people: what a buyer said, and the photographs with it (which are the uploads')."""

from django.utils.translation import gettext_lazy as _

from common.personal import part

mine = part("reviews")
mine.holds(
    "reviews.CustomerReview", "line__parcel__order__buyer", title=_("Your reviews"),
    shown={
        "line__name_zh_hans": _("product name"), "stars": _("stars"), "text": _("what the buyer says"),
        "signed": _("signed"), "state": _("state"), "written_at": _("written on"), "answer": _("what the shop answers"),
        "hidden_why": _("why it is hidden"),
    },
    erase={"text": "", "signed": "", "hidden_why": ""},
    kept=_("The stars stay and count, without words, photographs and name."),
)  # fmt: skip
mine.holds_nothing("reviews.ReviewPhoto", why="which photographs a review shows; it goes with the photograph")
mine.holds_nothing("reviews.Rating", why="how many reviews a product or a visit has, by stars")
mine.holds_nothing("reviews.Invitation", why="that a parcel’s buyer was asked")
mine.holds_nothing("reviews.ReviewReport", why="what a shop says against a review")
mine.points("reviews.CustomerReview", "answered_by", why="names by number who answered for the shop")
mine.points("reviews.ReviewReport", "by", why="names by number who reported it")
