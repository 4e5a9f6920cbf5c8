"""All kinds of questions, their versions, and graded tests."""

import django.db.models.deletion
import modelcluster.fields
import uuid
from django.db import migrations, models


def say_what_was_given(apps, schema_editor):
    """Each question begins a family of its own; an attempt's answer is its choice's id as text."""
    for question in apps.get_model('questions', 'Question').objects.order_by('pk'):
        question.family = uuid.uuid4()
        question.save(update_fields=['family'])
    for attempt in apps.get_model('questions', 'Attempt').objects.iterator():
        attempt.given, attempt.score = str(attempt.choice_id), int(attempt.is_right)
        attempt.save(update_fields=['given', 'score'])


class Migration(migrations.Migration):

    dependencies = [
        ('cohorts', '0001_initial'),
        ('questions', '0001_initial'),
        ('wagtailimages', '0027_image_description'),
    ]

    operations = [
        migrations.CreateModel(
            name='Answer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('given', models.CharField(blank=True, max_length=200)),
                ('typed', models.CharField(blank=True, max_length=200)),
                ('score', models.DecimalField(decimal_places=4, max_digits=5, null=True)),
            ],
            options={
                'ordering': ['sitting', 'position'],
            },
        ),
        migrations.CreateModel(
            name='Sitting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('started_at', models.DateTimeField()),
                ('handed_in_at', models.DateTimeField(blank=True, null=True)),
                ('points', models.DecimalField(decimal_places=4, max_digits=8, null=True)),
                ('percent', models.DecimalField(decimal_places=2, max_digits=5, null=True)),
                ('has_passed', models.BooleanField(default=False)),
            ],
            options={
                'ordering': ['enrolment', 'test', 'number'],
            },
        ),
        migrations.CreateModel(
            name='Test',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('module_key', models.UUIDField(unique=True, verbose_name='stage')),
                ('title', models.CharField(max_length=120, verbose_name='title')),
                ('title_zh_hans', models.CharField(max_length=120, null=True, verbose_name='title')),
                ('title_en', models.CharField(max_length=120, null=True, verbose_name='title')),
                ('about', models.CharField(blank=True, max_length=300, verbose_name='what it is about')),
                ('about_zh_hans', models.CharField(blank=True, max_length=300, null=True, verbose_name='what it is about')),
                ('about_en', models.CharField(blank=True, max_length=300, null=True, verbose_name='what it is about')),
                ('draw', models.PositiveSmallIntegerField(blank=True, help_text="Leave empty to ask all of the test's questions.", null=True, verbose_name='questions drawn')),
                ('pass_mark', models.PositiveSmallIntegerField(default=60, verbose_name='pass mark in percent')),
                ('attempts', models.PositiveSmallIntegerField(default=3, verbose_name='attempts allowed')),
                ('opens_at', models.DateTimeField(blank=True, null=True, verbose_name='open from')),
                ('closes_at', models.DateTimeField(blank=True, null=True, verbose_name='open until')),
            ],
            options={
                'verbose_name': 'test',
                'verbose_name_plural': 'tests',
                'ordering': ['pk'],
            },
        ),
        migrations.RemoveConstraint(
            model_name='question',
            name='one_question_per_place',
        ),
        migrations.RenameIndex(
            model_name='attempt',
            new_name='questions_a_enrolme_ce1550_idx',
            old_name='assessment__enrolme_0d7680_idx',
        ),
        migrations.AddField(
            model_name='attempt',
            name='given',
            field=models.CharField(default='', max_length=200),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='attempt',
            name='score',
            field=models.DecimalField(decimal_places=4, default=0, max_digits=5),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='choice',
            name='partner',
            field=models.CharField(blank=True, max_length=300, verbose_name='what it is matched with'),
        ),
        migrations.AddField(
            model_name='choice',
            name='partner_en',
            field=models.CharField(blank=True, max_length=300, null=True, verbose_name='what it is matched with'),
        ),
        migrations.AddField(
            model_name='choice',
            name='partner_zh_hans',
            field=models.CharField(blank=True, max_length=300, null=True, verbose_name='what it is matched with'),
        ),
        migrations.AddField(
            model_name='question',
            name='drawing',
            field=models.CharField(blank=True, max_length=40, verbose_name='drawing'),
        ),
        migrations.AddField(
            model_name='question',
            name='explanation',
            field=models.CharField(blank=True, max_length=600, verbose_name='why it is so'),
        ),
        migrations.AddField(
            model_name='question',
            name='explanation_en',
            field=models.CharField(blank=True, max_length=600, null=True, verbose_name='why it is so'),
        ),
        migrations.AddField(
            model_name='question',
            name='explanation_zh_hans',
            field=models.CharField(blank=True, max_length=600, null=True, verbose_name='why it is so'),
        ),
        migrations.AddField(
            model_name='question',
            name='family',
            field=models.UUIDField(db_index=True, default=uuid.uuid4, editable=False),
        ),
        migrations.AddField(
            model_name='question',
            name='hint',
            field=models.CharField(blank=True, max_length=300, verbose_name='hint after a wrong try'),
        ),
        migrations.AddField(
            model_name='question',
            name='hint_en',
            field=models.CharField(blank=True, max_length=300, null=True, verbose_name='hint after a wrong try'),
        ),
        migrations.AddField(
            model_name='question',
            name='hint_zh_hans',
            field=models.CharField(blank=True, max_length=300, null=True, verbose_name='hint after a wrong try'),
        ),
        migrations.AddField(
            model_name='question',
            name='is_current',
            field=models.BooleanField(default=True, editable=False),
        ),
        migrations.AddField(
            model_name='question',
            name='kind',
            field=models.CharField(choices=[('single', 'One right answer'), ('several', 'Several right answers'), ('number', 'A number'), ('order', 'Put in order'), ('match', 'Match pairs')], default='single', max_length=8, verbose_name='kind'),
        ),
        migrations.AddField(
            model_name='question',
            name='number',
            field=models.DecimalField(blank=True, decimal_places=4, max_digits=14, null=True, verbose_name='right number'),
        ),
        migrations.AddField(
            model_name='question',
            name='photo',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailimages.image', verbose_name='photo'),
        ),
        migrations.AddField(
            model_name='question',
            name='tolerance',
            field=models.DecimalField(blank=True, decimal_places=4, max_digits=14, null=True, verbose_name='how far off still counts'),
        ),
        migrations.AddField(
            model_name='question',
            name='topics',
            field=models.CharField(blank=True, help_text='Separated by commas.', max_length=200, verbose_name='topics'),
        ),
        migrations.AddField(
            model_name='question',
            name='unit',
            field=models.CharField(blank=True, max_length=20, verbose_name='unit'),
        ),
        migrations.AddField(
            model_name='question',
            name='unit_en',
            field=models.CharField(blank=True, max_length=20, null=True, verbose_name='unit'),
        ),
        migrations.AddField(
            model_name='question',
            name='unit_zh_hans',
            field=models.CharField(blank=True, max_length=20, null=True, verbose_name='unit'),
        ),
        migrations.AddField(
            model_name='question',
            name='version',
            field=models.PositiveSmallIntegerField(default=1, editable=False),
        ),
        migrations.RunPython(say_what_was_given, migrations.RunPython.noop),
        migrations.RemoveField(
            model_name='attempt',
            name='choice',
        ),
        migrations.AlterField(
            model_name='attempt',
            name='question',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attempts', to='questions.question'),
        ),
        migrations.AlterField(
            model_name='choice',
            name='is_right',
            field=models.BooleanField(default=False, verbose_name='right'),
        ),
        migrations.AlterField(
            model_name='choice',
            name='position',
            field=models.PositiveSmallIntegerField(default=1, editable=False),
        ),
        migrations.AlterField(
            model_name='choice',
            name='question',
            field=modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='choices', to='questions.question'),
        ),
        migrations.AlterField(
            model_name='choice',
            name='text',
            field=models.CharField(max_length=300, verbose_name='choice'),
        ),
        migrations.AlterField(
            model_name='choice',
            name='text_en',
            field=models.CharField(max_length=300, null=True, verbose_name='choice'),
        ),
        migrations.AlterField(
            model_name='choice',
            name='text_zh_hans',
            field=models.CharField(max_length=300, null=True, verbose_name='choice'),
        ),
        migrations.AlterField(
            model_name='choice',
            name='why',
            field=models.CharField(blank=True, max_length=400, verbose_name='what to say when it is chosen'),
        ),
        migrations.AlterField(
            model_name='choice',
            name='why_en',
            field=models.CharField(blank=True, max_length=400, null=True, verbose_name='what to say when it is chosen'),
        ),
        migrations.AlterField(
            model_name='choice',
            name='why_zh_hans',
            field=models.CharField(blank=True, max_length=400, null=True, verbose_name='what to say when it is chosen'),
        ),
        migrations.AlterField(
            model_name='question',
            name='lesson_key',
            field=models.UUIDField(blank=True, db_index=True, null=True, verbose_name='lesson'),
        ),
        migrations.AlterField(
            model_name='question',
            name='position',
            field=models.PositiveSmallIntegerField(default=1, verbose_name='place in its lesson or test'),
        ),
        migrations.AddField(
            model_name='answer',
            name='question',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='questions.question'),
        ),
        migrations.AddField(
            model_name='sitting',
            name='enrolment',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sittings', to='cohorts.enrolment'),
        ),
        migrations.AddField(
            model_name='answer',
            name='sitting',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='questions.sitting'),
        ),
        migrations.AddConstraint(
            model_name='test',
            constraint=models.CheckConstraint(condition=models.Q(('pass_mark__gte', 1), ('pass_mark__lte', 100)), name='pass_mark_is_percent'),
        ),
        migrations.AddConstraint(
            model_name='test',
            constraint=models.CheckConstraint(condition=models.Q(('attempts__gte', 1)), name='test_has_attempts'),
        ),
        migrations.AddConstraint(
            model_name='test',
            constraint=models.CheckConstraint(condition=models.Q(('draw', None), ('draw__gte', 1), _connector='OR'), name='test_draws_something'),
        ),
        migrations.AddField(
            model_name='sitting',
            name='test',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sittings', to='questions.test'),
        ),
        migrations.AddField(
            model_name='question',
            name='test',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='questions', to='questions.test', verbose_name='test'),
        ),
        migrations.AddConstraint(
            model_name='question',
            constraint=models.UniqueConstraint(fields=('family', 'version'), name='one_row_per_version'),
        ),
        migrations.AddConstraint(
            model_name='question',
            constraint=models.UniqueConstraint(condition=models.Q(('is_current', True)), fields=('family',), name='one_current_version'),
        ),
        migrations.AddConstraint(
            model_name='question',
            constraint=models.UniqueConstraint(condition=models.Q(('is_current', True)), fields=('lesson_key', 'position'), name='one_question_per_place'),
        ),
        migrations.AddConstraint(
            model_name='question',
            constraint=models.CheckConstraint(condition=models.Q(('tolerance', None), ('tolerance__gte', 0), _connector='OR'), name='tolerance_not_negative'),
        ),
        migrations.AddConstraint(
            model_name='question',
            constraint=models.CheckConstraint(condition=models.Q(('lesson_key', None), ('test', None), _connector='OR'), name='in_a_lesson_or_a_test'),
        ),
        migrations.AddConstraint(
            model_name='question',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'number'), _negated=True), models.Q(('number__isnull', False), ('tolerance__isnull', False)), _connector='OR'), name='number_has_its_number'),
        ),
        migrations.AddConstraint(
            model_name='answer',
            constraint=models.UniqueConstraint(fields=('sitting', 'question'), name='one_answer_per_question'),
        ),
        migrations.AddConstraint(
            model_name='answer',
            constraint=models.UniqueConstraint(fields=('sitting', 'position'), name='one_question_per_step'),
        ),
        migrations.AddConstraint(
            model_name='sitting',
            constraint=models.UniqueConstraint(fields=('enrolment', 'test', 'number'), name='one_sitting_per_number'),
        ),
        migrations.AddConstraint(
            model_name='sitting',
            constraint=models.CheckConstraint(condition=models.Q(('percent', None), models.Q(('percent__gte', 0), ('percent__lte', 100)), _connector='OR'), name='sitting_up_to_all_of_it'),
        ),
        migrations.AlterModelOptions(
            name='question',
            options={'ordering': ['lesson_key', 'test', 'position', 'pk'], 'verbose_name': 'question', 'verbose_name_plural': 'questions'},
        ),
    ]
