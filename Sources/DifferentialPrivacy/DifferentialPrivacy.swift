// The module DifferentialPrivacy.
