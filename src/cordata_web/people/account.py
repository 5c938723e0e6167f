"""What the page "My account" gathers; a topic adds itself by a line in the list."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page: what it is about, and links (label, name of the address)."""

    title: Text
    text: Text
    links: tuple[tuple[Text, str], ...]
    icon: str


SECTIONS = (
    Section(
        _("E-mail address"),
        _("You sign in with this address, and what you asked for is sent to it."),
        ((_("Change the e-mail address"), "account_email"),),
        "language",
    ),
    Section(
        _("Passkeys"),
        _("With a passkey you sign in by fingerprint, face or the PIN of your device. There is nothing to type."),
        ((_("My passkeys"), "mfa_list_webauthn"), (_("Add a passkey"), "mfa_add_webauthn")),
        "rope",
    ),
    Section(
        _("Password"),
        _("Nobody needs one here: a code by e-mail or a passkey is enough. If you like one better, set it."),
        ((_("Set or change the password"), "account_change_password"),),
        "check",
    ),
    Section(
        _("Second step"),
        _("A code from an app on your phone, asked for after your password or your e-mail code."),
        ((_("Set up the second step"), "mfa_index"),),
        "system",
    ),
    Section(
        _("E-mails to me"),
        _("Which news you get, and how often."),
        ((_("Choose what is sent to me"), "mail:preferences"),),
        "calendar",
    ),
    Section(
        _("Background work"),
        _("Imports and other work that takes a while: how far it is, and what came of it."),
        ((_("All my background work"), "jobs:jobs"),),
        "system",
    ),
    Section(
        _("Access for programs"),
        _("Keys with which your own software reads and writes in your name."),
        ((_("Keys for programs"), "people:tokens"),),
        "list",
    ),
    Section(
        _("My data"),
        _("Take them with you, have them erased, or read what is kept and how long."),
        (
            (_("Export my data"), "privacy:export"),
            (_("Erase my account"), "privacy:erase"),
            (_("Privacy"), "people:privacy"),
        ),
        "info",
    ),
)


def sections() -> list[Section]:
    """The sections whose pages this site has, with addresses in place of names."""
    shown = []
    for section in SECTIONS:
        links = tuple((label, path) for label, name in section.links if (path := path_of(name)))
        if links:
            shown.append(Section(section.title, section.text, links, section.icon))
    return shown


def path_of(name: str) -> str:
    """The address of the name; empty where the site has no such page."""
    try:
        return reverse(name)
    except NoReverseMatch:  # a topic that is not installed
        return ""
