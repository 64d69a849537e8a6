//! The three ways in which a checked query is run.

/// All rows, each turned into a value.
macro_rules! all {
    ($me:ident, $file:literal $(, $arg:expr)*; |$row:ident| $value:expr) => {
        sqlx::query_file!($file $(, $arg)*)
            .fetch_all(&mut *$me.tx)
            .await
            .map_err($crate::fault)?
            .into_iter()
            .map(|$row| $value)
            .collect()
    };
}

/// One row or none.
macro_rules! maybe {
    ($me:ident, $file:literal $(, $arg:expr)*; |$row:ident| $value:expr) => {
        sqlx::query_file!($file $(, $arg)*)
            .fetch_optional(&mut *$me.tx)
            .await
            .map_err($crate::fault)?
            .map(|$row| $value)
    };
}

/// No rows; the number of rows changed.
macro_rules! run {
    ($me:ident, $file:literal $(, $arg:expr)*) => {
        sqlx::query_file!($file $(, $arg)*)
            .execute(&mut *$me.tx)
            .await
            .map_err($crate::fault)?
            .rows_affected()
    };
}

pub(crate) use {all, maybe, run};
