SELECT id AS "id!" FROM source WHERE system_name = $1 AND system_code = $2
