INSERT INTO class (source_id, external_id, org_id, year_id, kind, name, grade, label, room, class_id, subject_id, active)
SELECT $1, $2, o.id, (SELECT id FROM term WHERE source_id = $1 AND external_id = $4), $5, $6, $7, $8, $9,
    (SELECT id FROM class WHERE source_id = $1 AND external_id = $10),
    (SELECT id FROM subject WHERE source_id = $1 AND external_id = $11), 1
FROM org o WHERE o.source_id = $1 AND o.external_id = $3
ON CONFLICT (source_id, external_id) DO UPDATE SET org_id = excluded.org_id,
    year_id = excluded.year_id, kind = excluded.kind, name = excluded.name,
    grade = excluded.grade, label = excluded.label, room = excluded.room,
    class_id = excluded.class_id, subject_id = excluded.subject_id, active = 1
