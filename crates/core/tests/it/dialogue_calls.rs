//! Calls of two people: they ring, and are declined, answered or not (CA-33).

use crate::school_core::{CallOrder, Event, Who};
use model::{CallOf, CallOutcome, CallRights, CallSource, CallStage, CallStep, ChatId, Problem};
use std::time::Duration;
use test_support::TestSchool;

/// A pupil's dialogue with the class teacher.
struct Two {
    school: TestSchool,
    teacher: Who,
    pupil: Who,
    chat: ChatId,
}

impl Two {
    async fn open() -> Self {
        let school = TestSchool::small().await;
        let (teacher, pupil) = (school.link("teacher").await, school.link("pupil").await);
        let chat = school.core.write_to(&pupil, teacher.id()).await.unwrap();
        school.bus.take();
        Self {
            school,
            teacher,
            pupil,
            chat,
        }
    }

    fn of(&self) -> CallOf {
        CallOf::Chat(self.chat)
    }

    /// With the pupil in the call, and nobody else yet.
    async fn ringing() -> Self {
        let two = Self::open().await;
        two.school
            .core
            .enter_call(&two.pupil, two.of())
            .await
            .unwrap();
        two.school.calls.set_present(&[two.pupil.id()]);
        two
    }

    /// Whether the news of the call is that it rings, goes on, or is over.
    fn told(&self) -> Vec<Option<bool>> {
        let told = self.school.bus.take().into_iter();
        told.map(|event| match event {
            Event::Call { chat, call, .. } if chat == self.chat => call.map(|call| call.rings),
            other => panic!("{other:?}"),
        })
        .collect()
    }

    async fn outcome(&self) -> Option<CallOutcome> {
        let page = self.school.core.call_page(&self.pupil, self.of()).await;
        page.unwrap().outcome
    }
}

#[tokio::test]
async fn each_of_the_two_calls_and_the_other_answers() {
    let two = Two::open().await;
    let (core, of) = (&two.school.core, two.of());
    for (caller, called) in [(&two.pupil, &two.teacher), (&two.teacher, &two.pupil)] {
        let page = core.call_page(caller, of).await.unwrap();
        assert_eq!(page.title, called.person.name.full());
        assert_eq!((page.stage, page.dialogue), (CallStage::Ahead, true));
        core.enter_call(caller, of).await.unwrap();
        core.enter_call(caller, of).await.unwrap();
        assert_eq!(
            two.told(),
            [Some(true)],
            "it rings, until the other one comes"
        );
        core.enter_call(called, of).await.unwrap();
        core.enter_call(called, of).await.unwrap();
        assert_eq!(two.told(), [Some(false)]);
        let page = core.call_page(called, of).await.unwrap();
        assert!(
            !page.host && page.access.is_none(),
            "nobody is above the other"
        );
        for room in ["call-1", "call-2"] {
            let may = core.admitted(room, called.id()).await.unwrap();
            assert!(may.is_none_or(|may| may == CallRights::ALL), "{room}");
        }
        let step = CallStep::Allow {
            person: Some(called.id()),
            source: CallSource::Microphone,
            on: false,
        };
        let directed = core.direct_call(caller, of, step).await;
        assert_eq!(directed.unwrap_err(), Problem::NotAllowed);
        // Whoever hangs up, it is over for both.
        core.end_call(called, two.chat).await.unwrap();
        assert_eq!(two.told(), [None]);
        assert!(matches!(
            two.school.calls.orders().as_slice(),
            [(_, CallOrder::Close)]
        ));
        assert_eq!(two.outcome().await, None);
    }
}

#[tokio::test]
async fn a_call_is_declined_or_called_off() {
    let two = Two::ringing().await;
    let (core, of) = (&two.school.core, two.of());
    for stranger in ["pupil2", "teacher2", "admin", "parent"] {
        let stranger = two.school.enter(stranger).await;
        let entered = core.enter_call(&stranger, of).await;
        assert_eq!(entered.unwrap_err(), Problem::NotFound);
        let ended = core.end_call(&stranger, two.chat).await;
        assert_eq!(ended, Err(Problem::NotFound));
    }
    core.end_call(&two.teacher, two.chat).await.unwrap();
    assert_eq!(two.told(), [Some(true), None]);
    assert_eq!(two.outcome().await, Some(CallOutcome::Declined));
    assert_eq!(
        core.end_call(&two.teacher, two.chat).await,
        Err(Problem::NoCall)
    );

    // What is declined or answered late is not the next one.
    let late = core.answer_call(&two.teacher, of).await;
    assert_eq!(late.unwrap_err(), Problem::NoCall);
    two.school.clock.forward(1_000);
    core.enter_call(&two.pupil, of).await.unwrap();
    let late = core.end_that_call(&two.teacher, two.chat, Some(test_support::TUESDAY));
    assert_eq!(late.await, Err(Problem::NoCall));
    assert_eq!(two.outcome().await, None, "of the call that goes on");
    core.end_call(&two.pupil, two.chat).await.unwrap();
    assert_eq!(two.outcome().await, Some(CallOutcome::Unanswered));
}

#[tokio::test]
async fn a_call_that_came_to_nothing_is_told_until_somebody_writes() {
    let two = Two::ringing().await;
    let core = &two.school.core;
    let missed = async |who: &Who| {
        let (chats, _) = core.chats(who).await.unwrap();
        let found = chats.into_iter().find(|one| one.id == two.chat);
        found.unwrap().missed
    };
    assert_eq!(missed(&two.teacher).await, None, "it still rings");
    two.told();
    core.end_call(&two.pupil, two.chat).await.unwrap();
    let told = two.school.bus.take();
    let [
        Event::Call {
            missed: Some(told), ..
        },
    ] = told.as_slice()
    else {
        panic!("{told:?}")
    };
    let called = (two.pupil.id(), CallOutcome::Unanswered);
    assert_eq!((told.by, told.outcome), called);
    for who in [&two.teacher, &two.pupil] {
        assert_eq!(missed(who).await.as_ref(), Some(told));
    }
    two.school.clock.forward(1_000);
    let sent = core.send(&two.teacher, two.chat, "k1", "Слушаю");
    sent.await.unwrap();
    assert_eq!(missed(&two.pupil).await, None);
}

#[tokio::test]
async fn it_does_not_ring_for_ever() {
    let two = Two::ringing().await;
    let core = &two.school.core;
    two.school.clock.forward(44_000);
    core.look_after_calls().await.unwrap();
    assert_eq!(two.told(), [Some(true)]);
    two.school.clock.forward(1_000);
    core.look_after_calls().await.unwrap();
    assert_eq!(two.told(), [None]);
    assert_eq!(two.outcome().await, Some(CallOutcome::Unanswered));

    // Nor when the one who calls has gone.
    core.enter_call(&two.pupil, two.of()).await.unwrap();
    two.school.calls.set_empty(Some(Duration::ZERO));
    core.look_after_calls().await.unwrap();
    assert_eq!(two.told(), [Some(true)], "still on the way in");
    two.school.clock.forward(20_000);
    core.look_after_calls().await.unwrap();
    assert_eq!(two.told(), [None]);

    // Once answered it goes on.
    two.school.calls.set_empty(None);
    core.enter_call(&two.pupil, two.of()).await.unwrap();
    core.enter_call(&two.teacher, two.of()).await.unwrap();
    two.school
        .calls
        .set_present(&[two.pupil.id(), two.teacher.id()]);
    two.school.clock.forward(600_000);
    core.look_after_calls().await.unwrap();
    assert_eq!(two.told(), [Some(true), Some(false)]);
}

#[tokio::test]
async fn nobody_is_called_who_has_unlinked() {
    let two = Two::open().await;
    two.school.unlink(&two.teacher).await;
    let called = two.school.core.enter_call(&two.pupil, two.of()).await;
    assert_eq!(called.unwrap_err(), Problem::NoCall);
}
