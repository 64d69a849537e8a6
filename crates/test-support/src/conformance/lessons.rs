use super::{DAY, Opened, read, seed, write};
use model::LessonState;
use storage::NewRemoteLesson;

/// One remote lesson for a place, a cancelled one leaves it; one running for a teacher; a step is
/// taken from where it begins only.
pub async fn a_place_has_one_remote_lesson(storage: Opened) {
    let seed = seed(&storage).await;
    let mut db = write(&storage).await;
    let mut new = NewRemoteLesson {
        org: seed.org,
        group: seed.group,
        date: DAY.into(),
        period: 2,
        teacher: seed.people[0],
    };
    let first = db.insert_remote_lesson(&new, 1).await.expect("asked");
    let first = first.expect("the place was free");
    let taken = db.insert_remote_lesson(&new, 2).await.expect("asked");
    assert_eq!(taken, None);
    let (draft, published) = (LessonState::Draft, LessonState::Published);
    // Somebody else holds it than has planned it.
    let (planner, holder) = (seed.people[0], seed.people[1]);
    let early = db.start_remote_lesson(first, holder, 4).await;
    assert!(!early.expect("asked"), "a draft does not begin");
    for (from, to, moved) in [
        (published, LessonState::Finished, false),
        (draft, published, true),
        (draft, published, false),
    ] {
        let done = db.move_remote_lesson(first, from, to, 5).await;
        assert_eq!(done.expect("asked"), moved, "{from:?} to {to:?}");
    }
    for begun in [true, false] {
        let done = db.start_remote_lesson(first, holder, 5).await;
        assert_eq!(done.expect("asked"), begun);
    }
    let running = db.running_lesson(holder).await.expect("asked");
    let running = running.expect("one runs");
    assert_eq!((running.id, running.started_at), (first, Some(5)));
    assert_eq!(db.running_lesson(planner).await.expect("asked"), None);
    let all = db.running_lessons().await.expect("asked");
    assert_eq!(all, [running]);
    new.period = 3;
    let second = db.insert_remote_lesson(&new, 6).await.expect("asked");
    let second = second.expect("another place");
    let cancelled = LessonState::Cancelled;
    let done = db.move_remote_lesson(second, draft, cancelled, 7).await;
    assert!(done.expect("asked"));
    let third = db.insert_remote_lesson(&new, 8).await.expect("asked");
    db.save().await.expect("kept");

    let mut db = read(&storage).await;
    let week = db.remote_lessons(&[seed.group], DAY, DAY).await;
    let week: Vec<_> = week.expect("asked").iter().map(|one| one.id).collect();
    assert_eq!(week, [first, third.expect("the place was left")]);
    let other = db.remote_lessons(&[seed.class], DAY, DAY).await;
    assert!(other.expect("asked").is_empty());
    let later = db
        .remote_lessons(&[seed.group], "2026-11-25", "2026-12-01")
        .await;
    assert!(later.expect("asked").is_empty());
    let gone = db.remote_lesson(second).await.expect("asked");
    assert_eq!(gone.map(|one| one.ended_at), Some(Some(7)));
}
