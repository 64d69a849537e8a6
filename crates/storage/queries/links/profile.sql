SELECT id AS "id!", vk_id, family, given, middle, born, phone, created_at FROM profile WHERE id = $1
