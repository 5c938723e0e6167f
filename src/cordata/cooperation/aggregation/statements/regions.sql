-- What each region has: how many different organisations and projects.
SELECT number, year, COUNT(DISTINCT organisation) AS organisations, COUNT(DISTINCT project) AS projects
FROM (
    SELECT participations.project, participations.organisation, numbered.number, {year} AS year
    FROM participations
    JOIN numbered ON participations.region = numbered.region
    WHERE {counts}
) AS counted
GROUP BY number, year
