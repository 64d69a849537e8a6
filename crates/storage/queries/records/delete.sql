DELETE FROM record WHERE key = $1
