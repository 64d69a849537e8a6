UPDATE guardianship SET ended_by_hand = NULL WHERE ended_by_hand = $1
