SELECT id AS "id!", misfit_id, wrong_account_id, right_account_id, wrong_code, right_code, tries,
    started_at, started_by
FROM repair WHERE misfit_id = $1 AND state = 'started'
