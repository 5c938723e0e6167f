"""The page that tells what the API can do, made of its schema; and addresses that are imported when asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.checks import CheckMessage
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLResolver
from django.views.decorators.http import require_safe


class LaterResolver(URLResolver):
    """Addresses of a module that is imported at the first request below them, not by checks and commands."""

    def check(self) -> list[CheckMessage]:
        return []


@dataclass(frozen=True, slots=True)
class Parameter:
    """A part of a request."""

    name: str
    about: str
    values: tuple[str, ...]
    required: bool
    several: bool


@dataclass(frozen=True, slots=True)
class Operation:
    """Something that can be asked for; an example is an address to click, where no parameter must be filled in."""

    id: str
    method: str
    path: str
    summary: str
    example: str
    parameters: tuple[Parameter, ...]


EXAMPLES = {"match": "?text=pressofusione&language=de&top=3"}


@require_safe
def api_page(request: HttpRequest) -> HttpResponse:
    from cordata_web.config.api import api

    schema = api.get_openapi_schema()
    return render(request, "config/api.html", {"operations": list(operations(schema)), "about": schema["info"]})


def operations(schema: dict[str, Any]) -> Iterator[Operation]:
    """What the schema of an API offers, in its order."""
    for path, methods in schema["paths"].items():
        for method, facts in methods.items():
            parameters = tuple(map(_parameter, facts.get("parameters", ())))
            name = facts["operationId"]
            example = "" if "{" in path else path + EXAMPLES.get(name, "")
            yield Operation(name, method.upper(), path, facts["summary"], example, parameters)


def _parameter(facts: dict[str, Any]) -> Parameter:
    schema = facts["schema"]
    shapes = [schema, schema.get("items", {}), *schema.get("anyOf", ())]
    values = next((tuple(shape["enum"]) for shape in shapes if "enum" in shape), ())
    about = facts.get("description") or schema.get("description", "")
    return Parameter(facts["name"], about, values, facts.get("required", False), schema.get("type") == "array")
