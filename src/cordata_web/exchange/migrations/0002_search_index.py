from django.db import migrations, models

from cordata_web.config.trigrams import trigram_index


class Migration(migrations.Migration):

    dependencies = [
        ('exchange', '0001_initial'),
    ]

    operations = [
        trigram_index('exchange_opportunity', 'search_text'),
        migrations.AlterModelOptions(
            name='opportunity',
            options={'ordering': [models.OrderBy(models.F('published'), descending=True, nulls_last=True), '-created', 'id'], 'verbose_name': 'opportunity', 'verbose_name_plural': 'opportunities'},
        ),
    ]
