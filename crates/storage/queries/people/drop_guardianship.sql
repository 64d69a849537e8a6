DELETE FROM guardianship WHERE by_hand = $1
