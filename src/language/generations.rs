//! A bounded memory that keeps what is asked for again and again.

use crate::text::hash;
use std::cell::RefCell;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// Takes a hash of [`hash`] as it is.
#[derive(Debug, Default, Clone, Copy)]
pub struct Hashed(u64);

impl Hasher for Hashed {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = hash(bytes);
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }
}

/// Values by the 64-bit hash of their words.
pub type ByHash<V> = HashMap<u64, V, BuildHasherDefault<Hashed>>;

/// Values by the 64-bit hash of their words, in two generations: when there are many, those not asked for since the last
/// time that there were many are forgotten.
#[derive(Debug)]
pub struct Generations<V>(RefCell<Inner<V>>);

#[derive(Debug)]
struct Inner<V> {
    young: ByHash<V>,
    old: ByHash<V>,
    weight: usize,
}

impl<V> Default for Generations<V> {
    fn default() -> Self {
        Generations(RefCell::new(Inner { young: ByHash::default(), old: ByHash::default(), weight: 0 }))
    }
}

impl<V: Clone> Generations<V> {
    /// The value of a hash; `find` finds it, and tells how much it weighs, the first time.
    pub fn get(&self, hash: u64, find: impl FnOnce() -> V, weight: impl FnOnce(&V) -> usize) -> V {
        let Inner { young, old, weight: total } = &mut *self.0.borrow_mut();
        let value = young.entry(hash).or_insert_with(|| {
            let value = old.remove(&hash).unwrap_or_else(find);
            *total += weight(&value);
            value
        });
        value.clone()
    }

    /// The value of a hash, if it is remembered.
    pub fn met(&self, hash: u64, weight: impl FnOnce(&V) -> usize) -> Option<V> {
        let Inner { young, old, weight: total } = &mut *self.0.borrow_mut();
        if let Some(value) = young.get(&hash) {
            return Some(value.clone());
        }
        let value = old.remove(&hash)?;
        *total += weight(&value);
        young.insert(hash, value.clone());
        Some(value)
    }

    /// Begins a new generation when the last weighs more than `most`.
    pub fn shrink(&mut self, most: usize) {
        let inner = self.0.get_mut();
        if inner.weight > most {
            inner.old = std::mem::take(&mut inner.young);
            inner.weight = 0;
        }
    }
}
