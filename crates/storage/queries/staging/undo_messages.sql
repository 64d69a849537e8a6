SELECT h.name, h.last_seq FROM chat h
WHERE h.last_seq > 0 AND (h.class_id IN (SELECT id FROM class WHERE import_id = (SELECT import FROM how))
    OR h.group_id IN (SELECT id FROM class WHERE import_id = (SELECT import FROM how)))
ORDER BY h.id
