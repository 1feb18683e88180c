// The module Publishing.
