//! From bytes to segments. One file a format.
