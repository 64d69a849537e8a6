-- From one to the next in the index: the cost follows the people, not the entries.
WITH RECURSIVE
    actor (id) AS (
        SELECT (SELECT MIN(actor_id) FROM audit WHERE org_id = $1 AND actor_id > 0)
        UNION ALL
        SELECT (SELECT MIN(actor_id) FROM audit WHERE org_id = $1 AND actor_id > actor.id)
        FROM actor WHERE actor.id IS NOT NULL
    ),
    subject (id) AS (
        SELECT (SELECT MIN(subject_id) FROM audit WHERE org_id = $1 AND subject_id > 0)
        UNION ALL
        SELECT (SELECT MIN(subject_id) FROM audit WHERE org_id = $1 AND subject_id > subject.id)
        FROM subject WHERE subject.id IS NOT NULL
    )
SELECT p.id AS "id!", p.family, p.given, p.middle FROM person p
WHERE p.id IN (SELECT id FROM actor UNION SELECT id FROM subject)
