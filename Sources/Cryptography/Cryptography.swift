// The module Cryptography.
