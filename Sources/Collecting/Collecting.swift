// The module Collecting.
