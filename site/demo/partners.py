"""The partner organisations, invented but for the university; their mentors' fields; the cohorts they teach in."""

from datetime import datetime

from accounts.models import Organisation, Role, User
from accounts.operations import grant_role
from courses.cohorts.mentors import set_terms
from courses.cohorts.models import Cohort, MentorTerms
from demo.content import both, read
from demo.pages.blocks import key_of


def load_partners(people: dict[str, User], at: datetime) -> int:
    """Set up the organisations that are not there yet; returns how many."""
    new = [
        words
        for words in read("organisations.yaml")
        if not Organisation.objects.filter(name_zh_hans=words["name"]["zh"]).exists()
    ]
    for words in new:
        one = Organisation.objects.create(
            kind=words["kind"], township=words["township"], **both(words["name"], "name"), **both(words["about"], "about")
        )
        for programme in words["programmes"]:
            for cohort in Cohort.objects.filter(programme_key=key_of(f"learn/{programme}")):
                cohort.organisations.add(one)
        for mentor in words.get("mentors", ()):
            join(mentor, one, people, at)
    return len(new)


def join(words: dict, organisation: Organisation, people: dict[str, User], at: datetime) -> None:
    """A mentor for their company, with their field."""
    person = people[words["who"]]
    grant_role(user=person, role=Role.MENTOR, by=None, at=at, organisation=organisation)
    if not MentorTerms.objects.filter(mentor=person).exists():
        said = {**both(words["field"], "field"), "goods": words["goods"], "most_trainees": words["most"]}
        set_terms(mentor=person, by=None, at=at, **said)
