//! The Chinese calendar: months, days and solar terms.

use jiff::civil::Date as Day;

/// The civil day of a day of the Chinese calendar; `year` is the civil year in which its first month begins.
pub(super) fn day(_year: i16, _month: i8, _leap: bool, _day: i8) -> Option<Day> {
    None
}

/// The first day of a month of the Chinese calendar and of the next.
pub(super) fn month(_year: i16, _month: i8, _leap: bool) -> Option<(Day, Day)> {
    None
}

/// The day of a solar term, by the sun's longitude in degrees.
pub(super) fn term(_year: i16, _longitude: i16) -> Option<Day> {
    None
}
