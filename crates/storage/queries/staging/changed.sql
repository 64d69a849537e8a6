SELECT trim(d.family || ' ' || d.given || ' ' || d.middle) AS name, d.name_differs, d.login_differs, d.born_differs,
    d.phone_differs, d.email_differs
FROM d_user d WHERE d.fresh = 0 ORDER BY name LIMIT $1
