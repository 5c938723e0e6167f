from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("directory", "0004_membership_requests")]

    operations = [
        migrations.AddField(
            model_name="membership",
            name="left",
            field=models.BooleanField(default=False, editable=False, verbose_name="the member has left"),
        )
    ]
