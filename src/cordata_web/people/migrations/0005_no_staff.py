from django.db import migrations


class Migration(migrations.Migration):
    """Who is of the secretariat say the roles alone."""

    dependencies = [("people", "0004_tokens")]
    operations = [migrations.RemoveField(model_name="user", name="is_staff")]
