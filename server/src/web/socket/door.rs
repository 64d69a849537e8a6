//! A page at a call: its hosts are told who waits.

use super::Page;
use crate::hub::Stand;
use model::CallOf;

impl Page<'_> {
    /// Puts the page where it says it is, if the call concerns its person; otherwise nowhere.
    pub(super) async fn at_call(&mut self, of: Option<CallOf>, asks: bool) {
        self.at_call = of.map(|of| (of, asks));
        let stand = match of {
            Some(of) => self.web.core.at_call(self.who, of).await.ok(),
            None => None,
        };
        let stand = stand.map(|(of, host)| Stand { of, host, asks });
        self.web.hub.stand(self.id, stand);
    }

    /// Asks anew whether the call still concerns the person.
    pub(super) async fn check_call(&mut self) {
        if let Some((of, asks)) = self.at_call {
            self.at_call(Some(of), asks).await;
        }
    }
}
