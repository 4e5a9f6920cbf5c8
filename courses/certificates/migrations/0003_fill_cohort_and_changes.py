from django.db import migrations
from django.db.models import OuterRef, Subquery


def fill(apps, schema_editor):
    """The cohort of the place, and a first change for what was revoked before changes were kept (by whom, the audit knows)."""
    certificates = apps.get_model('certificates', 'Certificate').objects
    places = apps.get_model('cohorts', 'Enrolment').objects.filter(pk=OuterRef('enrolment'))
    certificates.filter(cohort=None).update(cohort=Subquery(places.values('cohort')[:1]))
    StandingChange = apps.get_model('certificates', 'StandingChange')
    StandingChange.objects.bulk_create(
        StandingChange(certificate=one, kind='revoked', reason=one.revoked_reason, at=one.revoked_at)
        for one in certificates.exclude(revoked_at=None)
    )


class Migration(migrations.Migration):

    dependencies = [
        ('certificates', '0002_cohort_and_batches'),
    ]

    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
