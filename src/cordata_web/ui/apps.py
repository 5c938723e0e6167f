from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "cordata_web.ui"
    label = "ui"
