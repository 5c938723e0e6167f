from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "cordata_web.directory"
    label = "directory"
