"""An organisation's name so far was its Chinese one."""

from django.db import migrations
from django.db.models import F


def fill_in(apps, schema_editor):
    Organisation = apps.get_model("accounts", "Organisation")
    Organisation.objects.filter(name_zh_hans=None).update(name_zh_hans=F("name"), about_zh_hans=F("about"))


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_partner_organisations")]
    operations = [migrations.RunPython(fill_in, migrations.RunPython.noop)]
