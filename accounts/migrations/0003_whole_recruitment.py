from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="school",
            name="reference_date_days",
            field=models.PositiveSmallIntegerField(
                default=31, verbose_name="dates in a reference may differ from the form by, days"
            ),
        ),
        migrations.AddField(
            model_name="school",
            name="reference_hr_days",
            field=models.PositiveSmallIntegerField(
                default=6, verbose_name="HR rings a silent referee after, working days"
            ),
        ),
        migrations.AddField(
            model_name="school",
            name="reference_reminders",
            field=models.CharField(default="2,4,5", max_length=20, verbose_name="reminders to referees"),
        ),
        migrations.AddField(
            model_name="user",
            name="weekly_digest",
            field=models.BooleanField(default=True),
        ),
    ]
