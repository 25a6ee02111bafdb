//! Printers of findings. One file a format.
