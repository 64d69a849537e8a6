UPDATE person SET active = $2, left_by_hand = $3 WHERE id = $1
