"""Programmes in templates."""

from __future__ import annotations

from django import template

from cordata_web.programmes.names import programme_name

register = template.Library()
register.filter(programme_name.__name__, programme_name)
