//! How each element is read; `None` only after a fault.

use crate::{
    Card, Class, Classroom, Day, Group, Lesson, Period, Reason, Subject, Teacher, Term, Week,
    attributes::Attributes, mask,
};

/// No day has more periods.
const MAX_PERIOD: u16 = 100;

pub(crate) fn period(a: &mut Attributes<'_>) -> Option<Period> {
    let number = a.required_number("period", MAX_PERIOD);
    let starts = a.required_time("starttime");
    let ends = a.required_time("endtime");
    let name = a.text("name");
    let (starts, ends) = (starts?, ends?);
    if ends <= starts {
        a.fault("endtime", Reason::EndsTooEarly);
    }
    Some(Period {
        line: a.line(),
        number: number?,
        name,
        starts,
        ends,
    })
}

pub(crate) fn day(a: &mut Attributes<'_>) -> Option<Day> {
    let (line, id, name, days) = definition(a, "days")?;
    Some(Day {
        line,
        id,
        name,
        days,
    })
}

pub(crate) fn week(a: &mut Attributes<'_>) -> Option<Week> {
    let (line, id, name, weeks) = definition(a, "weeks")?;
    Some(Week {
        line,
        id,
        name,
        weeks,
    })
}

pub(crate) fn term(a: &mut Attributes<'_>) -> Option<Term> {
    let (line, id, name, terms) = definition(a, "terms")?;
    Some(Term {
        line,
        id,
        name,
        terms,
    })
}

/// Line, id, name and choice of sets.
type Definition = (u64, String, String, Vec<Vec<u8>>);

fn definition(a: &mut Attributes<'_>, what: &str) -> Option<Definition> {
    let id = a.required("id");
    a.required(what);
    let sets = a.mask(what, mask::parse_any_of)?;
    Some((a.line(), id, a.text("name"), sets))
}

pub(crate) fn subject(a: &mut Attributes<'_>) -> Subject {
    Subject {
        line: a.line(),
        id: a.required("id"),
        name: a.required("name"),
        short: a.text("short"),
        partner_id: a.optional("partner_id"),
    }
}

pub(crate) fn teacher(a: &mut Attributes<'_>) -> Teacher {
    Teacher {
        line: a.line(),
        id: a.required("id"),
        first_name: a.text("firstname"),
        last_name: a.text("lastname"),
        name: a.text("name"),
        short: a.text("short"),
        email: a.optional("email"),
        mobile: a.optional("mobile"),
        partner_id: a.optional("partner_id"),
    }
}

pub(crate) fn classroom(a: &mut Attributes<'_>) -> Classroom {
    Classroom {
        line: a.line(),
        id: a.required("id"),
        name: a.text("name"),
        short: a.text("short"),
    }
}

pub(crate) fn class(a: &mut Attributes<'_>) -> Class {
    Class {
        line: a.line(),
        id: a.required("id"),
        name: a.required("name"),
        short: a.text("short"),
        partner_id: a.optional("partner_id"),
    }
}

pub(crate) fn group(a: &mut Attributes<'_>) -> Group {
    Group {
        line: a.line(),
        id: a.required("id"),
        name: a.text("name"),
        class: a.required("classid"),
        entire_class: a.flag("entireclass"),
    }
}

pub(crate) fn lesson(a: &mut Attributes<'_>) -> Lesson {
    // A lesson of no periods would never take place; files that leave it out mean one.
    let periods_per_card = a.number("periodspercard", MAX_PERIOD).unwrap_or(1).max(1);
    Lesson {
        line: a.line(),
        id: a.required("id"),
        classes: a.list("classids"),
        subject: a.required("subjectid"),
        teachers: a.list("teacherids"),
        groups: a.list("groupids"),
        classrooms: a.list("classroomids"),
        periods_per_card,
        days: a.optional("daysdefid"),
        weeks: a.optional("weeksdefid"),
        terms: a.optional("termsdefid"),
        partner_id: a.optional("partner_id"),
    }
}

/// A card that is in the week, or the line of one that is not.
pub(crate) enum Placed {
    Card(Card),
    Nowhere(u64),
}

pub(crate) fn card(a: &mut Attributes<'_>) -> Option<Placed> {
    let lesson = a.required("lessonid");
    let days = a.mask("days", mask::parse);
    let weeks = a.mask("weeks", mask::parse).unwrap_or_default();
    let terms = a.mask("terms", mask::parse).unwrap_or_default();
    // The program exports cards that still lie beside the table without a day or period.
    let no_day = a.text("days").bytes().all(|b| b == b'0');
    if a.text("period").is_empty() && no_day {
        return Some(Placed::Nowhere(a.line()));
    }
    if no_day {
        a.fault("days", Reason::EmptyRequired);
    }
    let period = a.required_number("period", MAX_PERIOD)?;
    let days = days.filter(|d| !d.is_empty())?;
    let (line, classrooms) = (a.line(), a.list("classroomids"));
    Some(Placed::Card(Card {
        line,
        lesson,
        period,
        days,
        weeks,
        terms,
        classrooms,
    }))
}
