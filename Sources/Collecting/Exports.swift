// A collector's module imports `Collecting` alone and has everything that it works with.
@_exported public import Aggregation
@_exported public import Bytes
@_exported public import Spelling
@_exported public import Spreadsheets
@_exported public import Statistics
@_exported public import YAML
