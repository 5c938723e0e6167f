"""Serving the site with granian."""

import errno
import socket


class PortTakenError(Exception):
    """Something else listens there."""


class NoSuchAddressError(Exception):
    """The machine has no such address, or we may not listen there."""


def check_free(host: str, port: int) -> None:
    """Raise when nobody could serve at the host and port."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        # Without this a port that was just left would count as taken for a minute.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except PermissionError as error:
            raise NoSuchAddressError(
                f"Not allowed to listen on port {port}; choose one above 1023 with --port."
            ) from error
        except (OSError, OverflowError) as error:
            if getattr(error, "errno", None) == errno.EADDRINUSE:
                raise PortTakenError(f"Port {port} of {host} is taken; choose another one with --port.") from error
            raise NoSuchAddressError(f"Cannot listen on port {port} of {host}: {_reason(error)}.") from error


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error).rstrip(".")


def address(host: str, port: int) -> str:
    """What to type into a browser."""
    name = "localhost" if host == "127.0.0.1" else host  # browsers know no passkeys at a number
    return f"http://[{name}]:{port}/" if ":" in name else f"http://{name}:{port}/"


def serve(host: str, port: int) -> None:
    """Serve until interrupted."""
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    Granian(
        "cordata_web.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        blocking_threads=4,
        log_level=LogLevels.warning,
    ).serve()
