//! Before a call: who is at its page and not in it, told to its hosts.

use crate::{Core, Result, Who, broken, frame::is_linked};
use model::{CallOf, Problem};

impl Core {
    /// The call at whose page somebody is, and whether as its host. Who waits is not kept: it is so
    /// for as long as the page is there.
    ///
    /// # Errors
    /// [`Problem::NotFound`] for those whom it does not concern, [`Problem::NotLinked`] without a
    /// learning profile; where nobody waits any more, why.
    pub async fn at_call(&self, who: &Who, of: CallOf) -> Result<(CallOf, bool)> {
        let mut db = self.storage.read().await.map_err(broken)?;
        let seat = self.access_call(db.as_mut(), who, of).await?;
        // Sockets outlive links.
        if !is_linked(db.as_mut(), &who.person).await? {
            return Err(Problem::NotLinked);
        }
        match seat.over() {
            Some(over) => Err(over),
            None => Ok((seat.of(), seat.host)),
        }
    }
}
