SELECT trim(p.family || ' ' || p.given || ' ' || p.middle) AS name, h.at
FROM hand_change h JOIN person p ON p.id = h.person_id
WHERE h.at >= (SELECT at FROM import WHERE id = (SELECT import FROM how))
    AND (h.person_id IN (SELECT id FROM u_touched) OR h.child_id IN (SELECT id FROM u_touched)
        OR h.class_id IN (SELECT id FROM class WHERE import_id = (SELECT import FROM how)))
ORDER BY h.at, h.id
