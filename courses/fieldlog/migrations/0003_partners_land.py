"""Plots and herds that are not on own land go to the cohort's demonstration base, where it has exactly one."""

from django.db import migrations


def give_to_partners(apps, schema_editor):
    """Where a cohort has several bases, or none, nobody knows whose land it was: it stays open, to be put right by hand."""
    Cohort = apps.get_model("cohorts", "Cohort")
    for cohort in Cohort.objects.all():
        bases = list(cohort.organisations.filter(kind="base")[:2])
        for name in ("Plot", "Herd") if len(bases) == 1 else ():
            rows = apps.get_model("fieldlog", name).objects.filter(enrolment__cohort_id=cohort.pk, ground="base")
            rows.filter(organisation=None).update(organisation=bases[0])


class Migration(migrations.Migration):
    dependencies = [("fieldlog", "0002_whose_land_and_closing"), ("cohorts", "0005_stages_open_early")]
    operations = [migrations.RunPython(give_to_partners, migrations.RunPython.noop)]
