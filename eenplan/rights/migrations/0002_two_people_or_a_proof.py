"""Who asks is judged by a second person; to who lives secretly a letter is handed over (docs/adr/0030)."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("rights", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="applicant",
            name="doubt",
            field=models.CharField(
                blank=True, db_default="", default="", max_length=500, verbose_name="waarom de controle niet genoeg is"
            ),
        ),
        migrations.AddField(
            model_name="applicant",
            name="handed_by",
            field=models.CharField(
                blank=True, db_default="", default="", max_length=200, verbose_name="overhandigd door"
            ),
        ),
        migrations.AddField(
            model_name="applicant",
            name="judged_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="controle beoordeeld"),
        ),
        migrations.AddField(
            model_name="applicant",
            name="judged_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="beoordeeld door",
            ),
        ),
        migrations.AddField(
            model_name="informationoutcome",
            name="handed_by",
            field=models.CharField(
                blank=True, db_default="", default="", max_length=200, verbose_name="overhandigd door"
            ),
        ),
        migrations.AlterField(
            model_name="applicant",
            name="how",
            field=models.CharField(
                choices=[
                    ("letter", "per brief"),
                    ("email", "per e-mail"),
                    ("counter", "aan de balie"),
                    ("phone", "telefonisch"),
                    ("portal", "langs elektronische weg, met DigiD of eHerkenning"),
                ],
                max_length=10,
                verbose_name="hoe gevraagd",
            ),
        ),
        migrations.AddConstraint(
            model_name="applicant",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("judged_at__isnull", True), ("judged_by__isnull", True)),
                    models.Q(
                        ("identity_checked_on__isnull", False),
                        ("judged_at__isnull", False),
                        ("judged_by__isnull", False),
                        models.Q(("judged_by", models.F("identity_by")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="rights_identity_takes_two",
            ),
        ),
    ]
