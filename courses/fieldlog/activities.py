"""What is done on a plot or with a herd, and what of it a second person can see on the spot: a list that reports count by."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

PLOT, HERD = "plot", "herd"
NOTHING, INPUT, MEDICINE, YIELD = "", "input", "medicine", "yield"  # what an entry must say besides the day


@dataclass(frozen=True)
class Activity:
    """One kind of work. `picture` is a drawing of the art folder; `points` are checked by looking: (key, words)."""

    key: str
    words: Any
    of: str
    asks: str
    picture: str
    points: tuple[tuple[str, Any], ...]


SEEN = ("seen", _("The work can be seen on the spot, where the log says"))
EXTENT = ("extent", _("How much was done agrees with the log"))
PACK = ("pack", _("The pack or its photograph bears the name in the log"))
AMOUNT = ("amount", _("The amount used agrees with what is left, or with the receipt"))
EMPTY = ("empty", _("The empty packs are kept apart, to go back to the dealer"))
DAYS = ("days", _("The waiting days in the log are those on the label"))
COUNT = ("count", _("The number of animals agrees with the log"))
LOOK = ("look", _("The animals look as the log says"))
SIGN = ("sign", _("A sign at the plot or pen tells the day until which nothing is picked or sold"))
BATCH = ("batch", _("The crates or sacks bear the batch"))
WEIGHT = ("weight", _("One crate weighed again agrees with the log"))

PLOT_WORK = (
    Activity("till", _("Tilling, ridges"), PLOT, NOTHING, "l-ridge", (SEEN, EXTENT)),
    Activity("sow", _("Sowing, seedbed"), PLOT, INPUT, "l-soil", (SEEN, PACK, EXTENT)),
    Activity("transplant", _("Transplanting"), PLOT, INPUT, "l-seedling", (SEEN, EXTENT)),
    Activity("fertilise", _("Fertilising"), PLOT, INPUT, "l-compost", (SEEN, PACK, AMOUNT)),
    Activity("water", _("Watering, draining"), PLOT, NOTHING, "l-water", (SEEN,)),
    Activity("weed", _("Weeding, hoeing"), PLOT, NOTHING, "l-spade", (SEEN, EXTENT)),
    Activity("spray", _("Spraying"), PLOT, MEDICINE, "l-spray", (PACK, DAYS, EMPTY, SIGN)),
    Activity("prune", _("Pruning, thinning"), PLOT, NOTHING, "l-vine", (SEEN, EXTENT)),
    Activity("look", _("Looking for pests"), PLOT, NOTHING, "l-pest", (SEEN,)),
    Activity("harvest", _("Harvest"), PLOT, YIELD, "l-basket", (BATCH, WEIGHT, SEEN)),
)
HERD_WORK = (
    Activity("bring-in", _("Bringing in animals"), HERD, NOTHING, "l-pig",
             (COUNT, ("papers", _("The quarantine papers and ear tags are there")), LOOK)),
    Activity("feed", _("Feeding"), HERD, INPUT, "l-cow", (PACK, AMOUNT, LOOK)),
    Activity("clean", _("Cleaning, disinfecting"), HERD, INPUT, "l-boots", (SEEN, PACK)),
    Activity("vaccinate", _("Vaccination"), HERD, MEDICINE, "l-calendar",
             (PACK, COUNT, ("tags", _("The ear tags and the vaccination file agree")), DAYS)),
    Activity("treat", _("Treating with medicine"), HERD, MEDICINE, "l-bottle", (PACK, DAYS, EMPTY, SIGN)),
    Activity("graze", _("Grazing, moving"), HERD, NOTHING, "l-fence", (SEEN, COUNT)),
    Activity("breed", _("Mating, birth"), HERD, NOTHING, "l-hands", (COUNT, LOOK)),
    Activity("weigh", _("Weighing, looking over"), HERD, NOTHING, "l-weigh", (COUNT, LOOK)),
    Activity("sell", _("Sale or slaughter"), HERD, YIELD, "l-coins",
             (BATCH, COUNT, ("quarantine", _("The quarantine certificate for the sale is there")))),
)  # fmt: skip
ACTIVITIES = {activity.key: activity for activity in (*PLOT_WORK, *HERD_WORK)}
CHOICES = tuple((activity.key, activity.words) for activity in ACTIVITIES.values())
WORK = {PLOT: PLOT_WORK, HERD: HERD_WORK}
