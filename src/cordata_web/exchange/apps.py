from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "cordata_web.exchange"
    label = "exchange"
