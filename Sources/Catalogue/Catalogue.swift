// The module Catalogue.
