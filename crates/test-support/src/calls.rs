use async_trait::async_trait;
use model::{PersonId, Problem, views::CallDoor};
use school_core::{CallEngine, CallOrder, CallPass};
use std::{
    sync::{Mutex, PoisonError},
    time::Duration,
};

/// An engine that keeps what it is asked for.
#[derive(Debug, Default)]
pub struct FakeCalls {
    orders: Mutex<Vec<(String, CallOrder)>>,
    empty: Mutex<Option<Duration>>,
    present: Mutex<Vec<PersonId>>,
}

impl FakeCalls {
    /// Says that nobody has been in any room for so long; nothing: somebody is in each.
    pub fn set_empty(&self, empty: Option<Duration>) {
        *self.empty.lock().unwrap_or_else(PoisonError::into_inner) = empty;
    }

    /// Says who is in each room.
    pub fn set_present(&self, people: &[PersonId]) {
        *self.present.lock().unwrap_or_else(PoisonError::into_inner) = people.to_vec();
    }

    /// Orders since the last call.
    pub fn orders(&self) -> Vec<(String, CallOrder)> {
        std::mem::take(&mut self.orders.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

#[async_trait]
impl CallEngine for FakeCalls {
    fn door(&self, pass: &CallPass) -> Result<CallDoor, Problem> {
        Ok(CallDoor {
            url: None,
            token: format!("{} {} {:?}", pass.room, pass.person, pass.rights),
        })
    }

    fn empty_for(&self, _room: &str) -> Option<Duration> {
        *self.empty.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn present(&self, _room: &str) -> Vec<PersonId> {
        let present = self.present.lock().unwrap_or_else(PoisonError::into_inner);
        present.clone()
    }

    async fn order(&self, room: &str, order: CallOrder) {
        let mut orders = self.orders.lock().unwrap_or_else(PoisonError::into_inner);
        orders.push((room.to_owned(), order));
    }
}
