INSERT INTO repair (misfit_id, wrong_account_id, right_account_id, wrong_code, right_code, tries,
    started_at, started_by, state)
VALUES ($1, $2, $3, $4, $5, 0, $6, $7, 'started')
RETURNING id AS "id!"
