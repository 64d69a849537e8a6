use super::{Opened, read, seed, write};
use model::{UploadId, views::UploadState};
use storage::Upload;

/// An upload moves on from the state it is in only, and is forgotten when it is long over.
pub async fn an_upload_moves_from_state_to_state(storage: Opened) {
    let seed = seed(&storage).await;
    let mut upload = Upload {
        id: UploadId(0),
        org: seed.org,
        by: seed.people[0],
        by_name: "Громова Нина".into(),
        at: 5,
        folder: "a".into(),
        file: "roster.zip".into(),
        bytes: 7,
        state: UploadState::Checking,
        moved_at: 5,
        choices: "{}".into(),
        report: String::new(),
        basis: String::new(),
        stale: false,
    };
    let mut db = write(&storage).await;
    upload.id = db.insert_upload(&upload).await.expect("kept");
    upload.state = UploadState::Ready;
    upload.report = "{\"skipped\":[]}".into();
    upload.basis = db.data_basis(seed.org).await.expect("an answer");
    upload.stale = true;
    let moved = db.move_upload(&upload, UploadState::Refused).await;
    assert!(!moved.expect("an answer"), "it is in another state");
    let moved = db.move_upload(&upload, UploadState::Checking).await;
    assert!(moved.expect("an answer"));
    db.save().await.expect("kept");
    let mut db = read(&storage).await;
    let kept = db.upload(upload.id).await.expect("an answer");
    assert_eq!(kept.as_ref(), Some(&upload));
    let open = db.open_uploads().await.expect("an answer");
    assert_eq!(open.len(), 1);
    assert_eq!((open[0].id, open[0].report.as_str()), (upload.id, ""));
    drop(db);
    let mut db = write(&storage).await;
    upload.state = UploadState::Applied;
    upload.moved_at = 9;
    let moved = db.move_upload(&upload, UploadState::Ready).await;
    assert!(moved.expect("an answer"));
    assert!(db.open_uploads().await.expect("an answer").is_empty());
    db.purge_uploads(9).await.expect("an answer");
    assert!(db.upload(upload.id).await.expect("an answer").is_some());
    db.purge_uploads(10).await.expect("an answer");
    assert_eq!(db.upload(upload.id).await.expect("an answer"), None);
}
