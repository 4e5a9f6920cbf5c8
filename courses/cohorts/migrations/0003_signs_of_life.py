"""Fills in when each trainee was last active, from the work that is there."""

from django.db import migrations
from django.db.models import Max


def fill_in(apps, schema_editor):
    Enrolment = apps.get_model("cohorts", "Enrolment")
    rows = Enrolment.objects.annotate(ticked=Max("lessons_done__completed_at"))
    sent = dict(Enrolment.objects.annotate(sent=Max("submissions__sent_at")).values_list("pk", "sent"))
    saved = dict(Enrolment.objects.annotate(saved=Max("submissions__draft_saved_at")).values_list("pk", "saved"))
    answered = dict(Enrolment.objects.annotate(at=Max("submissions__versions__review__at")).values_list("pk", "at"))
    for pk, ticked in rows.values_list("pk", "ticked"):
        signs = [sign for sign in (ticked, sent[pk], saved[pk]) if sign]
        Enrolment.objects.filter(pk=pk).update(last_active_at=max(signs, default=None), last_contact_at=answered[pk])


class Migration(migrations.Migration):
    dependencies = [("cohorts", "0002_keeping_places"), ("assessment", "0001_initial")]
    operations = [migrations.RunPython(fill_in, migrations.RunPython.noop)]
