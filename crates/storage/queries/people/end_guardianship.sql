UPDATE guardianship SET ended_by_hand = $3 WHERE guardian_id = $1 AND child_id = $2
