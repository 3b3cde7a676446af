import core.fields
import core.refs
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("applications", "0002_whole_recruitment"),
        ("shortlisting", "0001_initial"),
        ("vacancies", "0002_whole_recruitment"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Activity",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("interview", "Panel interview"),
                            ("lesson", "Lesson or small group"),
                            ("data_task", "Data task"),
                            ("in_tray", "In-tray task"),
                            ("writing", "Writing task"),
                            ("learning_walk", "Learning walk"),
                            ("presentation", "Presentation"),
                            ("student_panel", "Student panel"),
                            ("own", "Something else"),
                            ("together", "Everybody together"),
                        ],
                        max_length=13,
                    ),
                ),
                ("title", models.CharField(max_length=120)),
                ("room", models.CharField(blank=True, max_length=80)),
                ("minutes", models.PositiveSmallIntegerField()),
                ("together_at", models.TimeField(blank=True, null=True)),
                ("also_needed", models.CharField(blank=True, max_length=200)),
                ("second_part", models.BooleanField(default=False)),
                ("candidates_choose", models.BooleanField(default=False)),
                ("task", models.CharField(blank=True, max_length=40)),
                ("brief", models.TextField(blank=True)),
                ("materials", models.TextField(blank=True)),
                ("position", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "verbose_name_plural": "activities",
                "ordering": ["position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Answer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("asked", models.BooleanField(default=False)),
                ("note", models.TextField(blank=True)),
                (
                    "judgement",
                    models.CharField(
                        blank=True,
                        choices=[("met", "Met"), ("partly", "Partly met"), ("not_met", "Not met")],
                        max_length=7,
                    ),
                ),
                ("kept_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
        ),
        migrations.CreateModel(
            name="Booking",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(default=core.refs.new_ref, max_length=10, unique=True)),
                ("adjusted", core.fields.EncryptedJSONField(blank=True, null=True)),
                ("sequence", models.PositiveSmallIntegerField(default=0)),
                ("told", models.CharField(blank=True, max_length=64)),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                ("asked", models.TextField(blank=True)),
                ("asked_at", models.DateTimeField(blank=True, null=True)),
                ("answer", models.TextField(blank=True)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("stays", models.BooleanField(blank=True, null=True)),
                ("stays_reason", models.TextField(blank=True)),
                ("stays_at", models.DateTimeField(blank=True, null=True)),
                ("cancelled_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="CalibrationScore",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("value", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "judgement",
                    models.CharField(
                        blank=True,
                        choices=[("met", "Met"), ("partly", "Partly met"), ("not_met", "Not met")],
                        max_length=7,
                    ),
                ),
                ("note", models.TextField(blank=True)),
                ("scored_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
        ),
        migrations.CreateModel(
            name="ConflictDeclaration",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("knows", models.BooleanField(default=False)),
                ("how", models.TextField(blank=True)),
                ("declared_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "decision",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("recuse", "They do not score this candidate"),
                            ("go_on", "They may score this candidate"),
                        ],
                        max_length=6,
                    ),
                ),
                ("reason", models.TextField(blank=True)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["declared_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Feedback",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "stage",
                    models.CharField(
                        choices=[("sift", "Sift"), ("interview", "Interview"), ("task", "Task")], max_length=9
                    ),
                ),
                ("strength", models.BooleanField()),
                ("words", models.TextField(blank=True)),
                ("written_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "ordering": ["criterion__position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="HrCheck",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
        ),
        migrations.CreateModel(
            name="InterviewDay",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField()),
                ("starts_at", models.TimeField()),
                ("ends_at", models.TimeField()),
                ("second_part_at", models.TimeField(blank=True, null=True)),
                ("turnaround", models.PositiveSmallIntegerField(default=5)),
                ("place", models.CharField(blank=True, max_length=300)),
                ("note", models.TextField(blank=True)),
                ("made_at", models.DateTimeField(blank=True, null=True)),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                ("short_notice_reason", models.TextField(blank=True)),
                ("cancelled_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["on", "starts_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Question",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(blank=True, max_length=60)),
                ("area", models.CharField(blank=True, max_length=40)),
                ("text", models.TextField()),
                ("follow_ups", models.TextField(blank=True)),
                ("listen_for", models.TextField(blank=True)),
                ("safeguarding", models.BooleanField(default=False)),
                ("position", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "ordering": ["position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Release",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "stage",
                    models.CharField(
                        choices=[("sift", "Sift"), ("interview", "Interview"), ("task", "Task")], max_length=9
                    ),
                ),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("due_at", models.DateTimeField()),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                ("stopped_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["asked_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Slot",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("by_hand", models.BooleanField(default=False)),
            ],
            options={
                "ordering": ["starts_at", "pk"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="scoresheet",
            name="sheet_once",
        ),
        migrations.RemoveConstraint(
            model_name="scoresheet",
            name="sheet_number_once",
        ),
        migrations.AddField(
            model_name="decision",
            name="added_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="decision",
            name="added_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="decision",
            name="reserve_place",
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="place in reserve"),
        ),
        migrations.AddField(
            model_name="panel",
            name="calibrates",
            field=models.BooleanField(default=False, verbose_name="everybody scores the same two first"),
        ),
        migrations.AddField(
            model_name="panel",
            name="rest_opened_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="panel",
            name="rest_opened_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="panel",
            name="tie_criterion",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="vacancies.criterion",
            ),
        ),
        migrations.AddField(
            model_name="panel",
            name="ties",
            field=models.CharField(
                choices=[
                    ("desirables", "By the desirables"),
                    ("criterion", "By one criterion first, then by the desirables"),
                    ("passed", "By how many essentials reach the pass mark, then by the desirables"),
                    ("none", "By nothing: they stay level, and the chair decides"),
                ],
                default="desirables",
                max_length=10,
                verbose_name="how ties are broken",
            ),
        ),
        migrations.AddField(
            model_name="score",
            name="entered_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="scoresheet",
            name="calibrated_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="scoresheet",
            name="first_round",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="scoresheet",
            name="set_aside_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="scoresheet",
            name="waits",
            field=models.BooleanField(default=False),
        ),
        migrations.AlterField(
            model_name="agreedscore",
            name="stage",
            field=models.CharField(
                choices=[("sift", "Sift"), ("interview", "Interview"), ("task", "Task")], default="sift", max_length=9
            ),
        ),
        migrations.AlterField(
            model_name="decision",
            name="stage",
            field=models.CharField(
                choices=[("sift", "Sift"), ("interview", "Interview"), ("task", "Task")], max_length=9
            ),
        ),
        migrations.AlterField(
            model_name="scoresheet",
            name="stage",
            field=models.CharField(
                choices=[("sift", "Sift"), ("interview", "Interview"), ("task", "Task")], default="sift", max_length=9
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("added_at__isnull", True), ("added_by__isnull", True)),
                    models.Q(("added_at__isnull", False), ("added_by__isnull", False), ("outcome", "shortlist")),
                    _connector="OR",
                ),
                name="decision_added_by_and_at",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(("reserve_place__isnull", True), ("outcome", "reserve"), _connector="OR"),
                name="decision_place_in_reserve",
            ),
        ),
        migrations.AddConstraint(
            model_name="panel",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("rest_opened_at__isnull", True), ("rest_opened_by__isnull", True)),
                    models.Q(("rest_opened_at__isnull", False), ("rest_opened_by__isnull", False)),
                    _connector="OR",
                ),
                name="panel_rest_opened_by_and_at",
            ),
        ),
        migrations.AddField(
            model_name="activity",
            name="criteria",
            field=models.ManyToManyField(blank=True, related_name="activities", to="vacancies.criterion"),
        ),
        migrations.AddField(
            model_name="activity",
            name="members",
            field=models.ManyToManyField(blank=True, related_name="activities", to="shortlisting.panelmember"),
        ),
        migrations.AddField(
            model_name="scoresheet",
            name="activity",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="sheets",
                to="shortlisting.activity",
            ),
        ),
        migrations.AddConstraint(
            model_name="scoresheet",
            constraint=models.UniqueConstraint(
                condition=models.Q(("activity", None)), fields=("member", "application", "stage"), name="sheet_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="scoresheet",
            constraint=models.UniqueConstraint(
                condition=models.Q(("activity__isnull", False)),
                fields=("member", "application", "activity"),
                name="sheet_once_an_activity",
            ),
        ),
        migrations.AddConstraint(
            model_name="scoresheet",
            constraint=models.UniqueConstraint(
                condition=models.Q(("activity", None)), fields=("member", "stage", "number"), name="sheet_number_once"
            ),
        ),
        migrations.AddField(
            model_name="answer",
            name="sheet",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="answers", to="shortlisting.scoresheet"
            ),
        ),
        migrations.AddField(
            model_name="booking",
            name="answered_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="booking",
            name="application",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="bookings",
                to="applications.application",
            ),
        ),
        migrations.AddField(
            model_name="booking",
            name="member",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="bookings",
                to="shortlisting.panelmember",
            ),
        ),
        migrations.AddField(
            model_name="booking",
            name="stays_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="calibrationscore",
            name="criterion",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vacancies.criterion"
            ),
        ),
        migrations.AddField(
            model_name="calibrationscore",
            name="entered_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="calibrationscore",
            name="sheet",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="originals", to="shortlisting.scoresheet"
            ),
        ),
        migrations.AddField(
            model_name="conflictdeclaration",
            name="application",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="conflicts", to="applications.application"
            ),
        ),
        migrations.AddField(
            model_name="conflictdeclaration",
            name="decided_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="conflictdeclaration",
            name="entered_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="conflictdeclaration",
            name="member",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="conflicts", to="shortlisting.panelmember"
            ),
        ),
        migrations.AddField(
            model_name="feedback",
            name="application",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="feedback", to="applications.application"
            ),
        ),
        migrations.AddField(
            model_name="feedback",
            name="criterion",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vacancies.criterion"
            ),
        ),
        migrations.AddField(
            model_name="feedback",
            name="written_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="hrcheck",
            name="made_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="hrcheck",
            name="panel",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE, related_name="hr_check", to="shortlisting.panel"
            ),
        ),
        migrations.AddField(
            model_name="interviewday",
            name="panel",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="days", to="shortlisting.panel"
            ),
        ),
        migrations.AddField(
            model_name="booking",
            name="day",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="bookings", to="shortlisting.interviewday"
            ),
        ),
        migrations.AddField(
            model_name="activity",
            name="day",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="activities", to="shortlisting.interviewday"
            ),
        ),
        migrations.AddField(
            model_name="question",
            name="activity",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="questions", to="shortlisting.activity"
            ),
        ),
        migrations.AddField(
            model_name="question",
            name="criterion",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="interview_questions",
                to="vacancies.criterion",
            ),
        ),
        migrations.AddField(
            model_name="answer",
            name="question",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="answers", to="shortlisting.question"
            ),
        ),
        migrations.AddField(
            model_name="release",
            name="asked_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="release",
            name="panel",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="releases", to="shortlisting.panel"
            ),
        ),
        migrations.AddField(
            model_name="release",
            name="stopped_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="slot",
            name="activity",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="slots", to="shortlisting.activity"
            ),
        ),
        migrations.AddField(
            model_name="slot",
            name="application",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="interview_slots",
                to="applications.application",
            ),
        ),
        migrations.AddConstraint(
            model_name="calibrationscore",
            constraint=models.UniqueConstraint(fields=("sheet", "criterion"), name="calibration_score_once"),
        ),
        migrations.AddConstraint(
            model_name="conflictdeclaration",
            constraint=models.UniqueConstraint(fields=("member", "application"), name="conflict_declared_once"),
        ),
        migrations.AddConstraint(
            model_name="conflictdeclaration",
            constraint=models.CheckConstraint(
                condition=models.Q(("knows", False), models.Q(("how", ""), _negated=True), _connector="OR"),
                name="conflict_says_how",
            ),
        ),
        migrations.AddConstraint(
            model_name="conflictdeclaration",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("decided_at__isnull", True), ("decided_by__isnull", True), ("decision", ""), ("reason", "")
                    ),
                    models.Q(
                        ("decided_at__isnull", False),
                        ("decided_by__isnull", False),
                        ("knows", True),
                        models.Q(("decision", ""), _negated=True),
                        models.Q(("reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="conflict_decided_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="feedback",
            constraint=models.UniqueConstraint(fields=("application", "stage", "criterion"), name="feedback_once"),
        ),
        migrations.AddConstraint(
            model_name="interviewday",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_at__gt", models.F("starts_at"))), name="interview_day_ends_later"
            ),
        ),
        migrations.AddConstraint(
            model_name="interviewday",
            constraint=models.UniqueConstraint(
                condition=models.Q(("cancelled_at", None)), fields=("panel", "on"), name="interview_day_once_a_date"
            ),
        ),
        migrations.AddConstraint(
            model_name="booking",
            constraint=models.UniqueConstraint(fields=("day", "application"), name="booking_once_a_candidate"),
        ),
        migrations.AddConstraint(
            model_name="booking",
            constraint=models.UniqueConstraint(fields=("day", "member"), name="booking_once_a_member"),
        ),
        migrations.AddConstraint(
            model_name="booking",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("application__isnull", True), ("member__isnull", False)),
                    models.Q(("application__isnull", False), ("member__isnull", True)),
                    _connector="OR",
                ),
                name="booking_of_one_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="booking",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("stays", None), ("stays_at", None), ("stays_by", None)),
                    models.Q(("stays__isnull", False), ("stays_at__isnull", False), ("stays_by__isnull", False)),
                    _connector="OR",
                ),
                name="booking_stays_by_and_at",
            ),
        ),
        migrations.AddConstraint(
            model_name="activity",
            constraint=models.CheckConstraint(
                condition=models.Q(("minutes__gte", 5), ("minutes__lte", 480)), name="activity_5_minutes_to_8_hours"
            ),
        ),
        migrations.AddConstraint(
            model_name="activity",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "together"), ("together_at__isnull", False)),
                    models.Q(models.Q(("kind", "together"), _negated=True), ("together_at", None)),
                    _connector="OR",
                ),
                name="activity_together_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="answer",
            constraint=models.UniqueConstraint(fields=("sheet", "question"), name="answer_once"),
        ),
        migrations.AddConstraint(
            model_name="release",
            constraint=models.UniqueConstraint(
                condition=models.Q(("done_at", None), ("stopped_at", None)),
                fields=("panel", "stage"),
                name="release_one_waits",
            ),
        ),
        migrations.AddConstraint(
            model_name="release",
            constraint=models.CheckConstraint(
                condition=models.Q(("done_at__isnull", True), ("stopped_at__isnull", True), _connector="OR"),
                name="release_done_or_stopped",
            ),
        ),
        migrations.AddConstraint(
            model_name="slot",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_at__gt", models.F("starts_at"))), name="slot_ends_later"
            ),
        ),
        migrations.AddConstraint(
            model_name="slot",
            constraint=models.UniqueConstraint(
                condition=models.Q(("application__isnull", False)),
                fields=("activity", "application"),
                name="slot_once_a_candidate",
            ),
        ),
    ]
