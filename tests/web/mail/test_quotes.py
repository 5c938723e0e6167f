"""Of an answer only the person's own words are kept, in five languages."""

import pytest

from cordata_web.mail.html_text import text_of_html
from cordata_web.mail.quotes import own_words

INTRODUCTIONS = [
    "On Tue, 3 Mar 2026 at 10:12, Cordata <reply+abc@mail.example> wrote:",
    "On Tue, 3 Mar 2026 at 10:12, Cordata\n<reply+abc@mail.example> wrote:",
    "Il giorno mar 3 mar 2026 alle ore 10:12 Cordata <reply+abc@mail.example>\nha scritto:",
    "Il 03/03/26 10:12, Cordata ha scritto:",
    "Am Di., 3. März 2026 um 10:12 Uhr schrieb Cordata <reply+abc@mail.example>:",
    "Am 03.03.26 um 10:12 schrieb Cordata:",
    "Cordata <reply+abc@mail.example> schrieb am Di., 3. März 2026, 10:12:",
    "Le mar. 3 mars 2026 à 10:12, Cordata <reply+abc@mail.example> a écrit :",
    "Le 03/03/2026 à 10:12, Cordata a écrit\u00a0:",
    "V tor., 3. mar. 2026 ob 10:12 je oseba Cordata <reply+abc@mail.example> napisala:",
    "Dne 3. 3. 2026 ob 10.12 je Cordata napisal(a):",
    "3. 3. 2026 10:12, Cordata je napisal:",
    "-----Original Message-----",
    "-------- Messaggio originale --------",
    "-----Ursprüngliche Nachricht-----",
    "________________________________\nVon: Cordata <reply+abc@mail.example>\nGesendet: Dienstag, 3. März 2026 10:12",
    "From: Cordata\nSent: Tuesday\nTo: Ada",
    "Da: Cordata\nInviato: martedì\nA: Ada",
    "De : Cordata\nEnvoyé : mardi\nÀ : Ada",
    "Od: Cordata\nPoslano: torek\nZa: Ada",
]


@pytest.mark.parametrize("introduction", INTRODUCTIONS)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_what_is_quoted_is_left_out(introduction: str, end: str) -> None:
    mail = f"Yes, gladly.\n\nOn Monday?\n\n{introduction}\n\n> How are you?\n> Ben\n"
    assert own_words(mail.replace("\n", end)) == "Yes, gladly.\n\nOn Monday?"


@pytest.mark.parametrize("mark", ["> -=-=- Scrivi la risposta sopra questa riga. -=-=-", "-=-=- Write your answer"])
def test_all_below_our_line_is_left_out(mark: str) -> None:
    assert own_words(f"Yes.\n\n{mark}\nHello Ada,\nhow are you?") == "Yes."


def test_answers_between_quoted_lines_are_kept_with_them() -> None:
    mail = "See below.\n\nOn 3 Mar 2026, Cordata wrote:\n> When?\nMonday.\n> Where?\nIn Kranj.\n> Bye\n"
    kept = own_words(mail)
    assert kept == "See below.\n\nOn 3 Mar 2026, Cordata wrote:\n> When?\nMonday.\n> Where?\nIn Kranj."


@pytest.mark.parametrize(
    "text",
    [
        "On Monday we can meet.\nI wrote:\nnothing yet",
        "Am Montag geht es: um zehn.",
        "Le prix : 300 euros",
        "Il problema: manca la lega.",
        "From: Kranj we go by train.",
        "Prices:\n- one\n-- two",
    ],
)
def test_what_only_looks_like_a_quotation_is_kept(text: str) -> None:
    assert own_words(text) == text


def test_a_signature_is_left_out() -> None:
    assert own_words("Yes.\n\n-- \nAda Rossi\nFonderie Rossi") == "Yes."


def test_a_mail_that_only_quotes_says_nothing() -> None:
    assert own_words("> How are you?\n> Ben\n") == ""


def test_a_layout_becomes_lines_of_text() -> None:
    html = (
        "<html><head><title>x</title><style>p{}</style></head><body><p>Hello&nbsp;Ben,<br>yes &amp; no.</p>"
        "<ul><li>one</li><li>two</li></ul><div>Am 3.3.2026 um 10:12 schrieb Cordata:</div>"
        "<blockquote><p>How are you?</p></blockquote></body></html>"
    )
    text = text_of_html(html)
    assert text.startswith("Hello Ben,\nyes & no.\n\n* one\n* two\n")
    assert "> How are you?" in text
    assert own_words(text) == "Hello Ben,\nyes & no.\n\n* one\n* two"
