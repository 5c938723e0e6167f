from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "cordata_web.programmes"
    label = "programmes"
