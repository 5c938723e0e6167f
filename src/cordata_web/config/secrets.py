"""The secret key of an installation that was given none."""

from pathlib import Path

from django.core.management.utils import get_random_secret_key


def secret_key_in(path: Path) -> str:
    """The key kept in the file, made at the first call; only its owner may read the file."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_suffix(f".{get_random_secret_key()[:8].encode().hex()}")
        fresh.touch(mode=0o600)
        fresh.write_text(get_random_secret_key(), encoding="utf-8")
        if path.exists():  # another process was quicker
            fresh.unlink()
        else:
            fresh.rename(path)
    return path.read_text(encoding="utf-8")
