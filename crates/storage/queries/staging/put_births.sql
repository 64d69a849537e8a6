INSERT INTO n_born SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each($1)
