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

        /// Periods between those covered about which nothing is said.
        case uncoveredPeriods = "uncovered-periods"

        // A form.
        /// The file is none of the forms that the collector reads.
        case notAForm = "not-a-form"
        /// The form is of a version that is not known here.
        case wrongVersion = "wrong-version"
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

        // A value.
        /// A value that is no code of its dimension.
        case unknownCode = "unknown-code"
        /// A code that stands for the sum of others.
        case subtotalCode = "subtotal-code"
        /// A value that is needed is missing.
        case missingValue = "missing-value"
        /// A value that is no period in the format declared.
        case malformedPeriod = "malformed-period"
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
