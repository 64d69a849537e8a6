//! RC-23..25: what an administrator drops in the browser, from its arrival to its end.

use crate::school_core::{Incoming, Start, Who};
use demo_school::DemoSchool;
use model::{
    Problem, UploadId,
    views::{ImportChoices, UploadPage, UploadState},
};
use test_support::TestSchool;

const DAY: i64 = 86_400_000;

struct Office {
    school: TestSchool,
    demo: DemoSchool,
    admin: Who,
}

impl Office {
    async fn open() -> Self {
        let school = TestSchool::empty().await;
        // The data names the authority and its people too: that is no school's to change.
        let demo = demo_school::scaled(2026, demo_school::DEFAULT_SEED, 2);
        school.add(&demo).await;
        let admin = school.sign_in("admin").await;
        Self {
            school,
            demo,
            admin,
        }
    }

    /// Files of the school's own data, with one text put for another in one file.
    fn files(&self, file: &str, text: &str, other: &str) -> Vec<(String, Vec<u8>)> {
        let mut files = self.demo.roster.clone();
        if let Some((_, bytes)) = files.iter_mut().find(|(name, _)| name == file) {
            let before = String::from_utf8(bytes.clone()).unwrap();
            assert!(before.contains(text), "{file} has {text}");
            *bytes = before.replacen(text, other, 1).into_bytes();
        }
        files
    }

    async fn send(&self, who: &Who, files: &[(String, Vec<u8>)]) -> Result<Incoming, Problem> {
        let mut incoming = self.school.core.begin_upload(who).await?;
        for (name, bytes) in files {
            if let Some(place) = incoming.place(name) {
                incoming.count(bytes.len() as u64);
                std::fs::write(place, bytes).unwrap();
            }
        }
        Ok(incoming)
    }

    /// Uploads and waits for the preview.
    async fn preview(&self, files: &[(String, Vec<u8>)]) -> UploadPage {
        let incoming = self.send(&self.admin, files).await.unwrap();
        let job = self.school.core.keep_upload(&self.admin, incoming).await;
        let job = job.unwrap();
        let id = job.id();
        self.school.core.run_upload(job).await;
        self.page(id).await
    }

    async fn page(&self, id: UploadId) -> UploadPage {
        let page = self.school.core.upload_page(&self.admin, id, None).await;
        page.unwrap()
    }

    /// Folders of uploads that lie there.
    fn folders(&self) -> usize {
        let folder = self.school.folder().path().join("uploads");
        std::fs::read_dir(folder).map_or(0, Iterator::count)
    }

    async fn log(&self) -> Vec<String> {
        let org = self.admin.org.id;
        let mut db = self.school.read().await;
        let entries = db.audit_after(org, 0, 100).await.unwrap();
        // The school came to be, and then its administrator signed in.
        let mut since = entries.into_iter().map(|entry| entry.action);
        since.find(|action| action == "signed_in");
        since.collect()
    }

    /// The family name of `pupil` in the data becomes another.
    fn renamed(&self, other: &str) -> Vec<(String, Vec<u8>)> {
        let family = self
            .demo
            .people
            .iter()
            .find(|person| person.login == "pupil")
            .unwrap();
        let family = family.full_name.split(' ').next().unwrap();
        let users = String::from_utf8(self.users().to_vec()).unwrap();
        let line = users
            .lines()
            .find(|line| line.contains(",pupil,") || line.contains("\"pupil\""))
            .unwrap()
            .to_owned();
        self.files("users.csv", &line, &line.replacen(family, other, 1))
    }

    fn users(&self) -> &[u8] {
        let found = self.demo.roster.iter().find(|file| file.0 == "users.csv");
        &found.unwrap().1
    }
}

#[tokio::test]
async fn what_is_applied_was_previewed_and_is_told_in_history_and_log() {
    let office = Office::open().await;
    let page = office.preview(&office.renamed("Переименованный")).await;
    assert_eq!(
        page.progress.state,
        UploadState::Ready,
        "{:?}",
        page.report.faults
    );
    let roster = page.report.roster.as_ref().unwrap();
    assert_eq!(roster.changed.total, 1, "{roster:?}");
    let pupil = office.school.enter("pupil").await;
    assert_ne!(pupil.person.name.family, "Переименованный", "nothing yet");

    let core = &office.school.core;
    let start = core.apply_upload(&office.admin, page.id).await.unwrap();
    assert!(matches!(start, Start::Applying(_)));
    core.run_upload(start.into_job()).await;
    let page = office.page(page.id).await;
    assert_eq!(page.progress.state, UploadState::Applied);
    let pupil = office.school.enter("pupil").await;
    assert_eq!(pupil.person.name.family, "Переименованный");
    assert_eq!(office.folders(), 0, "the files are gone");
    let imports = core.imports_page(&office.admin).await.unwrap();
    assert!(imports.open.is_empty());
    let record = &imports.history[0].record;
    assert_eq!(record.by, Some(office.admin.person.name.full()));
    assert_eq!(record.file, "9 CSV");
    assert_eq!(record.figures.changed, 1);
    assert_eq!(office.log().await, ["imported"]);
    // It is over: nothing can be done with it again.
    let again = core.apply_upload(&office.admin, page.id).await;
    assert_eq!(again.err(), Some(Problem::NotFound));
    let away = core.discard_upload(&office.admin, page.id).await;
    assert_eq!(away, Err(Problem::NotFound));
}

#[tokio::test]
async fn the_same_data_and_week_change_nothing() {
    let office = Office::open().await;
    let mut files = office.demo.roster.clone();
    for (name, _) in &mut files {
        *name = format!("2026/oneroster/{name}");
    }
    files.push(("week.xml".into(), office.demo.timetable.clone()));
    let page = office.preview(&files).await;
    assert_eq!(page.file, "oneroster (9 CSV), week.xml");
    assert_eq!(page.progress.state, UploadState::Ready);
    assert!(page.report.is_empty(), "{:?}", page.report);
    assert!(page.report.roster.is_some() && page.report.timetable.is_some());
}

#[tokio::test]
async fn a_preview_that_is_out_of_date_is_made_anew_instead_of_applied() {
    let office = Office::open().await;
    let core = &office.school.core;
    let first = office.preview(&office.renamed("Первый")).await;
    let second = office.preview(&office.renamed("Второй")).await;
    let start = core.apply_upload(&office.admin, first.id).await.unwrap();
    core.run_upload(start.into_job()).await;
    let start = core.apply_upload(&office.admin, second.id).await.unwrap();
    assert!(matches!(start, Start::Again(_)));
    core.run_upload(start.into_job()).await;
    let page = office.page(second.id).await;
    assert_eq!(
        (page.progress.state, page.stale),
        (UploadState::Ready, true)
    );
    let pupil = office.school.enter("pupil").await;
    assert_eq!(pupil.person.name.family, "Первый");
    let start = core.apply_upload(&office.admin, second.id).await.unwrap();
    assert!(matches!(start, Start::Applying(_)));
    core.run_upload(start.into_job()).await;
    let pupil = office.school.enter("pupil").await;
    assert_eq!(pupil.person.name.family, "Второй");
}

#[tokio::test]
async fn files_with_faults_are_refused_with_all_of_them() {
    let office = Office::open().await;
    let mut files = office.files("users.csv", "true", "perhaps");
    files.push(("readme.txt".into(), b"x".to_vec()));
    let page = office.preview(&files).await;
    assert_eq!(page.progress.state, UploadState::Refused);
    let fault = &page.report.faults.list[0];
    assert_eq!(
        (fault.file.as_str(), fault.value.as_str()),
        ("users.csv", "perhaps")
    );
    assert_eq!(page.report.skipped, ["readme.txt"]);
    let core = &office.school.core;
    let applied = core.apply_upload(&office.admin, page.id).await;
    assert_eq!(applied.err(), Some(Problem::NotFound));
    core.discard_upload(&office.admin, page.id).await.unwrap();
    assert_eq!(office.folders(), 0);
    let gone = core.upload_page(&office.admin, page.id, None).await;
    assert_eq!(gone.err(), Some(Problem::NotFound));
}

#[tokio::test]
async fn nobody_but_the_schools_own_administrator_has_anything_to_do_with_it() {
    let office = Office::open().await;
    let other = demo_school::scaled(2026, 8, 2);
    office.school.add(&other).await;
    let core = &office.school.core;
    let page = office.preview(&office.renamed("Другой")).await;
    let teacher = office.school.sign_in("teacher").await;
    let refused = core.begin_upload(&teacher).await.err();
    assert_eq!(refused, Some(Problem::NotAllowed));
    // The other school's administrator has the same login.
    let orgs = office.school.orgs().await;
    let org = orgs.iter().rfind(|org| !org.authority).unwrap().id;
    assert_ne!(org, office.admin.org.id);
    let device = crate::school_core::NewSession {
        remember: false,
        agent: String::new(),
        address: String::new(),
    };
    let token = office
        .school
        .sign_in_to(org, "admin", demo_school::PASSWORD, device)
        .await
        .unwrap();
    let stranger = office.school.identify(&token).await;
    let gone = Some(Problem::NotFound);
    assert_eq!(core.upload_page(&stranger, page.id, None).await.err(), gone);
    assert_eq!(core.upload_progress(&stranger, page.id).await.err(), gone);
    assert_eq!(core.upload_report(&stranger, page.id).await.err(), gone);
    assert_eq!(core.apply_upload(&stranger, page.id).await.err(), gone);
    assert_eq!(core.discard_upload(&stranger, page.id).await.err(), gone);
    assert_eq!(core.check_again(&stranger, page.id, None).await.err(), gone);
    assert!(core.imports_page(&stranger).await.unwrap().open.is_empty());
}

#[tokio::test]
async fn what_does_not_arrive_leaves_nothing() {
    let office = Office::open().await;
    let incoming = office.send(&office.admin, &office.demo.roster).await;
    assert_eq!(office.folders(), 1);
    drop(incoming.unwrap());
    assert_eq!(office.folders(), 0);
    let cases: [(&[&str], Problem); 5] = [
        (&["photo.jpg", ".DS_Store"], Problem::UploadEmpty),
        (&["a.zip", "users.csv"], Problem::UploadMixed),
        (&["a.zip", "b.zip"], Problem::UploadMixed),
        (&["a.xml", "b.xml"], Problem::UploadMixed),
        (&["a/users.csv", "b/users.csv"], Problem::UploadMixed),
    ];
    for (names, expected) in cases {
        let files: Vec<(String, Vec<u8>)> = names
            .iter()
            .map(|name| ((*name).to_owned(), Vec::new()))
            .collect();
        let incoming = office.send(&office.admin, &files).await.unwrap();
        let kept = office
            .school
            .core
            .keep_upload(&office.admin, incoming)
            .await;
        assert_eq!(kept.err(), Some(expected), "{names:?}");
    }
    let mut incoming = office
        .school
        .core
        .begin_upload(&office.admin)
        .await
        .unwrap();
    incoming.place("a.zip").unwrap();
    assert!(incoming.count(200_000_000) && !incoming.count(1));
    let kept = office
        .school
        .core
        .keep_upload(&office.admin, incoming)
        .await;
    assert_eq!(kept.err(), Some(Problem::UploadTooLarge { megabytes: 200 }));
    assert_eq!(office.folders(), 0);
}

#[tokio::test]
async fn names_of_files_lead_nowhere() {
    let office = Office::open().await;
    let mut incoming = office
        .school
        .core
        .begin_upload(&office.admin)
        .await
        .unwrap();
    let root = office.school.folder().path().join("uploads");
    for name in [
        "../../../users.csv",
        "C:\\roster\\orgs.csv",
        "/etc/classes.csv",
    ] {
        let place = incoming.place(name).unwrap();
        assert!(place.starts_with(&root), "{name}: {}", place.display());
        assert!(!place.to_string_lossy().contains(".."), "{name}");
        let folder = place.parent().unwrap().file_name().unwrap();
        assert_eq!(folder, "roster", "{name}");
    }
    for name in ["", ".csv", "имя.csv", "a b.csv", "x/..", "users.csv\0.exe"] {
        assert_eq!(incoming.place(name), None, "{name:?}");
    }
}

#[tokio::test]
async fn a_school_has_a_few_unfinished_uploads_and_none_for_longer_than_a_day() {
    let office = Office::open().await;
    let core = &office.school.core;
    for _ in 0..5 {
        office.preview(&office.demo.roster).await;
    }
    let refused = core.begin_upload(&office.admin).await.err();
    assert_eq!(refused, Some(Problem::TooManyUploads));
    std::fs::create_dir(office.school.folder().path().join("uploads/left-over")).unwrap();
    core.upkeep().await.unwrap();
    assert_eq!(office.folders(), 5, "only what belongs to none goes");
    office.school.clock.forward(DAY + 1);
    core.upkeep().await.unwrap();
    assert_eq!(office.folders(), 0);
    let admin = office.school.sign_in("admin").await;
    assert!(core.imports_page(&admin).await.unwrap().open.is_empty());
    assert!(core.begin_upload(&admin).await.is_ok());
}

#[tokio::test]
async fn work_that_was_interrupted_can_be_begun_again() {
    let office = Office::open().await;
    let core = &office.school.core;
    let files = office.renamed("Снова");
    let incoming = office.send(&office.admin, &files).await.unwrap();
    let job = core.keep_upload(&office.admin, incoming).await.unwrap();
    let id = job.id();
    let busy = core.upload_progress(&office.admin, id).await.unwrap();
    assert!(busy.state.is_busy() && !busy.is_interrupted());
    // While it is at work nobody begins it a second time.
    assert!(
        core.check_again(&office.admin, id, None)
            .await
            .unwrap()
            .is_none()
    );
    drop(job);
    let stopped = core.upload_progress(&office.admin, id).await.unwrap();
    assert!(stopped.is_interrupted(), "as after a restart");
    let job = core.check_again(&office.admin, id, None).await.unwrap();
    core.run_upload(job.unwrap()).await;
    assert_eq!(office.page(id).await.progress.state, UploadState::Ready);
}

#[tokio::test]
async fn what_the_week_loses_with_the_classes_is_previewed_with_them() {
    let office = Office::open().await;
    let classes = office
        .demo
        .roster
        .iter()
        .find(|file| file.0 == "classes.csv");
    let classes = String::from_utf8(classes.unwrap().1.clone()).unwrap();
    let music = classes.lines().find(|line| line.contains("Музыка 4А"));
    let music = music.unwrap().to_owned();
    // Whose lessons these are cannot be told any more, so that the group is left out.
    let other = music.replace("Музыка 4А", "Хор");
    let other = other.replace(",4А,scheduled", ",,scheduled");
    let (other, _homeroom) = other.rsplit_once(',').unwrap();
    let other = format!("{other},");
    let mut files = office.files("classes.csv", &music, &other);
    files.push(("week.xml".into(), office.demo.timetable.clone()));
    let page = office.preview(&files).await;
    let previewed = page.report.timetable.clone();
    let previewed = previewed.unwrap_or_else(|| panic!("{:?}", page.report.faults));
    assert!(previewed.removed > 0, "{previewed:?}");
    let core = &office.school.core;
    // Whoever knows the class can say so, and nothing is lost; or take it back.
    let choices = page.report.choices();
    let [choice] = choices.as_slice() else {
        panic!("one question: {choices:?}");
    };
    let own = choice.options.iter().find(|option| option.name == "4А");
    let own = own.unwrap().key.clone();
    for (answer, lost) in [(own, 0), (String::new(), previewed.removed)] {
        let answers = ImportChoices([(choice.key.clone(), answer.clone())].into());
        let job = core
            .check_again(&office.admin, page.id, Some(answers))
            .await;
        core.run_upload(job.unwrap().unwrap()).await;
        let page = office.page(page.id).await;
        let chosen = page.report.choices()[0].chosen.clone();
        assert_eq!(chosen.unwrap_or_default(), answer);
        assert_eq!(page.report.timetable.unwrap().removed, lost);
    }
    let start = core.apply_upload(&office.admin, page.id).await.unwrap();
    core.run_upload(start.into_job()).await;
    let done = office.page(page.id).await.report.timetable.unwrap();
    assert_eq!(
        (previewed.added, previewed.removed, previewed.lessons),
        (done.added, done.removed, done.lessons)
    );
    assert_eq!(office.log().await, ["imported", "imported"]);
}
