"""The cohort that came before: the keepers of the demo shops, graduated, with the certificates their shops point at."""

from datetime import datetime, timedelta
from functools import partial

from django.db import transaction

from accounts.models import User
from common.clock import shanghai_day
from courses.assessment.models import Piece
from courses.certificates.models import Certificate
from courses.certificates.operations import facts, print_certificate
from courses.cohorts.models import Cohort, Enrolment
from demo.cohorts import TOWN, Run, monday, set_up
from shops.builder.models import Generation
from shops.franchise.models import Shop

PAST = Run("ecommerce", {"zh": "电商第一期", "en": "E-commerce, first cohort"}, TOWN, -30, 10, ("liwei", "tangqiong"))


def load_graduates(people: dict[str, User], at: datetime) -> None:
    """An enrolment and a certificate behind every open demo shop that has none yet."""
    shops = Shop.objects.filter(state=Shop.State.OPEN, certificate_number="", owner__in=people.values())
    for shop in shops.select_related("owner"):
        certificate = graduate(shop.owner, past_cohort(people, at), people["liwei"])
        shop.certificate_number = certificate.number
        shop.save(update_fields=["certificate_number"])
        enrolment, ended = certificate.enrolment, certificate.enrolment.graduated_at or at
        Generation.objects.get_or_create(enrolment=enrolment, defaults={"shop": shop, "generated_at": ended})


def past_cohort(people: dict[str, User], at: datetime) -> Cohort:
    if there := Cohort.objects.filter(name_zh_hans=PAST.name["zh"]).first():
        return there
    cohort = set_up(PAST, monday(shanghai_day(at)))
    cohort.mentors.set(people[key] for key in PAST.mentors)
    return cohort


def graduate(owner: User, cohort: Cohort, mentor: User) -> Certificate:
    """The enrolment as it ended and the certificate it ended with, its PDF printed by a job."""
    started = datetime.combine(cohort.starts_on, datetime.min.time()).astimezone() + timedelta(hours=9)
    ended = started + timedelta(weeks=PAST.lasts, days=-3)
    enrolment = Enrolment.objects.create(
        trainee=owner, cohort=cohort, mentor=mentor, state=Enrolment.State.GRADUATED, started_at=started, graduated_at=ended
    )
    approved = [
        {"piece": piece, "approved_on": shanghai_day(started + timedelta(weeks=week, days=2)).isoformat()}
        for week, piece in enumerate(Piece.values, start=1)
    ]
    certificate = Certificate.objects.create(**facts(enrolment, ended) | {"pieces": approved})
    transaction.on_commit(partial(print_certificate.enqueue, certificate.pk))
    return certificate
