SELECT l.linked_at, l.ended_at AS "ended_at!", l.end_reason, l.end_text, p.family, p.given, p.middle, p.phone,
    w.family AS "by_family?", w.given AS "by_given?", w.middle AS "by_middle?"
FROM link l
JOIN profile p ON p.id = l.profile_id
LEFT JOIN person w ON w.id = l.ended_by
WHERE l.person_id = $1 AND l.ended_at IS NOT NULL
ORDER BY l.linked_at DESC, l.id DESC LIMIT 20
