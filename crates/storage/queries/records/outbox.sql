SELECT at, phone, text, code FROM outbox ORDER BY id DESC LIMIT $1
