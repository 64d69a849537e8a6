use leptos::prelude::*;
use model::{
    ChatId,
    views::{History, Message},
};

/// Messages of a chat that this page holds, in order and without gaps.
#[derive(Debug, Clone, Copy)]
pub struct Conversation {
    /// Which chat.
    pub chat: ChatId,
    /// Messages, oldest first.
    pub messages: RwSignal<Vec<Message>>,
    /// Whether the server has earlier ones.
    pub earlier: RwSignal<bool>,
    /// Whether the newest page was ever read.
    pub held: RwSignal<bool>,
}

impl Conversation {
    pub(super) fn new(chat: ChatId) -> Self {
        Self {
            chat,
            messages: RwSignal::new(Vec::new()),
            earlier: RwSignal::new(false),
            held: RwSignal::new(false),
        }
    }

    /// Takes the newest page: all there is for a new one, the rest for one that is held already.
    pub fn open(self, page: &History) {
        let held = self.held.get_untracked();
        let joins = page
            .messages
            .first()
            .is_none_or(|first| first.seq <= self.last() + 1);
        if held && joins {
            self.take(&page.messages);
        } else {
            self.messages.set(page.messages.clone());
            self.earlier.set(page.earlier);
            self.held.set(true);
        }
    }

    /// Number of the newest message held, 0 when there is none.
    #[must_use]
    pub fn last(self) -> i64 {
        self.messages
            .with_untracked(|all| all.last().map_or(0, |message| message.seq))
    }

    /// Number of the oldest message held.
    #[must_use]
    pub fn first(self) -> Option<i64> {
        self.messages
            .with_untracked(|all| all.first().map(|message| message.seq))
    }

    /// Adds what is newer and follows; a second copy is dropped. `false` when something is missing
    /// in between.
    pub fn take(self, new: &[Message]) -> bool {
        let mut last = self.last();
        let fresh: Vec<Message> = new
            .iter()
            .filter(|message| {
                let follows = message.seq == last + 1;
                if follows {
                    last = message.seq;
                }
                follows
            })
            .cloned()
            .collect();
        if !fresh.is_empty() {
            self.messages.update(|all| all.extend(fresh));
        }
        new.iter().all(|message| message.seq <= last)
    }

    /// Puts an earlier page before what is held.
    pub fn prepend(self, page: History) {
        let first = self.first().unwrap_or(i64::MAX);
        self.messages.update(|all| {
            let mut earlier: Vec<Message> = page
                .messages
                .into_iter()
                .filter(|message| message.seq < first)
                .collect();
            earlier.append(all);
            *all = earlier;
        });
        self.earlier.set(page.earlier);
    }

    /// Forgets everything: the next look reads the newest page.
    pub fn forget(self) {
        self.held.set(false);
        self.messages.set(Vec::new());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::{
        PersonId, Role,
        views::{Day, Moment},
    };

    fn message(seq: i64) -> Message {
        let day = Day {
            year: 2026,
            month: 11,
            day: 24,
            weekday: 1,
        };
        Message {
            seq,
            key: seq.to_string(),
            author: PersonId(1),
            author_name: String::new(),
            author_role: Role::Pupil,
            text: String::new(),
            at: Moment {
                at: 0,
                day,
                time: String::new(),
            },
        }
    }

    fn seqs(conversation: Conversation) -> Vec<i64> {
        conversation
            .messages
            .with_untracked(|all| all.iter().map(|one| one.seq).collect())
    }

    #[test]
    fn in_order_once_and_gaps_are_told() {
        let owner = Owner::new();
        owner.set();
        let conversation = Conversation::new(ChatId(1));
        conversation.open(&History {
            messages: vec![message(4), message(5)],
            earlier: true,
        });
        assert!(conversation.take(&[message(5), message(6)]));
        assert!(!conversation.take(&[message(8)]));
        assert_eq!(seqs(conversation), [4, 5, 6]);
        assert!(conversation.take(&[message(7), message(8)]));
        conversation.prepend(History {
            messages: vec![message(3), message(4)],
            earlier: false,
        });
        assert_eq!(seqs(conversation), [3, 4, 5, 6, 7, 8]);
        conversation.open(&History {
            messages: vec![message(20)],
            earlier: true,
        });
        assert_eq!(seqs(conversation), [20]);
    }
}
