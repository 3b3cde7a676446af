import core.fields
import core.refs
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    # On an empty database this stands for the two, which made the same tables step by step.
    replaces = [("appointments", "0001_initial"), ("appointments", "0002_whole_recruitment")]

    initial = True

    dependencies = [
        ("accounts", "0003_whole_recruitment"),
        ("accounts", "__first__"),
        ("applications", "0001_initial"),
        ("core", "0002_whole_recruitment"),
        ("vacancies", "0002_whole_recruitment"),
    ]

    operations = [
        migrations.CreateModel(
            name="Check",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "code",
                    models.CharField(
                        choices=[
                            ("ID", "Identity"),
                            ("RTW", "Right to work in the UK"),
                            ("DBS", "Enhanced DBS with children's barred list"),
                            ("BL", "Children's barred list, checked separately"),
                            ("US", "DBS Update Service"),
                            ("PROH", "Not prohibited from teaching"),
                            ("QTS", "Qualified teacher status and induction"),
                            ("ECT", "Induction of an early career teacher"),
                            ("SENCO", "SENCo qualification, or the plan for it"),
                            ("S128", "Not barred from managing a school (section 128)"),
                            ("OS", "Checks overseas"),
                            ("EEA", "Letter of professional standing from abroad"),
                            ("MED", "Fit for the job"),
                            ("CD", "Childcare disqualification"),
                            ("EMP", "Employment history and reasons for leaving"),
                            ("SD", "Self-declaration talked through"),
                            ("CMP", "Self-declaration compared with the DBS"),
                            ("ONL", "Online search"),
                        ],
                        max_length=6,
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("not_required", "Not required"),
                            ("to_do", "To do"),
                            ("asked_for", "Asked for"),
                            ("received", "Received"),
                            ("clear", "Clear"),
                            ("needs_decision", "Needs a decision"),
                        ],
                        default="to_do",
                        max_length=14,
                    ),
                ),
                ("why", models.CharField(max_length=300)),
                ("due_on", models.DateField(blank=True, null=True)),
                ("asked_on", models.DateField(blank=True, null=True)),
                ("chase_on", models.DateField(blank=True, null=True)),
                ("chased", models.PositiveSmallIntegerField(default=0, verbose_name="reminders sent")),
                ("done_on", models.DateField(blank=True, null=True)),
                ("evidence_kind", models.CharField(blank=True, max_length=12, verbose_name="kind of evidence")),
                (
                    "seen_how",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("in_person", "The original, in person"),
                            ("video", "The original in my hands, the person on video"),
                            ("online", "Online, in the service of the body that keeps it"),
                            ("digital", "A certified digital check"),
                        ],
                        max_length=9,
                        verbose_name="how it was seen",
                    ),
                ),
                ("evidence", models.CharField(blank=True, max_length=200, verbose_name="what was seen")),
                (
                    "number_end",
                    models.CharField(blank=True, max_length=4, verbose_name="last four characters of the number"),
                ),
                ("expires_on", models.DateField(blank=True, null=True)),
                ("detail", core.fields.EncryptedTextField(blank=True, default="")),
                ("decision", core.fields.EncryptedTextField(blank=True, default="")),
                ("decided_on", models.DateField(blank=True, null=True)),
                ("changed_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="checks",
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
                    "done_by",
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
                "ordering": ["pk"],
                "indexes": [
                    models.Index(fields=["status", "due_on"], name="check_due"),
                    models.Index(fields=["chase_on"], name="check_chase"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("application", "code"), name="check_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "clear"), _negated=True),
                            models.Q(
                                ("done_by__isnull", False),
                                ("done_on__isnull", False),
                                models.Q(("evidence", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="check_clear_has_who_when_evidence",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_by__isnull", True), ("decided_on__isnull", True)),
                            models.Q(("decided_by__isnull", False), ("decided_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="check_decided_by_and_on",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CheckFacts",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "lived_abroad",
                    models.BooleanField(blank=True, null=True, verbose_name="lived or worked outside the UK"),
                ),
                (
                    "update_service",
                    models.BooleanField(default=False, verbose_name="subscribes to the DBS Update Service"),
                ),
                (
                    "recent_school_work",
                    models.BooleanField(default=False, verbose_name="worked in a school in the last three months"),
                ),
                (
                    "asks_section_128",
                    models.BooleanField(default=False, verbose_name="the school asks for section 128 itself"),
                ),
                (
                    "application",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="check_facts",
                        to="applications.application",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "check facts",
            },
        ),
        migrations.CreateModel(
            name="CheckFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("by_candidate", models.BooleanField(default=False)),
                ("added_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("delete_after", models.DateField(blank=True, null=True)),
                (
                    "check_row",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="files", to="appointments.check"
                    ),
                ),
                (
                    "file",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="check_file", to="core.storedfile"
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "indexes": [models.Index(fields=["delete_after"], name="check_file_delete")],
            },
        ),
        migrations.CreateModel(
            name="Countersignature",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("statement", models.TextField(blank=True)),
                ("signed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "application",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="countersignature",
                        to="applications.application",
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "governor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="countersignatures",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("signed_at", None), models.Q(("statement", ""), _negated=True), _connector="OR"
                        ),
                        name="countersigned_with_statement",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="InductionItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=30)),
                ("done_on", models.DateField(blank=True, null=True)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="induction",
                        to="applications.application",
                    ),
                ),
                (
                    "done_by",
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
                "ordering": ["pk"],
                "constraints": [models.UniqueConstraint(fields=("application", "code"), name="induction_once")],
            },
        ),
        migrations.CreateModel(
            name="NpqPlan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("became_senco_on", models.DateField(verbose_name="first day as a SENCo, at any school")),
                ("due_on", models.DateField(verbose_name="third anniversary")),
                ("provider", models.CharField(blank=True, max_length=150)),
                ("course_starts_on", models.DateField(blank=True, null=True, verbose_name="start of the course")),
                ("note", models.TextField(blank=True, verbose_name="what was agreed")),
                ("written_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("done_on", models.DateField(blank=True, null=True, verbose_name="award seen on")),
                ("remind_on", models.DateField(blank=True, null=True)),
                (
                    "application",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="npq_plan",
                        to="applications.application",
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
                "indexes": [models.Index(fields=["remind_on"], name="npq_to_remind")],
            },
        ),
        migrations.CreateModel(
            name="Offer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("made", "Made"),
                            ("accepted", "Accepted"),
                            ("declined", "Declined"),
                            ("taken_back", "Taken back"),
                            ("lapsed", "Lapsed without an answer"),
                        ],
                        default="made",
                        max_length=10,
                    ),
                ),
                ("pay_text", models.CharField(max_length=300, verbose_name="pay")),
                ("salary", models.DecimalField(decimal_places=2, max_digits=9, verbose_name="salary, pounds a year")),
                (
                    "salary_how",
                    models.CharField(blank=True, max_length=300, verbose_name="how the salary is worked out"),
                ),
                ("starts_on", models.DateField()),
                ("hours_text", models.CharField(max_length=200, verbose_name="hours")),
                ("reply_by", models.DateField()),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("answer_reason", models.TextField(blank=True)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="offers",
                        to="applications.application",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["-made_at"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["made", "accepted"])),
                        fields=("application",),
                        name="offer_one_open",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="OnlineSearch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("nothing", "Done. Nothing relevant found"),
                            ("relevant", "Done. Something relevant found"),
                            ("decided_not", "Decided not to search"),
                        ],
                        max_length=11,
                    ),
                ),
                ("done_on", models.DateField()),
                ("finding", core.fields.EncryptedTextField(blank=True, default="")),
                ("relevance", core.fields.EncryptedTextField(blank=True, default="")),
                ("why_not", core.fields.EncryptedTextField(blank=True, default="")),
                ("asked_at", models.DateTimeField(blank=True, null=True)),
                ("response", core.fields.EncryptedTextField(blank=True, default="")),
                ("responded_at", models.DateTimeField(blank=True, null=True)),
                ("settled_note", core.fields.EncryptedTextField(blank=True, default="")),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
                ("changed_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "application",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="online_search",
                        to="applications.application",
                    ),
                ),
                (
                    "done_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "settled_by",
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
                "verbose_name_plural": "online searches",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("settled_at__isnull", True), ("settled_by__isnull", True)),
                            models.Q(("settled_at__isnull", False), ("settled_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="online_search_settled_by_and_at",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PersonalTie",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("said_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="personal_ties",
                        to="applications.application",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="personal_ties",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("application", "user"), name="personal_tie_once")],
            },
        ),
        migrations.CreateModel(
            name="RecordEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("surname", models.CharField(max_length=150)),
                ("forenames", models.CharField(blank=True, max_length=150)),
                ("former_names", models.CharField(blank=True, max_length=200)),
                ("date_of_birth", core.fields.EncryptedDateField(blank=True, null=True)),
                ("job_title", models.CharField(max_length=150)),
                ("starts_on", models.DateField()),
                ("left_on", models.DateField(blank=True, null=True)),
                ("cells", models.JSONField(default=dict)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "application",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="record_entry",
                        to="applications.application",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="record_entries", to="accounts.school"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "record entries",
                "ordering": ["surname", "forenames", "pk"],
            },
        ),
        migrations.CreateModel(
            name="RecordImport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(default=core.refs.new_ref, max_length=10, unique=True)),
                ("mapping", models.JSONField(default=dict)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                ("taken", models.PositiveIntegerField(default=0)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="core.storedfile",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="record_imports", to="accounts.school"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RecordLayout",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=60)),
                ("columns", models.JSONField(default=list)),
                (
                    "days",
                    models.CharField(
                        choices=[("%d/%m/%Y", "31/08/2026"), ("%Y-%m-%d", "2026-08-31"), ("%d %b %Y", "31 Aug 2026")],
                        default="%d/%m/%Y",
                        max_length=10,
                        verbose_name="how dates are written",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="record_layouts", to="accounts.school"
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
                "constraints": [models.UniqueConstraint(fields=("school", "name"), name="record_layout_once")],
            },
        ),
        migrations.CreateModel(
            name="ReferenceRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(default=core.refs.new_ref, max_length=10, unique=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting for the candidate's consent"),
                            ("requested", "Asked for"),
                            ("opened", "Opened"),
                            ("received", "Received"),
                            ("declined", "Declined"),
                            ("bounced", "Address refused"),
                            ("verified", "Verified"),
                            ("stopped", "Stopped"),
                        ],
                        default="requested",
                        max_length=10,
                    ),
                ),
                ("link_version", models.PositiveSmallIntegerField(default=1)),
                ("next_at", models.DateTimeField(blank=True, null=True)),
                ("consent_asked_at", models.DateTimeField(blank=True, null=True)),
                ("consent_refused_at", models.DateTimeField(blank=True, null=True)),
                ("consent_reason", core.fields.EncryptedTextField(blank=True, default="")),
                ("another_asked_at", models.DateTimeField(blank=True, null=True)),
                ("requested_at", models.DateTimeField(blank=True, null=True)),
                ("opened_at", models.DateTimeField(blank=True, null=True)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("with_hr_at", models.DateTimeField(blank=True, null=True)),
                ("draft", core.fields.EncryptedJSONField(blank=True, null=True)),
                ("declined_reason", core.fields.EncryptedTextField(blank=True, default="")),
                ("named_name", models.CharField(blank=True, max_length=150, verbose_name="who should answer instead")),
                ("named_job_title", models.CharField(blank=True, max_length=150)),
                ("named_email", models.EmailField(blank=True, max_length=254)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reference_requests",
                        to="applications.application",
                    ),
                ),
                (
                    "referee",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="request", to="applications.referee"
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "indexes": [
                    models.Index(fields=["state", "requested_at"], name="reference_chase"),
                    models.Index(
                        condition=models.Q(("next_at__isnull", False)), fields=["next_at"], name="reference_next"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Reference",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "channel",
                    models.CharField(
                        choices=[("link", "By link"), ("phone", "By phone"), ("paper", "On paper")],
                        default="link",
                        max_length=5,
                    ),
                ),
                ("answers", core.fields.EncryptedJSONField(null=True)),
                ("concern", models.BooleanField(default=False)),
                ("concern_note", core.fields.EncryptedTextField(blank=True, default="")),
                ("concern_settled_at", models.DateTimeField(blank=True, null=True)),
                ("may_share", models.BooleanField(default=False)),
                ("received_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "verified_how",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("call_back", "I rang the organisation’s main number"),
                            ("work_address", "I checked that the address is the organisation’s own"),
                            ("known", "I know the referee and spoke with them"),
                        ],
                        max_length=12,
                    ),
                ),
                ("verified_note", models.TextField(blank=True)),
                ("verified_at", models.DateTimeField(blank=True, null=True)),
                (
                    "concern_settled_by",
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
                    "scan",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="core.storedfile",
                    ),
                ),
                (
                    "verified_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "request",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reference",
                        to="appointments.referencerequest",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("verified_at__isnull", True), ("verified_by__isnull", True), ("verified_how", "")
                            ),
                            models.Q(
                                models.Q(("verified_how", ""), _negated=True),
                                ("verified_at__isnull", False),
                                ("verified_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="reference_verified_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("channel", "link"), ("entered_by__isnull", True)),
                            models.Q(models.Q(("channel", "link"), _negated=True), ("entered_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="reference_entered_by",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HeadConfirmation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(default=core.refs.new_ref, max_length=10, unique=True)),
                ("name", models.CharField(max_length=150)),
                ("email", models.EmailField(max_length=254)),
                ("link_version", models.PositiveSmallIntegerField(default=1)),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("next_at", models.DateTimeField(blank=True, null=True)),
                ("with_hr_at", models.DateTimeField(blank=True, null=True)),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[("right", "They are right"), ("different", "Something is different")],
                        max_length=9,
                    ),
                ),
                ("note", core.fields.EncryptedTextField(blank=True, default="")),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "reference",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="head", to="appointments.reference"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(condition=models.Q(("next_at__isnull", False)), fields=["next_at"], name="head_next")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", ""), ("answered_at__isnull", True)),
                            models.Q(models.Q(("answer", ""), _negated=True), ("answered_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="head_answered_whole",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Discrepancy",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=40)),
                ("about", models.CharField(max_length=120)),
                ("form_says", core.fields.EncryptedTextField(blank=True, default="")),
                ("reference_says", core.fields.EncryptedTextField(blank=True, default="")),
                ("found_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("raised_at", models.DateTimeField(blank=True, null=True)),
                ("note", core.fields.EncryptedTextField(blank=True, default="")),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
                (
                    "settled_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "reference",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="discrepancies",
                        to="appointments.reference",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "discrepancies",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("reference", "code"), name="discrepancy_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("settled_by__isnull", True), ("settled_at__isnull", False), _connector="OR"
                        ),
                        name="discrepancy_settled_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Call",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("will_send", "They will send it"),
                            ("message", "I left a message"),
                            ("no_answer", "Nobody answered"),
                            ("wrong", "It is the wrong number or person"),
                        ],
                        max_length=9,
                    ),
                ),
                ("spoke_with", models.CharField(blank=True, max_length=150)),
                ("promised_on", models.DateField(blank=True, null=True)),
                ("note", models.CharField(blank=True, max_length=500)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="calls",
                        to="appointments.referencerequest",
                    ),
                ),
            ],
            options={
                "ordering": ["at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="RiskAssessment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[("written", "Waits for the head"), ("approved", "Approved"), ("ended", "Ended")],
                        default="written",
                        max_length=8,
                    ),
                ),
                ("reason", core.fields.EncryptedTextField()),
                ("risks", core.fields.EncryptedTextField()),
                ("measures", core.fields.EncryptedTextField()),
                ("supervisor_name", models.CharField(max_length=150)),
                ("supervisor_job", models.CharField(max_length=150)),
                ("supervisor_email", models.EmailField(blank=True, max_length=254)),
                ("starts_on", models.DateField()),
                ("review_days", models.PositiveSmallIntegerField(verbose_name="days between reviews")),
                ("next_review_on", models.DateField()),
                ("remind_on", models.DateField(blank=True, null=True)),
                ("written_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("approved_at", models.DateTimeField(blank=True, null=True)),
                (
                    "application",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="risk_assessment",
                        to="applications.application",
                    ),
                ),
                (
                    "approved_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                "indexes": [models.Index(fields=["remind_on"], name="risk_review_due")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "approved"), _negated=True),
                            models.Q(("approved_at__isnull", False), ("approved_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="risk_approved_by_and_at",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approved_by__isnull", True),
                            models.Q(("approved_by", models.F("written_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="risk_two_people",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RiskReview",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("due_on", models.DateField()),
                ("done_on", models.DateField()),
                ("goes_on", models.BooleanField()),
                ("note", core.fields.EncryptedTextField()),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reviews",
                        to="appointments.riskassessment",
                    ),
                ),
                (
                    "done_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [models.UniqueConstraint(fields=("assessment", "due_on"), name="risk_review_once")],
            },
        ),
        migrations.CreateModel(
            name="SearchScope",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sites", models.TextField()),
                ("terms", models.TextField()),
                ("agreed_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "agreed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "searcher",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="searches_to_do",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "vacancy",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="search_scope", to="vacancies.vacancy"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SelfDeclaration",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "Asked for"),
                            ("sent", "Sent"),
                            ("signed", "Signed again at interview"),
                            ("settled", "Talked through"),
                        ],
                        default="asked",
                        max_length=7,
                    ),
                ),
                ("asks_section_128", models.BooleanField(default=False)),
                ("asks_childcare", models.BooleanField(default=False)),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("draft", core.fields.EncryptedJSONField(blank=True, null=True)),
                ("answers", core.fields.EncryptedJSONField(blank=True, null=True)),
                ("something_told", models.BooleanField(blank=True, null=True)),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                ("sent_name", core.fields.EncryptedTextField(blank=True, default="")),
                ("read_at", models.DateTimeField(blank=True, null=True, verbose_name="first read at")),
                ("signed_at", models.DateTimeField(blank=True, null=True, verbose_name="signed again at")),
                ("signed_name", core.fields.EncryptedTextField(blank=True, default="")),
                (
                    "signed_on",
                    models.CharField(
                        blank=True,
                        choices=[("own", "On their own page"), ("device", "On the school's device")],
                        max_length=6,
                    ),
                ),
                (
                    "changes",
                    core.fields.EncryptedTextField(blank=True, default="", verbose_name="what is different now"),
                ),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
                ("settled_note", core.fields.EncryptedTextField(blank=True, default="")),
                (
                    "application",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="self_declaration",
                        to="applications.application",
                    ),
                ),
                (
                    "settled_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "signed_with",
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
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", "asked"),
                            models.Q(("sent_at__isnull", False), ("something_told__isnull", False)),
                            _connector="OR",
                        ),
                        name="declaration_sent_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("settled_at__isnull", True), ("settled_by__isnull", True)),
                            models.Q(("settled_at__isnull", False), ("settled_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="declaration_settled_by_and_at",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SignOff",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "signed_as",
                    models.CharField(choices=[("head", "Head"), ("deputy", "Deputy for the head")], max_length=8),
                ),
                ("signed_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("statement", models.TextField()),
                ("shown", models.JSONField(default=dict)),
                ("salt", models.CharField(default="", max_length=32)),
                ("content", models.JSONField()),
                ("digest", models.CharField(max_length=64)),
                (
                    "application",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signoff",
                        to="applications.application",
                    ),
                ),
                (
                    "signed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signatures",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Verification",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "how",
                    models.CharField(
                        choices=[
                            ("call_back", "I rang the organisation’s main number"),
                            ("work_address", "I checked that the address is the organisation’s own"),
                            ("known", "I know the referee and spoke with them"),
                        ],
                        max_length=12,
                    ),
                ),
                ("spoke_with", models.CharField(blank=True, max_length=150)),
                ("number", models.CharField(blank=True, max_length=30, verbose_name="number rung")),
                (
                    "number_found",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("website", "On the organisation’s website"),
                            ("register", "In the national register of schools"),
                            ("records", "In our own records"),
                        ],
                        max_length=8,
                    ),
                ),
                ("note", models.TextField()),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("confirmed", "Yes, it came from them"),
                            ("no_answer", "I could not find out yet"),
                            ("not_theirs", "No, they did not give it"),
                        ],
                        max_length=10,
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "reference",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="verifications",
                        to="appointments.reference",
                    ),
                ),
            ],
            options={
                "ordering": ["at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("how", "call_back"), _negated=True),
                            models.Q(
                                models.Q(("number", ""), _negated=True), models.Q(("number_found", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="verification_number",
                    )
                ],
            },
        ),
    ]
