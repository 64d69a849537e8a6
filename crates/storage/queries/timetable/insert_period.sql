INSERT INTO period (org_id, number, starts, ends) VALUES ($1, $2, $3, $4)
