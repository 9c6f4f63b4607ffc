//! The time of Beijing, which all offices keep.

use std::time::{SystemTime, UNIX_EPOCH};

use chrono::{DateTime, Utc};

fn now() -> DateTime<Utc> {
    const AHEAD: u64 = 8 * 3600;
    let now = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    let seconds = i64::try_from(now.as_secs() + AHEAD).unwrap_or(0);
    DateTime::from_timestamp(seconds, 0).unwrap_or_default()
}

/// The day: 2024-01-05.
pub fn day() -> String {
    now().date_naive().to_string()
}

/// The minute: 2024-01-05 10:20.
pub fn minute() -> String {
    let now = now().naive_utc().to_string();
    now.get(..16).unwrap_or(&now).to_owned()
}
