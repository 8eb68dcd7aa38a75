//! How the values of a record are kept: as the texts that they are shown as.

/// Words of a closed list.
pub(super) mod word {
    use std::str::FromStr;

    use serde::de::Error;
    use serde::{Deserialize as _, Deserializer, Serializer};

    pub(in crate::domain::inbox) fn serialize<S, T>(word: &T, to: S) -> Result<S::Ok, S::Error>
    where
        S: Serializer,
        T: Copy + Into<&'static str>,
    {
        to.serialize_str((*word).into())
    }

    pub(in crate::domain::inbox) fn deserialize<'de, D, T>(from: D) -> Result<T, D::Error>
    where
        D: Deserializer<'de>,
        T: FromStr,
    {
        let text = String::deserialize(from)?;
        text.parse().map_err(|_| D::Error::custom("word"))
    }
}

/// Dates.
pub(super) mod shown {
    use std::fmt::Display;
    use std::str::FromStr;

    use serde::de::Error;
    use serde::{Deserialize as _, Deserializer, Serializer};

    pub(in crate::domain::inbox) fn serialize<S, T>(value: &T, to: S) -> Result<S::Ok, S::Error>
    where
        S: Serializer,
        T: Display,
    {
        to.collect_str(value)
    }

    pub(in crate::domain::inbox) fn deserialize<'de, D, T>(from: D) -> Result<T, D::Error>
    where
        D: Deserializer<'de>,
        T: FromStr,
    {
        let text = String::deserialize(from)?;
        text.parse().map_err(|_| D::Error::custom("date"))
    }
}

/// Dates that may be missing.
pub(super) mod optional {
    use std::fmt::Display;
    use std::str::FromStr;

    use serde::de::Error;
    use serde::{Deserialize as _, Deserializer, Serializer};

    #[expect(clippy::ref_option, reason = "serde hands it over so")]
    pub(in crate::domain::inbox) fn serialize<S, T>(
        value: &Option<T>,
        to: S,
    ) -> Result<S::Ok, S::Error>
    where
        S: Serializer,
        T: Display,
    {
        match value {
            Some(value) => to.collect_str(value),
            None => to.serialize_none(),
        }
    }

    pub(in crate::domain::inbox) fn deserialize<'de, D, T>(from: D) -> Result<Option<T>, D::Error>
    where
        D: Deserializer<'de>,
        T: FromStr,
    {
        let text = Option::<String>::deserialize(from)?;
        let value = text.map(|text| text.parse());
        value.transpose().map_err(|_| D::Error::custom("date"))
    }
}

/// Lines of text: whatever stands in the file, they are what a record may hold.
pub(super) mod text {
    use serde::{Deserialize as _, Deserializer, Serializer};

    use super::super::line::{REMARK, line};
    use crate::domain::text::clean::Text;

    pub(in crate::domain::inbox) fn serialize<S: Serializer>(
        text: &Text,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        to.serialize_str(text.raw())
    }

    pub(in crate::domain::inbox) fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<Text, D::Error> {
        Ok(line(&String::deserialize(from)?, REMARK))
    }
}

/// Lines of text that may be missing.
pub(super) mod optional_text {
    use serde::{Deserialize as _, Deserializer, Serialize as _, Serializer};

    use super::super::line::{REMARK, line};
    use crate::domain::text::clean::Text;

    #[expect(clippy::ref_option, reason = "serde hands it over so")]
    pub(in crate::domain::inbox) fn serialize<S: Serializer>(
        text: &Option<Text>,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        text.as_ref().map(Text::raw).serialize(to)
    }

    pub(in crate::domain::inbox) fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<Option<Text>, D::Error> {
        let text = Option::<String>::deserialize(from)?;
        Ok(text.map(|text| line(&text, REMARK)))
    }
}

/// Several lines of text.
pub(super) mod texts {
    use serde::{Deserialize as _, Deserializer, Serializer};

    use super::super::line::{REMARK, line};
    use crate::domain::text::clean::Text;

    pub(in crate::domain::inbox) fn serialize<S: Serializer>(
        texts: &[Text],
        to: S,
    ) -> Result<S::Ok, S::Error> {
        to.collect_seq(texts.iter().map(Text::raw))
    }

    pub(in crate::domain::inbox) fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<Vec<Text>, D::Error> {
        let texts = Vec::<String>::deserialize(from)?;
        Ok(texts.iter().map(|text| line(text, REMARK)).collect())
    }
}
