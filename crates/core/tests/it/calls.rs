//! Calls of chats, and what their hosts say.

use crate::school_core::{CallOrder, Event, Who};
use model::{CallOf, CallRights, CallSource, CallStage, CallStep, ChatId, Problem};
use std::time::Duration;
use test_support::TestSchool;

/// «4А класс Родители», with the school around it.
struct Parents {
    school: TestSchool,
    teacher: Who,
    parent: Who,
    chat: ChatId,
}

/// The first call of a school.
const ROOM: &str = "call-1";
const QUIET: CallRights = CallRights {
    microphone: false,
    camera: true,
    screen: false,
};

impl Parents {
    async fn open() -> Self {
        let school = TestSchool::small().await;
        let (teacher, parent) = (school.link("teacher").await, school.link("parent").await);
        let chat = school.chat(&teacher, "4А класс Родители").await;
        school.bus.take();
        Self {
            school,
            teacher,
            parent,
            chat,
        }
    }

    fn of(&self) -> CallOf {
        CallOf::Chat(self.chat)
    }

    /// With both in the call.
    async fn calling() -> Self {
        let parents = Self::open().await;
        for who in [&parents.teacher, &parents.parent] {
            let core = &parents.school.core;
            core.enter_call(who, parents.of()).await.unwrap();
        }
        let present = [parents.teacher.id(), parents.parent.id()];
        parents.school.calls.set_present(&present);
        parents.school.bus.take();
        parents
    }

    async fn direct(&self, step: CallStep) -> Result<model::views::CallAccess, Problem> {
        let core = &self.school.core;
        core.direct_call(&self.teacher, self.of(), step).await
    }

    async fn may(&self, who: &Who) -> Option<CallRights> {
        self.school.core.admitted(ROOM, who.id()).await.unwrap()
    }

    fn orders(&self) -> Vec<CallOrder> {
        let orders = self.school.calls.orders().into_iter();
        orders
            .map(|(room, order)| {
                assert_eq!(room, ROOM);
                order
            })
            .collect()
    }
}

#[tokio::test]
async fn a_teacher_calls_in_a_chat_and_its_members_come() {
    let parents = Parents::open().await;
    let (school, core, of) = (&parents.school, &parents.school.core, parents.of());
    let (teacher, parent) = (&parents.teacher, &parents.parent);
    // Nobody calls yet: who may not begin has nothing to come into.
    assert_eq!(core.enter_call(parent, of).await, Err(Problem::NoCall));
    let stage = async |who| core.call_page(who, of).await.unwrap().stage;
    assert_eq!(stage(teacher).await, CallStage::Ahead);
    assert_eq!(stage(parent).await, CallStage::Over);

    core.enter_call(teacher, of).await.unwrap();
    let told = school.bus.take();
    let [
        Event::Call {
            chat,
            call: Some(call),
            ..
        },
    ] = told.as_slice()
    else {
        panic!("everybody is told: {told:?}");
    };
    assert_eq!((*chat, call.of, call.by), (parents.chat, of, teacher.id()));
    assert_eq!(call.by_name, teacher.person.name.polite());
    let (chats, _) = core.chats(parent).await.unwrap();
    let shown = chats.iter().find(|one| one.id == parents.chat).unwrap();
    assert_eq!(shown.call.as_ref(), Some(call));
    core.enter_call(parent, of).await.unwrap();
    core.enter_call(teacher, of).await.unwrap();
    assert!(school.bus.take().is_empty(), "it goes on already");
    let page = core.call_page(parent, of).await.unwrap();
    assert_eq!((page.stage, page.host), (CallStage::Going, false));
    assert_eq!(page.access, None, "the host's alone");
    let hosts = page.people.iter().filter(|one| one.host);
    assert_eq!(hosts.map(|one| one.id).collect::<Vec<_>>(), [teacher.id()]);

    // A copied link opens for members only.
    for login in ["pupil", "teacher2", "admin", "authority"] {
        let stranger = school.enter(login).await;
        let refused = core.enter_call(&stranger, of).await;
        assert_eq!(refused.unwrap_err(), Problem::NotFound, "{login}");
        assert_eq!(parents.may(&stranger).await, None, "{login}");
    }
    let ended = core.end_call(parent, parents.chat).await;
    assert_eq!(ended.unwrap_err(), Problem::NotAllowed);
    core.end_call(teacher, parents.chat).await.unwrap();
    assert_eq!(parents.orders(), [CallOrder::Close]);
    let over = Event::Call {
        chat: parents.chat,
        call: None,
        missed: None,
    };
    assert_eq!(school.bus.take(), [over]);
    assert_eq!(parents.may(teacher).await, None);
    let again = core.end_call(teacher, parents.chat).await;
    assert_eq!(again.unwrap_err(), Problem::NoCall);
}

#[tokio::test]
async fn whom_a_call_concerns_waits_before_it() {
    let parents = Parents::open().await;
    let (core, of) = (&parents.school.core, parents.of());
    let (teacher, parent) = (&parents.teacher, &parents.parent);
    // In a chat there is nothing to wait for until somebody calls.
    assert_eq!(core.at_call(teacher, of).await, Ok((of, true)));
    assert_eq!(core.at_call(parent, of).await, Err(Problem::NoCall));
    core.enter_call(teacher, of).await.unwrap();
    assert_eq!(core.at_call(parent, of).await, Ok((of, false)));
    for login in ["pupil", "teacher2", "admin", "authority"] {
        let stranger = parents.school.enter(login).await;
        let refused = core.at_call(&stranger, of).await;
        assert_eq!(refused, Err(Problem::NotFound), "{login}");
    }
    // Whoever was sent away may ask to come back.
    let step = CallStep::Remove {
        person: parent.id(),
    };
    parents.direct(step).await.unwrap();
    assert_eq!(core.at_call(parent, of).await, Ok((of, false)));
}

#[tokio::test]
async fn rights_are_given_and_taken_for_all_and_for_one() {
    let parents = Parents::calling().await;
    let (teacher, parent) = (parents.teacher.id(), parents.parent.id());
    let allow = |person, source, on| CallStep::Allow { person, source, on };
    let quiet = parents
        .direct(allow(None, CallSource::Microphone, false))
        .await;
    let quiet = quiet.unwrap();
    let told = Event::CallAccess {
        of: parents.of(),
        access: quiet.clone(),
        let_in: None,
    };
    assert_eq!(parents.school.bus.take(), [told], "the other hosts see it");
    assert_eq!((quiet.all, quiet.of(parent)), (QUIET, QUIET));
    assert_eq!(
        parents.orders(),
        [CallOrder::Allow(parent, QUIET)],
        "hosts keep theirs"
    );
    assert_eq!(parents.may(&parents.parent).await, Some(QUIET));
    assert_eq!(parents.may(&parents.teacher).await, Some(CallRights::ALL));

    // Somebody is given the screen, and the floor.
    let shows = CallRights {
        screen: true,
        ..QUIET
    };
    let given = parents
        .direct(allow(Some(parent), CallSource::Screen, true))
        .await;
    assert_eq!(given.unwrap().of(parent), shows);
    assert_eq!(parents.orders(), [CallOrder::Allow(parent, shows)]);
    parents
        .direct(CallStep::GiveFloor { person: parent })
        .await
        .unwrap();
    let floor = CallOrder::GiveFloor(parent, test_support::TUESDAY);
    assert_eq!(
        parents.orders(),
        [CallOrder::Allow(parent, CallRights::ALL), floor]
    );
    // What is said to all holds for all.
    let none = parents
        .direct(allow(None, CallSource::Microphone, false))
        .await;
    assert_eq!(none.unwrap().of(parent), shows);
    assert_eq!(parents.may(&parents.parent).await, Some(shows));
    parents.orders();

    parents
        .direct(CallStep::Mute { person: None })
        .await
        .unwrap();
    let one = Some(parent);
    parents
        .direct(CallStep::Mute { person: one })
        .await
        .unwrap();
    let mute = CallOrder::Mute(parent);
    assert_eq!(parents.orders(), [mute.clone(), mute]);
    let told = parents.school.bus.take();
    assert_eq!(
        told.len(),
        3,
        "of muting nothing stays to be seen: {told:?}"
    );
    // Hosts are not directed, and nobody else directs.
    for person in [teacher, parents.school.enter("pupil").await.id()] {
        let refused = parents.direct(CallStep::Remove { person }).await;
        assert_eq!(refused.unwrap_err(), Problem::NotFound);
    }
    let core = &parents.school.core;
    let step = CallStep::Mute { person: None };
    let by_parent = core.direct_call(&parents.parent, parents.of(), step).await;
    assert_eq!(by_parent.unwrap_err(), Problem::NotAllowed);
    assert!(parents.orders().is_empty());
}

#[tokio::test]
async fn who_is_sent_away_stays_out_until_let_in() {
    let parents = Parents::calling().await;
    let (core, parent) = (&parents.school.core, parents.parent.id());
    let gone = parents.direct(CallStep::Remove { person: parent }).await;
    assert_eq!(gone.unwrap().removed, [parent]);
    assert_eq!(parents.orders(), [CallOrder::Remove(parent)]);
    let back = core.enter_call(&parents.parent, parents.of()).await;
    assert_eq!(back.unwrap_err(), Problem::SentAway);
    assert_eq!(
        parents.may(&parents.parent).await,
        None,
        "with the old token too"
    );
    // Were the engine to have lost it, the next look mends that.
    core.look_after_calls().await.unwrap();
    assert_eq!(parents.orders(), [CallOrder::Remove(parent)]);
    parents.school.bus.take();
    let let_in = parents.direct(CallStep::LetIn { person: parent }).await;
    let let_in = let_in.unwrap();
    assert!(let_in.removed.is_empty());
    let told = Event::CallAccess {
        of: parents.of(),
        access: let_in,
        let_in: Some(parent),
    };
    assert_eq!(parents.school.bus.take(), [told], "whoever asks comes back");
    assert_eq!(parents.orders(), [CallOrder::LetIn(parent)]);
    core.enter_call(&parents.parent, parents.of())
        .await
        .unwrap();
}

#[tokio::test]
async fn whoever_may_no_longer_be_there_goes_and_an_empty_call_ends() {
    let parents = Parents::calling().await;
    let (school, core) = (&parents.school, &parents.school.core);
    core.look_after_calls().await.unwrap();
    assert!(parents.orders().is_empty(), "all of them may");
    school.unlink(&parents.parent).await;
    core.look_after_calls().await.unwrap();
    assert_eq!(parents.orders(), [CallOrder::Remove(parents.parent.id())]);

    school.calls.set_present(&[]);
    school.bus.take();
    for (passed, seconds) in [(0, 600), (5, 59)] {
        school.clock.minutes(passed);
        school.calls.set_empty(Some(Duration::from_secs(seconds)));
        core.look_after_calls().await.unwrap();
        assert!(parents.may(&parents.teacher).await.is_some());
    }
    school.calls.set_empty(Some(Duration::from_secs(60)));
    core.look_after_calls().await.unwrap();
    assert_eq!(parents.may(&parents.teacher).await, None);
    assert_eq!(parents.orders(), [CallOrder::Close]);
    let told = school.bus.take();
    assert!(matches!(told.as_slice(), [Event::Call { call: None, .. }]));
}
