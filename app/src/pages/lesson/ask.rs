use crate::{components::Sheet, speech::lang};
use leptos::prelude::*;
use model::RemoteLessonId;
use words::{Lang, lesson};

/// What is asked before it is done, because the class has seen the lesson already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// «Отменить урок»
    Cancel,
    /// «Завершить занятие» (SL-13)
    Finish,
}

/// What is said of a step: title, what follows, the way back, the deed.
fn words_of(lang: Lang, step: Step) -> [&'static str; 4] {
    match step {
        Step::Cancel => [
            lesson::cancel_title(lang),
            lesson::cancel_why(lang),
            lesson::cancel_keep(lang),
            lesson::cancel(lang),
        ],
        Step::Finish => [
            lesson::finish_title(lang),
            lesson::finish_why(lang),
            lesson::finish_keep(lang),
            lesson::finish(lang),
        ],
    }
}

/// The question.
#[component]
pub fn AskSheet(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// Which lesson.
    lesson: RemoteLessonId,
    /// What is to be done.
    step: Step,
) -> impl IntoView {
    let [title, why, keep, deed] = words_of(lang(), step);
    let (id, action) = match step {
        Step::Cancel => ("cancel-lesson", "/schedule/lesson/cancel"),
        Step::Finish => ("finish-lesson", "/schedule/lesson/finish"),
    };
    view! {
        <Sheet open=open id=id title=title>
            <form method="post" action=action>
                <input type="hidden" name="lesson" value=lesson.to_string()/>
                <div class="sheet-body">
                    <p>{why}</p>
                </div>
                <div class="sheet-actions">
                    <button
                        class="button button-secondary"
                        type="button"
                        autofocus
                        on:click=move |_| open.set(false)
                    >
                        {keep}
                    </button>
                    <button class="button button-danger" type="submit">{deed}</button>
                </div>
            </form>
        </Sheet>
    }
    .into_any()
}
