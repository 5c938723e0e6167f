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
    about: str
    example: str
    parameters: tuple[Parameter, ...]
    body: tuple[Parameter, ...]


EXAMPLES = {
    "match": "?text=pressofusione&language=de&top=3",
    "find_financing_mix": "?project=ITC1,sme,120000,r_and_d",
}


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
            is_filled_in = name in EXAMPLES or not any(one["required"] for one in facts.get("parameters", ()))
            can_be_clicked = "{" not in path and {} in facts["security"] and is_filled_in
            example = path + EXAMPLES.get(name, "") if can_be_clicked else ""
            about, body = facts["description"], tuple(_body(schema, facts))
            yield Operation(name, method.upper(), path, facts["summary"], about, example, parameters, body)


def _body(schema: dict[str, Any], facts: dict[str, Any]) -> Iterator[Parameter]:
    """The fields of the body that a write takes."""
    if "requestBody" not in facts:
        return
    (content,) = facts["requestBody"]["content"].values()
    shapes = [content["schema"], *content["schema"].get("anyOf", ())]
    name = next(shape["$ref"] for shape in shapes if "$ref" in shape).rpartition("/")[2]
    described = schema["components"]["schemas"][name]
    for field, shape in described["properties"].items():
        required = field in described.get("required", ())
        yield _parameter({"name": field, "schema": shape, "required": required})


def _parameter(facts: dict[str, Any]) -> Parameter:
    schema = facts["schema"]
    shapes = [schema, schema.get("items", {}), *schema.get("anyOf", ())]
    values = next((tuple(shape["enum"]) for shape in shapes if "enum" in shape), ())
    about = facts.get("description") or schema.get("description", "")
    return Parameter(facts["name"], about, values, facts.get("required", False), schema.get("type") == "array")
