DELETE FROM upload WHERE state IN ('applied', 'discarded') AND moved_at < ?1
