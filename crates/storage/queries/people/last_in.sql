SELECT last_in_at FROM account WHERE id = $1
