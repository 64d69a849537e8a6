SELECT COUNT(*) AS "count!: i64" FROM repair WHERE misfit_id = $1 AND started_at > $2
