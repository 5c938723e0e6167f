-- A small number for each region, so that what is joined and grouped stays small.
SELECT region, CAST(ROW_NUMBER() OVER (ORDER BY region) AS INTEGER) AS number
FROM (SELECT DISTINCT region FROM participations WHERE region IS NOT NULL) AS known
