//! «Доступы участников»: what the host of a call gives and takes (CA-05, CA-28).

use super::{room, seat::Seat};
use crate::{CallOrder, Core, Event, Result, Who, broken};
use model::{
    CallOf, CallRights, CallSource, CallStep, PersonId, Problem, policy, views::CallAccess,
};
use storage::{Call, CallGuest, Repository};

impl Core {
    /// Does what the host says, and returns what holds then. It holds for as long as the call goes on,
    /// whoever leaves and comes back, and through a restart of the server.
    ///
    /// # Errors
    /// [`Problem::NotFound`] for those whom it does not concern, also as the object, and for other
    /// hosts, who cannot be directed; [`Problem::NotAllowed`] for who is no host;
    /// [`Problem::NoCall`] and [`Problem::LessonIs`] when nothing goes on.
    pub async fn direct_call(&self, who: &Who, of: CallOf, step: CallStep) -> Result<CallAccess> {
        let mut db = self.storage.write().await.map_err(broken)?;
        let seat = self.access_call(db.as_mut(), who, of).await?;
        if !seat.host {
            return Err(Problem::NotAllowed);
        }
        let Seat {
            call: Some(mut call),
            ..
        } = seat
        else {
            return Err(seat.missing());
        };
        let all = db.call_guests(call.id).await.map_err(broken)?;
        let mut guests = Guests(all);
        if let Some(person) = object(step) {
            let part = self.part(db.as_mut(), &call, person).await?;
            if part != Some(false) {
                return Err(Problem::NotFound);
            }
        }
        match step {
            CallStep::Allow {
                person: None,
                source,
                on,
            } => {
                *call.all.of_mut(source) = on;
                db.allow_all(call.id, call.all).await.map_err(broken)?;
                for guest in &mut guests.0 {
                    *own_mut(guest, source) = None;
                    db.keep_call_guest(call.id, guest).await.map_err(broken)?;
                }
            }
            CallStep::Allow {
                person: Some(person),
                source,
                on,
            } => {
                let guest = guests.of(person);
                *own_mut(guest, source) = Some(on);
                db.keep_call_guest(call.id, guest).await.map_err(broken)?;
            }
            CallStep::GiveFloor { person } => {
                let guest = guests.of(person);
                guest.microphone = Some(true);
                db.keep_call_guest(call.id, guest).await.map_err(broken)?;
            }
            CallStep::Remove { person } | CallStep::LetIn { person } => {
                let guest = guests.of(person);
                guest.removed = matches!(step, CallStep::Remove { .. });
                db.keep_call_guest(call.id, guest).await.map_err(broken)?;
            }
            CallStep::Mute { .. } => {}
        }
        let orders = self.orders(db.as_mut(), &call, &guests.0, step).await?;
        db.save().await.map_err(broken)?;
        let access = access(&call, &guests.0);
        // Muting changes nothing that another host would see.
        if !matches!(step, CallStep::Mute { .. }) {
            let of = super::of(&call);
            let let_in = match step {
                CallStep::LetIn { person } => Some(person),
                _ => None,
            };
            self.bus.publish(Event::CallAccess {
                of,
                access: access.clone(),
                let_in,
            });
        }
        for order in orders {
            self.calls.order(&room(call.id), order).await;
        }
        Ok(access)
    }

    /// What the room is told.
    async fn orders(
        &self,
        db: &mut dyn Repository,
        call: &Call,
        guests: &[CallGuest],
        step: CallStep,
    ) -> Result<Vec<CallOrder>> {
        let access = access(call, guests);
        let allow = |person| CallOrder::Allow(person, access.of(person));
        Ok(match step {
            CallStep::Allow { person: None, .. } => {
                let present = self.present_guests(db, call).await?;
                present.into_iter().map(allow).collect()
            }
            CallStep::Mute { person: None } => {
                let present = self.present_guests(db, call).await?;
                present.into_iter().map(CallOrder::Mute).collect()
            }
            CallStep::Allow {
                person: Some(person),
                ..
            } => vec![allow(person)],
            CallStep::Mute {
                person: Some(person),
            } => vec![CallOrder::Mute(person)],
            CallStep::GiveFloor { person } => {
                let floor = CallOrder::GiveFloor(person, self.clock.now());
                vec![allow(person), floor]
            }
            CallStep::Remove { person } => vec![CallOrder::Remove(person)],
            CallStep::LetIn { person } => vec![CallOrder::LetIn(person)],
        })
    }

    /// Who is in the room and no host there.
    async fn present_guests(&self, db: &mut dyn Repository, call: &Call) -> Result<Vec<PersonId>> {
        let mut present = Vec::new();
        for person in self.calls.present(&room(call.id)) {
            if self.part(db, call, person).await? == Some(false) {
                present.push(person);
            }
        }
        Ok(present)
    }
}

/// Whom a step is about.
fn object(step: CallStep) -> Option<PersonId> {
    match step {
        CallStep::Allow { person, .. } | CallStep::Mute { person } => person,
        CallStep::GiveFloor { person }
        | CallStep::Remove { person }
        | CallStep::LetIn { person } => Some(person),
    }
}

struct Guests(Vec<CallGuest>);

impl Guests {
    fn of(&mut self, person: PersonId) -> &mut CallGuest {
        let known = self.0.iter().position(|guest| guest.person == person);
        let at = known.unwrap_or_else(|| {
            self.0.push(CallGuest {
                person,
                microphone: None,
                camera: None,
                screen: None,
                removed: false,
            });
            self.0.len() - 1
        });
        &mut self.0[at]
    }
}

fn own_mut(guest: &mut CallGuest, source: CallSource) -> &mut Option<bool> {
    match source {
        CallSource::Microphone => &mut guest.microphone,
        CallSource::Camera => &mut guest.camera,
        CallSource::Screen => &mut guest.screen,
    }
}

/// What holds for one of whom something else may be said than of all.
pub(super) fn own_rights(all: CallRights, guest: &CallGuest) -> CallRights {
    CallRights {
        microphone: guest.microphone.unwrap_or(all.microphone),
        camera: guest.camera.unwrap_or(all.camera),
        screen: guest.screen.unwrap_or(all.screen),
    }
}

/// The table of a call.
pub(super) fn access(call: &Call, guests: &[CallGuest]) -> CallAccess {
    let own = guests.iter().map(|guest| {
        let rights = own_rights(call.all, guest);
        (guest.person, policy::rights_in_call(false, rights))
    });
    let removed = guests.iter().filter(|guest| guest.removed);
    CallAccess {
        all: call.all,
        people: own.filter(|(_, rights)| *rights != call.all).collect(),
        removed: removed.map(|guest| guest.person).collect(),
    }
}
