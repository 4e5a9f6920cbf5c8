"""Every kind of message there is: what it is called, who gets it, and which letters belong to it. One place for all parts."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import STAFF_ROLES, Role


@dataclass(frozen=True)
class Kind:
    """A kind of message. `roles` are those who get it: everybody, when empty. Codes and the like leave no choice."""

    key: str
    words: str | Promise
    about: str | Promise
    letters: frozenset[str]
    roles: frozenset[str] = field(default=frozenset())
    is_chosen: bool = True


CODES = Kind(
    "codes",
    _("Sign-in codes"),
    _("At once, by SMS or e-mail."),
    frozenset({
        "sign_in_code", "no_account", "email_code", "email_taken", "email_gone", "signing_code", "order_code", "waits_code",
    }),
    is_chosen=False,
)  # fmt: skip
ACCOUNT = Kind(
    "account",
    _("Your account"),
    _("Your data and your rights: by SMS or e-mail, always."),
    frozenset({
        "data_ready", "erasure_asked", "erasure_confirmed", "erasure_taken_back", "erasure_to_confirm", "erasure_refused",
        "bank_details_changed",
    }),
    is_chosen=False,
)  # fmt: skip
COURSE = Kind(
    "course",
    _("News of your course"),
    _("Your application, your place, your certificate."),
    frozenset({
        "application_received", "application_admitted", "application_wait_listed", "application_declined", "trainee_paused",
        "trainee_resumed", "trainee_left", "trainee_readmitted", "trainee_transferred", "mentor_changed",
        "certificate_awarded", "certificate_revoked", "certificate_reinstated", "trainee_invited", "trainee_invited_to_wait",
        "cohort_moved", "days_changed", "due_extended", "stage_opened",
    }),
)  # fmt: skip
ANSWERS = Kind(
    "answers",
    _("Your mentor’s answers"),
    _("What your mentor says of your work and your questions."),
    frozenset({"submission_approved", "submission_change_asked", "question_answered", "attendance_answered"}),
)
REMINDERS = Kind(
    "reminders",
    _("Appointments and reminders"),
    _("An hour with your mentor: booked, cancelled, tomorrow."),
    frozenset({"appointment_booked", "appointment_cancelled", "appointment_reminder"}),
)
SHOP = Kind(
    "shop",
    _("Shop matters"),
    _("Your shop is inspected, opened, given back; who helps in it."),
    frozenset({
        "shop_sent", "shop_opened", "helper_rights", "shop_urgent", "shop_returned", "shop_address_changed", "helper_added",
        "helper_removed", "terms_to_sign", "shop_rests", "shop_measure", "shop_measure_ended", "objection_made",
        "objection_answered", "rules_changed", "standard_changed", "right_to_sell_changed",
    }),
)  # fmt: skip
DESK = Kind(
    "desk",
    _("Work for a mentor"),
    _("A piece has come, trainees are given to you, your guidance was reviewed."),
    frozenset(
        {
            "submission_sent",
            "trainees_given",
            "guidance_published",
            "guidance_returned",
            "attendance_asked",
            "page_to_review",
            "page_published",
            "page_returned",
            "page_comment",
            "page_held",
            "page_waits",
            "proof_came",
            "review_reported",
            "parcels_late",
            "claim_for_managers",
            "cash_unclear",
        }
    ),
    roles=frozenset(STAFF_ROLES),
)
DIGEST = Kind(
    "digest",
    _("The mentor’s evening letter"),
    _("What waits on your desk, once a day at most."),
    frozenset({"mentor_digest"}),
    roles=frozenset({Role.MENTOR, Role.PROGRAMME_MANAGER}),
)
SHOP_WEEK = Kind(
    "shop_week",
    _("The seller’s weekly letter"),
    _("What your shop needs, once a week at most, and only if it needs something."),
    frozenset({"shop_week"}),
)
ORDERS = Kind(
    "orders",
    _("Orders"),
    _("What you ordered or sold: ordered, posted, received, cancelled."),
    frozenset(
        {
            "order_to_pack",
            "parcel_posted",
            "parcel_cancelled",
            "parcel_called_off",
            "claim_for_buyer",
            "claim_for_shop",
            "money_given",
            "parcel_came_back",
            "parcel_fewer",
            "parcel_late",
            "parcels_to_post",
            "cash_to_tell",
            "part_cancelled",
            "part_cancelled_for_shop",
            "order_paid",
            "payment_not_needed",
            "refund_done",
            "proof_refused",
            "calendar_contradicts",
            "group_opened",
            "group_joined",
            "group_complete",
            "group_failed",
            "group_one_missing",
            "presale_booked",
            "presale_ready",
            "presale_balance",
            "presale_balance_half",
            "presale_balance_last",
            "presale_balance_paid",
            "presale_expired",
            "presale_failed",
            "presale_put_off",
        }
    ),
)
BONUSES = Kind(
    "bonuses",
    _("Share bonuses"),
    _("Credit for what you shared: it came, was taken back, or ends soon."),
    frozenset({"bonus_earned", "bonus_taken_back", "bonus_ends_soon"}),
)
BOOKINGS = Kind(
    "bookings",
    _("Bookings"),
    _("A visit you booked, or that was booked with you: booked, moved, called off, tomorrow."),
    frozenset({
        "booking_made", "booking_came", "booking_off", "booking_off_for_host", "booking_cancelled", "booking_moved",
        "booking_moved_for_host", "booking_room", "booking_missed", "booking_tomorrow", "place_offered",
    }),
)  # fmt: skip
WISHES = Kind(
    "wishes",
    _("What you keep for later"),
    _("There again, or costs less: once a day at most."),
    frozenset({"wishes_news"}),
)
GROWERS = Kind(
    "growers",
    _("Questions about goods"),
    _("A grower answers what you asked; somebody asks your shop."),
    frozenset({"grower_answered", "grower_declined", "grower_asked"}),
)
MONEY = Kind(
    "money",
    _("Money of your shop"),
    _("What your shop is paid for half a month, and when it was paid."),
    frozenset({"settlement_drawn", "settlement_paid", "settlement_failed"}),
)
REVIEWS = Kind(
    "reviews",
    _("Reviews"),
    _("How was it? What a shop answers; what buyers say of your goods."),
    frozenset({
        "review_invited", "review_answered", "review_hidden", "review_shown", "review_came", "review_stands",
    }),
)  # fmt: skip
KINDS = (
    CODES,
    ACCOUNT,
    COURSE,
    ANSWERS,
    REMINDERS,
    ORDERS,
    BOOKINGS,
    BONUSES,
    WISHES,
    GROWERS,
    MONEY,
    REVIEWS,
    SHOP,
    SHOP_WEEK,
    DESK,
    DIGEST,
)
BY_KEY = {kind.key: kind for kind in KINDS}
BY_LETTER = {letter: kind for kind in KINDS for letter in kind.letters}


def kind_of(letter: str) -> Kind:
    """The kind a letter of `templates/emails/` belongs to. Raises KeyError for one that no kind names."""
    return BY_LETTER[letter]


def kinds_for(roles: Iterable[str]) -> list[Kind]:
    """The kinds whose way is chosen that a person with `roles` may get."""
    mine = frozenset(roles)
    return [kind for kind in KINDS if kind.is_chosen and (not kind.roles or kind.roles & mine)]
