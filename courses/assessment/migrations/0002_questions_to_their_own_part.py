"""Questions become a part of their own, `courses.questions`: the tables take its name, with all that is in them."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("assessment", "0001_initial")]

    operations = [
        migrations.AlterModelTable("Question", "questions_question"),
        migrations.AlterModelTable("Choice", "questions_choice"),
        migrations.AlterModelTable("Attempt", "questions_attempt"),
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.DeleteModel("Attempt"),
                migrations.DeleteModel("Choice"),
                migrations.DeleteModel("Question"),
            ]
        ),
    ]
