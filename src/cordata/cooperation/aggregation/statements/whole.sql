-- Region by activity: a participation counts once in every activity of its project.
SELECT taking_part.number, themes.activity, taking_part.year,
    CAST(SUM(taking_part.participations) AS BIGINT) AS participations
FROM taking_part
JOIN (SELECT DISTINCT project, activity FROM fields WHERE activity IS NOT NULL) AS themes
    ON taking_part.project = themes.project
GROUP BY taking_part.number, themes.activity, taking_part.year
