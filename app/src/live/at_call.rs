//! What the socket tells of the call at whose page one is.

use leptos::prelude::*;
use model::{
    CallOf,
    views::{CallAccess, CallWaiting},
};

/// What was told last; who is no host hears only that one is let in.
#[derive(Clone, Copy)]
pub struct CallNews {
    /// Who waits before a call.
    pub waiting: RwSignal<Option<(CallOf, Vec<CallWaiting>)>>,
    /// What is allowed there, and who was sent away.
    pub access: RwSignal<Option<(CallOf, CallAccess)>>,
    /// Where one was let in again; notifies each time.
    pub let_in: RwSignal<Option<CallOf>>,
}

impl CallNews {
    pub(super) fn new() -> Self {
        Self {
            waiting: RwSignal::new(None),
            access: RwSignal::new(None),
            let_in: RwSignal::new(None),
        }
    }
}
