from django.apps import AppConfig


class CooperationConfig(AppConfig):
    name = "cordata_web.cooperation"
    label = "cooperation"
