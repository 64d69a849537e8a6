DELETE FROM throttle WHERE seen_at < $1
