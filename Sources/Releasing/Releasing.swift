// The module Releasing.
