UPDATE call SET microphone = $2, camera = $3, screen = $4 WHERE id = $1
