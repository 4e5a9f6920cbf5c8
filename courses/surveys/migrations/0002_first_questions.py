from django.db import migrations
from django.utils import timezone

FIRST = (
    {
        "moment": "stage",
        "face_zh_hans": "这一关您觉得怎么样？", "face_en": "How was this stage for you?",
        "choice_zh_hans": "难不难？", "choice_en": "How hard was it?",
        "choices_zh_hans": "太容易\n正好\n太难\n时间不够", "choices_en": "Too easy\nJust right\nToo hard\nToo little time",
        "sentence_zh_hans": "先改哪一样最好？", "sentence_en": "What should we mend first?",
    },
    {
        "moment": "end",
        "face_zh_hans": "整个训练营您觉得怎么样？", "face_en": "How was the whole boot camp for you?",
        "choice_zh_hans": "什么帮您最多？", "choice_en": "What helped you most?",
        "choices_zh_hans": "课程\n导师\n基地实训\n一起学的人", "choices_en": "The lessons\nMy mentor\nThe days on the base\nThe other trainees",
        "sentence_zh_hans": "邻居问起来，您怎么说？", "sentence_en": "What would you tell a neighbour about it?",
    },
)


def ask(apps, schema_editor):
    questions = apps.get_model("surveys", "Questions")
    for words in FIRST:
        chinese = {name: words[f"{name}_zh_hans"] for name in ("face", "choice", "choices", "sentence")}
        questions.objects.create(**words, **chinese, written_at=timezone.now())


class Migration(migrations.Migration):
    dependencies = [("surveys", "0001_surveys")]
    operations = [migrations.RunPython(ask, migrations.RunPython.noop)]
