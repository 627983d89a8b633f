"""The tables of this room at once, for an empty database; one that has older ones goes on along those (docs/rooms.md)."""

import datetime
import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.expressions
import eenplan.people.models
from django.conf import settings
from django.db import migrations, models

from eenplan.access.tables import CreateModels


class Migration(migrations.Migration):
    replaces = [
        ("rights", "0001_initial"),
        ("rights", "0002_two_people_or_a_proof"),
        ("rights", "0003_consultations_are_sorted"),
    ]

    initial = True

    dependencies = [
        ("cases", "0001_squashed_0005_voices"),
        ("exchange", "0001_squashed_0004_restriction"),
        ("network", "0001_squashed_0008_limits_of_looking"),
        ("people", "0001_squashed_0005_former_numbers_are_found"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name="InformationDuty",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("began_on", models.DateField(verbose_name="gegevens vastgelegd sinds")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "nog te informeren"),
                                    ("informed", "geïnformeerd"),
                                    ("omitted", "uitgesteld"),
                                ],
                                default="open",
                                max_length=10,
                                verbose_name="stand",
                            ),
                        ),
                        ("due_on", models.DateField(verbose_name="uiterlijk informeren op")),
                        ("review_on", models.DateField(null=True, verbose_name="opnieuw beoordelen op")),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="information_duties",
                                to="cases.case",
                                verbose_name="casus",
                            ),
                        ),
                        (
                            "house",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="network.house",
                                verbose_name="huis",
                            ),
                        ),
                        (
                            "member",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="information_duty",
                                to="cases.member",
                                verbose_name="persoon in de casus",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                                verbose_name="persoon",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "informatieplicht",
                        "verbose_name_plural": "informatieplichten",
                        "ordering": ["due_on", "id"],
                        "indexes": [
                            models.Index(fields=["house", "state", "due_on"], name="rights_duties_of_house"),
                            models.Index(fields=["case"], name="rights_duties_of_case"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InformationOpinion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "ground",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("a", "a – nationale veiligheid"),
                                    ("b", "b – landsverdediging"),
                                    ("c", "c – openbare veiligheid"),
                                    ("d", "d – voorkomen, onderzoeken, opsporen en vervolgen van strafbare feiten"),
                                    ("e", "e – andere belangrijke doelstellingen van algemeen belang"),
                                    ("f", "f – onafhankelijkheid van de rechter en gerechtelijke procedures"),
                                    ("g", "g – beroepscodes van gereglementeerde beroepen"),
                                    ("h", "h – toezicht, inspectie of regelgeving"),
                                    ("i", "i – bescherming van betrokkene of van de rechten en vrijheden van anderen"),
                                    ("j", "j – inning van civielrechtelijke vorderingen"),
                                ],
                                max_length=1,
                                verbose_name="uitzondering",
                            ),
                        ),
                        ("motivation", models.TextField(blank=True, verbose_name="motivering")),
                        ("review_on", models.DateField(null=True, verbose_name="opnieuw beoordelen op")),
                        ("at", models.DateTimeField(auto_now_add=True, verbose_name="tijdstip")),
                        (
                            "account",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="vastgelegd door",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="cases.case",
                                verbose_name="casus",
                            ),
                        ),
                        (
                            "duty",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="opinions",
                                to="rights.informationduty",
                                verbose_name="informatieplicht",
                            ),
                        ),
                        (
                            "house",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="network.house",
                                verbose_name="huis",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="network.organisation",
                                verbose_name="organisatie",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "oordeel over informeren",
                        "verbose_name_plural": "oordelen over informeren",
                        "ordering": ["id"],
                        "indexes": [models.Index(fields=["duty", "organisation", "-id"], name="rights_latest_opinion")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ground", ""), ("review_on", None)),
                                    models.Q(
                                        models.Q(("ground", ""), _negated=True),
                                        models.Q(("motivation", ""), _negated=True),
                                        ("review_on__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="rights_exception_motivated",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InformationOutcome",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("informed", "geïnformeerd"),
                                    ("omitted", "uitgesteld"),
                                    ("reopened", "opnieuw opgepakt"),
                                ],
                                max_length=10,
                                verbose_name="uitkomst",
                            ),
                        ),
                        ("on", models.DateField(verbose_name="datum")),
                        (
                            "manner",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("letter", "met een brief"),
                                    ("talk", "in een gesprek"),
                                    ("through", "via een organisatie die de persoon kent"),
                                ],
                                max_length=10,
                                verbose_name="manier",
                            ),
                        ),
                        (
                            "ground",
                            models.CharField(
                                blank=True,
                                choices=[
                                    (
                                        "avg14",
                                        "informeren is onmogelijk, onevenredig, of schaadt het doel ernstig (AVG 14 lid 5 b)",
                                    ),
                                    ("a", "a – nationale veiligheid"),
                                    ("b", "b – landsverdediging"),
                                    ("c", "c – openbare veiligheid"),
                                    ("d", "d – voorkomen, onderzoeken, opsporen en vervolgen van strafbare feiten"),
                                    ("e", "e – andere belangrijke doelstellingen van algemeen belang"),
                                    ("f", "f – onafhankelijkheid van de rechter en gerechtelijke procedures"),
                                    ("g", "g – beroepscodes van gereglementeerde beroepen"),
                                    ("h", "h – toezicht, inspectie of regelgeving"),
                                    ("i", "i – bescherming van betrokkene of van de rechten en vrijheden van anderen"),
                                    ("j", "j – inning van civielrechtelijke vorderingen"),
                                ],
                                max_length=5,
                                verbose_name="grond",
                            ),
                        ),
                        ("motivation", models.TextField(blank=True, verbose_name="toelichting")),
                        ("review_on", models.DateField(null=True, verbose_name="opnieuw beoordelen op")),
                        ("at", models.DateTimeField(auto_now_add=True, verbose_name="tijdstip")),
                        (
                            "account",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="vastgelegd door",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="cases.case",
                                verbose_name="casus",
                            ),
                        ),
                        (
                            "duty",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="outcomes",
                                to="rights.informationduty",
                                verbose_name="informatieplicht",
                            ),
                        ),
                        (
                            "house",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="network.house",
                                verbose_name="huis",
                            ),
                        ),
                        (
                            "handed_by",
                            models.CharField(
                                blank=True, db_default="", default="", max_length=200, verbose_name="overhandigd door"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "uitkomst van de informatieplicht",
                        "verbose_name_plural": "uitkomsten van de informatieplicht",
                        "ordering": ["-id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("ground", ""),
                                        ("kind", "informed"),
                                        ("review_on", None),
                                        models.Q(("manner", ""), _negated=True),
                                    ),
                                    models.Q(
                                        ("kind", "omitted"),
                                        ("manner", ""),
                                        ("review_on__isnull", False),
                                        models.Q(("ground", ""), _negated=True),
                                        models.Q(("motivation", ""), _negated=True),
                                    ),
                                    models.Q(
                                        ("ground", ""),
                                        ("kind", "reopened"),
                                        ("manner", ""),
                                        ("review_on", None),
                                        models.Q(("motivation", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="rights_outcome_complete",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("kind", "informed")),
                                fields=("duty",),
                                name="rights_informed_once",
                                violation_error_message="Deze persoon is al geïnformeerd.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InformationLetter",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=200, verbose_name="bestandsnaam")),
                        ("content_type", models.CharField(max_length=100, verbose_name="soort bestand")),
                        ("size", models.PositiveIntegerField(verbose_name="grootte in bytes")),
                        ("sha256", models.CharField(max_length=64, verbose_name="vingerafdruk")),
                        ("locked", models.BinaryField(verbose_name="versleutelde inhoud")),
                        ("kept_at", models.DateTimeField(auto_now_add=True, verbose_name="bewaard op")),
                        (
                            "account",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="bewaard door",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="cases.case",
                                verbose_name="casus",
                            ),
                        ),
                        (
                            "house",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="network.house",
                                verbose_name="huis",
                            ),
                        ),
                        (
                            "outcome",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="letter",
                                to="rights.informationoutcome",
                                verbose_name="uitkomst",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "brief over gegevens",
                        "verbose_name_plural": "brieven over gegevens",
                    },
                ),
                migrations.CreateModel(
                    name="Leak",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("discovered_at", models.DateTimeField(verbose_name="ontdekt op")),
                        ("what", models.TextField(verbose_name="wat is er gebeurd")),
                        (
                            "categories",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.PositiveSmallIntegerField(
                                    choices=[
                                        (1, "Identificerende en contactgegevens"),
                                        (2, "Burgerservicenummer"),
                                        (3, "Woonsituatie"),
                                        (4, "Financiële gegevens"),
                                        (5, "Inkomensgegevens"),
                                        (6, "Gezondheidsgegevens"),
                                        (7, "Politiegegevens"),
                                        (8, "Justitiële en strafvorderlijke gegevens"),
                                        (9, "Relaties met gezin en directe sociale contacten"),
                                        (10, "Toezicht, handhaving en bestuurlijke maatregelen"),
                                        (11, "Geïndiceerde en toegekende zorg en voorzieningen"),
                                        (12, "Begeleiding, zorg en hulpverlening"),
                                    ]
                                ),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="soorten gegevens",
                            ),
                        ),
                        (
                            "persons",
                            models.PositiveIntegerField(
                                blank=True, null=True, verbose_name="aantal personen (geschat)"
                            ),
                        ),
                        ("consequences", models.TextField(blank=True, verbose_name="mogelijke gevolgen")),
                        ("measures", models.TextField(blank=True, verbose_name="maatregelen")),
                        ("registered_at", models.DateTimeField(auto_now_add=True, verbose_name="geregistreerd op")),
                        (
                            "report",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("reported", "gemeld bij de AP"),
                                    ("not_needed", "melden hoeft niet: geen risico voor personen (AVG 33 lid 1)"),
                                ],
                                max_length=10,
                                verbose_name="melding bij de AP",
                            ),
                        ),
                        ("reported_at", models.DateTimeField(blank=True, null=True, verbose_name="gemeld op")),
                        ("reference", models.CharField(blank=True, max_length=60, verbose_name="kenmerk van de AP")),
                        (
                            "report_reason",
                            models.TextField(blank=True, verbose_name="waarom niet, of waarom later dan 72 uur"),
                        ),
                        (
                            "informing",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("informed", "de personen zijn geïnformeerd"),
                                    ("34(1)", "niet nodig: geen hoog risico (AVG 34 lid 1)"),
                                    ("34(3)a", "niet nodig: de gegevens waren onbegrijpelijk gemaakt (AVG 34 lid 3 a)"),
                                    ("34(3)b", "niet nodig: het risico is achteraf weggenomen (AVG 34 lid 3 b)"),
                                    ("34(3)c", "vervangen door een openbare mededeling (AVG 34 lid 3 c)"),
                                    ("a", "a – nationale veiligheid"),
                                    ("b", "b – landsverdediging"),
                                    ("c", "c – openbare veiligheid"),
                                    ("d", "d – voorkomen, onderzoeken, opsporen en vervolgen van strafbare feiten"),
                                    ("e", "e – andere belangrijke doelstellingen van algemeen belang"),
                                    ("f", "f – onafhankelijkheid van de rechter en gerechtelijke procedures"),
                                    ("g", "g – beroepscodes van gereglementeerde beroepen"),
                                    ("h", "h – toezicht, inspectie of regelgeving"),
                                    ("i", "i – bescherming van betrokkene of van de rechten en vrijheden van anderen"),
                                    ("j", "j – inning van civielrechtelijke vorderingen"),
                                ],
                                max_length=10,
                                verbose_name="personen informeren",
                            ),
                        ),
                        ("informed_on", models.DateField(blank=True, null=True, verbose_name="geïnformeerd op")),
                        ("informing_reason", models.TextField(blank=True, verbose_name="toelichting")),
                        ("closed_at", models.DateTimeField(null=True, verbose_name="afgesloten op")),
                        (
                            "account",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="geregistreerd door",
                            ),
                        ),
                        (
                            "house",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="network.house",
                                verbose_name="huis",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "datalek",
                        "verbose_name_plural": "datalekken",
                        "ordering": ["-discovered_at", "-id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("what", ""), _negated=True), name="rights_leak_says_what"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("report", ""), ("reported_at", None)),
                                    models.Q(
                                        ("report", "reported"),
                                        ("reported_at__isnull", False),
                                        models.Q(("reference", ""), _negated=True),
                                    ),
                                    models.Q(
                                        ("report", "not_needed"),
                                        ("reported_at", None),
                                        models.Q(("report_reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="rights_leak_report_complete",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("report", "reported"), _negated=True),
                                    (
                                        "reported_at__lte",
                                        django.db.models.expressions.CombinedExpression(
                                            models.F("discovered_at"), "+", models.Value(datetime.timedelta(days=3))
                                        ),
                                    ),
                                    models.Q(("report_reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="rights_leak_delay_explained",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("informed_on", None), ("informing", "")),
                                    models.Q(("informed_on__isnull", False), ("informing", "informed")),
                                    models.Q(
                                        models.Q(("informing__in", ["", "informed"]), _negated=True),
                                        ("informed_on", None),
                                        models.Q(("informing_reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="rights_leak_informing_complete",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("closed_at", None),
                                    models.Q(
                                        models.Q(("report", ""), _negated=True),
                                        models.Q(("informing", ""), _negated=True),
                                        models.Q(("consequences", ""), _negated=True),
                                        models.Q(("measures", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="rights_leak_closed_when_done",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LeakInput",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("question", models.TextField(verbose_name="vraag")),
                        ("asked_at", models.DateTimeField(auto_now_add=True, verbose_name="gevraagd op")),
                        ("answer", models.TextField(blank=True, verbose_name="antwoord")),
                        ("answered_at", models.DateTimeField(null=True, verbose_name="beantwoord op")),
                        (
                            "account",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="gevraagd aan",
                            ),
                        ),
                        (
                            "house",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="network.house",
                                verbose_name="huis",
                            ),
                        ),
                        (
                            "leak",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="inputs",
                                to="rights.leak",
                                verbose_name="datalek",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="network.organisation",
                                verbose_name="organisatie",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "bijdrage aan een datalek",
                        "verbose_name_plural": "bijdragen aan een datalek",
                        "ordering": ["id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("answer", ""), ("answered_at", None)),
                                    models.Q(models.Q(("answer", ""), _negated=True), ("answered_at__isnull", False)),
                                    _connector="OR",
                                ),
                                name="rights_leak_answer_dated",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PublicPage",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("introduction", models.TextField(blank=True, verbose_name="inleiding")),
                        ("rights", models.TextField(blank=True, verbose_name="hoe betrokkenen hun rechten uitoefenen")),
                        ("priority_criteria", models.TextField(blank=True, verbose_name="criteria voor prioriteit")),
                        (
                            "report_title",
                            models.CharField(blank=True, max_length=120, verbose_name="titel van het jaarverslag"),
                        ),
                        ("report_url", models.URLField(blank=True, verbose_name="adres van het jaarverslag")),
                        ("changed_at", models.DateTimeField(auto_now=True, verbose_name="gewijzigd op")),
                        (
                            "account",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="gewijzigd door",
                            ),
                        ),
                        (
                            "house",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="public_page",
                                to="network.house",
                                verbose_name="huis",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "openbare pagina",
                        "verbose_name_plural": "openbare pagina's",
                    },
                ),
                migrations.CreateModel(
                    name="Request",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.CharField(editable=False, max_length=30, unique=True, verbose_name="nummer")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("access", "inzage"),
                                    ("rectification", "rectificatie"),
                                    ("erasure", "wissing"),
                                    ("restriction", "beperking"),
                                    ("objection", "bezwaar"),
                                ],
                                max_length=15,
                                verbose_name="soort verzoek",
                            ),
                        ),
                        ("asked", models.TextField(verbose_name="wat wordt gevraagd")),
                        ("name", models.CharField(max_length=420, verbose_name="naam van betrokkene")),
                        (
                            "birth_date",
                            eenplan.people.models.PartialDateField(
                                blank=True, max_length=10, verbose_name="geboortedatum van betrokkene"
                            ),
                        ),
                        ("received_on", models.DateField(verbose_name="ontvangen op")),
                        ("due_on", models.DateField(editable=False, verbose_name="beslissen uiterlijk op")),
                        ("extended_on", models.DateField(editable=False, null=True, verbose_name="verlengd op")),
                        ("extension_reason", models.TextField(blank=True, verbose_name="reden van de verlenging")),
                        (
                            "searched_at",
                            models.DateTimeField(editable=False, null=True, verbose_name="gezocht in het huis"),
                        ),
                        ("registered_at", models.DateTimeField(auto_now_add=True, verbose_name="vastgelegd op")),
                        ("decided_at", models.DateTimeField(editable=False, null=True, verbose_name="besloten")),
                        ("reopened_at", models.DateTimeField(editable=False, null=True, verbose_name="heropend")),
                        (
                            "handler",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="behandelaar",
                            ),
                        ),
                        (
                            "house",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="network.house",
                                verbose_name="huis",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="requests",
                                to="people.person",
                                verbose_name="persoon",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "verzoek van betrokkene",
                        "verbose_name_plural": "verzoeken van betrokkenen",
                        "ordering": ["due_on", "id"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("decided_at__isnull", True)),
                                fields=["house", "due_on"],
                                name="rights_open_requests",
                            ),
                            models.Index(fields=["person"], name="rights_requests_of_person"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("extended_on__isnull", True),
                                    models.Q(("extension_reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="rights_extension_has_reason",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Omission",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("thing", models.CharField(max_length=60, verbose_name="onderdeel")),
                        ("at", models.DateTimeField(auto_now_add=True, verbose_name="tijdstip")),
                        (
                            "account",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="weggelaten door",
                            ),
                        ),
                        (
                            "house",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="network.house",
                                verbose_name="huis",
                            ),
                        ),
                        (
                            "request",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="omissions",
                                to="rights.request",
                                verbose_name="verzoek",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "weglating",
                        "verbose_name_plural": "weglatingen",
                        "constraints": [
                            models.UniqueConstraint(fields=("request", "thing"), name="rights_omitted_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Measure",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("rectify", "verbeteren"),
                                    ("erase", "wissen"),
                                    ("restrict", "beperkt gebruik"),
                                ],
                                max_length=10,
                                verbose_name="maatregel",
                            ),
                        ),
                        ("text", models.TextField(verbose_name="wat er moet gebeuren")),
                        ("due_on", models.DateField(null=True, verbose_name="gereed op")),
                        ("since", models.DateTimeField(auto_now_add=True, verbose_name="vanaf")),
                        ("until", models.DateTimeField(null=True, verbose_name="beëindigd")),
                        ("result", models.TextField(blank=True, verbose_name="wat er is gedaan")),
                        (
                            "account",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="afgerond door",
                            ),
                        ),
                        (
                            "house",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="network.house",
                                verbose_name="huis",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="exchange.item",
                                verbose_name="gegeven",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="network.organisation",
                                verbose_name="uit te voeren door",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="people.person",
                                verbose_name="persoon",
                            ),
                        ),
                        (
                            "request",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="measures",
                                to="rights.request",
                                verbose_name="verzoek",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "maatregel",
                        "verbose_name_plural": "maatregelen",
                        "ordering": ["since", "id"],
                        "indexes": [
                            models.Index(
                                models.F("person"),
                                condition=models.Q(("kind", "restrict"), ("until__isnull", True)),
                                name="rights_restricted",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("until__isnull", True), models.Q(("result", ""), _negated=True), _connector="OR"
                                ),
                                name="rights_measure_ends_with_result",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("kind", "restrict"),
                                    models.Q(("due_on__isnull", False), ("organisation__isnull", False)),
                                    _connector="OR",
                                ),
                                name="rights_task_has_an_owner",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Letter",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=200, verbose_name="bestandsnaam")),
                        ("content_type", models.CharField(max_length=100, verbose_name="soort bestand")),
                        ("size", models.PositiveIntegerField(verbose_name="grootte in bytes")),
                        ("sha256", models.CharField(max_length=64, verbose_name="vingerafdruk")),
                        ("locked", models.BinaryField(verbose_name="versleutelde inhoud")),
                        ("kept_at", models.DateTimeField(auto_now_add=True, verbose_name="bewaard op")),
                        (
                            "account",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="bewaard door",
                            ),
                        ),
                        (
                            "house",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="network.house",
                                verbose_name="huis",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="people.person",
                                verbose_name="persoon",
                            ),
                        ),
                        (
                            "request",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="letters",
                                to="rights.request",
                                verbose_name="verzoek",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "brief aan betrokkene",
                        "verbose_name_plural": "brieven aan betrokkenen",
                    },
                ),
                migrations.CreateModel(
                    name="Consultation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("involvement", models.CharField(max_length=300, verbose_name="betrokken als")),
                        ("asked_at", models.DateTimeField(auto_now_add=True, verbose_name="gevraagd")),
                        ("due_on", models.DateField(verbose_name="antwoorden uiterlijk op")),
                        ("answered_at", models.DateTimeField(null=True, verbose_name="geantwoord")),
                        ("remark", models.TextField(blank=True, verbose_name="opmerking voor het contactpunt")),
                        (
                            "account",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="geantwoord door",
                            ),
                        ),
                        (
                            "house",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="network.house",
                                verbose_name="huis",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="network.organisation",
                                verbose_name="organisatie",
                            ),
                        ),
                        (
                            "request",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="consultations",
                                to="rights.request",
                                verbose_name="verzoek",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "raadpleging",
                        "verbose_name_plural": "raadplegingen",
                        "ordering": ["organisation__sort_key"],
                        "constraints": [
                            models.UniqueConstraint(fields=("request", "organisation"), name="rights_consulted_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Applicant",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "capacity",
                            models.CharField(
                                choices=[
                                    ("person", "betrokkene zelf"),
                                    ("representative", "wettelijk vertegenwoordiger"),
                                    ("agent", "gemachtigde"),
                                ],
                                max_length=15,
                                verbose_name="wie vraagt",
                            ),
                        ),
                        ("name", models.CharField(max_length=420, verbose_name="naam van de aanvrager")),
                        (
                            "authority",
                            models.CharField(blank=True, max_length=300, verbose_name="waaruit blijkt de bevoegdheid"),
                        ),
                        ("address", models.TextField(verbose_name="postadres voor het antwoord")),
                        (
                            "how",
                            models.CharField(
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
                        ("bsn", models.CharField(blank=True, max_length=9, verbose_name="BSN van betrokkene")),
                        (
                            "identity",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("document", "identiteitsbewijs gezien aan de balie"),
                                    ("electronic", "ingelogd met DigiD of eHerkenning"),
                                    ("known", "teruggebeld op een bekend nummer, met controlevragen"),
                                ],
                                max_length=12,
                                verbose_name="hoe gecontroleerd",
                            ),
                        ),
                        (
                            "identity_checked_on",
                            models.DateField(blank=True, null=True, verbose_name="identiteit gecontroleerd op"),
                        ),
                        (
                            "house",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="network.house",
                                verbose_name="huis",
                            ),
                        ),
                        (
                            "identity_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="gecontroleerd door",
                            ),
                        ),
                        (
                            "request",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="applicant",
                                to="rights.request",
                                verbose_name="verzoek",
                            ),
                        ),
                        (
                            "doubt",
                            models.CharField(
                                blank=True,
                                db_default="",
                                default="",
                                max_length=500,
                                verbose_name="waarom de controle niet genoeg is",
                            ),
                        ),
                        (
                            "handed_by",
                            models.CharField(
                                blank=True, db_default="", default="", max_length=200, verbose_name="overhandigd door"
                            ),
                        ),
                        (
                            "judged_at",
                            models.DateTimeField(editable=False, null=True, verbose_name="controle beoordeeld"),
                        ),
                        (
                            "judged_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="beoordeeld door",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "aanvrager",
                        "verbose_name_plural": "aanvragers",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("identity", ""),
                                        ("identity_by__isnull", True),
                                        ("identity_checked_on__isnull", True),
                                    ),
                                    models.Q(
                                        models.Q(("identity", ""), _negated=True),
                                        ("identity_by__isnull", False),
                                        ("identity_checked_on__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="rights_identity_says_how",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("capacity", "person"), models.Q(("authority", ""), _negated=True), _connector="OR"
                                ),
                                name="rights_authority_shown",
                            ),
                            models.CheckConstraint(
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
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Answer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "outcome",
                            models.CharField(
                                choices=[
                                    ("granted", "toegewezen"),
                                    ("partial", "gedeeltelijk toegewezen"),
                                    ("refused", "afgewezen"),
                                    ("unknown", "geen gegevens in dit huis"),
                                    ("dismissed", "buiten behandeling gelaten"),
                                ],
                                max_length=10,
                                verbose_name="besluit",
                            ),
                        ),
                        ("motive", models.TextField(verbose_name="motivering")),
                        (
                            "missing",
                            models.PositiveSmallIntegerField(
                                default=0, editable=False, verbose_name="organisaties die nog niet antwoordden"
                            ),
                        ),
                        (
                            "withheld",
                            models.PositiveSmallIntegerField(
                                default=0, editable=False, verbose_name="uitzonderingen die gelden"
                            ),
                        ),
                        ("at", models.DateTimeField(auto_now_add=True, verbose_name="tijdstip")),
                        (
                            "account",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="vastgelegd door",
                            ),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="network.organisation",
                                verbose_name="besluit van",
                            ),
                        ),
                        (
                            "house",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="network.house",
                                verbose_name="huis",
                            ),
                        ),
                        (
                            "letter",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="answer",
                                to="rights.letter",
                                verbose_name="brief",
                            ),
                        ),
                        (
                            "request",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="answers",
                                to="rights.request",
                                verbose_name="verzoek",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "besluit op een verzoek",
                        "verbose_name_plural": "besluiten op verzoeken",
                        "ordering": ["at", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("motive", ""), _negated=True), name="rights_answer_motivated"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Exemption",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "part",
                            models.CharField(
                                choices=[
                                    ("item", "een gegeven"),
                                    ("involved", "dat uw organisatie betrokken is"),
                                    ("person", "wie de betrokkene is: naam, adres, relaties"),
                                    ("referral", "de aanmelding"),
                                    ("case", "dat er een casus is"),
                                    ("conference", "besluiten van het casusoverleg"),
                                    ("plan", "het plan van aanpak en de voortgang"),
                                    ("provision", "wat aan anderen is verstrekt"),
                                ],
                                max_length=12,
                                verbose_name="onderdeel",
                            ),
                        ),
                        (
                            "ground",
                            models.CharField(
                                choices=[
                                    ("a", "a – nationale veiligheid"),
                                    ("b", "b – landsverdediging"),
                                    ("c", "c – openbare veiligheid"),
                                    ("d", "d – voorkomen, onderzoeken, opsporen en vervolgen van strafbare feiten"),
                                    ("e", "e – andere belangrijke doelstellingen van algemeen belang"),
                                    ("f", "f – onafhankelijkheid van de rechter en gerechtelijke procedures"),
                                    ("g", "g – beroepscodes van gereglementeerde beroepen"),
                                    ("h", "h – toezicht, inspectie of regelgeving"),
                                    ("i", "i – bescherming van betrokkene of van de rechten en vrijheden van anderen"),
                                    ("j", "j – inning van civielrechtelijke vorderingen"),
                                ],
                                max_length=1,
                                verbose_name="grond",
                            ),
                        ),
                        ("motivation", models.TextField(verbose_name="motivering")),
                        ("review_on", models.DateField(verbose_name="herbeoordelen op")),
                        ("at", models.DateTimeField(auto_now_add=True, verbose_name="ingeroepen op")),
                        ("lapsed_at", models.DateTimeField(null=True, verbose_name="vervallen")),
                        (
                            "account",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="ingeroepen door",
                            ),
                        ),
                        (
                            "consultation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="exemptions",
                                to="rights.consultation",
                                verbose_name="raadpleging",
                            ),
                        ),
                        (
                            "house",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="network.house",
                                verbose_name="huis",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="exchange.item",
                                verbose_name="gegeven",
                            ),
                        ),
                        (
                            "lapsed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="vervallen gemeld door",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "uitzondering",
                        "verbose_name_plural": "uitzonderingen",
                        "indexes": [
                            models.Index(
                                condition=models.Q(("lapsed_at__isnull", True)),
                                fields=["item"],
                                name="rights_standing_exemptions",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("item__isnull", False), ("part", "item")),
                                    models.Q(models.Q(("part", "item"), _negated=True), ("item__isnull", True)),
                                    _connector="OR",
                                ),
                                name="rights_exempts_item_or_part",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("motivation", ""), _negated=True), name="rights_exemption_motivated"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("lapsed_at__isnull", True)),
                                fields=("consultation", "part", "item"),
                                name="rights_exempted_once",
                                nulls_distinct=False,
                                violation_error_message="Voor dit onderdeel geldt al een uitzondering.",
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
