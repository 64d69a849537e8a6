use crate::Result;
use model::{LessonState, Problem};

/// What happens to a remote lesson.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    /// «Опубликовать» (SL-07).
    Publish,
    /// Called off, by who planned it.
    Cancel,
    /// Its teacher comes into the call (SL-08).
    Start,
    /// «Завершить занятие» (SL-13).
    Finish,
}

/// Where a step leads.
///
/// # Errors
/// [`Problem::LessonIs`] when the lesson does not stand where the step begins.
pub(crate) fn after(state: LessonState, step: Step) -> Result<LessonState> {
    match (state, step) {
        (LessonState::Draft, Step::Publish) => Ok(LessonState::Published),
        (LessonState::Draft | LessonState::Published, Step::Cancel) => Ok(LessonState::Cancelled),
        (LessonState::Published, Step::Start) => Ok(LessonState::Running),
        (LessonState::Running, Step::Finish) => Ok(LessonState::Finished),
        _ => Err(Problem::LessonIs { state }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use LessonState::{Cancelled, Draft, Finished, Published, Running};

    /// Every step from every state: what is not named is refused with the state that is in the way.
    #[test]
    fn each_step_begins_where_it_may() {
        let table = [
            (Step::Publish, vec![(Draft, Published)]),
            (
                Step::Cancel,
                vec![(Draft, Cancelled), (Published, Cancelled)],
            ),
            (Step::Start, vec![(Published, Running)]),
            (Step::Finish, vec![(Running, Finished)]),
        ];
        for (step, allowed) in table {
            for state in LessonState::ALL {
                let to = allowed.iter().find(|(from, _)| *from == state);
                let expected = to.map(|(_, to)| *to).ok_or(Problem::LessonIs { state });
                assert_eq!(after(state, step), expected, "{step:?} from {state:?}");
            }
        }
    }
}
