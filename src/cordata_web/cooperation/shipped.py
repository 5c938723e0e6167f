"""The figures that come with Cordata, as a dataset of the site."""

from __future__ import annotations

from cordata.cooperation.evidence import load_shipped_figures
from cordata_web.cooperation.loading import About, Content, store
from cordata_web.cooperation.models import Dataset


def store_shipped() -> Dataset:
    """Write them, or leave them as they are; the site itself does it."""
    shipped = load_shipped_figures()
    source = shipped.source
    about = About(
        id=source.id,
        kind=Dataset.Kind.PROJECTS,
        name=source.name,
        publisher=source.publisher,
        address=source.address,
        licence=source.licence,
        nomenclature=source.nomenclature,
        unit=source.unit,
        checked=source.checked,
        nuts_version=source.nuts_version,
        notes=source.notes,
        is_shipped=True,
    )
    figures = tuple((region, activity, year, float(number), "") for region, activity, year, number in shipped.figures)
    return store(about, Content(figures=figures, links=shipped.links), actor=None)
