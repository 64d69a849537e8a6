-- Where the data has come to say what was done by hand, the change by hand ends, and its rows and
-- marks dissolve into the imported ones.
CREATE TEMP TABLE h_ended (id INTEGER PRIMARY KEY);
-- Moved, and the data has the pupil in that class; or the pupil has left altogether.
INSERT INTO h_ended SELECT h.id FROM hand_change h JOIN person p ON p.id = h.person_id
WHERE h.ended_at IS NULL AND h.kind = 'transfer' AND p.source_id = (SELECT source FROM how)
    AND (p.id IN (SELECT id FROM gone_person) OR EXISTS (SELECT 1 FROM enrolment e WHERE e.person_id = p.id AND e.class_id = h.class_id
        AND e.role = 'pupil' AND e.by_hand IS NULL));
INSERT INTO h_ended SELECT h.id FROM hand_change h JOIN gone_person g ON g.id = h.person_id
WHERE h.ended_at IS NULL AND h.kind IN ('left', 'guardian') ON CONFLICT DO NOTHING;
INSERT INTO h_ended SELECT h.id FROM hand_change h JOIN gone_person g ON g.id = h.child_id
WHERE h.ended_at IS NULL ON CONFLICT DO NOTHING;
INSERT INTO h_ended SELECT h.id FROM hand_change h JOIN person g ON g.id = h.person_id JOIN person c ON c.id = h.child_id
WHERE h.ended_at IS NULL AND h.kind = 'guardian'
    AND EXISTS (SELECT 1 FROM w_pair w WHERE w.guardian = g.external_id AND w.child = c.external_id)
    AND g.source_id = (SELECT source FROM how) AND c.source_id = g.source_id ON CONFLICT DO NOTHING;
INSERT INTO h_ended SELECT h.id FROM hand_change h JOIN gone_pair g ON g.guardian = h.person_id AND g.child = h.child_id
WHERE h.ended_at IS NULL AND h.kind = 'no_guardian' ON CONFLICT DO NOTHING;

INSERT INTO import_row SELECT (SELECT import FROM how), 'hand', id, 0, NULL FROM h_ended;
INSERT INTO import_row SELECT (SELECT import FROM how), 'enrolment', e.id, 0, json_array(e.source_id, e.external_id,
    e.class_id, e.person_id, e.role, e.foremost, e.begins, e.ends, e.ended_by_hand, e.by_hand, e.import_id, e.digest)
FROM enrolment e WHERE e.by_hand IN (SELECT id FROM h_ended) OR e.ended_by_hand IN (SELECT id FROM h_ended) ON CONFLICT DO NOTHING;
INSERT INTO import_row SELECT (SELECT import FROM how), 'guardianship', s.guardian_id, s.child_id,
    json_array(s.source_id, s.ended_by_hand, s.by_hand, s.import_id)
FROM guardianship s WHERE s.by_hand IN (SELECT id FROM h_ended) OR s.ended_by_hand IN (SELECT id FROM h_ended) ON CONFLICT DO NOTHING;
INSERT INTO t_class SELECT DISTINCT coalesce(k.class_id, k.id) FROM enrolment e JOIN class k ON k.id = e.class_id
WHERE e.by_hand IN (SELECT id FROM h_ended) OR e.ended_by_hand IN (SELECT id FROM h_ended) ON CONFLICT DO NOTHING;
DELETE FROM enrolment WHERE by_hand IN (SELECT id FROM h_ended);
UPDATE enrolment SET ended_by_hand = NULL WHERE ended_by_hand IN (SELECT id FROM h_ended);
DELETE FROM guardianship WHERE by_hand IN (SELECT h.id FROM h_ended h JOIN hand_change c ON c.id = h.id
    WHERE c.child_id IN (SELECT id FROM gone_person) OR c.person_id IN (SELECT id FROM gone_person));
UPDATE guardianship SET by_hand = NULL WHERE by_hand IN (SELECT id FROM h_ended);
UPDATE guardianship SET ended_by_hand = NULL WHERE ended_by_hand IN (SELECT id FROM h_ended);
UPDATE person SET left_by_hand = NULL WHERE left_by_hand IN (SELECT id FROM h_ended);
UPDATE hand_change SET ended_at = (SELECT at FROM how) WHERE id IN (SELECT id FROM h_ended);
