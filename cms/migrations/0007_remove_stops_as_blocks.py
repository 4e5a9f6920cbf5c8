from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("cms", "0006_carry_stops_into_rows")]
    operations = [migrations.RemoveField(model_name="routepage", name="stops")]
