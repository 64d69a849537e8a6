SELECT left_by_hand FROM person WHERE id = $1
