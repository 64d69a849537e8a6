INSERT INTO import (source_id, org_id, kind, at, summary, by_id, by_name, file, revertible)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id AS "id!"
