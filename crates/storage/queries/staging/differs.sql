SELECT h.id, h.kind, trim(p.family || ' ' || p.given || ' ' || p.middle) AS name,
    CASE h.kind WHEN 'transfer' THEN coalesce(k.name, '') WHEN 'left' THEN '' ELSE trim(coalesce(c.family || ' ' || c.given || ' ' || c.middle, '')) END AS by_hand,
    CASE h.kind WHEN 'transfer' THEN coalesce((SELECT group_concat(DISTINCT x.name) FROM enrolment e JOIN class x ON x.id = e.class_id
        WHERE e.person_id = p.id AND e.by_hand IS NULL AND e.role = 'pupil' AND x.kind = 'class'), '') ELSE '' END AS in_data
FROM hand_change h JOIN person p ON p.id = h.person_id LEFT JOIN class k ON k.id = h.class_id LEFT JOIN person c ON c.id = h.child_id
WHERE h.ended_at IS NULL AND p.source_id = (SELECT source FROM how)
    AND ((SELECT own FROM how) IS NULL OR h.org_id = (SELECT own FROM how))
ORDER BY name, h.id
