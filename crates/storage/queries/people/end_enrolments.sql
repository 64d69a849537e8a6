UPDATE enrolment SET ended_by_hand = $3
WHERE person_id = $1 AND role = 'pupil' AND by_hand IS NULL AND ended_by_hand IS NULL
    AND class_id IN (SELECT id FROM class WHERE org_id = $2)
