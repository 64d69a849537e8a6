//! Which schools are shown and in which order, as it stands in the address.

use leptos_router::params::ParamsMap;
use model::{
    name::plain,
    views::{SchoolRow, Share},
};

/// What one sorts by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Column {
    /// Name of the school.
    #[default]
    School,
    /// Pupils.
    Pupils,
    /// Guardians.
    Guardians,
    /// Teachers.
    Teachers,
    /// Share of linked people.
    Linked,
    /// Chats.
    Chats,
    /// Last import.
    Imported,
}

impl Column {
    /// Every column, from left to right.
    pub const ALL: [Column; 7] = [
        Column::School,
        Column::Pupils,
        Column::Guardians,
        Column::Teachers,
        Column::Linked,
        Column::Chats,
        Column::Imported,
    ];

    /// The name in addresses.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Column::School => "school",
            Column::Pupils => "pupils",
            Column::Guardians => "guardians",
            Column::Teachers => "teachers",
            Column::Linked => "linked",
            Column::Chats => "chats",
            Column::Imported => "imported",
        }
    }

    fn from_code(code: &str) -> Option<Self> {
        Column::ALL.into_iter().find(|column| column.code() == code)
    }

    /// Names are first read from A on, figures from the largest on.
    #[must_use]
    pub fn begins_down(self) -> bool {
        self != Column::School
    }
}

/// `?q=…&sort=…&down=…`
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Order {
    /// Part of a school's name.
    pub q: String,
    /// By what.
    pub by: Column,
    /// The largest first.
    pub down: bool,
}

impl Order {
    /// Reads the address.
    #[must_use]
    pub fn read(query: &ParamsMap) -> Self {
        let by = query.get_str("sort").and_then(Column::from_code);
        Self {
            q: query.get_str("q").unwrap_or_default().to_owned(),
            by: by.unwrap_or_default(),
            down: query.get_str("down") == Some("1"),
        }
    }

    /// The order that pressing a column leads to: by it, or the other way round.
    #[must_use]
    pub fn pressed(&self, by: Column) -> Self {
        Self {
            q: self.q.clone(),
            by,
            down: if by == self.by {
                !self.down
            } else {
                by.begins_down()
            },
        }
    }

    /// The schools that fit, in order; equals stay in the order of their names.
    #[must_use]
    pub fn of(&self, rows: &[SchoolRow]) -> Vec<SchoolRow> {
        let text = plain(&self.q);
        let words: Vec<&str> = text.split_whitespace().collect();
        let mut rows: Vec<SchoolRow> = rows
            .iter()
            .filter(|row| {
                let name = plain(&format!("{} {}", row.name, row.short_name));
                words.iter().all(|word| name.contains(word))
            })
            .cloned()
            .collect();
        let name = |row: &SchoolRow| natural(&row.short_name);
        rows.sort_by_key(name);
        let key = |row: &SchoolRow| match self.by {
            Column::School => 0,
            Column::Pupils => i64::from(row.pupils.all),
            Column::Guardians => i64::from(row.guardians.all),
            Column::Teachers => i64::from(row.teachers.all),
            Column::Linked => part(row.people),
            Column::Chats => i64::from(row.chats),
            Column::Imported => row.imported.as_ref().map_or(0, |at| at.at),
        };
        match (self.by, self.down) {
            (Column::School, true) => rows.reverse(),
            (_, true) => rows.sort_by_key(|row| std::cmp::Reverse(key(row))),
            (_, false) => rows.sort_by_key(key),
        }
        rows
    }
}

/// Shares are compared finer than they are shown.
fn part(share: Share) -> i64 {
    i64::from(share.linked) * 1_000_000 / i64::from(share.all.max(1))
}

/// «Школа № 9» before «Школа № 12».
fn natural(name: &str) -> (String, u64, String) {
    let name = plain(name);
    let at = name.find(|first: char| first.is_ascii_digit());
    let at = at.unwrap_or(name.len());
    let digits: String = name[at..]
        .chars()
        .take_while(char::is_ascii_digit)
        .take(18)
        .collect();
    let number = digits.parse().unwrap_or(u64::MAX);
    (name[..at].to_owned(), number, name[at..].to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::OrgId;

    fn school(number: u32, pupils: u32, linked: u32) -> SchoolRow {
        let share = |all, linked| Share { all, linked };
        SchoolRow {
            org: OrgId(i64::from(number)),
            name: format!("МАОУ СОШ № {number}"),
            short_name: format!("Школа № {number}"),
            people: share(100, linked),
            pupils: share(pupils, 0),
            guardians: share(0, 0),
            teachers: share(0, 0),
            chats: 0,
            imported: None,
        }
    }

    fn numbers(rows: &[SchoolRow]) -> Vec<i64> {
        rows.iter().map(|row| row.org.0).collect()
    }

    #[test]
    fn schools_are_found_and_sorted() {
        let rows = [
            school(12, 500, 90),
            school(9, 700, 10),
            school(112, 500, 50),
        ];
        let order = Order::default();
        assert_eq!(numbers(&order.of(&rows)), [9, 12, 112]);
        let order = order.pressed(Column::School);
        assert_eq!(numbers(&order.of(&rows)), [112, 12, 9]);
        let order = order.pressed(Column::Pupils);
        assert_eq!(numbers(&order.of(&rows)), [9, 12, 112]);
        let order = order.pressed(Column::Pupils);
        assert_eq!(numbers(&order.of(&rows)), [12, 112, 9]);
        let order = order.pressed(Column::Linked);
        assert_eq!(numbers(&order.of(&rows)), [12, 112, 9]);
        let order = Order {
            q: "сош 12".into(),
            ..Order::default()
        };
        assert_eq!(numbers(&order.of(&rows)), [12, 112]);
    }
}
