SELECT group_concat(e.digest), count(*) - count(e.digest), (SELECT coalesce(max(id), 0) FROM enrolment)
FROM enrolment e
WHERE e.id >= $3 AND e.id < $4 AND +e.source_id = $1 AND e.by_hand IS NULL
    AND ($2 IS NULL OR e.class_id IN (SELECT id FROM class WHERE org_id = $2))
