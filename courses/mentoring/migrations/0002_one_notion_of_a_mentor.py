"""A mentor's card and days away become one with what is kept of mentors in cohorts; nothing of either is lost.

Where both said what a mentor knows best, the mentor's own words stay: trainees have read those. Days away that overlap
become one absence, with the reasons of both.
"""

from django.db import migrations

FIELDS = ("field", "field_zh_hans", "field_en")
LONGEST = 200  # of the words for an absence


def joined(absences):
    """(first, last, words) rows, those that share a day made one, by time."""
    found = []
    for first, last, words in sorted(absences, key=lambda one: one[:2]):
        if found and first <= found[-1][1]:
            begin, end, said = found[-1]
            both = "; ".join(dict.fromkeys(filter(None, (said, words))))
            found[-1] = (begin, max(end, last), both[:LONGEST])
        else:
            found.append((first, last, words))
    return found


def move_cards(apps, schema_editor):
    terms = apps.get_model("cohorts", "MentorTerms").objects
    for card in apps.get_model("mentoring", "MentorProfile").objects.all():
        kept, _new = terms.get_or_create(mentor_id=card.mentor_id, defaults={"goods": []})
        for name in FIELDS:
            if said := getattr(card, name):
                setattr(kept, name, said)
        kept.wants_digest, kept.usual_hours = card.wants_digest, card.usual_hours
        kept.save()


def move_absences(apps, schema_editor):
    one_list = apps.get_model("cohorts", "MentorLeave").objects
    other = apps.get_model("mentoring", "Leave").objects
    for mentor_id in other.order_by("mentor_id").values_list("mentor_id", flat=True).distinct():
        known = list(one_list.filter(mentor_id=mentor_id).values_list("starts_on", "ends_on", "words"))
        more = [(*days, "") for days in other.filter(mentor_id=mentor_id).values_list("from_on", "until_on")]
        one_list.filter(mentor_id=mentor_id).delete()
        for first, last, words in joined(known + more):
            one_list.create(mentor_id=mentor_id, starts_on=first, ends_on=last, words=words)


class Migration(migrations.Migration):
    dependencies = [("mentoring", "0001_questions_hours_and_replies"), ("cohorts", "0006_one_notion_of_a_mentor")]

    operations = [
        migrations.RunPython(move_cards, migrations.RunPython.noop),
        migrations.RunPython(move_absences, migrations.RunPython.noop),
    ]
