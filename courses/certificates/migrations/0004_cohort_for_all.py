import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('certificates', '0003_fill_cohort_and_changes'),
    ]

    operations = [
        migrations.AlterField(
            model_name='certificate',
            name='cohort',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='certificates', to='cohorts.cohort'),
        ),
    ]
