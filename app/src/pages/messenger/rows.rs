//! What stands in the column of messages: days, the beginning of what is new, messages.

use crate::live::Outgoing;
use model::{
    PersonId, Problem,
    views::{Day, Message},
};

/// A row of the column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Row {
    /// A day begins.
    Day(Day),
    /// What was not read when the chat was opened begins.
    Unread,
    /// A durable message.
    Message {
        message: Message,
        own: bool,
        /// By the author of the one above, within a few minutes.
        continued: bool,
    },
    /// An own message on its way.
    Waiting {
        key: String,
        text: String,
        failed: Option<Problem>,
    },
}

/// Messages of one author that stand together.
const TOGETHER: i64 = 5 * 60_000;

impl Row {
    /// Tells rows apart: a message keeps its row as long as it looks the same.
    pub(super) fn key(&self) -> String {
        match self {
            Row::Day(day) => format!("day {}", day.iso()),
            Row::Unread => "unread".to_owned(),
            // By number: keys are the writers' own, and two of them may use the same one.
            Row::Message {
                message, continued, ..
            } => format!("{} {continued}", message.seq),
            Row::Waiting { key, failed, .. } => format!("{key} waits {}", failed.is_some()),
        }
    }
}

/// The rows for what is held and what is on its way. `read` is up to where one had read when the
/// chat was opened.
pub(super) fn rows(
    messages: &[Message],
    outgoing: &[Outgoing],
    me: PersonId,
    read: i64,
) -> Vec<Row> {
    let mut rows = Vec::with_capacity(messages.len() + outgoing.len() + 8);
    let mut above: Option<&Message> = None;
    let mut told = false;
    for message in messages {
        let new_day = above.is_none_or(|above| above.at.day != message.at.day);
        if new_day {
            rows.push(Row::Day(message.at.day));
        }
        let own = message.author == me;
        let begins_unread = !told && !own && message.seq > read && above.is_some();
        if begins_unread {
            rows.push(Row::Unread);
        }
        told |= message.seq > read;
        let continued = !new_day
            && !begins_unread
            && above.is_some_and(|above| {
                above.author == message.author && message.at.at - above.at.at < TOGETHER
            });
        rows.push(Row::Message {
            message: message.clone(),
            own,
            continued,
        });
        above = Some(message);
    }
    let held = |key: &str| {
        messages
            .iter()
            .rev()
            .take(200)
            .any(|message| message.key == key)
    };
    rows.extend(
        outgoing
            .iter()
            .filter(|one| !held(&one.key))
            .map(|one| Row::Waiting {
                key: one.key.clone(),
                text: one.text.clone(),
                failed: one.failed.clone(),
            }),
    );
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::{ChatId, Role, views::Moment};

    fn message(seq: i64, author: i64, minute: i64) -> Message {
        Message {
            seq,
            key: format!("k{seq}"),
            author: PersonId(author),
            author_name: String::new(),
            author_role: Role::Pupil,
            text: String::new(),
            at: Moment {
                at: minute * 60_000,
                day: Day {
                    year: 2026,
                    month: 11,
                    day: 24,
                    weekday: 1,
                },
                time: String::new(),
            },
        }
    }

    fn shape(rows: &[Row]) -> String {
        rows.iter()
            .map(|row| match row {
                Row::Day(_) => 'd',
                Row::Unread => 'u',
                Row::Message {
                    continued: true, ..
                } => 'c',
                Row::Message { .. } => 'm',
                Row::Waiting { .. } => 'w',
            })
            .collect()
    }

    #[test]
    fn authors_stand_together_and_new_ones_are_marked_once() {
        let all = [
            message(1, 1, 0),
            message(2, 1, 1),
            message(3, 2, 2),
            message(4, 2, 20),
        ];
        assert_eq!(shape(&rows(&all, &[], PersonId(1), 4)), "dmcmm");
        assert_eq!(shape(&rows(&all, &[], PersonId(1), 2)), "dmcumm");
    }

    #[test]
    fn a_message_is_never_shown_twice() {
        let one = Outgoing {
            key: "k2".into(),
            chat: ChatId(1),
            text: String::new(),
            failed: None,
        };
        let all = [message(1, 1, 0)];
        assert_eq!(
            shape(&rows(&all, std::slice::from_ref(&one), PersonId(1), 9)),
            "dmw"
        );
        let all = [message(1, 1, 0), message(2, 1, 1)];
        assert_eq!(shape(&rows(&all, &[one], PersonId(1), 9)), "dmc");
    }
}
