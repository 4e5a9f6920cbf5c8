"""Invented people who sign in by code: one for each role, and those who keep the demo shops."""

from datetime import datetime

from accounts.models import Role, User
from accounts.operations import grant_role
from demo.content import read

ROLES = {"graduate": Role.TRAINEE}  # what content calls them, where the house says it otherwise


def role_of(words: dict) -> str:
    return ROLES.get(words["role"], words["role"].replace("_", " "))


def load_people(at: datetime) -> dict[str, User]:
    """Everybody of people.yaml by their key, with their role; those who are there already are left as they are."""
    people = {}
    there = {user.phone: user for user in User.objects.filter(phone__in=[one["phone"] for one in read("people.yaml")])}
    for words in read("people.yaml"):
        people[words["key"]] = there.get(words["phone"]) or invite(words, at)
    return people


def invite(words: dict, at: datetime) -> User:
    """A new person with their role. Nobody has a password: a code is sent to their phone."""
    user = User.objects.create_user(
        name=words["name"]["zh"],
        phone=words["phone"],
        phone_verified=True,
        email=words["email"],
        email_verified=bool(words["email"]),
    )
    grant_role(user=user, role=role_of(words), by=None, at=at)
    return user
