from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "cordata_web.desk"
    label = "desk"
