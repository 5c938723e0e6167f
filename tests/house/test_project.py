"""What stands in the project's own files: packages, licence, data that belong together."""

import re
import tomllib

import pytest

from cordata import __version__
from cordata.language.alignment import fingerprint_of, load_alignment
from cordata.language.annotate import load_forms
from cordata.language.detect import fit_detector
from cordata.thesaurus import Thesaurus
from house.sources import ROOT

PINNED = re.compile(r"^([a-z0-9._-]+)(?:\[[a-z0-9,._-]+\])?==([^\s;\\]+)", re.MULTILINE | re.IGNORECASE)


def project() -> dict:
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def pinned(name: str) -> dict[str, set[str]]:
    """Versions by package; one package can have several, for several machines."""
    found: dict[str, set[str]] = {}
    for package, version in PINNED.findall((ROOT / f"requirements/{name}.txt").read_text("utf-8")):
        found.setdefault(plain(package), set()).add(version)
    return found


def plain(package: str) -> str:
    return re.sub(r"[-_.]+", "-", package).lower()


@pytest.mark.parametrize("name", ["run", "test", "spark"])
def test_every_pinned_package_has_a_hash(name: str) -> None:
    text = (ROOT / f"requirements/{name}.txt").read_text("utf-8")
    blocks = re.split(r"\n(?=[a-zA-Z0-9])", text)
    without = [block.split("==")[0] for block in blocks if PINNED.match(block) and "--hash=sha256:" not in block]
    assert without == []
    assert len(PINNED.findall(text)) > 20


@pytest.mark.parametrize("name", ["run", "test", "spark"])
def test_requirements_name_no_address(name: str) -> None:
    text = (ROOT / f"requirements/{name}.txt").read_text("utf-8")
    assert "://" not in text
    assert not re.search(r"^\s*(-i|--index-url|--extra-index-url|--find-links|-f|-e|git\+)\b", text, re.MULTILINE)


def test_every_dependency_is_pinned() -> None:
    wanted = {plain(re.match(r"[A-Za-z0-9._-]+", line)[0]) for line in project()["dependencies"]}  # type: ignore[index]
    extras = [line for lines in project()["optional-dependencies"].values() for line in lines]
    with_spark = set(pinned("spark"))
    for_tests = {plain(re.match(r"[A-Za-z0-9._-]+", line)[0]) for line in extras}  # type: ignore[index]
    assert wanted <= set(pinned("run"))
    assert wanted | for_tests <= with_spark
    assert with_spark - set(pinned("test")) == {"pyspark", "py4j"}


def test_tests_run_with_the_packages_that_users_get() -> None:
    run, test, spark = pinned("run"), pinned("test"), pinned("spark")
    assert {name: versions for name, versions in run.items() if test.get(name) != versions} == {}
    assert {name: versions for name, versions in test.items() if spark.get(name) != versions} == {}


def test_the_version_is_told_once() -> None:
    assert project()["version"] == __version__


def test_the_files_that_the_project_names_are_there() -> None:
    named = [project()["readme"], *project()["license-files"]]
    assert [name for name in named if not (ROOT / name).is_file()] == []


def test_the_engine_was_fitted_on_this_thesaurus(thesaurus: Thesaurus) -> None:
    """When this fails: make engine."""
    assert load_alignment().fingerprint == fingerprint_of(thesaurus)


def test_the_language_detector_was_fitted_on_this_thesaurus(thesaurus: Thesaurus) -> None:
    """When this fails: make engine."""
    from cordata.language.detect import _detector

    kept, fitted = _detector()._groups, fit_detector(thesaurus)
    assert set(kept) == set(fitted)
    assert all(kept[group] == pytest.approx(fitted[group], abs=0.01) for group in list(fitted)[::97])


def test_the_table_of_forms_knows_the_words_of_every_language() -> None:
    assert all(len(forms) > 1000 for forms in load_forms().values())
