"""Amounts as people write them, budgets with what a programme pays, files."""

import io
import zipfile
from decimal import Decimal

import pytest
from django import forms
from django.utils.translation import override

from cordata.funding.own_shares import CODES
from cordata_web.consortia.actions.partners import add_outside, add_partner, write_budget
from cordata_web.consortia.budgeting import money_of
from cordata_web.consortia.cofinancing import REMARKS
from cordata_web.consortia.models import BudgetLine, Consortium
from cordata_web.funding.amounts import AmountField, amount_told
from cordata_web.funding.models import Instrument
from web import cast


@pytest.mark.parametrize(
    ("language", "text", "amount"),
    [
        ("en", "1,234.50", "1234.50"), ("en", "1234.5", "1234.5"), ("en", "0", "0"), ("en", "1,234", "1234"),
        ("de", "1.234,50", "1234.50"), ("de", "1234,5", "1234.5"), ("de", "1.234", "1234"), ("de", "12.5", "12.5"),
        ("it", "1.234.567,8", "1234567.8"), ("sl", "1.234,50", "1234.50"),
        ("fr", "1 234,50", "1234.50"), ("fr", "1 234,50 €", "1234.50"), ("fr", "1\u202f234", "1234"),
        ("de", "1'234,50", "1234.50"), ("en", "", None), ("en", "  ", None),
    ],
)  # fmt: skip
def test_amounts_are_read_as_the_language_writes_them(language, text, amount):
    with override(language):
        assert AmountField(required=False).clean(text) == (None if amount is None else Decimal(amount))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "1,23"),
        ("en", "-5"),
        ("en", "a lot"),
        ("en", "1.234"),
        ("de", "1,234"),
        ("de", "1.23.4"),
        ("en", "9" * 13),
    ],
)
def test_what_is_no_amount_or_not_exact_is_refused(language, text):
    with override(language), pytest.raises(forms.ValidationError):
        AmountField().clean(text)


@pytest.mark.parametrize(("language", "told"), [("en", "1,234.50 EUR"), ("de", "1.234,50 EUR"), ("sl", "1.234,50 EUR")])
def test_amounts_are_told_as_the_language_writes_them(language, told):
    with override(language):
        assert amount_told(Decimal("1234.5"), currency="EUR") == told


@pytest.fixture
def written(consortium, ada) -> Consortium:
    """The firm spends 100 for staff: with the flat rate of 25 % for indirect costs, 70 % of 125 are paid."""
    write_budget(partner=consortium.partners.get(), actor=ada, amounts={"staff": Decimal(100)})
    return consortium


@pytest.mark.django_db
def test_the_published_example_comes_out_to_the_cent(written):
    money = money_of(written)
    assert money.budget is not None
    assert (money.budget.total, money.budget.grant, money.budget.own_share) == (
        Decimal("125.00"), Decimal("87.50"), Decimal("37.50"),
    )  # fmt: skip
    assert money.rows[0]["pays"] == "Of each 100 EUR that it spends directly the programme pays 87.50."


@pytest.mark.django_db
def test_amounts_are_saved_as_typed_in_the_language_of_the_page(consortium, ada):
    browser, partner = cast.signed_in(ada), consortium.partners.get()
    browser.post(f"/de/consortia/{consortium.pk}/budget/", {f"{partner.pk}-staff": "1.234,50"})
    assert BudgetLine.objects.get().amount == Decimal("1234.50")
    shown = browser.get(f"/de/consortia/{consortium.pk}/budget/").content.decode()
    assert 'value="1234,50"' in shown
    assert "1.543,13" in shown  # with a quarter more, rounded to the cent


@pytest.mark.django_db
def test_nothing_typed_is_lost_when_one_amount_is_wrong(consortium, ada):
    browser, partner = cast.signed_in(ada), consortium.partners.get()
    sent = {f"{partner.pk}-staff": "100", f"{partner.pk}-travel": "a lot"}
    answer = browser.post(f"/en/consortia/{consortium.pk}/budget/", sent)
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert 'value="a lot"' in shown
    assert 'value="100"' in shown
    assert not BudgetLine.objects.exists()


@pytest.mark.django_db
def test_an_emptied_field_takes_the_line_away(written, ada):
    partner = written.partners.get()
    cast.signed_in(ada).post(f"/en/consortia/{written.pk}/budget/", {f"{partner.pk}-staff": ""})
    assert not BudgetLine.objects.exists()


@pytest.mark.django_db
def test_warnings_say_what_is_not_known(written, ada):
    add_outside(consortium=written, actor=ada, facts={"name": "Oviedo", "country": "ES"})
    assert "Oviedo: no budget yet." in money_of(written).warnings


@pytest.mark.django_db
def test_the_years_add_up_to_the_whole(written):
    years = money_of(written).years
    assert [one.year for one in years] == [2026, 2027, 2028, 2029]
    assert sum(one.spent for one in years) == Decimal("125.00")
    assert sum(one.paid for one in years) == Decimal("87.50")
    early = money_of(written, advance=Decimal(40)).years
    assert early[0].paid == Decimal("35.00")


@pytest.mark.django_db
def test_optional_flat_rates_are_chosen_and_fill_their_category(consortium, ada):
    Consortium.objects.update(programme="alpine-space-2021")
    browser = cast.signed_in(ada)
    address = f"/en/consortia/{consortium.pk}/budget/"
    assert "plans" in browser.get(address).context
    browser.post(f"{address}plans/", {"flats": ["staff"]})
    consortium.refresh_from_db()
    assert consortium.flats == ["staff"]
    categories = browser.get(address).context["form"].categories
    assert "staff" not in categories
    assert "office" not in categories  # always by its flat rate


@pytest.mark.django_db
@pytest.mark.parametrize(("suffix", "begins"), [("xlsx", b"PK"), ("docx", b"PK"), ("pdf", b"%PDF")])
def test_files_of_the_budget(written, ada, suffix, begins):
    answer = cast.signed_in(ada).get(f"/de/consortia/{written.pk}/budget.{suffix}")
    assert answer.status_code == 200
    assert answer.content.startswith(begins)
    assert answer["Content-Disposition"].endswith(f'.{suffix}"')


@pytest.mark.django_db
def test_the_workbook_holds_the_grant(written, ada):
    content = cast.signed_in(ada).get(f"/en/consortia/{written.pk}/budget.xlsx").content
    sheet = zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml").decode()
    assert "<v>87.5</v>" in sheet


@pytest.mark.django_db
def test_without_a_programme_there_is_no_file(written, ada):
    Consortium.objects.update(programme="")
    assert cast.signed_in(ada).get(f"/en/consortia/{written.pk}/budget.pdf").status_code == 404


@pytest.mark.django_db
def test_instruments_of_the_region_could_pay_the_own_share(written, ada):
    from cordata_web.funding.shipped import store_shipped

    store_shipped()
    shown = cast.signed_in(ada).get(f"/en/consortia/{written.pk}/budget/?purpose=innovation").context
    assert [one["name"] for one in shown["sources"]] == ["Rossi"]
    assert all("EUR" in row["highest"] for row in shown["sources"][0]["rows"])


@pytest.mark.django_db
def test_partners_write_their_own_budget_only(written, livarna, ada):
    row = add_partner(consortium=written, profile=livarna, actor=ada)
    row.state = "accepted"
    row.save()
    lea = cast.signed_in(cast.person("lea@livarna.example", "member", livarna))
    owner = written.partners.get(profile="rossi")
    address = f"/en/consortia/{written.pk}/budget/"
    lea.post(address, {f"{row.pk}-staff": "50", f"{owner.pk}-staff": "1"})
    assert dict(BudgetLine.objects.values_list("partner", "amount")) == {owner.pk: Decimal(100), row.pk: Decimal(50)}


@pytest.fixture
def voucher(db) -> Instrument:
    Instrument.objects.all().delete()
    return Instrument.objects.create(
        pk="voucher", name="Voucher", level="regional", form="voucher", purpose="innovation", beneficiaries=["sme"],
        territories=["ITC1"], rate=20, currency="EUR", status="open", checked="2026-01-01",
    )  # fmt: skip


def test_the_own_share_is_financed_at_the_least_cost(consortium, ada, voucher):
    browser = cast.signed_in(ada)
    address = f"{consortium.get_absolute_url()}financing/"
    assert b"no budget yet" in browser.get(address).content
    write_budget(partner=consortium.partners.get(), actor=ada, amounts={"staff": Decimal(100_000)})
    shown = browser.get(address)
    own = money_of(consortium).budget.own_share
    found = shown.context["found"]
    assert [one["id"] for one in found["rows"][0]["payments"]] == ["voucher"]
    assert found["sums"]["given"] == amount_told(own / 5, currency="EUR")
    assert browser.get(f"{address}flow.svg").headers["Cache-Control"].startswith("private")
    other = browser.get(address, {"purpose": "skills"}).context["found"]
    assert not other["pays"]
    assert browser.get(address, {"at_hand": "much"}).status_code == 422


def test_money_of_the_union_does_not_pay_what_the_union_leaves(consortium, ada, voucher):
    Instrument.objects.update(level="eu", territories=["EU"])
    write_budget(partner=consortium.partners.get(), actor=ada, amounts={"staff": Decimal(100_000)})
    found = cast.signed_in(ada).get(f"{consortium.get_absolute_url()}financing/").context["found"]
    assert (found["pays"], found["unused"]) == (False, [])


def test_whoever_has_no_region_is_left_out_and_named(consortium, ada, voucher):
    outside = add_outside(consortium=consortium, actor=ada, facts={"name": "Somewhere", "country": "IT", "kind": "sme"})
    write_budget(partner=outside, actor=ada, amounts={"staff": Decimal(10_000)})
    shown = cast.signed_in(ada).get(f"{consortium.get_absolute_url()}financing/")
    assert shown.context["placeless"] == ["Somewhere"]


def test_nobody_else_sees_how_it_is_financed(consortium, voucher):
    address = f"{consortium.get_absolute_url()}financing/"
    stranger = cast.signed_in(cast.person("eve@other.example", "member", cast.organisation("other")))
    assert {stranger.get(f"{address}{end}").status_code for end in ("", "flow.svg", "flow.csv")} == {404}


def test_an_instrument_whose_rate_nobody_knows_is_told_after_the_others(consortium, ada, voucher):
    Instrument.objects.create(
        pk="unknown", name="Unknown", level="regional", form="grant", purpose="innovation", beneficiaries=["sme"],
        territories=["ITC1"], status="open", checked="2026-01-01", confirmed=True,
    )  # fmt: skip
    write_budget(partner=consortium.partners.get(), actor=ada, amounts={"staff": Decimal(100_000)})
    shown = cast.signed_in(ada).get(f"{consortium.get_absolute_url()}budget/")
    (share,) = shown.context["sources"]
    assert [(one["id"], one["highest"]) for one in share["rows"]][-1] == ("unknown", "")
    assert "How much it pays is not known." in shown.content.decode()
    assert set(REMARKS) == set(CODES)
