// The module Registry.
