DELETE FROM throttle WHERE key = $1
