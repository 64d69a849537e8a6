INSERT INTO enrolment (source_id, external_id, class_id, person_id, role, foremost, begins, by_hand)
SELECT c.source_id, 'hand:' || $1 || ':' || c.id, c.id, $3, 'pupil', 0, $4, $1 FROM class c WHERE c.id = $2
