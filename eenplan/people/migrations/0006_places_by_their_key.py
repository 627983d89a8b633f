"""A place is found by its postcode or its street, whatever the planner thinks of the house (policies_places.sql)."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0005_former_numbers_are_found")]

    operations = [
        migrations.RemoveIndex(model_name="address", name="people_place_postcode"),
        migrations.RemoveIndex(model_name="address", name="people_place_street"),
        migrations.AddIndex(
            model_name="address", index=models.Index(fields=["postcode_key"], name="people_place_by_postcode")
        ),
        migrations.AddIndex(
            model_name="address", index=models.Index(fields=["street_key"], name="people_place_by_street")
        ),
    ]
