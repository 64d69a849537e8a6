SELECT e.class_id FROM enrolment e JOIN class c ON c.id = e.class_id
WHERE e.ended_by_hand = $1 AND c.kind = 'class' LIMIT 1
