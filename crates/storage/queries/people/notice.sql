SELECT l.ended_at AS "ended_at!", l.end_text AS "end_text!", w.family, w.given, w.middle
FROM link l JOIN person w ON w.id = l.ended_by
WHERE l.account_id = $1 AND l.end_seen_at IS NULL AND l.end_text IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM link n WHERE n.account_id = $1 AND n.id > l.id)
ORDER BY l.id DESC LIMIT 1
