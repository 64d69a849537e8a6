INSERT INTO guardianship (source_id, guardian_id, child_id, by_hand)
SELECT source_id, $1, $2, $3 FROM person WHERE id = $2
