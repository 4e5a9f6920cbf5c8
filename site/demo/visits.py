"""What two keepers made besides the eight pieces, approved by their mentor and put into their shops by the owners' press."""

from datetime import datetime

from accounts.models import User
from courses.assessment.models import Submission
from courses.cohorts.models import Enrolment
from demo.content import read
from demo.trainee import hand_in, photographs
from shops.builder.visits import place_visits
from shops.franchise.models import Shop


def load_visits(people: dict[str, User], at: datetime) -> None:
    """Everything of coursework/visits.yaml that was not handed in yet; what is in a shop already is the owner's."""
    words = read("coursework/visits.yaml")
    owners = set()
    for work in words["works"]:
        enrolment = Enrolment.objects.filter(trainee=people[work["trainee"]]).select_related("cohort", "trainee").first()
        if enrolment is None or Submission.objects.filter(enrolment=enrolment, assignment__piece=work["piece"]).exists():
            continue
        content = {**work["content"], **photographs(enrolment.trainee, work["photos"], at)}
        hand_in(enrolment, people[words["mentor"]], {**work, "content": content}, at)
        owners.add(enrolment.trainee)
    for owner in owners:
        for shop in Shop.objects.filter(owner=owner)[:1]:
            place_visits(shop=shop, by=owner, at=at)
