UPDATE link_try SET stage = $3, secret = $4, detail = $5 WHERE id = $1 AND stage = $2
