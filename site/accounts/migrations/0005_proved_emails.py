"""Say of each address whether it was proved, and make Mei@example.com and mei@example.com one.

Proved is what somebody has signed in with: with no number there was no other way. Of people who share an address, it stays with
the one who proved it, else with the one who came last, else with the first. The others lose it, on record; who has nothing
else keeps the account under an address that nobody can receive at (RFC 2606), for an administrator to mend.
"""

from django.db import migrations, models
from django.db.models import Count
from django.db.models.functions import Lower
from django.utils import timezone

BEGINNING = timezone.datetime(1970, 1, 1, tzinfo=timezone.get_fixed_timezone(0))


def mark_proved(apps, schema_editor):
    people = apps.get_model("accounts", "User").objects
    confirmed = apps.get_model("account", "EmailAddress").objects.filter(verified=True).values_list("user_id", "email")
    for user_id, email in confirmed:
        people.filter(pk=user_id, email__iexact=email).update(email_verified=True)
    people.filter(email__isnull=False, phone=None, last_login__isnull=False).update(email_verified=True)


def owner_first(person):
    return (not person.email_verified, -(person.last_login or BEGINNING).timestamp(), person.pk)


def make_one(apps, schema_editor):
    people = apps.get_model("accounts", "User").objects
    audit = apps.get_model("common", "AuditEntry").objects
    small = people.exclude(email=None).annotate(small=Lower("email"))
    shared = small.values("small").annotate(n=Count("pk")).filter(n__gt=1).order_by().values_list("small", flat=True)
    for address in list(shared):
        _owner, *others = sorted(small.filter(small=address), key=owner_first)
        for person in others:
            stand_in = None if person.phone else f"{person.pk}.{address}.invalid"[-254:]
            audit.create(
                action="corrected person", subject=f"accounts.User:{person.pk}", at=timezone.now(),
                details={"fields": "email", "old": {"email": person.email}, "why": "shared with another person"},
            )
            people.filter(pk=person.pk).update(email=stand_in, email_verified=False)
    for person in people.exclude(email=None).exclude(email=Lower("email")):
        people.filter(pk=person.pk).update(email=person.email.lower())


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_channels_and_erasure"), ("account", "0001_initial"), ("common", "0001_initial")]

    operations = [
        migrations.AddField(model_name="user", name="email_verified", field=models.BooleanField(default=False)),
        migrations.RunPython(mark_proved, migrations.RunPython.noop),
        migrations.RunPython(make_one, migrations.RunPython.noop),
    ]
