from django.apps import AppConfig


class CallsConfig(AppConfig):
    name = "cordata_web.calls"
    label = "calls"
