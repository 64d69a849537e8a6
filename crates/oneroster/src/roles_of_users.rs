//! Roles of version 1.1, where a person has one role, the same in every organisation.

use crate::{Metadata, Role, Row, Table, User};

/// Says the users' roles the way 1.2 says them, so that callers see one shape.
pub(crate) fn read(users: &Table<User>) -> Table<Role> {
    let mut roles = Table::absent(users.file);
    roles.mode = users.mode;
    roles.rows = users.rows.iter().flat_map(of).collect();
    roles
}

/// The roles that one row says: the same in every organisation it names.
pub(crate) fn of(row: &Row<User>) -> Vec<Row<Role>> {
    let Some(role) = &row.value.role else {
        return Vec::new();
    };
    let orgs = &row.value.orgs;
    let distinct = orgs
        .iter()
        .enumerate()
        .filter(|(position, org)| !orgs[..*position].contains(org));
    distinct
        .map(|(position, org)| Row {
            line: row.line,
            source_id: format!("{}@{org}", row.source_id),
            value: Role {
                user: row.source_id.clone(),
                role: role.clone(),
                // 1.1 has no word for it; exporters name the main organisation first.
                primary: position == 0,
                org: org.clone(),
                begins: None,
                ends: None,
                metadata: Metadata::new(),
            },
        })
        .collect()
}
