use async_trait::async_trait;
use model::{Problem, views::CallDoor};
use school_core::{CallEngine, CallOrder, CallPass};
use std::sync::{Mutex, PoisonError};

/// An engine that keeps what it is asked for.
#[derive(Debug, Default)]
pub struct FakeCalls {
    orders: Mutex<Vec<(String, CallOrder)>>,
}

impl FakeCalls {
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

    async fn order(&self, room: &str, order: CallOrder) {
        let mut orders = self.orders.lock().unwrap_or_else(PoisonError::into_inner);
        orders.push((room.to_owned(), order));
    }
}
