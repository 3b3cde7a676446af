import core.fields
import core.refs
import django.db.models.deletion
import django.utils.timezone
import shortlisting.models.score
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    # On an empty database this stands for the two, which made the same tables step by step.
    replaces = [("shortlisting", "0001_initial"), ("shortlisting", "0002_whole_recruitment")]

    initial = True

    dependencies = [
        ("accounts", "__first__"),
        ("applications", "0001_initial"),
        ("vacancies", "0002_whole_recruitment"),
    ]

    operations = [
        migrations.CreateModel(
            name="Panel",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sift_opened_at", models.DateTimeField(blank=True, null=True)),
                ("sift_due_on", models.DateField(blank=True, null=True, verbose_name="scores are due on")),
                ("places", models.PositiveSmallIntegerField(default=5, verbose_name="places on the shortlist")),
                (
                    "ties",
                    models.CharField(
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
                ("calibrates", models.BooleanField(default=False, verbose_name="everybody scores the same two first")),
                ("rest_opened_at", models.DateTimeField(blank=True, null=True)),
                ("plan_agreed_at", models.DateTimeField(blank=True, null=True)),
                ("outcomes_released_at", models.DateTimeField(blank=True, null=True)),
                (
                    "plan_agreed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "rest_opened_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "tie_criterion",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="vacancies.criterion",
                    ),
                ),
                (
                    "vacancy",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="panel", to="vacancies.vacancy"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("rest_opened_at__isnull", True), ("rest_opened_by__isnull", True)),
                            models.Q(("rest_opened_at__isnull", False), ("rest_opened_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="panel_rest_opened_by_and_at",
                    )
                ],
            },
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
                (
                    "panel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="days", to="shortlisting.panel"
                    ),
                ),
            ],
            options={
                "ordering": ["on", "starts_at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))), name="interview_day_ends_later"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("cancelled_at", None)),
                        fields=("panel", "on"),
                        name="interview_day_once_a_date",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HrCheck",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "panel",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="hr_check", to="shortlisting.panel"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PanelMember",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
                        choices=[("chair", "Chair"), ("member", "Member"), ("observer", "Observer, gives no scores")],
                        default="member",
                        max_length=8,
                    ),
                ),
                (
                    "trained_on",
                    models.DateField(blank=True, null=True, verbose_name="safer recruitment training completed on"),
                ),
                ("training_provider", models.CharField(blank=True, max_length=150)),
                ("added_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "panel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="members", to="shortlisting.panel"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="panel_places",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["role", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("removed_at__isnull", True)),
                        fields=("panel", "user"),
                        name="panel_member_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("removed_at__isnull", True), ("role", "chair")),
                        fields=("panel",),
                        name="panel_one_chair",
                    ),
                ],
            },
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
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="conflicts",
                        to="applications.application",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="conflicts",
                        to="shortlisting.panelmember",
                    ),
                ),
            ],
            options={
                "ordering": ["declared_at", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("member", "application"), name="conflict_declared_once"),
                    models.CheckConstraint(
                        condition=models.Q(("knows", False), models.Q(("how", ""), _negated=True), _connector="OR"),
                        name="conflict_says_how",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("decided_at__isnull", True),
                                ("decided_by__isnull", True),
                                ("decision", ""),
                                ("reason", ""),
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
                ],
            },
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
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "application",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="bookings",
                        to="applications.application",
                    ),
                ),
                (
                    "stays_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "day",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="bookings",
                        to="shortlisting.interviewday",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bookings",
                        to="shortlisting.panelmember",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("day", "application"), name="booking_once_a_candidate"),
                    models.UniqueConstraint(fields=("day", "member"), name="booking_once_a_member"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("application__isnull", True), ("member__isnull", False)),
                            models.Q(("application__isnull", False), ("member__isnull", True)),
                            _connector="OR",
                        ),
                        name="booking_of_one_person",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("stays", None), ("stays_at", None), ("stays_by", None)),
                            models.Q(
                                ("stays__isnull", False), ("stays_at__isnull", False), ("stays_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="booking_stays_by_and_at",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AgreedScore",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "stage",
                    models.CharField(
                        choices=[("sift", "Sift"), ("interview", "Interview"), ("task", "Task")],
                        default="sift",
                        max_length=9,
                    ),
                ),
                ("value", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "judgement",
                    models.CharField(
                        blank=True,
                        choices=[("met", "Met"), ("partly", "Partly met"), ("not_met", "Not met")],
                        max_length=7,
                    ),
                ),
                ("reason", models.TextField()),
                ("agreed_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("replaced_at", models.DateTimeField(blank=True, null=True)),
                (
                    "agreed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agreed_scores",
                        to="applications.application",
                    ),
                ),
                (
                    "criterion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agreed_scores",
                        to="vacancies.criterion",
                    ),
                ),
                ("present", models.ManyToManyField(related_name="+", to="shortlisting.panelmember")),
            ],
            options={
                "ordering": ["agreed_at", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("replaced_at", None)),
                        fields=("application", "criterion", "stage"),
                        name="agreed_score_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="agreed_score_has_reason"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("value__isnull", True), ("judgement", ""), _connector="OR"),
                        name="agreed_points_or_judgement",
                    ),
                ],
            },
        ),
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
                ("criteria", models.ManyToManyField(blank=True, related_name="activities", to="vacancies.criterion")),
                (
                    "day",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="activities",
                        to="shortlisting.interviewday",
                    ),
                ),
                (
                    "members",
                    models.ManyToManyField(blank=True, related_name="activities", to="shortlisting.panelmember"),
                ),
            ],
            options={
                "verbose_name_plural": "activities",
                "ordering": ["position", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("minutes__gte", 5), ("minutes__lte", 480)),
                        name="activity_5_minutes_to_8_hours",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "together"), ("together_at__isnull", False)),
                            models.Q(models.Q(("kind", "together"), _negated=True), ("together_at", None)),
                            _connector="OR",
                        ),
                        name="activity_together_at_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProbePoint",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("source", models.CharField(max_length=40)),
                ("key", models.CharField(max_length=60)),
                ("text", models.TextField()),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("explored_note", models.TextField(blank=True)),
                ("explored_at", models.DateTimeField(blank=True, null=True)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="probe_points",
                        to="applications.application",
                    ),
                ),
                (
                    "explored_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["made_at", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("application", "source", "key"), name="probe_point_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("explored_at__isnull", True), ("explored_by__isnull", True)),
                            models.Q(("explored_at__isnull", False), ("explored_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="probe_point_explored_by_and_at",
                    ),
                ],
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
                (
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="questions",
                        to="shortlisting.activity",
                    ),
                ),
                (
                    "criterion",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="interview_questions",
                        to="vacancies.criterion",
                    ),
                ),
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
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "panel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="releases", to="shortlisting.panel"
                    ),
                ),
                (
                    "stopped_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["asked_at", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("done_at", None), ("stopped_at", None)),
                        fields=("panel", "stage"),
                        name="release_one_waits",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("done_at__isnull", True), ("stopped_at__isnull", True), _connector="OR"),
                        name="release_done_or_stopped",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ScoreSheet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "stage",
                    models.CharField(
                        choices=[("sift", "Sift"), ("interview", "Interview"), ("task", "Task")],
                        default="sift",
                        max_length=9,
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("submitted_at", models.DateTimeField(blank=True, null=True)),
                ("waits", models.BooleanField(default=False)),
                ("set_aside_at", models.DateTimeField(blank=True, null=True)),
                ("first_round", models.BooleanField(default=False)),
                ("calibrated_at", models.DateTimeField(blank=True, null=True)),
                (
                    "activity",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sheets",
                        to="shortlisting.activity",
                    ),
                ),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sheets",
                        to="applications.application",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sheets",
                        to="shortlisting.panelmember",
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("activity", None)),
                        fields=("member", "application", "stage"),
                        name="sheet_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("activity__isnull", False)),
                        fields=("member", "application", "activity"),
                        name="sheet_once_an_activity",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("activity", None)),
                        fields=("member", "stage", "number"),
                        name="sheet_number_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ScoreMark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("skipped", models.BooleanField(default=False)),
                ("flagged", models.BooleanField(default=False)),
                ("draft", models.TextField(blank=True, null=True)),
                ("kept_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "criterion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vacancies.criterion"
                    ),
                ),
                (
                    "sheet",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="marks", to="shortlisting.scoresheet"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("sheet", "criterion"), name="score_mark_once")],
            },
        ),
        migrations.CreateModel(
            name="Score",
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
                (
                    "criterion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="scores", to="vacancies.criterion"
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "sheet",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="scores", to="shortlisting.scoresheet"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("sheet", "criterion"), name="score_once"),
                    models.CheckConstraint(
                        condition=models.Q(("value__isnull", True), ("value__lte", 7), _connector="OR"),
                        name="score_within_any_scale",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("value__isnull", True), ("judgement", ""), _connector="OR"),
                        name="score_points_or_judgement",
                    ),
                ],
            },
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
                (
                    "criterion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vacancies.criterion"
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "sheet",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="originals",
                        to="shortlisting.scoresheet",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("sheet", "criterion"), name="calibration_score_once")],
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
                (
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="answers", to="shortlisting.question"
                    ),
                ),
                (
                    "sheet",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="shortlisting.scoresheet",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("sheet", "question"), name="answer_once")],
            },
        ),
        migrations.CreateModel(
            name="ScoringScale",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("words", models.JSONField(default=shortlisting.models.score.default_words)),
                ("pass_mark", models.PositiveSmallIntegerField(default=2)),
                (
                    "panel",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="scale", to="shortlisting.panel"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Slot",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("by_hand", models.BooleanField(default=False)),
                (
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="slots", to="shortlisting.activity"
                    ),
                ),
                (
                    "application",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="interview_slots",
                        to="applications.application",
                    ),
                ),
            ],
            options={
                "ordering": ["starts_at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))), name="slot_ends_later"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("application__isnull", False)),
                        fields=("activity", "application"),
                        name="slot_once_a_candidate",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "stage",
                    models.CharField(
                        choices=[("sift", "Sift"), ("interview", "Interview"), ("task", "Task")], max_length=9
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("shortlist", "Shortlist"),
                            ("do_not_shortlist", "Do not shortlist"),
                            ("recommend", "Recommend"),
                            ("reserve", "Reserve"),
                            ("do_not_appoint", "Do not appoint"),
                        ],
                        max_length=16,
                    ),
                ),
                ("reason", models.TextField()),
                ("decided_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("released_at", models.DateTimeField(blank=True, null=True)),
                ("interviewed_on", models.DateField(blank=True, null=True)),
                (
                    "reserve_place",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="place in reserve"),
                ),
                ("added_at", models.DateTimeField(blank=True, null=True)),
                (
                    "added_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="applications.application",
                    ),
                ),
                ("criteria", models.ManyToManyField(blank=True, related_name="decisions", to="vacancies.criterion")),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("application", "stage"), name="decision_once"),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="decision_has_reason"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("added_at__isnull", True), ("added_by__isnull", True)),
                            models.Q(
                                ("added_at__isnull", False), ("added_by__isnull", False), ("outcome", "shortlist")
                            ),
                            _connector="OR",
                        ),
                        name="decision_added_by_and_at",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reserve_place__isnull", True), ("outcome", "reserve"), _connector="OR"),
                        name="decision_place_in_reserve",
                    ),
                ],
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
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="feedback",
                        to="applications.application",
                    ),
                ),
                (
                    "criterion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vacancies.criterion"
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["criterion__position", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("application", "stage", "criterion"), name="feedback_once")
                ],
            },
        ),
    ]
