"""The description of the API (OpenAPI): what ninja knows, and what every operation has in common."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from ninja import NinjaAPI

from cordata_web.api.once import HEADER, LONGEST
from cordata_web.api.problems import MEDIA_TYPE, Problem

ALWAYS = (400, 401, 403, 422, 429)
WITH_A_BODY = (409, 413, 415)
WRITING = ("post", "patch", "put", "delete")
SCHEMA = {"$ref": "#/components/schemas/Problem"}


class DescribedAPI(NinjaAPI):
    def get_openapi_schema(self, **more: Any) -> Any:
        schema = super().get_openapi_schema(**more)
        _add_problem(schema)
        scopes = _scopes(self)
        for path, methods in schema["paths"].items():
            for method, facts in methods.items():
                _complete(facts, path, method, *scopes[facts["operationId"]])
        return schema


def _add_problem(schema: dict[str, Any]) -> None:
    described = Problem.model_json_schema(ref_template="#/components/schemas/{model}", mode="serialization")
    parts = described.pop("$defs", {})
    schema["components"]["schemas"] |= {"Problem": described, **parts}


def _scopes(api: NinjaAPI) -> dict[str, tuple[str, bool]]:
    """For each operation the scope that it demands, and whether strangers get in as well."""
    found = {}
    for router in api._get_bound_routers():
        for view in router.path_operations.values():
            for operation in view.operations:
                key = operation.auth_callbacks[0]
                found[operation.operation_id] = (key.scope, key.optional)
    return found


def _complete(facts: dict[str, Any], path: str, method: str, scope: str, optional: bool) -> None:
    statuses = [*ALWAYS, *([404] if "{" in path else []), *(WITH_A_BODY if method in WRITING else [])]
    told = {str(status): facts["responses"][status] for status in facts["responses"]}
    for status in sorted({*statuses, 500, 503}):
        told[str(status)] = {
            "description": HTTPStatus(status).phrase,
            "content": {MEDIA_TYPE: {"schema": SCHEMA}},
        }
    facts["responses"] = told
    needs = f"Scope of the key: `{scope}`." if not optional else "Open to everybody; a key needs the scope `read`."
    facts["description"] = "\n\n".join(filter(None, (facts.get("description", ""), needs)))
    if optional:
        facts["security"] = [*facts["security"], {}]
    if method in WRITING:
        facts["parameters"] = [*facts.get("parameters", []), IDEMPOTENCY]


IDEMPOTENCY = {
    "in": "header",
    "name": HEADER,
    "required": False,
    "schema": {"type": "string", "minLength": 1, "maxLength": LONGEST, "pattern": "^[!-~]+$"},
    "description": "A text of your own choice: sent again with the same request, nothing is done twice.",
}
