-- Region by region: projects that both take part in, each pair once.
SELECT one.number, other.number AS other, one.year, COUNT(*) AS projects
FROM taking_part AS one
JOIN taking_part AS other
    ON one.project = other.project AND one.year = other.year AND one.number < other.number
GROUP BY one.number, other.number, one.year
