from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "cordata_web.config"
    label = "config"
