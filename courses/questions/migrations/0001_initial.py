"""The questions, choices and attempts that stood in `courses.assessment`, as they were there."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    dependencies = [("cohorts", "0001_initial"), ("assessment", "0002_questions_to_their_own_part")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="Question",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("lesson_key", models.UUIDField(db_index=True)),
                        ("position", models.PositiveSmallIntegerField(default=1)),
                        ("text", models.CharField(max_length=300, verbose_name="question")),
                        ("text_zh_hans", models.CharField(max_length=300, null=True, verbose_name="question")),
                        ("text_en", models.CharField(max_length=300, null=True, verbose_name="question")),
                    ],
                    options={
                        "ordering": ["lesson_key", "position"],
                        "constraints": [
                            models.UniqueConstraint(fields=("lesson_key", "position"), name="one_question_per_place")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Choice",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("position", models.PositiveSmallIntegerField()),
                        ("text", models.CharField(max_length=300)),
                        ("text_zh_hans", models.CharField(max_length=300, null=True)),
                        ("text_en", models.CharField(max_length=300, null=True)),
                        ("why", models.CharField(max_length=400)),
                        ("why_zh_hans", models.CharField(max_length=400, null=True)),
                        ("why_en", models.CharField(max_length=400, null=True)),
                        ("is_right", models.BooleanField(default=False)),
                        (
                            "question",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="choices", to="questions.question"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["question", "position"],
                        "constraints": [
                            models.UniqueConstraint(fields=("question", "position"), name="one_choice_per_place")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Attempt",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("is_right", models.BooleanField()),
                        ("at", models.DateTimeField()),
                        (
                            "enrolment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="attempts", to="cohorts.enrolment"
                            ),
                        ),
                        (
                            "choice",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="questions.choice"
                            ),
                        ),
                        (
                            "question",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="attempts", to="questions.question"
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["enrolment", "question"], name="assessment__enrolme_0d7680_idx")],
                    },
                ),
            ]
        ),
    ]
