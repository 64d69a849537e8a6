SELECT hash FROM account_code
WHERE account_id = $1 AND used_at IS NULL AND expires_at > $2
