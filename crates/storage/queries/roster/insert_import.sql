INSERT INTO import (source_id, kind, at, summary) VALUES ($1, $2, $3, $4)
