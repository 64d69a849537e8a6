//! Calls carried by a LiveKit server, or by several that are one: for more people than one machine
//! carries. Pages notice no difference: they get an address and a token.

mod rooms;
#[cfg(test)]
mod tests;

use crate::{
    calls::{GOOD_FOR, floor_given, pass, rights},
    config::Config,
};
use async_trait::async_trait;
use livekit_api::services::{
    ServerError, ServerErrorCode, ServiceError, ServiceResult,
    room::{RemoveParticipantOptions, RoomClient, UpdateParticipantOptions},
};
use livekit_protocol::{ParticipantInfo, TrackSource};
use model::{CallRights, PersonId, Problem, views::CallDoor};
use rooms::Rooms;
use school_core::{CallEngine, CallOrder, CallPass, Clock};
use sfu::Keys;
use std::{
    collections::HashMap,
    sync::{Arc, Weak},
    time::Duration,
};

/// How often it is asked who is in the rooms of which somebody wants to know.
const ASKS: Duration = Duration::from_secs(10);
/// How long an answer may take: orders are given while somebody waits.
const PATIENCE: Duration = Duration::from_secs(5);

/// The LiveKit server of the settings.
pub struct LiveKitCalls {
    url: String,
    keys: Keys,
    client: Arc<RoomClient>,
    rooms: Arc<Rooms>,
    clock: Arc<dyn Clock>,
}

impl LiveKitCalls {
    /// The server that is set, if one is. From now on it is asked who is there.
    #[must_use]
    pub fn of(config: &Config, clock: Arc<dyn Clock>) -> Option<Self> {
        let url = config.livekit_url.trim_end_matches('/').to_owned();
        if url.is_empty() {
            return None;
        }
        let (key, secret) = (&config.livekit_key, config.livekit_secret.reveal());
        let client = RoomClient::with_api_key(&url, key, secret).with_request_timeout(PATIENCE);
        let calls = Self {
            keys: Keys::new(key, secret),
            url,
            client: Arc::new(client),
            rooms: Arc::default(),
            clock,
        };
        tokio::spawn(ask(Arc::clone(&calls.client), Arc::downgrade(&calls.rooms)));
        Some(calls)
    }

    /// Everybody goes.
    async fn close(&self, room: &str) {
        self.rooms.forget(room);
        carried_out("close", self.client.delete_room(room).await);
    }

    /// Somebody goes. The token of before does not open any more; whether there is another one is the
    /// application's to say.
    async fn remove(&self, room: &str, person: PersonId) {
        let options = RemoveParticipantOptions {
            revoke_token_ts: self.clock.now(),
        };
        let identity = person.to_string();
        let client = &self.client;
        let removed = client.remove_participant_with_options(room, &identity, options);
        carried_out("remove", removed.await);
    }

    /// This is allowed to somebody from now on.
    async fn allow(&self, room: &str, person: PersonId, of: CallRights) {
        let options = UpdateParticipantOptions {
            permission: Some(rights(of).permission()),
            ..UpdateParticipantOptions::default()
        };
        self.update("allow", room, person, options).await;
    }

    /// What the page of a call reads of somebody becomes this.
    async fn mark(&self, room: &str, person: PersonId, attributes: HashMap<String, String>) {
        let options = UpdateParticipantOptions {
            attributes,
            ..UpdateParticipantOptions::default()
        };
        self.update("mark", room, person, options).await;
    }

    /// Somebody's microphone is muted.
    async fn mute(&self, room: &str, person: PersonId) {
        let identity = person.to_string();
        let Some(who) = carried_out("mute", self.client.get_participant(room, &identity).await)
        else {
            return;
        };
        let microphone = TrackSource::Microphone;
        for track in who.tracks.iter().filter(|one| one.source() == microphone) {
            let muted = self
                .client
                .mute_published_track(room, &identity, &track.sid, true);
            carried_out("mute", muted.await);
        }
    }

    async fn update(
        &self,
        order: &'static str,
        room: &str,
        person: PersonId,
        options: UpdateParticipantOptions,
    ) {
        let identity = person.to_string();
        let updated = self.client.update_participant(room, &identity, options);
        carried_out(order, updated.await);
    }
}

#[async_trait]
impl CallEngine for LiveKitCalls {
    fn door(&self, of: &CallPass) -> Result<CallDoor, Problem> {
        let token = self.keys.sign(&pass(of), GOOD_FOR).map_err(|fault| {
            tracing::error!(cause = %fault, "no token for a call");
            Problem::Unavailable
        })?;
        self.rooms.expect(&of.room);
        Ok(CallDoor {
            url: Some(self.url.clone()),
            token,
        })
    }

    fn empty_for(&self, room: &str) -> Option<Duration> {
        self.rooms.empty_for(room)
    }

    fn present(&self, room: &str) -> Vec<PersonId> {
        self.rooms.present(room)
    }

    async fn order(&self, room: &str, order: CallOrder) {
        match order {
            CallOrder::Close => self.close(room).await,
            CallOrder::Remove(person) => self.remove(room, person).await,
            CallOrder::Allow(person, of) => self.allow(room, person, of).await,
            CallOrder::Mute(person) => self.mute(room, person).await,
            CallOrder::GiveFloor(person, at) => {
                self.mark(room, person, floor_given(at).collect()).await;
            }
            // Whom a new token is given may come.
            CallOrder::LetIn(_) => {}
        }
    }
}

/// Asks who is there, as long as somebody wants to know.
async fn ask(client: Arc<RoomClient>, rooms: Weak<Rooms>) {
    loop {
        tokio::time::sleep(ASKS).await;
        let Some(rooms) = rooms.upgrade() else {
            return;
        };
        look(&client, &rooms).await;
    }
}

/// Asks once for every room.
async fn look(client: &RoomClient, rooms: &Rooms) {
    for room in rooms.wanted() {
        let people = match client.list_participants(&room).await {
            Ok(people) => Some(people),
            Err(fault) if is_not_there(&fault) => Some(Vec::new()),
            Err(cause) => {
                tracing::warn!(%cause, room, "LiveKit does not say who is in a call");
                None
            }
        };
        rooms.learnt(&room, people.map(|people| persons(&people)));
    }
}

/// People of ours: recorders and the like have other names.
fn persons(of: &[ParticipantInfo]) -> Vec<PersonId> {
    let persons = of.iter().filter_map(|one| one.identity.parse().ok());
    persons.collect()
}

/// Orders come when they can: that nobody is there to be told is no fault, the rest is in the log.
fn carried_out<T>(order: &'static str, done: ServiceResult<T>) -> Option<T> {
    match done {
        Ok(done) => Some(done),
        Err(fault) => {
            if !is_not_there(&fault) {
                tracing::error!(cause = %fault, order, "LiveKit did not carry out an order");
            }
            None
        }
    }
}

fn is_not_there(fault: &ServiceError) -> bool {
    let ServiceError::Twirp(ServerError::Twirp(said)) = fault else {
        return false;
    };
    said.code == ServerErrorCode::NOT_FOUND
}
