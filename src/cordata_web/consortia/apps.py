from django.apps import AppConfig


class ConsortiaConfig(AppConfig):
    name = "cordata_web.consortia"
    label = "consortia"
