import Collecting

/// What an option combination is given as.
enum DHIS2Combination: Hashable {
    /// Nothing: the default combination.
    case absent
    /// A name: a UID, a code.
    case name(String)
    /// Categories and their options.
    case options([DHIS2Option])
}

/// A category and an option of it.
struct DHIS2Option: Hashable {
    let category: String
    let option: String
}

/// One data value as it stands in a document, whichever its format.
struct DHIS2Value {
    var element = ""
    var period = ""
    var orgUnit = ""
    var combination = DHIS2Combination.absent
    var attributes = DHIS2Combination.absent
    /// The value; `nil` where there is none, which deletes it in DHIS2.
    var value: String?
    /// Whether the value was given as `true` or `false`, not as a text.
    var isTruth = false
    /// Whether the value is a text that stands beside it.
    var isText = false
    var isDeleted = false
    var isMarked = false
    var hasFreeText = false
    var line = 0
}

/// One declaration that a form of an organisation is complete for a period.
struct DHIS2Registration {
    var dataSet = ""
    var period = ""
    var orgUnit = ""
    var attributes = DHIS2Combination.absent
    var isComplete = true
    var line = 0
}

/// What stands at the head of a document, or of a group of one, and goes for its values.
struct DHIS2Header {
    var dataSet = ""
    var period = ""
    var orgUnit = ""
    var attributes = DHIS2Combination.absent
    /// Whether it says on which day the form was completed.
    var isComplete = false
    var line = 0

    /// The names under which it says by which kind of name things are called; `nil` for all of them.
    static let schemes: [(name: String, kind: DHIS2Mapping.Kind?)] = [
        ("idScheme", nil), ("dataElementIdScheme", .dataElement), ("orgUnitIdScheme", .orgUnit),
        ("categoryOptionComboIdScheme", .categoryOptionCombo), ("categoryIdScheme", .category),
        ("categoryOptionIdScheme", .categoryOption), ("attributeOptionComboIdScheme", .attributeOptionCombo),
    ]

    /// The registration that it makes.
    var registration: DHIS2Registration {
        DHIS2Registration(
            dataSet: dataSet, period: period, orgUnit: orgUnit, attributes: attributes, line: line)
    }
}

/// A truth value as DHIS2 writes it; `nil` for another text.
func truthOfDHIS2(_ text: String) -> Bool? {
    switch text.lowercased() {
    case "true", "t", "1": true
    case "false", "f", "0": false
    default: nil
    }
}
