import core.fields
import core.refs
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    # On an empty database this stands for the two, which made the same tables step by step.
    replaces = [("applications", "0001_initial"), ("applications", "0002_whole_recruitment")]

    initial = True

    dependencies = [
        ("accounts", "0003_whole_recruitment"),
        ("accounts", "__first__"),
        ("core", "0002_whole_recruitment"),
        ("vacancies", "0002_whole_recruitment"),
    ]

    operations = [
        migrations.CreateModel(
            name="MonitoringHeld",
            fields=[
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("tie", models.CharField(max_length=64, unique=True)),
                ("answers", core.fields.EncryptedJSONField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Application",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(default=core.refs.new_ref, max_length=10, unique=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("submitted", "Sent"),
                            ("shortlisted", "Shortlisted"),
                            ("not_shortlisted", "Not shortlisted"),
                            ("interviewed", "Interviewed"),
                            ("recommended", "Recommended"),
                            ("reserve", "Reserve"),
                            ("not_appointed", "Not appointed"),
                            ("offered", "Offered"),
                            ("accepted", "Accepted"),
                            ("declined", "Declined"),
                            ("appointed", "Appointed"),
                            ("started", "Started"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="draft",
                        max_length=15,
                    ),
                ),
                ("sections", models.JSONField(default=dict)),
                (
                    "left_education_on",
                    models.DateField(blank=True, null=True, verbose_name="when you left school or college"),
                ),
                ("identity_choices", models.JSONField(default=dict)),
                ("closes_at_for_them", models.DateTimeField(blank=True, null=True)),
                ("on_paper_at", models.DateTimeField(blank=True, null=True, verbose_name="arrived on paper")),
                ("reminders_wanted", models.BooleanField(default=True)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("saved_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("submitted_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("purged_at", models.DateTimeField(blank=True, null=True)),
                (
                    "candidate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="applications",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "vacancy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="applications", to="vacancies.vacancy"
                    ),
                ),
            ],
            options={
                "ordering": ["-created_at"],
                "indexes": [models.Index(fields=["vacancy", "state"], name="application_by_state")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "withdrawn"), _negated=True),
                        fields=("vacancy", "candidate"),
                        name="application_one_open",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["draft", "withdrawn"]), ("submitted_at__isnull", False), _connector="OR"
                        ),
                        name="application_submitted_at",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AdjustmentRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("needed", core.fields.EncryptedTextField(blank=True, default="")),
                ("interview_scheme", core.fields.EncryptedTextField(blank=True, default="")),
                (
                    "application",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="adjustment",
                        to="applications.application",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Acquaintance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "how",
                    models.CharField(
                        choices=[
                            ("entered", "Entered the application from paper"),
                            ("wrote", "Read what the candidate wrote to HR"),
                            ("posted", "Printed a letter to the candidate"),
                        ],
                        max_length=7,
                    ),
                ),
                ("since", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="acquaintances",
                        to="applications.application",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("application", "user", "how"), name="acquaintance_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Break",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.CharField(max_length=300)),
                ("started_on", models.DateField()),
                ("ended_on", models.DateField(blank=True, null=True)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="breaks",
                        to="applications.application",
                    ),
                ),
            ],
            options={
                "ordering": ["-started_on", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_on__isnull", True),
                            ("started_on__isnull", True),
                            ("ended_on__gte", models.F("started_on")),
                            _connector="OR",
                        ),
                        name="break_ends_after_start",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="BulkMessage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField()),
                ("groups", models.JSONField(default=list)),
                ("recipients", models.PositiveIntegerField(default=0)),
                ("sent_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("form_key", models.UUIDField(unique=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "vacancy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="bulk_messages",
                        to="vacancies.vacancy",
                    ),
                ),
            ],
            options={
                "ordering": ["-sent_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="CriterionStatement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("marks", models.JSONField(default=dict)),
                ("text", models.TextField(blank=True)),
                ("version", models.PositiveIntegerField(default=0)),
                ("saved_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="statements",
                        to="applications.application",
                    ),
                ),
                (
                    "criterion",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="statements",
                        to="vacancies.criterion",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("application", "criterion"), name="statement_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("criterion", None)),
                        fields=("application",),
                        name="supporting_statement_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Declaration",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("related_to_school", models.BooleanField(blank=True, null=True)),
                ("relationship", core.fields.EncryptedTextField(blank=True, default="")),
                ("understands_barred_offence", models.BooleanField(default=False)),
                ("understands_checks", models.BooleanField(default=False)),
                ("is_true", models.BooleanField(default=False)),
                ("signed_name", models.CharField(blank=True, max_length=300)),
                ("signed_at", models.DateTimeField(blank=True, default=None, null=True)),
                ("saved_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "application",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="declaration",
                        to="applications.application",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="EmploymentRecord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("employer", models.CharField(max_length=200)),
                ("town", models.CharField(blank=True, max_length=100)),
                ("role", models.CharField(max_length=150, verbose_name="job title")),
                ("phase", models.CharField(blank=True, max_length=80, verbose_name="age range or phase taught")),
                ("with_children", models.BooleanField(default=True, verbose_name="worked with children")),
                ("is_school", models.BooleanField(default=True, verbose_name="a school or college")),
                ("started_on", models.DateField()),
                ("ended_on", models.DateField(blank=True, null=True)),
                ("duties", models.TextField(blank=True, verbose_name="main duties")),
                ("reason_for_leaving", models.CharField(blank=True, max_length=300)),
                ("notice", models.CharField(blank=True, max_length=150, verbose_name="notice, or last day")),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="employment",
                        to="applications.application",
                    ),
                ),
            ],
            options={
                "ordering": [
                    models.OrderBy(models.F("ended_on"), descending=True, nulls_first=True),
                    "-started_on",
                    "pk",
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_on__isnull", True),
                            ("started_on__isnull", True),
                            ("ended_on__gte", models.F("started_on")),
                            _connector="OR",
                        ),
                        name="employment_ends_after_start",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FaithAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "ethos",
                    core.fields.EncryptedTextField(
                        blank=True, default="", verbose_name="how you would support the ethos"
                    ),
                ),
                ("follows", core.fields.EncryptedTextField(blank=True, default="", verbose_name="follows a religion")),
                (
                    "religion",
                    core.fields.EncryptedTextField(blank=True, default="", verbose_name="religion or denomination"),
                ),
                ("place_of_worship", core.fields.EncryptedTextField(blank=True, default="")),
                ("proof", core.fields.EncryptedTextField(blank=True, default="", verbose_name="what shows it")),
                (
                    "referee_name",
                    core.fields.EncryptedTextField(blank=True, default="", verbose_name="religious referee"),
                ),
                (
                    "referee_role",
                    core.fields.EncryptedTextField(blank=True, default="", verbose_name="the religious referee’s role"),
                ),
                (
                    "referee_email",
                    core.fields.EncryptedTextField(
                        blank=True, default="", verbose_name="the religious referee’s e-mail address"
                    ),
                ),
                (
                    "referee_phone",
                    core.fields.EncryptedTextField(
                        blank=True, default="", verbose_name="the religious referee’s phone number"
                    ),
                ),
                (
                    "application",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="faith", to="applications.application"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="FormOptions",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("each", "One answer for each thing you look for"),
                            ("one", "One supporting statement"),
                        ],
                        default="each",
                        max_length=4,
                    ),
                ),
                (
                    "limit",
                    models.CharField(
                        choices=[("words", "Words"), ("sides", "Sides of A4")], default="words", max_length=5
                    ),
                ),
                (
                    "words",
                    models.PositiveSmallIntegerField(
                        default=300,
                        validators=[
                            django.core.validators.MinValueValidator(50),
                            django.core.validators.MaxValueValidator(5000),
                        ],
                    ),
                ),
                (
                    "sides",
                    models.PositiveSmallIntegerField(
                        default=2,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(6),
                        ],
                    ),
                ),
                (
                    "vacancy",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="form_options", to="vacancies.vacancy"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "form options",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("sides__gte", 1), ("words__gte", 50)), name="form_options_limits"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HalfTyped",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("page", models.CharField(max_length=60)),
                ("typed", core.fields.EncryptedJSONField()),
                ("saved_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="half_typed",
                        to="applications.application",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "half typed",
                "constraints": [models.UniqueConstraint(fields=("application", "page"), name="half_typed_once")],
            },
        ),
        migrations.CreateModel(
            name="LateRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.TextField()),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("allowed_until", models.DateTimeField(blank=True, null=True)),
                ("answer", models.TextField(blank=True)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="late_requests",
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
            ],
            options={
                "ordering": ["asked_at", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("decided_at", None)), fields=("application",), name="late_request_one_open"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MonitoringAnswer",
            fields=[
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("year", models.PositiveSmallIntegerField()),
                (
                    "stage",
                    models.CharField(
                        choices=[("applied", "Applied"), ("shortlisted", "Shortlisted"), ("appointed", "Appointed")],
                        max_length=11,
                    ),
                ),
                ("sex", models.CharField(max_length=12)),
                ("gender", models.CharField(max_length=12)),
                ("age", models.CharField(max_length=12)),
                ("ethnicity", models.CharField(max_length=12)),
                ("disability", models.CharField(max_length=12)),
                ("religion", models.CharField(max_length=12)),
                ("orientation", models.CharField(max_length=12)),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.school"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["school", "year"], name="monitoring_by_year")],
            },
        ),
        migrations.CreateModel(
            name="MonitoringDraft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("answers", core.fields.EncryptedJSONField(null=True)),
                (
                    "application",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="applications.application"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PaperApplication",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("entered_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("by_post", models.BooleanField(default=False, verbose_name="gets letters by post")),
                ("postal_address", models.TextField(blank=True)),
                ("late_reason", models.TextField(blank=True)),
                ("signed_name", models.CharField(blank=True, max_length=300, verbose_name="name signed on paper")),
                ("signed_on", models.DateField(blank=True, null=True, verbose_name="date of the signature on paper")),
                ("form_key", models.UUIDField(unique=True)),
                (
                    "application",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="paper", to="applications.application"
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
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
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("signed_on__isnull", True), models.Q(("signed_name", ""), _negated=True), _connector="OR"
                        ),
                        name="paper_signed_by_somebody",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PersonalDetails",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("first_names", models.CharField(blank=True, max_length=150)),
                ("last_name", models.CharField(blank=True, max_length=150)),
                ("former_names", models.CharField(blank=True, max_length=200)),
                ("phone", models.CharField(blank=True, max_length=30)),
                ("address", models.TextField(blank=True)),
                ("town", models.CharField(blank=True, max_length=100)),
                ("postcode", models.CharField(blank=True, max_length=12)),
                (
                    "has_ni_number",
                    models.BooleanField(blank=True, null=True, verbose_name="has a National Insurance number"),
                ),
                ("national_insurance_number", core.fields.EncryptedTextField(blank=True, default="")),
                (
                    "country",
                    models.CharField(blank=True, max_length=80, verbose_name="country, if not the United Kingdom"),
                ),
                (
                    "needs_sponsorship",
                    models.BooleanField(blank=True, null=True, verbose_name="needs a visa sponsored to work in the UK"),
                ),
                (
                    "working_patterns",
                    models.CharField(blank=True, max_length=60, verbose_name="patterns of work wanted"),
                ),
                (
                    "lived_abroad",
                    models.BooleanField(blank=True, null=True, verbose_name="lived or worked outside the UK"),
                ),
                (
                    "application",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="details",
                        to="applications.application",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "personal details",
            },
        ),
        migrations.CreateModel(
            name="ProfessionalMembership",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("body", models.CharField(max_length=150, verbose_name="professional body")),
                ("by_exam", models.BooleanField(verbose_name="by an exam")),
                ("kind", models.CharField(blank=True, max_length=100, verbose_name="type of membership")),
                ("number", models.CharField(blank=True, max_length=40, verbose_name="membership number")),
                ("year", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="member since")),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to="applications.application",
                    ),
                ),
            ],
            options={
                "ordering": ["body", "pk"],
            },
        ),
        migrations.CreateModel(
            name="ProfessionalStatus",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "qts",
                    models.CharField(
                        blank=True,
                        choices=[("yes", "Yes"), ("on_track", "I am on track to receive it"), ("no", "No")],
                        max_length=8,
                    ),
                ),
                (
                    "qts_year",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="year QTS was awarded"),
                ),
                (
                    "qts_route",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("england", "Trained in England, and awarded QTS"),
                            ("uk", "Trained in Wales, Scotland or Northern Ireland"),
                            ("overseas", "Trained in another country, and awarded QTS"),
                            ("qtls", "QTLS, from further education"),
                        ],
                        max_length=8,
                        verbose_name="how QTS was reached",
                    ),
                ),
                ("qts_detail", models.CharField(blank=True, max_length=200)),
                ("trn", models.CharField(blank=True, max_length=7, verbose_name="teacher reference number")),
                ("induction_completed", models.BooleanField(blank=True, null=True)),
                (
                    "induction_detail",
                    models.CharField(blank=True, max_length=300, verbose_name="where induction stands"),
                ),
                (
                    "age_range_subject",
                    models.CharField(blank=True, max_length=200, verbose_name="age range and subject you trained in"),
                ),
                (
                    "senco_qualification",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("npq_held", "I have the National Professional Qualification (NPQ) for SENCOs"),
                            ("nasenco_held", "I have the National Award for SEN Co-ordination (NASENCO)"),
                            ("npq_in_progress", "I am taking the NPQ for SENCOs"),
                            (
                                "nasenco_in_progress",
                                "I started the NASENCO before 1 September 2024 and am still taking it",
                            ),
                            ("none", "I have neither yet"),
                            ("before_2009", "I have been a SENCo since before 1 September 2009"),
                        ],
                        max_length=19,
                    ),
                ),
                ("senco_qualification_year", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "senco_course_started_on",
                    models.DateField(blank=True, null=True, verbose_name="when the SENCo course started"),
                ),
                (
                    "senco_course_provider",
                    models.CharField(blank=True, max_length=150, verbose_name="who runs the SENCo course"),
                ),
                (
                    "first_senco_on",
                    models.DateField(blank=True, null=True, verbose_name="when you first became a SENCo"),
                ),
                (
                    "senco_months",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="months as a SENCo in all"),
                ),
                (
                    "application",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="professional_status",
                        to="applications.application",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "professional statuses",
            },
        ),
        migrations.CreateModel(
            name="Profile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("answers", core.fields.EncryptedJSONField()),
                ("saved_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="candidate_profile",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Qualification",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=150, verbose_name="qualification")),
                ("subject", models.CharField(blank=True, max_length=150)),
                ("institution", models.CharField(max_length=200, verbose_name="where you studied")),
                ("awarding_body", models.CharField(blank=True, max_length=150)),
                ("grade", models.CharField(blank=True, max_length=60)),
                ("started_on", models.DateField(blank=True, null=True)),
                ("ended_on", models.DateField(blank=True, null=True)),
                ("awarded_year", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="qualifications",
                        to="applications.application",
                    ),
                ),
            ],
            options={
                "ordering": [models.OrderBy(models.F("ended_on"), descending=True, nulls_first=True), "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_on__isnull", True),
                            ("started_on__isnull", True),
                            ("ended_on__gte", models.F("started_on")),
                            _connector="OR",
                        ),
                        name="qualification_ends_after_start",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Referee",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=150)),
                ("job_title", models.CharField(max_length=150)),
                ("organisation", models.CharField(max_length=200)),
                ("email", models.EmailField(max_length=254, verbose_name="e-mail address at work")),
                ("phone", models.CharField(blank=True, max_length=30)),
                ("relationship", models.CharField(max_length=200, verbose_name="how they know you")),
                (
                    "is_current_employer",
                    models.BooleanField(default=False, verbose_name="speaks for your present or latest employer"),
                ),
                ("is_head", models.BooleanField(default=False, verbose_name="is the head of a school")),
                ("knows_work_with_children", models.BooleanField(default=False)),
                ("ask_me_first", models.BooleanField(default=False, verbose_name="ask me before you contact them")),
                (
                    "answer_within",
                    models.PositiveSmallIntegerField(default=2, verbose_name="working days in which you answer"),
                ),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="referees",
                        to="applications.application",
                    ),
                ),
            ],
            options={
                "ordering": ["-is_current_employer", "pk"],
            },
        ),
        migrations.CreateModel(
            name="StatementVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("text", models.TextField(blank=True)),
                ("set_aside", models.BooleanField(default=False)),
                ("saved_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "statement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="versions",
                        to="applications.criterionstatement",
                    ),
                ),
            ],
            options={
                "ordering": ["-saved_at", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("set_aside", False)),
                        fields=("statement", "number"),
                        name="statement_version_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Thread",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(default=core.refs.new_ref, max_length=10, unique=True)),
                ("waits_since", models.DateTimeField(blank=True, null=True)),
                ("started_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "application",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="thread",
                        to="applications.application",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Message",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("from_school", models.BooleanField()),
                ("text", core.fields.EncryptedTextField()),
                ("sent_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("read_at", models.DateTimeField(blank=True, null=True)),
                ("form_key", models.UUIDField(default=uuid.uuid4, unique=True)),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "bulk",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="messages",
                        to="applications.bulkmessage",
                    ),
                ),
                (
                    "thread",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="messages", to="applications.thread"
                    ),
                ),
            ],
            options={
                "ordering": ["sent_at", "pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("from_school", True), ("read_at", None)),
                        fields=["thread"],
                        name="message_unread",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Training",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=200)),
                ("provider", models.CharField(blank=True, max_length=200)),
                ("length", models.CharField(blank=True, max_length=60, verbose_name="how long it took")),
                ("year", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="training",
                        to="applications.application",
                    ),
                ),
            ],
            options={
                "ordering": ["-year", "pk"],
            },
        ),
    ]
