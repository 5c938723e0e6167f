"""Figures of Eurostat in each of its forms, and the real files with their faults."""

import gzip
import io
import json
import zipfile
from collections import Counter

import pytest

from cordata.sources.eurostat import read_eurostat
from cordata.sources.figures import Figure

TSV = (
    "freq,nace_r2,indic_sb,geo\\TIME_PERIOD\t2020 \t2019 \n"
    "A,C10,V16110,ITC1\t120 \t: c\n"
    "A,C10,V16110,SI03\t5.2 u\t: \n"
    "A,C10,V11110,ITC1\t7 \t8 \n"
    "A,C10,ITC1\t7 \t8 \n"
    "A,C11,V16110,FRK2\tmany \t3 bu\n"
)
SDMX = (
    "DATAFLOW,LAST UPDATE,freq,unit,nace_r2,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG,CONF_STATUS\n"
    "ESTAT:LFST(1.0),11/06/24 23:00:00,A,THS,C,ITC1,2020,120.5,u,\n"
    "ESTAT:LFST(1.0),11/06/24 23:00:00,A,THS,C,AT33,2020,,,C\n"
    "ESTAT:LFST(1.0),11/06/24 23:00:00,A,THS,C,AT33,2020-Q1,1,,\n"
    "ESTAT:LFST(1.0),11/06/24 23:00:00,A,THS,C,,2020,1,,\n"
)
CUBE = {
    "version": "2.0",
    "class": "dataset",
    "id": ["nace_r2", "geo", "time"],
    "size": [1, 2, 2],
    "dimension": {
        "nace_r2": {"category": {"label": {"C": "Manufacturing"}}},
        "geo": {"category": {"index": {"ITC1": 0, "AT33": 1}}},
        "time": {"category": {"index": ["2019", "2020"]}},
    },
    "value": {"0": 10, "1": 12.5, "3": 4},
    "status": {"1": "e", "2": ":c"},
}


def told(reading) -> list[tuple]:
    return [(one.activity, one.region, one.period, one.value, one.flag) for one in reading.records]


def codes(reading) -> list[tuple]:
    return [(problem.code, problem.line, problem.column) for problem in reading.problems]


def cube(**changes) -> bytes:
    return json.dumps({**CUBE, **changes}).encode()


def test_tsv_gives_years_flags_and_missing_cells_of_persons_employed():
    reading = read_eurostat("estat_sbs_r_nuts06_r2.tsv", TSV.encode())
    assert told(reading) == [
        ("C10", "ITC1", 2020, 120, ""),
        ("C10", "ITC1", 2019, None, "confidential"),
        ("C10", "SI03", 2020, 5.2, "low reliability"),
        ("C10", "SI03", 2019, None, "not available"),
        ("C11", "FRK2", 2020, None, "not available"),
        ("C11", "FRK2", 2019, 3, "break, low reliability"),
    ]
    assert codes(reading) == [("broken_row", 5, "freq,nace_r2,indic_sb,geo\\TIME_PERIOD"), ("bad_number", 6, "2020")]


def test_a_figure_tells_dataset_unit_and_the_version_of_its_region():
    first = read_eurostat("sbs_r_nuts06_r2.tsv", TSV.encode()).records[0]
    assert first == Figure("sbs_r_nuts06_r2", "ITC1", "2024", "nace", "C10", 2020, 120, "", "V16110")


def test_another_series_can_be_chosen():
    reading = read_eurostat("x.tsv", TSV.encode(), dataset="mine", only={"indic_sb": "V11110", "sex": "T"})
    assert told(reading) == [("C10", "ITC1", 2020, 7, ""), ("C10", "ITC1", 2019, 8, "")]
    assert reading.records[0].dataset == "mine"


def test_several_series_of_which_none_is_chosen_give_no_figures():
    text = TSV.replace("V16110", "V1").replace("V11110", "V2")
    reading = read_eurostat("x.tsv", text.encode())
    assert reading.records == ()
    several = reading.problems[-1]
    assert (several.code, several.facts) == ("several_series", {"dimension": "indic_sb", "found": ["V1", "V2"]})


def test_sdmx_csv_gives_values_and_flags():
    reading = read_eurostat("lfst_r_lfe2en2.csv", SDMX.encode())
    assert told(reading) == [("C", "ITC1", 2020, 120.5, "low reliability"), ("C", "AT33", 2020, None, "confidential")]
    assert {one.unit for one in reading.records} == {"THS"}
    assert codes(reading) == [("missing_value", 4, "time"), ("missing_value", 5, "geo")]


def test_sdmx_csv_without_regions_is_reported():
    reading = read_eurostat("x.csv", b"DATAFLOW,TIME_PERIOD,OBS_VALUE\nx,2020,1\n")
    assert [(problem.code, problem.facts) for problem in reading.problems] == [("missing_column", {"field": "geo"})]


def test_json_stat_gives_cells_that_are_valued_or_flagged():
    reading = read_eurostat("sbs.json", cube(), unit="persons")
    assert told(reading) == [
        ("C", "ITC1", 2019, 10, ""),
        ("C", "ITC1", 2020, 12.5, "estimated"),
        ("C", "AT33", 2019, None, "confidential"),
        ("C", "AT33", 2020, 4, ""),
    ]
    assert reading.records[0].unit == "persons"


def test_json_stat_may_hold_lists_and_one_status_for_all():
    reading = read_eurostat("sbs.json", cube(value=[1, None, 3, 4], status="p"))
    assert [(one.value, one.flag) for one in reading.records] == [(n, "provisional") for n in (1, 3, 4)]


@pytest.mark.parametrize("changes", [{"size": [1, 2, 3]}, {"value": {"9": 1}}, {"id": ["geo", "x"]}, {"value": 5}])
def test_json_stat_that_contradicts_itself_is_reported(changes):
    reading = read_eurostat("sbs.json", cube(**changes))
    assert [problem.code for problem in reading.problems] == ["unreadable"]
    assert reading.records == ()


def test_a_table_by_years_has_blanks_for_confidential_cells_of_business_statistics():
    content = b"nace_r2;geo;n2015\nC;ITC1; \nC;AT33;12 d\nC;AT34;12:00 AM\n"
    reading = read_eurostat("sbs_r_nuts06_r2.csv", content)
    assert told(reading) == [
        ("C", "ITC1", 2015, None, "confidential"),
        ("C", "AT33", 2015, 12, "definition differs"),
        ("C", "AT34", 2015, None, "not available"),
    ]
    assert codes(reading) == [("bad_number", 4, "n2015")]


@pytest.mark.parametrize(("content", "code"), [(b"colour;taste\nred;sweet\n", "unknown_table"), (b"", "empty_file")])
def test_tables_of_something_else_are_reported(content, code):
    reading = read_eurostat("x.csv", content)
    assert [problem.code for problem in reading.problems] == [code]


def test_packed_files_give_the_same():
    plain = told(read_eurostat("x.tsv", TSV.encode()))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("x.tsv", TSV)
        archive.writestr("readme.txt", "passed over")
    assert told(read_eurostat("x.tsv.gz", gzip.compress(TSV.encode()))) == plain
    assert told(read_eurostat("x.zip", packed.getvalue())) == plain


@pytest.mark.parametrize("name", ["x.tsv.gz", "x.zip"])
def test_a_damaged_pack_is_reported(name):
    reading = read_eurostat(name, b"not packed")
    assert [problem.code for problem in reading.problems] == ["unreadable"]


def test_real_business_statistics_are_read_with_their_30_faults(real):
    name = "sbs_r_nuts06_r2_marcon.csv"
    reading = read_eurostat(name, (real / "eurostat" / name).read_bytes())
    assert len(reading.records) == 46_859
    assert Counter(problem.code for problem in reading.problems) == {"bad_number": 30}
    assert {problem.value for problem in reading.problems} == {"12:00 AM"}
    assert Counter(one.flag for one in reading.records)["confidential"] == 8499
    versions = {one.region: one.nuts_version for one in reading.records}
    assert (versions["FR71"], versions["ITD1"], versions["SI01"], versions["AT"]) == ("2013", "2006", "2010", "")


def test_real_labour_statistics_know_switzerland(real):
    name = "lfst_r_lfe2en2.tsv"
    reading = read_eurostat(name, (real / "eurostat" / name).read_bytes())
    assert reading.problems == ()
    assert len(reading.records) == 45_472
    swiss = {one.region for one in reading.records if one.region.startswith("CH") and len(one.region) == 4}
    assert swiss == {f"CH0{number}" for number in range(1, 8)}
    cells = [(one.region, one.activity, one.period) for one in reading.records]
    assert len(set(cells)) == len(cells)
