//! Dates as the Extended Date/Time Format (ISO 8601-2) writes them.

use super::{Date, DateType, Modifier, Moment};

impl Date {
    /// The value in the Extended Date/Time Format; `None` where it has none: lengths, sets, 近年来.
    ///
    /// ```
    /// let said = "2021-03-10T08:00:00".parse().ok();
    /// let edtf = |text| shilu::date::parse(text, said).and_then(|date| date.edtf());
    /// assert_eq!(edtf("去年三季度").as_deref(), Some("2020-35"));
    /// assert_eq!(edtf("1月至2月").as_deref(), Some("2021-01/2021-02"));
    /// assert_eq!(edtf("20世纪60年代").as_deref(), Some("196X"));
    /// assert_eq!(edtf("截至3月9日").as_deref(), Some("../2021-03-09"));
    /// assert_eq!(edtf("三个月"), None);
    /// ```
    pub fn edtf(&self) -> Option<String> {
        if matches!(self.class, DateType::Duration | DateType::Set) {
            return None;
        }
        let timex = self.timex.as_deref()?;
        if let Some((first, last)) = timex.split_once('/') {
            return Some(format!("{}/{}", self.point(first)?, self.point(last)?));
        }
        if timex.ends_with("_REF") {
            return None;
        }
        let point = self.point(timex)?;
        Some(match (self.modifier, self.start, self.end) {
            (Some(Modifier::Before | Modifier::OnOrBefore), None, Some(_)) => format!("../{point}"),
            (Some(Modifier::After | Modifier::OnOrAfter), Some(_), None) => format!("{point}/.."),
            (Some(Modifier::Approx), ..) => format!("{point}~"),
            _ => point,
        })
    }

    /// A TIMEX3 point: EDTF numbers seasons, quarters and halves, and has no weeks or parts of the day.
    fn point(&self, timex: &str) -> Option<String> {
        if timex == ".." {
            return Some(timex.to_owned());
        }
        let (day, time) = timex.split_once('T').unwrap_or((timex, ""));
        let (year, rest) = match day.get(1..)?.find('-') {
            Some(at) => day.split_at(at + 1),
            None => (day, ""),
        };
        const DIVISIONS: [(&str, &str); 10] = [
            ("SP", "21"),
            ("SU", "22"),
            ("FA", "23"),
            ("WI", "24"),
            ("Q1", "33"),
            ("Q2", "34"),
            ("Q3", "35"),
            ("Q4", "36"),
            ("H1", "40"),
            ("H2", "41"),
        ];
        let rest = rest.trim_start_matches('-');
        if let Some((_, number)) = DIVISIONS.iter().find(|(name, _)| *name == rest) {
            return Some(format!("{year}-{number}"));
        }
        if rest.starts_with('W') {
            let (start, end) = (self.start.map(Moment::day)?, self.end.map(Moment::day)?);
            return Some(format!("{start}/{}", end.yesterday().ok()?));
        }
        let year = match year.trim_start_matches('-').len() {
            2 => format!("{year}XX"),
            3 => format!("{year}X"),
            _ => year.to_owned(),
        };
        let day = if rest.is_empty() { year } else { format!("{year}-{rest}") };
        Some(match time.len() {
            2 if time.starts_with(|c: char| c.is_ascii_digit()) => format!("{day}T{time}:00:00"),
            5 => format!("{day}T{time}:00"),
            8 => format!("{day}T{time}"),
            _ => day,
        })
    }
}
