UPDATE enrolment SET ended_by_hand = $2 WHERE ended_by_hand = $1
