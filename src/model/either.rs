//! What a template may write as a word or as something longer. Each form is read by itself, so that a
//! fault tells the key or the word that was meant.

use std::fmt;
use std::marker::PhantomData;

use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer, StrDeserializer};
use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

use super::file::{AlongFile, AlongWord, AnnexFile, AnnexPartsFile, EpochWord};

/// A value with several forms.
trait Forms: Sized {
    /// What may stand there, as faults tell it.
    const EXPECTED: &'static str;

    fn of_word<E: de::Error>(word: &str) -> Result<Self, E>;

    fn of_list<'de, A: SeqAccess<'de>>(list: A) -> Result<Self, A::Error> {
        drop(list);
        Err(de::Error::invalid_type(
            de::Unexpected::Seq,
            &Self::EXPECTED,
        ))
    }

    fn of_table<'de, A: MapAccess<'de>>(table: A) -> Result<Self, A::Error> {
        drop(table);
        Err(de::Error::invalid_type(
            de::Unexpected::Map,
            &Self::EXPECTED,
        ))
    }
}

struct OfForms<T>(PhantomData<T>);

impl<'de, T: Forms> Visitor<'de> for OfForms<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(T::EXPECTED)
    }

    fn visit_str<E: de::Error>(self, word: &str) -> Result<T, E> {
        T::of_word(word)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<T, A::Error> {
        T::of_list(list)
    }

    fn visit_map<A: MapAccess<'de>>(self, table: A) -> Result<T, A::Error> {
        T::of_table(table)
    }
}

impl Forms for AnnexFile {
    const EXPECTED: &'static str = "a string";

    fn of_word<E: de::Error>(word: &str) -> Result<Self, E> {
        Ok(Self::Name(word.to_owned()))
    }

    fn of_table<'de, A: MapAccess<'de>>(table: A) -> Result<Self, A::Error> {
        AnnexPartsFile::deserialize(MapAccessDeserializer::new(table)).map(Self::Parts)
    }
}

impl Forms for AlongFile {
    const EXPECTED: &'static str = "a string";

    fn of_word<E: de::Error>(word: &str) -> Result<Self, E> {
        AlongWord::deserialize(StrDeserializer::new(word)).map(Self::Word)
    }

    fn of_list<'de, A: SeqAccess<'de>>(list: A) -> Result<Self, A::Error> {
        Vec::<EpochWord>::deserialize(SeqAccessDeserializer::new(list)).map(Self::Periods)
    }
}

impl<'de> Deserialize<'de> for AnnexFile {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(OfForms(PhantomData))
    }
}

impl<'de> Deserialize<'de> for AlongFile {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(OfForms(PhantomData))
    }
}
