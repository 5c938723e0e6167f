from django.apps import AppConfig


class FundingConfig(AppConfig):
    name = "cordata_web.funding"
    label = "funding"
