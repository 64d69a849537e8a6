SELECT night FROM doctor_run WHERE org_id = $1
