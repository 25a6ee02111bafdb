//! A bounded memory that can be asked for many things at once.

use super::lexicon::bytes::prefetch;
use std::cell::RefCell;
use std::sync::Arc;

/// Values by the 64-bit hash of their words: of all that fall on the same place the last two.
#[derive(Debug)]
pub struct Places<V>(RefCell<Box<[Place<V>]>>);

/// The last is first.
type Place<V> = [(u64, Option<Arc<V>>); 2];

impl<V> Places<V> {
    /// So many places, a power of two.
    pub fn new(count: usize) -> Self {
        Places(RefCell::new((0..count).map(|_| [(0, None), (0, None)]).collect()))
    }

    /// Asks for what is known of these hashes from memory, and `more` for what the values lead to; gives the numbers of those of which nothing
    /// is known.
    pub fn ask(&self, hashes: &[u64], more: impl Fn(&V)) -> Vec<usize> {
        let places = self.0.borrow();
        let place = |&hash: &u64| &places[hash as usize & (places.len() - 1)];
        let value = |hash: &u64| place(hash).iter().find(|(of, _)| of == hash)?.1.as_deref();
        hashes.iter().for_each(|hash| prefetch(place(hash)));
        hashes.iter().filter_map(value).for_each(prefetch);
        hashes.iter().filter_map(value).for_each(more);
        (0..hashes.len()).filter(|&n| value(&hashes[n]).is_none()).collect()
    }

    /// The value of a hash; `find` finds it the first time.
    pub fn get(&self, hash: u64, find: impl FnOnce() -> V) -> Arc<V> {
        let places = &mut *self.0.borrow_mut();
        let place = &mut places[hash as usize & (places.len() - 1)];
        if place[0].0 != hash || place[0].1.is_none() {
            place.swap(0, 1);
        }
        match &mut place[0] {
            (of, Some(value)) if *of == hash => Arc::clone(value),
            first => {
                let value = Arc::new(find());
                *first = (hash, Some(Arc::clone(&value)));
                value
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_two_on_each_place_are_known() {
        let places = Places::new(8);
        let found = std::cell::RefCell::new(Vec::new());
        let get = |hash: u64| {
            *places.get(hash, || {
                found.borrow_mut().push(hash);
                hash * 10
            })
        };
        // 1, 9 and 17 are on one place.
        assert_eq!([1, 2, 9, 1, 17, 1, 9, 2, 0].map(get), [10, 20, 90, 10, 170, 10, 90, 20, 0]);
        assert_eq!(*found.borrow(), [1, 2, 9, 17, 9, 0]);
        let asked = std::cell::Cell::new(0);
        assert_eq!(places.ask(&[1, 17, 9, 3, 2], |value| asked.set(asked.get() + value)), [1, 3]);
        assert_eq!(asked.get(), 10 + 90 + 20);
    }
}
