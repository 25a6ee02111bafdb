//! Work in parallel, results in order.

use rayon::ThreadPool;
use std::collections::{BTreeMap, VecDeque};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

/// Items that are worked on or wait for those before them, for each thread: what bounds the memory.
const AHEAD: usize = 4;

/// Maps items on all threads of the pool, of which this one takes the place of one, and hands the results to `take` on this
/// thread, in the order of the items, each as soon as those before it have been taken. An error of `take` ends it.
///
/// No thread waits for a slow item: the others go on with those after it.
pub(crate) fn in_order<T, R: Send, E>(
    pool: &ThreadPool,
    items: impl Iterator<Item = T> + Send,
    map: impl Fn(T) -> R + Sync,
    take: impl FnMut(R) -> Result<(), E>,
) -> Result<(), E> {
    in_order_below(pool, items, (usize::MAX, |_: &T| 0), map, take)
}

/// [`in_order`] for items of very different sizes: when those that are not taken yet weigh more than `most`, no other is begun.
pub(crate) fn in_order_below<T, R: Send, E>(
    pool: &ThreadPool,
    items: impl Iterator<Item = T> + Send,
    (most, weigh): (usize, impl Fn(&T) -> usize + Send),
    map: impl Fn(T) -> R + Sync,
    mut take: impl FnMut(R) -> Result<(), E>,
) -> Result<(), E> {
    let threads = pool.current_num_threads();
    let state = State {
        items,
        weigh,
        most,
        ahead: threads * AHEAD,
        taken: 0,
        weights: VecDeque::new(),
        ready: BTreeMap::new(),
        is_over: false,
    };
    let line = Line { state: Mutex::new(state), changed: Condvar::new() };
    pool.in_place_scope(|scope| {
        for _ in 1..threads {
            scope.spawn(|_| {
                let _ender = Ender(&line);
                while let Some((number, item)) = line.claim() {
                    line.put(number, map(item));
                }
            });
        }
        let _ender = Ender(&line);
        loop {
            match line.step() {
                Step::Take(result) => take(result).inspect_err(|_| line.end())?,
                Step::Map(number, item) => line.put(number, map(item)),
                Step::End => return Ok(()),
            }
        }
    })
}

/// What this thread does next.
enum Step<T, R> {
    Take(R),
    Map(usize, T),
    End,
}

/// What the threads share.
struct Line<I, W, R> {
    state: Mutex<State<I, W, R>>,
    changed: Condvar,
}

struct State<I, W, R> {
    items: I,
    /// How much an item weighs.
    weigh: W,
    /// How much those may weigh that are claimed and not taken, before another is claimed.
    most: usize,
    /// How many items may be claimed and not taken.
    ahead: usize,
    /// How many results were taken.
    taken: usize,
    /// What those weigh that are claimed and not taken.
    weights: VecDeque<usize>,
    /// Results by the number of their item.
    ready: BTreeMap<usize, R>,
    /// No item is claimed any more.
    is_over: bool,
}

impl<R, I: Iterator, W: Fn(&I::Item) -> usize> State<I, W, R> {
    fn has_room(&self) -> bool {
        self.weights.len() < self.ahead && self.weights.iter().sum::<usize>() <= self.most
    }

    fn next(&mut self) -> Option<(usize, I::Item)> {
        let Some(item) = self.items.next() else {
            self.is_over = true;
            return None;
        };
        let number = self.taken + self.weights.len();
        self.weights.push_back((self.weigh)(&item));
        Some((number, item))
    }
}

impl<R, I: Iterator, W: Fn(&I::Item) -> usize> Line<I, W, R> {
    fn state(&self) -> MutexGuard<'_, State<I, W, R>> {
        // Whoever panicked has ended the work: nothing is claimed from what is left.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The next item, once there is room for it.
    fn claim(&self) -> Option<(usize, I::Item)> {
        let mut state = self.state();
        while !state.is_over {
            if state.has_room() {
                let next = state.next();
                if next.is_none() {
                    self.changed.notify_all();
                }
                return next;
            }
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        None
    }

    fn put(&self, number: usize, result: R) {
        let mut state = self.state();
        state.ready.insert(number, result);
        if number == state.taken {
            self.changed.notify_all();
        }
    }

    /// The result that is due; while it is not there, another item.
    fn step(&self) -> Step<I::Item, R> {
        let mut state = self.state();
        loop {
            let due = state.taken;
            if let Some(result) = state.ready.remove(&due) {
                state.taken += 1;
                state.weights.pop_front();
                self.changed.notify_all();
                return Step::Take(result);
            }
            if !state.is_over && state.has_room() {
                if let Some((number, item)) = state.next() {
                    return Step::Map(number, item);
                }
                self.changed.notify_all();
            }
            if state.is_over && state.weights.is_empty() {
                return Step::End;
            }
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Nothing is claimed or waited for any more.
    fn end(&self) {
        let mut state = self.state();
        state.is_over = true;
        state.weights.clear();
        self.changed.notify_all();
    }
}

/// Ends the work when its thread panics, so that no other waits for it for ever.
struct Ender<'a, R, I: Iterator, W: Fn(&I::Item) -> usize>(&'a Line<I, W, R>);

impl<R, I: Iterator, W: Fn(&I::Item) -> usize> Drop for Ender<'_, R, I, W> {
    fn drop(&mut self) {
        if thread::panicking() {
            self.0.end();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rayon::ThreadPoolBuilder;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    fn pool(threads: usize) -> ThreadPool {
        ThreadPoolBuilder::new().num_threads(threads).build().unwrap()
    }

    fn slow_at_times(i: usize) -> usize {
        if i.is_multiple_of(7) {
            thread::sleep(Duration::from_millis(1));
        }
        i * 2
    }

    #[test]
    fn results_come_in_order() {
        for threads in [1, 2, 5] {
            for count in [0, 1, 3, 300] {
                let mut results = Vec::new();
                let taken: Result<(), ()> = in_order(&pool(threads), 0..count, slow_at_times, |result| {
                    results.push(result);
                    Ok(())
                });
                taken.unwrap();
                assert_eq!(results, (0..count).map(|i| i * 2).collect::<Vec<_>>());
            }
        }
    }

    #[test]
    fn nobody_runs_far_ahead() {
        let mapped = AtomicUsize::new(0);
        let mut taken = 0;
        let map = |i| {
            mapped.fetch_add(1, Ordering::SeqCst);
            slow_at_times(i)
        };
        let end: Result<(), ()> = in_order(&pool(3), 0..200, map, |_| {
            taken += 1;
            assert!(mapped.load(Ordering::SeqCst) <= taken + 3 * AHEAD);
            Ok(())
        });
        end.unwrap();
        assert_eq!(taken, 200);
    }

    #[test]
    fn heavy_items_wait() {
        let weight = AtomicUsize::new(0);
        let weigh = |i: &usize| {
            weight.fetch_add(*i, Ordering::SeqCst);
            *i
        };
        let mut taken = 0;
        let end: Result<(), ()> = in_order_below(&pool(4), 0..200, (500, weigh), slow_at_times, |result| {
            taken += result / 2;
            // One more than what was still below the limit.
            assert!(weight.load(Ordering::SeqCst) - taken <= 500 + 199);
            Ok(())
        });
        end.unwrap();
        assert_eq!(taken, (0..200).sum::<usize>());
    }

    #[test]
    fn an_error_ends_it() {
        for threads in [1, 3] {
            let mut taken = 0;
            let end = in_order(&pool(threads), 0.., slow_at_times, |_| {
                taken += 1;
                if taken == 20 { Err("enough") } else { Ok(()) }
            });
            assert_eq!((end, taken), (Err("enough"), 20));
        }
    }

    #[test]
    fn a_panic_reaches_the_caller() {
        for threads in [1, 3] {
            let map = |i: usize| assert_ne!(slow_at_times(i), 40);
            let run = || in_order(&pool(threads), 0..1000, map, |()| Ok::<(), ()>(()));
            assert!(std::panic::catch_unwind(run).is_err());
        }
    }
}
