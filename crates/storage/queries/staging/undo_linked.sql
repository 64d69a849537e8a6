SELECT trim(p.family || ' ' || p.given || ' ' || p.middle) AS name
FROM u_new n JOIN link l ON l.person_id = n.id AND l.ended_at IS NULL JOIN person p ON p.id = n.id
ORDER BY name
