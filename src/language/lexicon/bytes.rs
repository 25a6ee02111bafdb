//! Little-endian tables that are read where they lie.

/// A view of a byte slice as a table of little-endian numbers of `N` bytes.
#[derive(Debug, Clone, Copy)]
pub struct Table<'a, const N: usize>(&'a [[u8; N]]);

impl<'a, const N: usize> Table<'a, N> {
    /// The table in `bytes`; what does not fill a whole row is left out.
    pub fn new(bytes: &'a [u8]) -> Self {
        Table(bytes.as_chunks::<N>().0)
    }

    /// Number of rows.
    pub fn len(self) -> usize {
        self.0.len()
    }

    /// Whether there is no row.
    pub fn is_empty(self) -> bool {
        self.0.is_empty()
    }

    /// Asks for the row at `index` from memory, and does not wait for it: who needs many rows asks for all of them first.
    #[inline]
    pub fn prefetch(self, index: usize) {
        if let Some(row) = self.0.get(index) {
            prefetch(row);
        }
    }

    /// Whether no row lies in two lines of the cache.
    #[cfg(test)]
    pub fn is_aligned(self) -> bool {
        (self.0.as_ptr() as usize).is_multiple_of(N)
    }

    /// [`Table::prefetch`] for a probe that starts at `index` and mostly ends within so many rows more: these may lie in the next line of the cache.
    #[inline]
    pub fn prefetch_probe(self, index: usize, more: usize) {
        self.prefetch(index);
        self.prefetch(index + more);
    }

    /// The row at `index`, or 0 past the end.
    pub fn get(self, index: usize) -> u64 {
        let Some(row) = self.0.get(index) else { return 0 };
        let mut wide = [0u8; 8];
        wide[..N].copy_from_slice(row);
        u64::from_le_bytes(wide)
    }
}

/// Asks for something from memory, and does not wait for it.
#[inline]
pub fn prefetch<T>(row: &T) {
    #[cfg(target_arch = "x86_64")]
    {
        use std::arch::x86_64::{_MM_HINT_T0, _mm_prefetch};
        // SAFETY: a hint that reads nothing and never faults, and the address is that of a reference.
        #[allow(unsafe_code)]
        unsafe {
            _mm_prefetch::<_MM_HINT_T0>(std::ptr::from_ref(row).cast());
        }
    }
    #[cfg(not(target_arch = "x86_64"))]
    let _ = row;
}

/// Named byte sections in one file: a count, then for each section its length, then the sections.
#[derive(Debug, Clone, Copy)]
pub struct Sections<'a>(&'a [u8]);

impl<'a> Sections<'a> {
    /// The sections of a file written by [`write_sections`].
    pub fn new(bytes: &'a [u8]) -> Self {
        Sections(bytes)
    }

    /// Section number `index`, empty when the file does not hold it.
    pub fn get(self, index: usize) -> &'a [u8] {
        let header = Table::<8>::new(self.0);
        let count = header.get(0) as usize;
        if index >= count {
            return &[];
        }
        let start = 8 * (1 + count) + (0..index).map(|i| header.get(1 + i) as usize).sum::<usize>();
        self.0.get(start..start + header.get(1 + index) as usize).unwrap_or_default()
    }
}

/// A number in the three bytes of a row.
///
/// # Panics
///
/// When it has more.
#[cfg(feature = "pack-builder")]
pub fn three_bytes(number: usize) -> [u8; 3] {
    assert!(number < 1 << 24, "{number} does not fit into three bytes");
    let [low, middle, high, ..] = number.to_le_bytes();
    [low, middle, high]
}

/// The counterpart of [`Sections`].
pub fn write_sections(sections: &[&[u8]]) -> Vec<u8> {
    let mut out = Vec::new();
    out.extend((sections.len() as u64).to_le_bytes());
    for section in sections {
        out.extend((section.len() as u64).to_le_bytes());
    }
    for section in sections {
        out.extend_from_slice(section);
    }
    out
}
