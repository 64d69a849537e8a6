use crate::{components::Sheet, speech::lang};
use leptos::prelude::*;
use model::RemoteLessonId;
use words::lesson;

/// «Отменить дистанционный урок?»: the class has seen it already, so it is asked first.
#[component]
pub fn CancelSheet(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// Which lesson.
    id: RemoteLessonId,
) -> impl IntoView {
    let lang = lang();
    view! {
        <Sheet open=open id="cancel-lesson" title=lesson::cancel_title(lang)>
            <form method="post" action="/schedule/lesson/cancel">
                <input type="hidden" name="lesson" value=id.to_string()/>
                <div class="sheet-body">
                    <p>{lesson::cancel_why(lang)}</p>
                </div>
                <div class="sheet-actions">
                    <button
                        class="button button-secondary"
                        type="button"
                        autofocus
                        on:click=move |_| open.set(false)
                    >
                        {lesson::cancel_keep(lang)}
                    </button>
                    <button class="button button-danger" type="submit">
                        {lesson::cancel(lang)}
                    </button>
                </div>
            </form>
        </Sheet>
    }
    .into_any()
}
