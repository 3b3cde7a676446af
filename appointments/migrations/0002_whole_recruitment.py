import core.fields
import core.refs
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_whole_recruitment"),
        ("applications", "0002_whole_recruitment"),
        ("appointments", "0001_initial"),
        ("core", "0002_whole_recruitment"),
        ("vacancies", "0002_whole_recruitment"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
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
            ],
            options={
                "ordering": ["at", "pk"],
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
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Countersignature",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("statement", models.TextField(blank=True)),
                ("signed_at", models.DateTimeField(blank=True, null=True)),
            ],
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
            ],
            options={
                "verbose_name_plural": "discrepancies",
                "ordering": ["pk"],
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
            ],
        ),
        migrations.CreateModel(
            name="InductionItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=30)),
                ("done_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "ordering": ["pk"],
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
            ],
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
            ],
            options={
                "verbose_name_plural": "online searches",
            },
        ),
        migrations.CreateModel(
            name="PersonalTie",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("said_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
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
            ],
            options={
                "ordering": ["name"],
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
            ],
        ),
        migrations.CreateModel(
            name="RiskReview",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("due_on", models.DateField()),
                ("done_on", models.DateField()),
                ("goes_on", models.BooleanField()),
                ("note", core.fields.EncryptedTextField()),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="SearchScope",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sites", models.TextField()),
                ("terms", models.TextField()),
                ("agreed_at", models.DateTimeField(default=django.utils.timezone.now)),
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
            ],
            options={
                "ordering": ["at", "pk"],
            },
        ),
        migrations.AddField(
            model_name="check",
            name="asked_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="check",
            name="chase_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="check",
            name="chased",
            field=models.PositiveSmallIntegerField(default=0, verbose_name="reminders sent"),
        ),
        migrations.AddField(
            model_name="check",
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
            model_name="check",
            name="decided_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="check",
            name="decision",
            field=core.fields.EncryptedTextField(blank=True, default=""),
        ),
        migrations.AddField(
            model_name="check",
            name="evidence_kind",
            field=models.CharField(blank=True, max_length=12, verbose_name="kind of evidence"),
        ),
        migrations.AddField(
            model_name="check",
            name="seen_how",
            field=models.CharField(
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
        migrations.AddField(
            model_name="offer",
            name="salary_how",
            field=models.CharField(blank=True, max_length=300, verbose_name="how the salary is worked out"),
        ),
        migrations.AddField(
            model_name="reference",
            name="channel",
            field=models.CharField(
                choices=[("link", "By link"), ("phone", "By phone"), ("paper", "On paper")],
                default="link",
                max_length=5,
            ),
        ),
        migrations.AddField(
            model_name="reference",
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
            model_name="reference",
            name="scan",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="core.storedfile",
            ),
        ),
        migrations.AddField(
            model_name="referencerequest",
            name="another_asked_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="referencerequest",
            name="consent_asked_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="referencerequest",
            name="consent_reason",
            field=core.fields.EncryptedTextField(blank=True, default=""),
        ),
        migrations.AddField(
            model_name="referencerequest",
            name="consent_refused_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="referencerequest",
            name="named_email",
            field=models.EmailField(blank=True, max_length=254),
        ),
        migrations.AddField(
            model_name="referencerequest",
            name="named_job_title",
            field=models.CharField(blank=True, max_length=150),
        ),
        migrations.AddField(
            model_name="referencerequest",
            name="named_name",
            field=models.CharField(blank=True, max_length=150, verbose_name="who should answer instead"),
        ),
        migrations.AddField(
            model_name="referencerequest",
            name="next_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="signoff",
            name="salt",
            field=models.CharField(default="", max_length=32),
        ),
        migrations.AddField(
            model_name="signoff",
            name="shown",
            field=models.JSONField(default=dict),
        ),
        migrations.AlterField(
            model_name="check",
            name="code",
            field=models.CharField(
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
        migrations.AlterField(
            model_name="offer",
            name="state",
            field=models.CharField(
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
        migrations.AlterField(
            model_name="reference",
            name="verified_how",
            field=models.CharField(
                blank=True,
                choices=[
                    ("call_back", "I rang the organisation’s main number"),
                    ("work_address", "I checked that the address is the organisation’s own"),
                    ("known", "I know the referee and spoke with them"),
                ],
                max_length=12,
            ),
        ),
        migrations.AddIndex(
            model_name="check",
            index=models.Index(fields=["chase_on"], name="check_chase"),
        ),
        migrations.AddIndex(
            model_name="referencerequest",
            index=models.Index(
                condition=models.Q(("next_at__isnull", False)), fields=["next_at"], name="reference_next"
            ),
        ),
        migrations.AddConstraint(
            model_name="check",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_by__isnull", True), ("decided_on__isnull", True)),
                    models.Q(("decided_by__isnull", False), ("decided_on__isnull", False)),
                    _connector="OR",
                ),
                name="check_decided_by_and_on",
            ),
        ),
        migrations.AddConstraint(
            model_name="reference",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("channel", "link"), ("entered_by__isnull", True)),
                    models.Q(models.Q(("channel", "link"), _negated=True), ("entered_by__isnull", False)),
                    _connector="OR",
                ),
                name="reference_entered_by",
            ),
        ),
        migrations.AddField(
            model_name="call",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="call",
            name="request",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="calls", to="appointments.referencerequest"
            ),
        ),
        migrations.AddField(
            model_name="checkfacts",
            name="application",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE, related_name="check_facts", to="applications.application"
            ),
        ),
        migrations.AddField(
            model_name="checkfile",
            name="check_row",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="files", to="appointments.check"
            ),
        ),
        migrations.AddField(
            model_name="checkfile",
            name="file",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="check_file", to="core.storedfile"
            ),
        ),
        migrations.AddField(
            model_name="countersignature",
            name="application",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="countersignature",
                to="applications.application",
            ),
        ),
        migrations.AddField(
            model_name="countersignature",
            name="asked_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="countersignature",
            name="governor",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="countersignatures",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="discrepancy",
            name="reference",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="discrepancies", to="appointments.reference"
            ),
        ),
        migrations.AddField(
            model_name="discrepancy",
            name="settled_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="headconfirmation",
            name="reference",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE, related_name="head", to="appointments.reference"
            ),
        ),
        migrations.AddField(
            model_name="inductionitem",
            name="application",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="induction", to="applications.application"
            ),
        ),
        migrations.AddField(
            model_name="inductionitem",
            name="done_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="npqplan",
            name="application",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE, related_name="npq_plan", to="applications.application"
            ),
        ),
        migrations.AddField(
            model_name="npqplan",
            name="written_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="onlinesearch",
            name="application",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE, related_name="online_search", to="applications.application"
            ),
        ),
        migrations.AddField(
            model_name="onlinesearch",
            name="done_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="onlinesearch",
            name="settled_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="personaltie",
            name="application",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="personal_ties", to="applications.application"
            ),
        ),
        migrations.AddField(
            model_name="personaltie",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="personal_ties", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="recordimport",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="recordimport",
            name="file",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="core.storedfile",
            ),
        ),
        migrations.AddField(
            model_name="recordimport",
            name="school",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="record_imports", to="accounts.school"
            ),
        ),
        migrations.AddField(
            model_name="recordlayout",
            name="school",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="record_layouts", to="accounts.school"
            ),
        ),
        migrations.AddField(
            model_name="riskassessment",
            name="application",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="risk_assessment",
                to="applications.application",
            ),
        ),
        migrations.AddField(
            model_name="riskassessment",
            name="approved_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="riskassessment",
            name="written_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="riskreview",
            name="assessment",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="reviews", to="appointments.riskassessment"
            ),
        ),
        migrations.AddField(
            model_name="riskreview",
            name="done_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="searchscope",
            name="agreed_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="searchscope",
            name="searcher",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="searches_to_do", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="searchscope",
            name="vacancy",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE, related_name="search_scope", to="vacancies.vacancy"
            ),
        ),
        migrations.AddField(
            model_name="selfdeclaration",
            name="application",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="self_declaration",
                to="applications.application",
            ),
        ),
        migrations.AddField(
            model_name="selfdeclaration",
            name="settled_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="selfdeclaration",
            name="signed_with",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="verification",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="verification",
            name="reference",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="verifications", to="appointments.reference"
            ),
        ),
        migrations.AddIndex(
            model_name="checkfile",
            index=models.Index(fields=["delete_after"], name="check_file_delete"),
        ),
        migrations.AddConstraint(
            model_name="countersignature",
            constraint=models.CheckConstraint(
                condition=models.Q(("signed_at", None), models.Q(("statement", ""), _negated=True), _connector="OR"),
                name="countersigned_with_statement",
            ),
        ),
        migrations.AddConstraint(
            model_name="discrepancy",
            constraint=models.UniqueConstraint(fields=("reference", "code"), name="discrepancy_once"),
        ),
        migrations.AddConstraint(
            model_name="discrepancy",
            constraint=models.CheckConstraint(
                condition=models.Q(("settled_by__isnull", True), ("settled_at__isnull", False), _connector="OR"),
                name="discrepancy_settled_whole",
            ),
        ),
        migrations.AddIndex(
            model_name="headconfirmation",
            index=models.Index(condition=models.Q(("next_at__isnull", False)), fields=["next_at"], name="head_next"),
        ),
        migrations.AddConstraint(
            model_name="headconfirmation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", ""), ("answered_at__isnull", True)),
                    models.Q(models.Q(("answer", ""), _negated=True), ("answered_at__isnull", False)),
                    _connector="OR",
                ),
                name="head_answered_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="inductionitem",
            constraint=models.UniqueConstraint(fields=("application", "code"), name="induction_once"),
        ),
        migrations.AddIndex(
            model_name="npqplan",
            index=models.Index(fields=["remind_on"], name="npq_to_remind"),
        ),
        migrations.AddConstraint(
            model_name="onlinesearch",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("settled_at__isnull", True), ("settled_by__isnull", True)),
                    models.Q(("settled_at__isnull", False), ("settled_by__isnull", False)),
                    _connector="OR",
                ),
                name="online_search_settled_by_and_at",
            ),
        ),
        migrations.AddConstraint(
            model_name="personaltie",
            constraint=models.UniqueConstraint(fields=("application", "user"), name="personal_tie_once"),
        ),
        migrations.AddConstraint(
            model_name="recordlayout",
            constraint=models.UniqueConstraint(fields=("school", "name"), name="record_layout_once"),
        ),
        migrations.AddIndex(
            model_name="riskassessment",
            index=models.Index(fields=["remind_on"], name="risk_review_due"),
        ),
        migrations.AddConstraint(
            model_name="riskassessment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "approved"), _negated=True),
                    models.Q(("approved_at__isnull", False), ("approved_by__isnull", False)),
                    _connector="OR",
                ),
                name="risk_approved_by_and_at",
            ),
        ),
        migrations.AddConstraint(
            model_name="riskassessment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("approved_by__isnull", True),
                    models.Q(("approved_by", models.F("written_by")), _negated=True),
                    _connector="OR",
                ),
                name="risk_two_people",
            ),
        ),
        migrations.AddConstraint(
            model_name="riskreview",
            constraint=models.UniqueConstraint(fields=("assessment", "due_on"), name="risk_review_once"),
        ),
        migrations.AddConstraint(
            model_name="selfdeclaration",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state", "asked"),
                    models.Q(("sent_at__isnull", False), ("something_told__isnull", False)),
                    _connector="OR",
                ),
                name="declaration_sent_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="selfdeclaration",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("settled_at__isnull", True), ("settled_by__isnull", True)),
                    models.Q(("settled_at__isnull", False), ("settled_by__isnull", False)),
                    _connector="OR",
                ),
                name="declaration_settled_by_and_at",
            ),
        ),
        migrations.AddConstraint(
            model_name="verification",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("how", "call_back"), _negated=True),
                    models.Q(models.Q(("number", ""), _negated=True), models.Q(("number_found", ""), _negated=True)),
                    _connector="OR",
                ),
                name="verification_number",
            ),
        ),
    ]
