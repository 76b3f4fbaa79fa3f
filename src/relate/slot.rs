//! What is asked of a mention, by its kind.

use crate::extract::Kind;

/// What is asked of a mention: of a quantity the first seven, in the order in which they are answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Slot {
    Action,
    Object,
    Change,
    Agent,
    Time,
    Place,
    Campaign,
    /// Who said a quote.
    Speaker,
    /// Who holds an event or runs a campaign.
    Organizer,
    /// When an event is held, and where.
    Held,
    Venue,
    /// Who received an honor, and who gave it.
    Recipient,
    Awarder,
}

/// How many seats there are.
pub(super) const SEATS: usize = 7;

/// The kinds that are asked about, by families: within one, what was answered before is evidence.
pub(super) const FAMILIES: [&[Kind]; 4] = [
    &[Kind::Count, Kind::Measure, Kind::Money, Kind::Percent],
    &[Kind::Quote],
    &[Kind::Event, Kind::Campaign],
    &[Kind::Honor],
];

impl Slot {
    /// What is asked of a kind, in the order in which it is answered.
    pub(crate) const fn of(kind: Kind) -> &'static [Self] {
        match kind {
            Kind::Count | Kind::Measure | Kind::Money | Kind::Percent => {
                &[Self::Action, Self::Object, Self::Change, Self::Agent, Self::Time, Self::Place, Self::Campaign]
            }
            Kind::Quote => &[Self::Speaker],
            Kind::Event => &[Self::Organizer, Self::Held, Self::Venue],
            Kind::Campaign => &[Self::Organizer],
            Kind::Honor => &[Self::Recipient, Self::Awarder],
            _ => &[],
        }
    }

    /// The field that it fills.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Action => "action",
            Self::Object => "object",
            Self::Change => "change",
            Self::Agent => "agent",
            Self::Time | Self::Held => "time",
            Self::Place | Self::Venue => "place",
            Self::Campaign => "campaign",
            Self::Speaker => "speaker",
            Self::Organizer => "organizer",
            Self::Recipient => "recipient",
            Self::Awarder => "awarder",
        }
    }

    /// The slot of a quantity that it is like.
    pub(super) const fn like(self) -> Self {
        match self {
            Self::Recipient => Self::Object,
            Self::Speaker | Self::Organizer | Self::Awarder => Self::Agent,
            Self::Held => Self::Time,
            Self::Venue => Self::Place,
            own => own,
        }
    }

    /// Its place among what was chosen for a mention: that of the slot that it is like.
    pub(super) const fn seat(self) -> usize {
        self.like() as usize
    }

    /// Whether it is asked of what is no quantity.
    pub(super) const fn is_role(self) -> bool {
        self as usize >= SEATS
    }
}
