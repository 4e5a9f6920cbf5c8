"""What two keepers made besides the eight pieces, approved by their mentor and put into their shops by the owners' press, in
English too."""

from datetime import datetime

from accounts.models import User
from courses.assessment.models import Submission
from courses.cohorts.models import Enrolment
from demo.content import read
from demo.trainee import hand_in, photographs
from shops.builder.visits import change_visit, place_visits
from shops.franchise.models import Shop


def load_visits(people: dict[str, User], at: datetime) -> None:
    """Everything of coursework/visits.yaml that was not handed in yet; what is in a shop already is the owner's."""
    words = read("coursework/visits.yaml")
    english: dict[User, dict[str, dict[str, str]]] = {}
    for work in words["works"]:
        enrolment = Enrolment.objects.filter(trainee=people[work["trainee"]]).select_related("cohort", "trainee").first()
        if enrolment is None or Submission.objects.filter(enrolment=enrolment, assignment__piece=work["piece"]).exists():
            continue
        content = {**work["content"], **photographs(enrolment.trainee, work["photos"], at)}
        hand_in(enrolment, people[words["mentor"]], {**work, "content": content}, at)
        english.setdefault(enrolment.trainee, {})[work["piece"]] = work["english"]
    for owner, words_of in english.items():
        for shop in Shop.objects.filter(owner=owner)[:1]:
            for visit in place_visits(shop=shop, by=owner, at=at):
                change_visit(visit=visit, by=owner, at=at, changes=words_of[visit.kind])
