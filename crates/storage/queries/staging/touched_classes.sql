SELECT t.id FROM t_class t
WHERE EXISTS (SELECT 1 FROM chat h WHERE h.class_id = t.id)
    OR EXISTS (SELECT 1 FROM enrolment e JOIN link l ON l.person_id = e.person_id AND l.ended_at IS NULL WHERE e.class_id = t.id)
    OR EXISTS (SELECT 1 FROM enrolment e JOIN guardianship g ON g.child_id = e.person_id
        JOIN link l ON l.person_id = g.guardian_id AND l.ended_at IS NULL WHERE e.class_id = t.id)
ORDER BY t.id
