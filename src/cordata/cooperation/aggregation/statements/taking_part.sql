-- Which regions take part in which project: one row for each project, region and year of those that count.
-- participations: how many organisations of the region do.
SELECT project, number, year, CAST(COUNT(*) AS INTEGER) AS participations
FROM (
    SELECT DISTINCT participations.project, participations.organisation, numbered.number, {year} AS year
    FROM participations
    JOIN numbered ON participations.region = numbered.region
    WHERE {counts}
) AS once
GROUP BY project, number, year
