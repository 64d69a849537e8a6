UPDATE repair SET tries = tries + 1 WHERE id = $1
