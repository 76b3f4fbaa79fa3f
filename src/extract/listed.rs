//! Values of closed sets as the word lists write them: `themed_period`, `township`.

use std::fmt::Display;

use serde::de::value::StrDeserializer;
use serde::de::{DeserializeOwned, Error, IntoDeserializer};

/// The value that a list writes so: a list writes it as JSON does. None where the set has no such value.
pub(super) fn from_list<T: DeserializeOwned>(value: &str) -> Option<T> {
    let value: StrDeserializer<'_, Unlisted> = value.into_deserializer();
    T::deserialize(value).ok()
}

/// That no value is written so; what else serde would say of it is not asked for.
#[derive(Debug)]
struct Unlisted;

impl Display for Unlisted {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("not one of the set")
    }
}

impl std::error::Error for Unlisted {}

impl Error for Unlisted {
    fn custom<T: Display>(_: T) -> Self {
        Self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::campaign::CampaignType;
    use crate::extract::document::DocumentType;
    use crate::extract::event::EventType;
    use crate::lexicon::{Lexicon, WordList};

    fn first(value: &str) -> &str {
        value.split(' ').next().unwrap_or_default()
    }

    fn all_listed<T: DeserializeOwned>(list: &WordList) {
        for (word, value) in list.iter() {
            assert!(from_list::<T>(first(value)).is_some(), "{word}: {value:?} is none of the set");
        }
    }

    #[test]
    fn every_type_that_a_list_writes_is_one() {
        let lexicon = Lexicon::shared();
        all_listed::<CampaignType>(&lexicon.campaign_heads);
        all_listed::<CampaignType>(&lexicon.campaign_names);
        all_listed::<EventType>(&lexicon.event_heads);
        all_listed::<EventType>(&lexicon.event_names);
        all_listed::<DocumentType>(&lexicon.document_heads);
        assert_eq!(from_list::<CampaignType>("themed_period"), Some(CampaignType::ThemedPeriod));
        assert_eq!(from_list::<EventType>("picnic"), None);
    }
}
