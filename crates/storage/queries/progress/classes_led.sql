SELECT c.id AS "id!", c.name
FROM enrolment e JOIN class c ON c.id = e.class_id
WHERE e.person_id = $1 AND e.role = 'teacher' AND c.kind = 'class' AND c.active = 1
    AND c.org_id = $2 AND (e.begins IS NULL OR e.begins <= $3) AND (e.ends IS NULL OR e.ends >= $3) AND e.ended_by_hand IS NULL
    AND (e.foremost = 1 OR NOT EXISTS (
        SELECT 1 FROM enrolment o
        WHERE o.class_id = c.id AND o.role = 'teacher' AND o.foremost = 1 AND (o.begins IS NULL OR o.begins <= $3) AND (o.ends IS NULL OR o.ends >= $3)
    ))
