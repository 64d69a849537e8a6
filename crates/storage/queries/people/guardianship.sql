SELECT ended_by_hand, by_hand FROM guardianship WHERE guardian_id = $1 AND child_id = $2
