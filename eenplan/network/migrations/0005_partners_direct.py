"""A role asks for the right ground (docs/adr/0030): the setting, and what existed before is brought in line."""

from django.db import migrations, models

# Who directs for another participant goes on: the house had chosen so. A contact point that is no College or burgemeester there
# never was (BGS 1.1).
_IN_LINE = """
UPDATE network_house SET partners_direct = true WHERE id IN (
  SELECT a.house_id FROM network_authorisation a JOIN network_professional p ON p.account_id = a.professional_id
    JOIN network_organisation o ON o.id = p.organisation_id
   WHERE a.role = 'process_director' AND (a.until IS NULL OR a.until > current_date) AND o.ground NOT IN ('2.27(1)e', '2.27(1)f'));
UPDATE network_authorisation a SET until = current_date
  FROM network_professional p JOIN network_organisation o ON o.id = p.organisation_id
 WHERE p.account_id = a.professional_id AND a.role = 'contact_point' AND (a.until IS NULL OR a.until > current_date)
   AND o.ground NOT IN ('2.27(1)e', '2.27(1)f');
"""


class Migration(migrations.Migration):
    dependencies = [("network", "0004_widening_is_proposed")]

    operations = [
        migrations.AddField(
            model_name="house",
            name="partners_direct",
            field=models.BooleanField(
                db_default=False, default=False, verbose_name="ook andere deelnemers leveren procesregisseurs"
            ),
        ),
        migrations.RunSQL(_IN_LINE, migrations.RunSQL.noop),
    ]
