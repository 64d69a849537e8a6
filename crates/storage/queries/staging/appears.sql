SELECT c.name,
    coalesce((SELECT k.name FROM enrolment e JOIN class k ON k.id = e.class_id
        WHERE e.person_id = c.id AND e.role = 'pupil' AND k.kind = 'class' AND e.ended_by_hand IS NULL
        ORDER BY e.external_id DESC LIMIT 1), ''),
    coalesce((SELECT group_concat(DISTINCT r.role) FROM role r WHERE r.person_id = c.id), '')
FROM (SELECT p.id, trim(p.family || ' ' || p.given || ' ' || p.middle) AS name
    FROM d_user d JOIN person p ON p.id = d.person WHERE d.fresh = 1 ORDER BY name, p.id LIMIT $1) c
ORDER BY c.name, 2
