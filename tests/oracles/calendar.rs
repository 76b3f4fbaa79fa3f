//! Days of the Chinese calendar and solar terms, as the grammar of dates reads them, against a second calendar that is
//! computed from the sky.

use shilu::date::find;
use tyme4rs::tyme::solar::{SolarDay, SolarTerm};

/// Months whose new moon fell so near midnight that calendars begin them on different days.
/// Ours begins each where five published tables do, 2057's ninth where three of the five do.
const DISPUTED: [(isize, isize); 20] = [
    (1906, 4),
    (1909, 7),
    (1909, 8),
    (1910, 12),
    (1916, 3),
    (1920, 9),
    (1920, 10),
    (1927, 9),
    (1927, 10),
    (1928, 8),
    (1928, 9),
    (1942, 7),
    (1942, 8),
    (1943, 10),
    (1943, 11),
    (1953, 12),
    (1954, 1),
    (1957, 2),
    (2057, 8),
    (2057, 9),
];

const TERMS: [&str; 24] = [
    "冬至", "小寒", "大寒", "立春", "雨水", "惊蛰", "春分", "清明", "谷雨", "立夏", "小满", "芒种", "夏至", "小暑",
    "大暑", "立秋", "处暑", "白露", "秋分", "寒露", "霜降", "立冬", "小雪", "大雪",
];
const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];

/// 初一 to 三十.
fn day_name(day: usize) -> String {
    let tens = match day {
        10 => return "初十".to_owned(),
        20 => return "二十".to_owned(),
        30 => return "三十".to_owned(),
        day => ["初", "十", "廿"][day / 10],
    };
    format!("{tens}{}", DIGITS[day % 10])
}

/// 正月 to 腊月, 闰 before a leap month.
fn month_name(month: isize) -> String {
    let name = match month.unsigned_abs() {
        1 => "正",
        10 => "十",
        11 => "十一",
        12 => "腊",
        month => DIGITS[month],
    };
    format!("{}{name}月", if month < 0 { "闰" } else { "" })
}

/// The first day of the one date that `text` is.
fn start(text: &str) -> Option<String> {
    let dates: Vec<_> = find(text, None).collect();
    match dates.as_slice() {
        [date] if date.span.end - date.span.start == text.len() => date.date.start.map(|start| start.to_string()),
        _ => None,
    }
}

#[test]
fn a_second_calendar_has_every_day_from_1900_to_2100_where_ours_does_but_in_disputed_months() {
    let mut differing = Vec::new();
    let mut civil = jiff::civil::date(1900, 1, 31);
    while civil.year() <= 2100 {
        let of = |n: i8| usize::try_from(n).expect("a month or day");
        let other = SolarDay::from_ymd(civil.year().into(), of(civil.month()), of(civil.day())).get_lunar_day();
        let text = format!("农历{}年{}{}", other.get_year(), month_name(other.get_month()), day_name(other.get_day()));
        if start(&text) != Some(civil.to_string()) {
            differing.push((other.get_year(), other.get_month()));
        }
        civil = civil.tomorrow().expect("a day");
    }
    differing.dedup();
    assert_eq!(differing, DISPUTED);
}

#[test]
fn every_solar_term_from_1900_to_2099_is_that_of_a_second_calendar() {
    let mut differing = Vec::new();
    for year in 1900..=2099 {
        // The first term of its year is the winter solstice of the year before.
        for place in 1..=24 {
            let other = SolarTerm::from_index(year, place as isize).get_solar_day();
            let text = format!("{year}年{}", TERMS[place % 24]);
            let expected = format!("{:04}-{:02}-{:02}", other.get_year(), other.get_month(), other.get_day());
            let found = start(&text);
            if found.as_ref() != Some(&expected) {
                differing.push((text, found, expected));
            }
        }
    }
    assert_eq!(differing, []);
}
