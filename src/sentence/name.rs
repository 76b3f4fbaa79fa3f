//! A name: who, where, which body.

use std::cmp::Reverse;

use crate::span::Span;

/// What a name names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum NameKind {
    Organization,
    Person,
    Place,
}

/// Declares a closed set, each member with how it is written in ids or lists.
macro_rules! written {
    ($(#[$doc:meta])* $set:ident { $($member:ident $written:literal,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub(crate) enum $set {
            $($member,)*
        }

        impl $set {
            /// As it is written.
            pub(crate) const fn id(self) -> &'static str {
                match self {
                    $(Self::$member => $written,)*
                }
            }

            /// The member that is written so.
            #[allow(dead_code, reason = "rules are told, never read")]
            fn written(text: &str) -> Option<Self> {
                match text {
                    $($written => Some(Self::$member),)*
                    _ => None,
                }
            }
        }
    };
}

written! {
    /// The rule that found a name.
    NameRule {
        OrganizationAgain "organization/again",
        OrganizationBareBody "organization/bare-body",
        OrganizationClaim "organization/claim",
        OrganizationCollege "organization/college",
        OrganizationCompany "organization/company",
        OrganizationDefined "organization/defined",
        OrganizationLevelAndBody "organization/level-and-body",
        OrganizationListed "organization/listed",
        OrganizationPlaceAndBody "organization/place-and-body",
        OrganizationQuoted "organization/quoted",
        OrganizationQuotedAndLastWord "organization/quoted-and-last-word",
        OrganizationStockCode "organization/stock-code",
        OrganizationTagged "organization/tagged",
        OrganizationTeam "organization/team",
        OrganizationUser "organization/user",
        OrganizationYouthLeague "organization/youth-league",
        PersonAgain "person/again",
        PersonClaim "person/claim",
        PersonDotted "person/dotted",
        PersonLastPart "person/last-part",
        PersonListed "person/listed",
        PersonNameless "person/nameless",
        PersonSurnameAndTitle "person/surname-and-title",
        PersonTagged "person/tagged",
        PersonTitled "person/titled",
        PersonUser "person/user",
        PlaceAgain "place/again",
        PlaceChain "place/chain",
        PlaceClaim "place/claim",
        PlaceGazetteer "place/gazetteer",
        PlaceInitial "place/initial",
        PlaceInsideWord "place/inside-word",
        PlaceRisky "place/risky",
        PlaceShort "place/short",
        PlaceTagged "place/tagged",
        PlaceUser "place/user",
    }
}

written! {
    /// What sort of place or body a name names.
    Class {
        Unknown "",
        Country "country",
        Province "province",
        Prefecture "prefecture",
        County "county",
        Township "township",
        Village "village",
        Region "region",
        Feature "feature",
        Facility "facility",
        Party "party",
        Government "government",
        Legislature "legislature",
        Advisory "advisory",
        Judiciary "judiciary",
        Military "military",
        Association "association",
        Company "company",
        School "school",
        Hospital "hospital",
        Media "media",
        Research "research",
        Institution "institution",
        Team "team",
        International "international",
        Other "other",
    }
}

impl NameRule {
    /// Whether the tagger alone found the name.
    const fn is_tagged(self) -> bool {
        matches!(self, Self::OrganizationTagged | Self::PersonTagged | Self::PlaceTagged)
    }

    /// Whether a user's list has the name.
    const fn is_users(self) -> bool {
        matches!(self, Self::OrganizationUser | Self::PersonUser | Self::PlaceUser)
    }
}

impl Class {
    /// The class that a list writes so, unknown where it writes none.
    pub(crate) fn from_list(value: &str) -> Self {
        Self::written(value).unwrap_or(Self::Unknown)
    }

    /// Whether nothing says what sort it is.
    pub(crate) const fn is_unknown(self) -> bool {
        matches!(self, Self::Unknown)
    }
}

/// A name found in the text. Names of different kinds may nest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Name {
    pub(crate) span: Span,
    pub(crate) kind: NameKind,
    /// The rule that found it.
    pub(crate) rule: NameRule,
    /// What sort it is, as the lexicon says it.
    pub(crate) class: Class,
    /// The GB/T 2260 codes that a place, or an organization's place, may have, the likeliest first.
    pub(crate) codes: Vec<&'static str>,
    /// ISO 3166 alpha-2 of a foreign place.
    pub(crate) country: Option<&'static str>,
    /// The full name as far as the article gives or implies it, where the span says less.
    pub(crate) canonical: Option<String>,
    /// Whether the article may repeat it: a name that is sure here is one everywhere.
    pub(crate) sure: bool,
}

impl Name {
    pub(crate) fn new(span: Span, kind: NameKind, rule: NameRule) -> Self {
        let class = Class::Unknown;
        Self { span, kind, rule, class, codes: Vec::new(), country: None, canonical: None, sure: false }
    }

    pub(crate) fn classed(mut self, class: Class) -> Self {
        self.class = class;
        self
    }

    /// Puts names in the order of the text, the longer of two that begin together first.
    pub(crate) fn sort(names: &mut [Self]) {
        names.sort_by_key(|name| (name.span.start, Reverse(name.span.end), name.kind));
    }

    /// Whether the tagger alone found it.
    pub(crate) fn is_tagged(&self) -> bool {
        self.rule.is_tagged()
    }

    /// Whether a user's list has it: nothing else may take its place.
    pub(crate) fn is_users(&self) -> bool {
        self.rule.is_users()
    }

    pub(crate) fn sure(mut self, sure: bool) -> Self {
        self.sure = sure;
        self
    }
}
