"""Every criterion gets the three usual levels; a mark of an old review becomes the level it meant."""

from django.db import migrations

USUAL = (("还不行", "Not yet"), ("差一点", "Nearly"), ("好", "Good"))
MEANT = {"good": 3, "change": 2}


def give_levels(apps, schema_editor):
    Criterion, Level = apps.get_model("assessment", "Criterion"), apps.get_model("assessment", "Level")
    for criterion in Criterion.objects.filter(levels=None):
        for position, (zh, en) in enumerate(USUAL, start=1):
            Level.objects.create(criterion=criterion, position=position, words=zh, words_zh_hans=zh, words_en=en)


def marks_to_levels(apps, schema_editor):
    Review, Level = apps.get_model("assessment", "Review"), apps.get_model("assessment", "Level")
    levels = {(str(level.criterion_id), level.position): str(level.pk) for level in Level.objects.all()}
    for review in Review.objects.exclude(marks={}).iterator():
        review.marks = {
            key: levels.get((key, MEANT[mark]), "") if mark in MEANT else mark for key, mark in review.marks.items()
        }
        review.marks = {key: level for key, level in review.marks.items() if level}
        review.save(update_fields=["marks"])


def levels_to_marks(apps, schema_editor):
    Review, Level = apps.get_model("assessment", "Review"), apps.get_model("assessment", "Level")
    best = {}
    for level in Level.objects.order_by("position"):
        best[str(level.criterion_id)] = str(level.pk)
    for review in Review.objects.exclude(marks={}).iterator():
        review.marks = {key: "good" if best.get(key) == mark else "change" for key, mark in review.marks.items()}
        review.save(update_fields=["marks"])


class Migration(migrations.Migration):
    dependencies = [("assessment", "0003_levels_comments_and_enclosures")]
    operations = [
        migrations.RunPython(give_levels, migrations.RunPython.noop),
        migrations.RunPython(marks_to_levels, levels_to_marks),
    ]
