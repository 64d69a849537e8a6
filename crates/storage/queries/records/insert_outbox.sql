INSERT INTO outbox (at, phone, text, code) VALUES ($1, $2, $3, $4)
