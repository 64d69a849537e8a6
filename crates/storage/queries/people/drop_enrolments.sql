DELETE FROM enrolment WHERE by_hand = $1
