SELECT m.name, m.was, m.now FROM (
    SELECT p.external_id, trim(p.family || ' ' || p.given || ' ' || p.middle) AS name, h.name AS was, h.class AS was_id,
        coalesce(k.name, '') AS now, k.id AS now_id
    FROM home_before h JOIN person p ON p.id = h.person AND p.active = 1
    LEFT JOIN enrolment e ON e.id = (SELECT f.id FROM enrolment f JOIN class c ON c.id = f.class_id
        WHERE f.person_id = p.id AND f.role = 'pupil' AND c.kind = 'class' AND c.active = 1 AND f.ended_by_hand IS NULL
        ORDER BY f.external_id DESC LIMIT 1)
    LEFT JOIN class k ON k.id = e.class_id
) m WHERE m.was_id IS NOT m.now_id ORDER BY m.name, m.external_id
