UPDATE account SET login = 'left:' || id WHERE source_id = $1 AND login = $2 AND person_id <> $3
