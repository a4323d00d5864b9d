//! Times of the record: `2026-11-25T03:12:44.000Z`.

const DAY: u64 = 86_400_000;

/// Writes milliseconds since 1970.
pub(crate) fn write(wall: u64) -> String {
    let (days, in_day) = (wall / DAY, wall % DAY);
    // No year has more than 366 days: it is this year or one soon after.
    let mut year = (days / 366).saturating_add(1970).min(9999);
    while days >= days_before(year.saturating_add(1)) && year < 9999 {
        year = year.saturating_add(1);
    }
    let mut days = days.saturating_sub(days_before(year));
    let mut month = 1;
    while days >= days_of_month(year, month) && month < 12 {
        days = days.saturating_sub(days_of_month(year, month));
        month = month.saturating_add(1_u64);
    }
    let (hours, minutes, seconds) = (in_day / 3_600_000, in_day / 60_000 % 60, in_day / 1000 % 60);
    let (day, milliseconds) = (days.saturating_add(1), in_day % 1000);
    format!("{year:04}-{month:02}-{day:02}T{hours:02}:{minutes:02}:{seconds:02}.{milliseconds:03}Z")
}

/// Milliseconds since 1970, if it is a time as [`write()`] writes it.
pub(crate) fn read(text: &str) -> Option<u64> {
    let number = |from: usize, to: usize| text.get(from..to)?.parse::<u64>().ok();
    let (year, month, day) = (number(0, 4)?, number(5, 7)?, number(8, 10)?);
    let (hours, minutes, seconds) = (number(11, 13)?, number(14, 16)?, number(17, 19)?);
    let months = (1..month).map(|month| days_of_month(year, month));
    let days = months.fold(days_before(year).saturating_add(day.checked_sub(1)?), u64::saturating_add);
    let parts = [(days, DAY), (hours, 3_600_000), (minutes, 60_000), (seconds, 1000), (number(20, 23)?, 1)];
    let wall = parts.into_iter().fold(0, |sum: u64, (count, unit)| sum.saturating_add(count.saturating_mul(unit)));
    // A time in another format, or on a day that doesn't exist, would be written differently.
    (write(wall) == text).then_some(wall)
}

fn is_leap(year: u64) -> bool {
    year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
}

/// The days from 1970 to the first day of a year. Not counted year by year: a record has a time in each of 200,000 lines.
fn days_before(year: u64) -> u64 {
    let before = year.saturating_sub(1);
    let leap_years = (before / 4).saturating_sub(before / 100).saturating_add(before / 400);
    // 477 of them were before 1970.
    year.saturating_sub(1970).saturating_mul(365).saturating_add(leap_years.saturating_sub(477))
}

fn days_of_month(year: u64, month: u64) -> u64 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_written_as_the_calendar_has_them() {
        for (wall, text) in [
            (0, "1970-01-01T00:00:00.000Z"),
            (951_782_400_000, "2000-02-29T00:00:00.000Z"),
            (1_709_164_799_999, "2024-02-28T23:59:59.999Z"),
            (1_795_576_364_123, "2026-11-25T03:12:44.123Z"),
            (253_402_300_799_999, "9999-12-31T23:59:59.999Z"),
        ] {
            assert_eq!(write(wall), text);
            assert_eq!(read(text), Some(wall), "{text}");
        }
    }

    #[test]
    fn a_year_begins_when_all_before_it_are_over() {
        let mut days = 0;
        for year in 1970..=9999 {
            assert_eq!(days_before(year), days, "{year}");
            days += if is_leap(year) { 366 } else { 365 };
            for (wall, start) in
                [(days_before(year) * DAY, "01-01T00:00:00.000Z"), (days * DAY - 1, "12-31T23:59:59.999Z")]
            {
                assert_eq!(write(wall), format!("{year:04}-{start}"));
                assert_eq!(read(&write(wall)), Some(wall));
            }
        }
    }

    #[test]
    fn a_text_in_another_format_is_not_a_time() {
        for text in ["", "now", "2026-11-25T03:12:44Z", "2026-02-30T00:00:00.000Z", "2026-11-25 03:12:44.123Z", "é"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
