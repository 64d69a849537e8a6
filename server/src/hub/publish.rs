//! Which frame an event becomes, and who gets it.

use super::{Hub, Signal, SocketId, text};
use model::wire::ServerFrame;
use school_core::{Bus, Event};

impl Bus for Hub {
    fn publish(&self, event: Event) {
        if let Event::Message { chat, message } = event {
            self.gather(chat, &ServerFrame::Message { chat, message });
            return;
        }
        // Events reach a reader in the order in which they happened.
        self.lock().spread();
        match event {
            Event::Message { .. } => {}
            Event::Members {
                chat,
                members,
                expected,
            } => {
                self.tell_chat(
                    chat,
                    &ServerFrame::Members {
                        chat,
                        members,
                        expected,
                    },
                );
            }
            Event::Call { chat, call, missed } => {
                self.tell_chat(chat, &ServerFrame::Call { chat, call, missed });
            }
            Event::CallAccess { of, access, let_in } => {
                let mut state = self.lock();
                let hosts = state.doors.hosts(of);
                let frame = text(&ServerFrame::CallAccess { of, access });
                state.send(&hosts, &Signal::Frame(frame));
                let asks = let_in.map(|person| state.of_person(person));
                let frame = text(&ServerFrame::LetIn { of });
                state.send(&asks.unwrap_or_default(), &Signal::Frame(frame));
            }
            Event::Typing { chat, person, name } => {
                self.tell_chat(chat, &ServerFrame::Typing { chat, person, name });
            }
            Event::Read { chat, person, seq } => {
                let frame = text(&ServerFrame::Read { chat, seq });
                let mut state = self.lock();
                let sockets = state.of_person(person);
                state.send(&sockets, &Signal::Frame(frame));
            }
            Event::Opened { chat, person } => {
                let mut state = self.lock();
                let sockets = state.of_person(person);
                for id in &sockets {
                    state.subscribe(*id, chat);
                }
                state.send(&sockets, &Signal::Opened(chat));
            }
            Event::Closed { chat, person } => {
                let mut state = self.lock();
                let sockets = state.of_person(person);
                for id in &sockets {
                    state.unsubscribe(*id, chat);
                }
                state.send(
                    &sockets,
                    &Signal::Frame(text(&ServerFrame::Closed { chat })),
                );
            }
            Event::Lessons { people } => {
                let frame = text(&ServerFrame::Lessons);
                let mut state = self.lock();
                for person in people {
                    let sockets = state.of_person(person);
                    state.send(&sockets, &Signal::Frame(frame.clone()));
                }
            }
            Event::SignedOut { session } => {
                let mut state = self.lock();
                let sockets: Vec<SocketId> = state
                    .sockets
                    .iter()
                    .filter(|(_, socket)| socket.session == session)
                    .map(|(id, _)| *id)
                    .collect();
                state.send(&sockets, &Signal::Last(text(&ServerFrame::SignedOut)));
            }
        }
    }
}
