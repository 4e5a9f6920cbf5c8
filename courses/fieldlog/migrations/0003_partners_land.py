"""Plots and herds that are not on own land go to the cohort's demonstration base, else to its cooperative, where it has one."""

from django.db import migrations


def give_to_partners(apps, schema_editor):
    """The first such partner: until now a cohort's trainees worked on one base."""
    Cohort = apps.get_model("cohorts", "Cohort")
    for cohort in Cohort.objects.all():
        holding = [one for kind in ("base", "cooperative") for one in cohort.organisations.filter(kind=kind).order_by("pk")]
        for name in ("Plot", "Herd") if holding else ():
            rows = apps.get_model("fieldlog", name).objects.filter(enrolment__cohort_id=cohort.pk, ground="base")
            rows.filter(organisation=None).update(organisation=holding[0])


class Migration(migrations.Migration):
    dependencies = [("fieldlog", "0002_whose_land_and_closing"), ("cohorts", "0005_stages_open_early")]
    operations = [migrations.RunPython(give_to_partners, migrations.RunPython.noop)]
