// The module TabularCollector.
