use super::*;
use model::CallOf;
use school_core::{Bus as _, Event};

#[test]
fn a_reader_that_cannot_keep_up_is_dropped_and_the_others_are_not() {
    let hub = Hub::default();
    let (slow, mut of_slow) = hub.join(PersonId(1), SessionId(1));
    let (quick, mut of_quick) = hub.join(PersonId(2), SessionId(2));
    hub.subscribe(slow, [ChatId(7)]);
    hub.subscribe(quick, [ChatId(7)]);
    for n in 0..=QUEUE {
        let members = u32::try_from(n).expect("small");
        hub.publish(Event::Members {
            chat: ChatId(7),
            members,
            expected: 0,
        });
        of_quick.try_recv().expect("the quick one hears everything");
    }
    assert_eq!(hub.sockets(), 1);
    while of_slow.try_recv().is_ok() {}
    assert!(of_slow.is_closed() || of_slow.try_recv().is_err());
}

#[test]
fn hosts_hear_who_waits_and_whoever_is_let_in_hears_that() {
    let hub = Hub::default();
    let of = CallOf::Chat(ChatId(7));
    let (host, mut of_host) = hub.join(PersonId(1), SessionId(1));
    let (guest, mut of_guest) = hub.join(PersonId(2), SessionId(2));
    let stand = |host| Stand {
        of,
        host,
        asks: !host,
    };
    let heard = |waiting: &mut mpsc::Receiver<Signal>| match waiting.try_recv() {
        Ok(Signal::Frame(frame)) => Some(frame.to_string()),
        _ => None,
    };
    let waiting = |people: &str| {
        format!(r#"{{"is":"waiting","of":{{"of":"chat","id":7}},"people":[{people}]}}"#)
    };
    hub.stand(guest, Some(stand(false)));
    hub.stand(host, Some(stand(true)));
    let guest_waits = waiting(r#"{"person":2,"asks":true}"#);
    assert_eq!(heard(&mut of_host), Some(guest_waits));
    let access = model::views::CallAccess {
        all: model::CallRights::ALL,
        people: Vec::new(),
        removed: Vec::new(),
    };
    hub.publish(Event::CallAccess {
        of,
        access,
        let_in: Some(PersonId(2)),
    });
    assert!(heard(&mut of_host).is_some_and(|frame| frame.contains("call_access")));
    let let_in = r#"{"is":"let_in","of":{"of":"chat","id":7}}"#.to_owned();
    assert_eq!(
        heard(&mut of_guest),
        Some(let_in),
        "and nothing of who waits"
    );
    hub.leave(guest);
    assert_eq!(heard(&mut of_host), Some(waiting("")));
    assert_eq!(heard(&mut of_guest), None);
}

#[test]
fn a_closed_chat_is_not_heard_any_more() {
    let hub = Hub::default();
    let (id, mut waiting) = hub.join(PersonId(1), SessionId(1));
    hub.subscribe(id, [ChatId(7)]);
    hub.publish(Event::Closed {
        chat: ChatId(7),
        person: PersonId(1),
    });
    assert!(matches!(waiting.try_recv(), Ok(Signal::Frame(_))));
    hub.publish(Event::Members {
        chat: ChatId(7),
        members: 1,
        expected: 1,
    });
    assert!(waiting.try_recv().is_err());
}
