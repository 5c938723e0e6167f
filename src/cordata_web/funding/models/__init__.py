"""Tables of financing: instruments, what was changed of them, and tables that people sent."""

from cordata_web.funding.models.imports import InstrumentImport
from cordata_web.funding.models.instruments import Change, Instrument

__all__ = ["Change", "Instrument", "InstrumentImport"]
