"""Addresses of style sheets, scripts and icons."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class RememberingStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Works out each address once: a page names the sprite of icons up to two hundred times."""

    def __init__(self, *args: object, **more: object) -> None:
        super().__init__(*args, **more)
        self._addresses: dict[str, str] = {}

    def url(self, name: str, force: bool = False) -> str:
        known = self._addresses.get(name)
        if known is None or force:
            known = self._addresses[name] = super().url(name, force)
        return known
