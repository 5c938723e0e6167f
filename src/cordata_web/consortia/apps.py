from django.apps import AppConfig


class ConsortiaConfig(AppConfig):
    name = "cordata_web.consortia"
    label = "consortia"

    def ready(self) -> None:
        from cordata_web.consortia import answers  # noqa: F401 - registers itself with the exchange
