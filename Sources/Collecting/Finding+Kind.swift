extension Finding {
    /// The kinds of findings that collectors share.
    public enum Kind: String, Sendable, CaseIterable {
        /// The collector, a program of its own, failed or said what it may not.
        case collectorFailed = "collector-failed"

        // The file as a whole.
        /// The file holds nothing.
        case emptyFile = "empty-file"
        /// No row of the file could be used.
        case noRows = "no-rows"
        /// The bytes are not in the encoding that was declared.
        case wrongEncoding = "wrong-encoding"
        /// The file is no text.
        case binaryFile = "binary-file"
        /// The file ends within a line, so its last row may have been cut.
        case unfinishedFile = "unfinished-file"
        /// A column that is needed is not there.
        case missingColumn = "missing-column"
        /// Two columns have the same heading.
        case doubledColumn = "doubled-column"
        /// A column that nothing asked for.
        case unusedColumn = "unused-column"
        /// The mapping or form was made for another dataset, or does not fit the structure.
        case wrongDataset = "wrong-dataset"
        /// The file is no document of its format from some place on.
        case malformedDocument = "malformed-document"
        /// The file is in none of the shapes that the collector reads, or may be in several.
        case unknownShape = "unknown-shape"
        /// Something is counted otherwise from some period on.
        case seriesBreak = "series-break"
        /// Nothing says that a period is complete, so that what is not there is not known to be zero.
        case notComplete = "not-complete"

        /// A table that the mapping names is not in the file.
        case missingTable = "missing-table"
        /// A table stands in the file twice.
        case doubledTable = "doubled-table"
        /// Lines of the file lie in no table.
        case outsideTables = "outside-tables"
        /// A row of a map of the mapping file stood for nothing.
        case unusedMapRow = "unused-map-row"
        /// A total is not the sum of its parts.
        case unequalTotal = "unequal-total"

        /// Periods between those covered about which nothing is said.
        case uncoveredPeriods = "uncovered-periods"

        // A form.
        /// The file is none of the forms that the collector reads.
        case notAForm = "not-a-form"
        /// The form is of a version that is not known here.
        case wrongVersion = "wrong-version"
        /// The file is cut off, was altered on its way, or is not as any program writes it.
        case damagedFile = "damaged-file"
        /// The file brings programs along, which are not run.
        case macros = "macros"
        /// What a row says that it counts is not what its code says.
        case differentLabel = "different-label"
        /// A row that the form does not have.
        case unknownRow = "unknown-row"
        /// A row of the form is not there.
        case missingRow = "missing-row"
        /// Something stands where the form takes nothing.
        case strayText = "stray-text"
        /// The form says that there was nothing to report, and has counts.
        case contradiction = "contradiction"
        /// The form neither has a count nor says that there was nothing.
        case emptyForm = "empty-form"
        /// Two sections of a form add up to different totals.
        case differentTotals = "different-totals"
        /// Two sections of a form come to the same total and to different sums at a code that both have.
        case differentParts = "different-parts"
        /// A count of some is above the count of all.
        case aboveTotal = "above-total"

        // What the counts come to.
        /// The counts break a rule of the structure.
        case brokenRule = "broken-rule"
        /// Something is counted at codes that cannot stand together.
        case impossibleCombination = "impossible-combination"
        /// A count is far from those of the sender's last periods.
        case jump = "jump"
        /// Fewer mentions than units.
        case fewMentions = "few-mentions"
        /// The file counts in another unit than the dataset.
        case wrongUnit = "wrong-unit"

        // A record.
        /// A row has more or fewer fields than there are headings.
        case raggedRow = "ragged-row"
        /// A row is longer than any row may be.
        case rowTooLong = "row-too-long"
        /// Quotation marks do not pair, or text stands beside them.
        case malformedRow = "malformed-row"
        /// A row repeats the period and codes of an earlier one.
        case doubledRow = "doubled-row"
        /// Rows were left out on purpose.
        case skippedRows = "skipped-rows"
        /// Rows of one key that cannot both be true.
        case contradictoryRows = "contradictory-rows"
        /// More keys than are kept apart in one submission.
        case tooManyUnits = "too-many-units"
        /// What happened to a unit stands in an order in which it cannot have happened.
        case implausibleOrder = "implausible-order"
        /// The file says nothing about a dimension of the dataset.
        case dimensionNotGiven = "dimension-not-given"

        // A value.
        /// A name that the mapping says nothing about.
        case unmappedName = "unmapped-name"
        /// A value that is no code of its dimension.
        case unknownCode = "unknown-code"
        /// A code that stands for the sum of others.
        case subtotalCode = "subtotal-code"
        /// A unit of measure that the mapping does not know.
        case unknownUnit = "unknown-unit"
        /// A unit has more codes than one may be counted at.
        case tooManyCodes = "too-many-codes"
        /// A value that is needed is missing.
        case missingValue = "missing-value"
        /// A value that is no period in the format declared.
        case malformedPeriod = "malformed-period"
        /// A date that may be one of two days.
        case ambiguousDate = "ambiguous-date"
        /// A period longer than those of the dataset.
        case coarsePeriod = "coarse-period"
        /// A period that has not begun.
        case futurePeriod = "future-period"
        /// A period that the submission was not declared for.
        case outsideCoverage = "outside-coverage"
        /// A value that is no whole number in the format declared.
        case malformedNumber = "malformed-number"
        /// A count below zero.
        case negativeCount = "negative-count"
        /// A count beyond belief.
        case absurdCount = "absurd-count"
        /// What looks like a person's identity number, telephone number or address for mail.
        case personalData = "personal-data"
    }
}
