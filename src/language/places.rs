//! A bounded memory that can be asked for many things at once.

use super::lexicon::bytes::prefetch;
use std::cell::RefCell;
use std::sync::Arc;

/// Values by the 64-bit hash of their words: of all that fall on the same place the last.
#[derive(Debug)]
pub struct Places<V>(RefCell<Box<[Place<V>]>>);

type Place<V> = (u64, Option<Arc<V>>);

impl<V> Places<V> {
    /// So many places, a power of two.
    pub fn new(count: usize) -> Self {
        Places(RefCell::new((0..count).map(|_| (0, None)).collect()))
    }

    /// Asks for what is known of these hashes from memory, and `more` for what the values lead to; gives the numbers of those of which nothing
    /// is known.
    pub fn ask(&self, hashes: &[u64], more: impl Fn(&V)) -> Vec<usize> {
        let places = self.0.borrow();
        let place = |&hash: &u64| &places[hash as usize & (places.len() - 1)];
        let value = |hash: &u64| place(hash).1.as_deref().filter(|_| place(hash).0 == *hash);
        hashes.iter().for_each(|hash| prefetch(place(hash)));
        hashes.iter().filter_map(value).for_each(prefetch);
        hashes.iter().filter_map(value).for_each(more);
        (0..hashes.len()).filter(|&n| value(&hashes[n]).is_none()).collect()
    }

    /// The value of a hash; `find` finds it the first time.
    pub fn get(&self, hash: u64, find: impl FnOnce() -> V) -> Arc<V> {
        let places = &mut *self.0.borrow_mut();
        let place = hash as usize & (places.len() - 1);
        match &places[place] {
            (of, Some(value)) if *of == hash => Arc::clone(value),
            _ => {
                let value = Arc::new(find());
                places[place] = (hash, Some(Arc::clone(&value)));
                value
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_on_each_place_is_known() {
        let places = Places::new(8);
        let get = |hash: u64| *places.get(hash, || hash * 10);
        assert_eq!([1, 2, 9, 9, 1].map(get), [10, 20, 90, 90, 10]);
        let asked = std::cell::Cell::new(0);
        assert_eq!(places.ask(&[1, 9, 3, 2], |value| asked.set(asked.get() + value)), [1, 2]);
        assert_eq!(asked.get(), 30);
        assert_eq!(*places.get(2, || unreachable!("it is known")), 20);
    }
}
