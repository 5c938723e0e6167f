from django.db import migrations, models

from cordata_web.config.trigrams import trigram_index


class Migration(migrations.Migration):

    dependencies = [
        ('directory', '0002_network'),
    ]

    operations = [
        trigram_index('directory_profile', 'search_text'),
        migrations.AlterModelOptions(
            name='evidence',
            options={'ordering': [models.OrderBy(models.F('start'), descending=True, nulls_last=True), 'title'], 'verbose_name': 'evidence', 'verbose_name_plural': 'evidence'},
        ),
    ]
