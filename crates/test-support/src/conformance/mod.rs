//! What every storage driver must do, as functions over [`Storage`]; [`crate::conformance_suite`]
//! makes tests of them.

mod audit;
mod chats;
mod codes;
mod dialogues;
mod durability;
mod lessons;
mod links;
mod messages;
mod records;
mod roster;
mod seed;
mod sessions;
mod uploads;

pub use audit::*;
pub use chats::*;
pub use codes::*;
pub use dialogues::*;
pub use durability::*;
pub use lessons::*;
pub use links::*;
pub use messages::*;
pub use records::*;
pub use roster::*;
pub use sessions::*;
pub use uploads::*;

pub(crate) use seed::{DAY, Seed, seed};

use std::sync::Arc;
use storage::{Repository, Storage};

/// A new, empty storage, or one that is opened again.
pub type Opened = Arc<dyn Storage>;

pub(crate) async fn write(storage: &Opened) -> Box<dyn Repository> {
    storage.write().await.expect("a transaction that writes")
}

pub(crate) async fn read(storage: &Opened) -> Box<dyn Repository> {
    storage.read().await.expect("a transaction that reads")
}

/// Tests of a driver. `$fresh` is a function that opens an empty storage and returns it with
/// whatever must live as long as it does.
#[macro_export]
macro_rules! conformance_suite {
    ($fresh:path) => {
        $crate::conformance_suite!(@each $fresh;
            sessions_are_found_by_token_and_end_once,
            a_renewed_session_has_a_new_secret_only,
            failures_are_counted_by_key,
            sign_in_needs_a_role_and_a_place_in_the_data,
            records_are_compared_and_swapped,
            records_expire,
            a_version_never_comes_back,
            only_one_of_many_swaps_wins,
            the_outbox_tells_the_newest_first,
            a_pair_has_one_dialogue,
            a_call_is_answered_once,
            a_place_has_one_remote_lesson,
            one_live_link_per_account_and_profile,
            a_profile_is_kept_by_its_vk_id,
            a_try_moves_on_once,
            a_new_try_forgets_the_earlier_one,
            messages_are_numbered_without_gaps,
            the_same_key_is_kept_once,
            a_batch_keeps_each_message_apart,
            strangers_do_not_write,
            the_read_cursor_only_moves_forward,
            history_is_paged_both_ways,
            chats_are_listed_newest_message_first,
            a_chat_is_there_once,
            members_come_and_go,
            the_roster_comes_back_as_it_was_kept,
            who_leaves_is_gone_but_not_forgotten,
            a_login_goes_to_who_holds_it_now,
            a_class_that_is_over_is_not_listed,
            dates_of_enrolments_count,
            the_week_is_replaced_whole,
            the_log_only_grows,
            one_code_of_each_purpose_is_live,
            who_signs_in_is_listed,
            the_log_is_searched,
            an_upload_moves_from_state_to_state,
            what_is_not_saved_is_not_kept,
            a_reader_sees_one_moment,
        );
    };
    (@each $fresh:path; $($name:ident),* $(,)?) => {$(
        #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
        async fn $name() {
            let (storage, _held) = $fresh().await;
            $crate::conformance::$name(storage).await;
        }
    )*};
}
