INSERT INTO role (source_id, external_id, person_id, org_id, role, foremost)
SELECT $1, 'hand:' || $2 || ':' || $3 || ':guardian', $2, $3, 'guardian', 0
WHERE NOT EXISTS (SELECT 1 FROM role WHERE person_id = $2 AND org_id = $3 AND role = 'guardian')
