//! Stands for `jieba.rs` without the feature `jieba`: there is none, so nothing of it is ever called.

use super::{Tagged, Word};
use crate::Error;

/// No jieba.
#[derive(Debug, Clone)]
pub(super) enum Tuned {}

impl Tuned {
    pub(super) fn cut<'a>(&self, _: &'a str, _: bool) -> Vec<Word<'a>> {
        match *self {}
    }

    pub(super) fn cut_for_search<'a>(&self, _: &'a str, _: bool) -> Vec<Word<'a>> {
        match *self {}
    }

    pub(super) fn cut_all<'a>(&self, _: &'a str) -> Vec<Word<'a>> {
        match *self {}
    }

    pub(super) fn tag<'a>(&'a self, _: &'a str, _: bool) -> Vec<Tagged<'a>> {
        match *self {}
    }

    pub(super) fn has_word(&self, _: &str) -> bool {
        match *self {}
    }

    pub(super) fn is_users(&self, _: &str) -> bool {
        match *self {}
    }

    pub(super) fn add(&mut self, _: &str, _: &str) -> Result<(), Error> {
        match *self {}
    }

    pub(super) fn remove<'w>(&mut self, _: impl IntoIterator<Item = &'w str>) {
        match *self {}
    }
}
