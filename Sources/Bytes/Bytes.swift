// The module Bytes.
