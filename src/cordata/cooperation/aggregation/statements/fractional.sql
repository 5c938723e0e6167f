-- Region by activity, apart by how many activities a project has (parts): whole numbers, divided afterwards.
SELECT taking_part.number, themes.activity, taking_part.year,
    CAST(SUM(taking_part.participations) AS BIGINT) AS participations, breadth.parts
FROM taking_part
JOIN (SELECT DISTINCT project, activity FROM fields WHERE activity IS NOT NULL) AS themes
    ON taking_part.project = themes.project
JOIN (
    SELECT project, COUNT(DISTINCT activity) AS parts FROM fields WHERE activity IS NOT NULL GROUP BY project
) AS breadth ON taking_part.project = breadth.project
GROUP BY taking_part.number, themes.activity, taking_part.year, breadth.parts
