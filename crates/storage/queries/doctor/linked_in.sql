SELECT DISTINCT l.person_id AS "id!"
FROM role r JOIN link l ON l.person_id = r.person_id AND l.ended_at IS NULL
WHERE r.org_id = $1 AND (r.begins IS NULL OR r.begins <= $2) AND (r.ends IS NULL OR r.ends >= $2)
ORDER BY l.person_id
