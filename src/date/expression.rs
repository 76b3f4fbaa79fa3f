//! What an expression of time says before anything is known about when it was said.

use rust_decimal::Decimal;

use super::Modifier;

/// An expression as written, and where it ends.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Expression {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(super) body: Body,
    pub(super) bound: Bound,
    /// 左右, 许, 前后.
    pub(super) approx: bool,
    /// What it sets outside its span: 北京时间.
    pub(super) zone: Option<&'static str>,
    /// The grammar's branch that read it.
    pub(crate) rule: &'static str,
}

/// The core of an expression.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Body {
    /// 6月25日上午.
    Point(Box<Point>),
    /// 1月至10月.
    Range(Box<Point>, Box<Point>),
    /// 三天.
    Length(Length),
    /// 3至5天.
    Lengths(Length, Length),
    /// 近三年, 三年来.
    Past(Length),
    /// 未来五年.
    Future(Length),
    /// 上两周, 前两年 (-1), 后三小时 (1): whole units before or after the present one.
    Whole(Length, i8),
    /// 三天前.
    Ago(Length),
    /// 半年后.
    Later(Length),
    /// 2月13号的3天后, 三天后上午.
    Moved(Box<Moved>),
    /// 每周三.
    Set(Set),
    /// 近年来: the TIMEX3 value.
    Vague(&'static str),
    /// “十四五”期间: the number of the plan.
    Plan(i16),
    /// 党的十八大: the first and last day.
    Era(&'static str),
}

/// The word that makes an interval of a point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bound {
    None,
    /// 以来, 至今.
    Since,
    /// 起.
    From,
    /// 截至.
    Until,
    /// 前.
    Before,
    /// 后.
    After,
    /// 内.
    Within,
    /// 期间.
    During,
}

/// What a year, month or day is counted from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reference {
    /// The number itself.
    Stated(i32),
    /// So many from that of publication.
    Publication(i32),
    /// So many from that of an earlier date.
    Context(i32),
}

/// A year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Year {
    Stated(i16),
    /// 98年.
    Short(i16),
    /// 甲辰年: its place among the sixty, from 0.
    Cycle(i8),
    Publication(i16),
    Context(i16),
}

/// A place on the calendar, its coarser fields perhaps unstated.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Point {
    pub(super) year: Option<Year>,
    pub(super) field: Field,
    /// 初, 底: START, MID or END of what is named.
    pub(super) edge: Option<Modifier>,
    /// The day in brackets: 昨日（3月8日）.
    pub(super) apposed: Option<Box<Point>>,
    /// The weekday beside a day, Monday is 1: 4月7日（星期日）.
    pub(super) weekday: Option<i8>,
    /// MO, MI, AF, EV, NI, DT.
    pub(super) part: Option<&'static str>,
    pub(super) clock: Option<Clock>,
}

/// A point told by how far it lies from another one.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Moved {
    /// Where it is counted from; publication or the day last told if `None`.
    pub(super) from: Option<Point>,
    pub(super) length: Length,
    /// -1 for 前, 1 for 后.
    pub(super) sign: i64,
    /// What of the day or year found there is meant: 上午, 3月30日.
    pub(super) at: Option<Point>,
}

/// The finest calendar field that a point names.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) enum Field {
    /// Nothing below the year, or nothing at all.
    #[default]
    None,
    /// Its first year and how many they are: 21世纪, 1990年代.
    Years(i16, i16),
    /// How far its century lies from the present one, and its tens: 上世纪90年代.
    DecadeOf(i16, i16),
    /// 90年代.
    Decade(i16),
    /// 本世纪.
    Century(i16),
    Half(i8),
    /// From one quarter to another: 前三季度.
    Quarters(i8, i8),
    /// 上季度.
    Quarter(i32),
    /// 上个半年.
    HalfShift(i32),
    Season(&'static str),
    /// From one month to another: 前7个月; with a year alone.
    Months(i8, i8),
    /// 前10天, 最后10天 (negative); of a year.
    DaysOfYear(i16),
    /// 前两周, 最后两周 (negative); of a year.
    WeeksOfYear(i16),
    Month(Month, Option<Sub>),
    /// 上周.
    Week(i32, Option<Weekday>),
    /// 上半周 (1), 下半周 (2).
    HalfWeek(i8),
    /// 周三.
    Weekday(i8),
    /// 第3周, of the year.
    WeekOfYear(i16),
    /// 第3天, of the year.
    DayOfYear(i16),
    /// 25日.
    DayOfMonth(i8),
    /// 昨天, 次日.
    Day(Reference),
    /// 今明两天: from one to another, counted from publication.
    Days(i32, i32),
    /// 春节: how its day is found, and how many days (前6天 of its 假期).
    Holiday(&'static str, Leave, Option<i32>),
    /// 同期.
    Same,
    /// 年内, 全年.
    Whole,
    /// 世界杯期间 and the like stay out; 这个假期.
    Vague,
}

/// A day of the week or the weekend.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Weekday {
    /// Monday is 1.
    Day(i8),
    End,
}

/// What of a holiday is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Leave {
    /// The day.
    Day,
    /// 假期, 黄金周.
    Holidays,
    /// 前夕.
    Eve,
}

/// A month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Month {
    Is(Reference),
    /// Of the Chinese calendar, leap or not.
    Lunar(i8, bool),
}

/// A part of a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sub {
    Day(i8),
    /// 上旬 to 下旬, 1 to 3.
    TenDays(i8, i8),
    /// 上半月, 下半月.
    Half(i8),
    /// The n-th week.
    Week(i8),
    /// The n-th Tuesday; the last if -1.
    Nth(i8, i8),
    /// 前5天.
    First(i8),
    /// 最后5天.
    Last(i8),
}

/// A time of day as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Clock {
    pub(super) hour: i8,
    pub(super) minute: Option<i8>,
    pub(super) second: Option<i8>,
}

/// A unit of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    WorkDay,
    Week,
    Month,
    Quarter,
    Year,
}

impl Unit {
    /// The unit that a list writes so.
    pub(super) fn from_list(value: &str) -> Self {
        match value {
            "second" => Self::Second,
            "minute" => Self::Minute,
            "hour" => Self::Hour,
            "day" => Self::Day,
            "workday" => Self::WorkDay,
            "week" => Self::Week,
            "month" => Self::Month,
            "quarter" => Self::Quarter,
            _ => Self::Year,
        }
    }
}

/// How long: 8天20小时, 一年半.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Length {
    pub(super) parts: Vec<(Decimal, Unit)>,
    /// 几天, 数年: only the unit is known.
    pub(super) vague: Option<Unit>,
    pub(super) approx: Option<Modifier>,
}

/// What happens again and again.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Set {
    /// 每3天.
    Every(Length),
    /// 每周三, 每天8时, 每周一至周五8:30—17:30.
    At(Box<Routine>),
}

/// The places of a period at which something happens, and the hours of each.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Routine {
    pub(super) unit: Unit,
    /// Its days, months or seasons; none in 每天, or where they have no number: 每月最后一个周三.
    pub(super) places: Vec<Run>,
    pub(super) hours: Vec<Run>,
}

/// A point, or all from one to another.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Run {
    pub(super) first: Point,
    pub(super) last: Option<Point>,
}

impl From<Point> for Run {
    fn from(first: Point) -> Self {
        Self { first, last: None }
    }
}
