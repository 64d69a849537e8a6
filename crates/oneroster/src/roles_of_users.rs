//! Roles of version 1.1, where a person has one role, the same in every organisation.

use crate::{Metadata, Role, Row, Table, User};

/// Says the users' roles the way 1.2 says them, so that callers see one shape.
pub(crate) fn read(users: &Table<User>) -> Table<Role> {
    let mut roles = Table::absent(users.file);
    roles.mode = users.mode;
    for row in &users.rows {
        let Some(role) = &row.value.role else {
            continue;
        };
        let orgs = &row.value.orgs;
        for (position, org) in orgs.iter().enumerate() {
            if orgs[..position].contains(org) {
                continue;
            }
            let value = Role {
                user: row.source_id.clone(),
                role: role.clone(),
                // 1.1 has no word for it; exporters name the main organisation first.
                primary: position == 0,
                org: org.clone(),
                begins: None,
                ends: None,
                metadata: Metadata::new(),
            };
            roles.rows.push(Row {
                line: row.line,
                source_id: format!("{}@{org}", row.source_id),
                value,
            });
        }
    }
    roles
}
