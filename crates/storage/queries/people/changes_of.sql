SELECT h.id AS "id!", h.org_id, h.person_id, h.kind, h.class_id, h.child_id, h.reason, h.at, h.by_id, h.ended_at,
    p.family, p.given, p.middle, w.family AS by_family, w.given AS by_given, w.middle AS by_middle,
    c.family AS "child_family?", c.given AS "child_given?", c.middle AS "child_middle?",
    k.name AS "class_name?"
FROM hand_change h
JOIN person p ON p.id = h.person_id
JOIN person w ON w.id = h.by_id
LEFT JOIN person c ON c.id = h.child_id
LEFT JOIN class k ON k.id = h.class_id
WHERE h.org_id = $1 AND (h.person_id = $2 OR h.child_id = $2)
ORDER BY h.at DESC, h.id DESC LIMIT 100
