"""What happens around every operation of the API, before and after it."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.signals import got_request_exception
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse, UnreadablePostError

from cordata_web.api import keys, once
from cordata_web.api.problems import ProblemError, problem

logger = logging.getLogger("django.request")
View = Callable[..., HttpResponse]
JSON = "application/json"
NOT_ALLOWED = 405


def answering(view: View) -> View:
    """The view with its errors told as problems, its asker known and counted, its writes whole."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            keys.identify(request)
            demand_readable(request)
            response = _answer(request, lambda: view(request, *args, **kwargs))
        except ProblemError as error:
            return error.response()
        except Http404:  # only of the views that ninja adds itself
            return nothing(request)
        except Exception as error:
            logger.exception("%s %s", request.method, request.path)
            got_request_exception.send(sender=answering, request=request)
            return _failed(error)
        if response.status_code == NOT_ALLOWED:
            told = problem(NOT_ALLOWED, f"{request.method} is not possible here.")
            told["Allow"] = ", ".join(sorted(response["Allow"].split(", ")))
            return told
        return response

    answered.csrf_exempt = True  # type: ignore[attr-defined] - keys.identify looks after it
    return answered


def nothing(_request: HttpRequest, **_parts: str) -> HttpResponse:
    return problem(404, "The API has no such address.")


def demand_readable(request: HttpRequest) -> None:
    """A body must be JSON that a database can keep: without null characters and halves of characters."""
    if "\x00" in request.path:
        raise ProblemError(404, "The API has no such address.")
    if any("\x00" in value for _name, values in request.GET.lists() for value in values):
        raise ProblemError(400, "The address holds a null character.")
    body = _body(request)
    if not body:
        return
    if request.content_type != JSON:
        raise ProblemError(415, f"Send the body as {JSON}.")
    try:
        said = json.loads(body, parse_constant=_refused)
        unfit = any("\x00" in text or not _is_whole(text) for text in _texts(said))
    except (ValueError, RecursionError) as error:
        raise ProblemError(400, "The body is not JSON.") from error
    if unfit:
        raise ProblemError(400, "The body holds a null character or half of a character.")


def _answer(request: HttpRequest, answer: Callable[[], HttpResponse]) -> HttpResponse:
    return answer() if request.method in keys.READING else once.written(request, answer)


def _body(request: HttpRequest) -> bytes:
    try:
        return request.body
    except RequestDataTooBig as error:
        raise ProblemError(413, "The request is too large.") from error
    except UnreadablePostError as error:
        raise ProblemError(400, "The request broke off.") from error


def _failed(error: Exception) -> HttpResponse:
    if isinstance(error, OperationalError):
        return problem(503, "The database is not there or is busy; try again in a moment.", name="failed")
    return problem(500, "This should not happen. It was noted; nothing was changed.", name="failed")


def _refused(constant: str) -> None:
    raise ValueError(f"{constant} is not JSON.")


def _texts(said: Any) -> Iterator[str]:
    if isinstance(said, str):
        yield said
    elif isinstance(said, list):
        for one in said:
            yield from _texts(one)
    elif isinstance(said, dict):
        for name, value in said.items():
            yield name
            yield from _texts(value)


def _is_whole(text: str) -> bool:
    return not any("\ud800" <= letter <= "\udfff" for letter in text)
