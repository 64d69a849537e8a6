use model::views::Names;

/// What a deployment chooses (see `docs/configuration.md`).
#[derive(Debug, Clone)]
pub struct Settings {
    /// Names on the screen.
    pub names: Names,
    /// Time zone of schools whose data names none (IANA).
    pub time_zone: String,
    /// Without «Остаться в системе» a session ends after so many idle minutes.
    pub idle_minutes: i64,
    /// And at the latest after so many hours.
    pub session_hours: i64,
    /// With «Остаться в системе»: days without a visit, and the absolute end is four times that.
    pub remember_days: i64,
    /// Days for which a code printed on a card is good.
    pub first_code_days: i64,
    /// Minutes after which a remote lesson that everybody has left ends by itself.
    pub lesson_idle_minutes: i64,
    /// What one upload of school data may weigh, in megabytes.
    pub upload_megabytes: u32,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            names: Names {
                product: "Звонок".to_owned(),
                messenger: "VK Мессенджер".to_owned(),
                profile: "Сферум".to_owned(),
                support: "is-ecp@uprinf.ru".to_owned(),
            },
            time_zone: "Asia/Yekaterinburg".to_owned(),
            idle_minutes: 120,
            session_hours: 12,
            remember_days: 30,
            first_code_days: 30,
            lesson_idle_minutes: 10,
            upload_megabytes: 200,
        }
    }
}
