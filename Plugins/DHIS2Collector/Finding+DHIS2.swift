import Collecting

// The words of findings about documents of DHIS2.

extension Finding {
    /// A data element that the mapping does not know, and how many values it has.
    static func unmappedElement(_ name: String, values: Int, isRefused: Bool, at location: Location) -> Finding {
        guard let shown = Excerpt.quoting(name) else { return personalData(at: location) }
        return Finding(
            isRefused ? .error : .warning, .unmappedName, at: location,
            LocalizedText(
                "the mapping has no data element \(shown): \(values == 1 ? "1 value is" : "\(values) values are") not counted; map it, or list it under ignore",
                malay:
                    "fail pemetaan tiada elemen data \(shown): \(values) nilai tidak dikira; petakannya, atau senaraikan di bawah ignore"
            ))
    }

    /// More data elements that the mapping does not know than are named one by one.
    static func moreUnmapped(values: Int, isRefused: Bool, at location: Location) -> Finding {
        Finding(
            isRefused ? .error : .warning, .unmappedName, at: location,
            LocalizedText(
                "\(values) values more are of data elements that the mapping does not have; is this the right mapping?",
                malay:
                    "\(values) nilai lagi adalah bagi elemen data yang tiada dalam fail pemetaan; adakah pemetaan betul?"
            ))
    }

    /// A value that is no count.
    static func notACount(_ found: LocalizedText, at location: Location) -> Finding {
        Finding(
            .error, .malformedNumber, at: location,
            LocalizedText(
                "the value is \(found.english), and only whole numbers are counted; list its data element under ignore",
                malay:
                    "nilai ini ialah \(found[.malay]), sedangkan hanya nombor bulat dikira; senaraikan elemen datanya di bawah ignore"
            ))
    }

    /// A period of a type that no dataset has.
    static func otherPeriod(
        _ text: String, _ kind: DHIS2Period.Kind, frequency: Frequency, at location: Location
    ) -> Finding {
        let shown = Excerpt.cutting(text) ?? "…"
        return Finding(
            .error, .coarsePeriod, at: location,
            LocalizedText(
                "\(shown) is \(kind.words.english), which is not split into other periods; this dataset takes \(frequency.periodsOfDHIS2)",
                malay:
                    "\(shown) ialah \(kind.words[.malay]), yang tidak dipecahkan kepada tempoh lain; set data ini menerima \(frequency.periodsOfDHIS2)"
            ))
    }

    /// A value that stands there already.
    static func doubledValue(first: Int, at location: Location) -> Finding {
        Finding(
            .error, .doubledRow, at: location,
            LocalizedText(
                "data element, period, organisation unit and combinations are those of the value in row \(first); leave one out",
                malay:
                    "elemen data, tempoh, unit organisasi dan gabungan sama dengan nilai di baris \(first); buang satu"
            ))
    }

    /// Two names that give different codes of one dimension.
    static func codesDiffer(_ dimension: Dimension, at location: Location) -> Finding {
        Finding(
            .error, .unmappedName, at: location,
            LocalizedText(
                "two names of this value give different codes of \(dimension.id); mend the mapping",
                malay: "dua nama bagi nilai ini memberi kod \(dimension.id) yang berbeza; betulkan fail pemetaan"))
    }

    /// A value of which nothing gives a code of a dimension.
    static func codeMissing(_ dimension: Dimension, at location: Location) -> Finding {
        Finding(
            .error, .missingValue, at: location,
            LocalizedText(
                "no name of this value gives a code of \(dimension.id); add it to the mapping",
                malay: "tiada nama bagi nilai ini yang memberi kod \(dimension.id); tambahkannya dalam fail pemetaan"))
    }

    /// A document of another data set.
    static func otherDataSet(_ name: String, at location: Location) -> Finding {
        let shown = Excerpt.quoting(name) ?? "…"
        return Finding(
            .error, .wrongDataset, at: location,
            LocalizedText(
                "the values are of the data set \(shown), which is none of the mapping's dataSets",
                malay: "nilai ini daripada set data \(shown), yang tiada dalam dataSets fail pemetaan"))
    }

    /// A document whose names are of another kind than the mapping's.
    static func otherScheme(_ scheme: String, expected: String, at location: Location) -> Finding {
        let shown = Excerpt.quoting(scheme) ?? "…"
        return Finding(
            .error, .wrongDataset, at: location,
            LocalizedText(
                "the document calls things by \(shown), the mapping by \(expected); export it with that scheme",
                malay: "dokumen menggunakan nama jenis \(shown), fail pemetaan \(expected); eksport dengan skema itu"))
    }

    /// Something that was left out or passed over, counted.
    static func passedOver(_ count: Int, _ english: String, malay: String, at location: Location) -> Finding {
        Finding(
            .note, .skippedRows, at: location,
            LocalizedText("\(count == 1 ? "1 value" : "\(count) values") \(english)", malay: "\(count) nilai \(malay)"))
    }

    /// Periods of which cells without a value may be zero or missing.
    static func notRegistered(_ periods: [Period], at location: Location) -> Finding {
        let shared = notComplete(periods, at: location)
        return Finding(
            shared.severity, shared.kind, at: location,
            LocalizedText(
                "\(shared.message.english) (DHIS2 does not store zeros): send the completeness registrations of all expected organisation units in the same document, or --option absent=zero",
                malay:
                    "\(shared.message[.malay]) (DHIS2 tidak menyimpan sifar): hantar pendaftaran kelengkapan semua unit organisasi yang dijangka dalam dokumen yang sama, atau --option absent=zero"
            ))
    }

    /// A document that declares periods complete and has no value.
    static func completeAndEmpty(_ count: Int, at location: Location) -> Finding {
        Finding(
            .warning, .notComplete, at: location,
            LocalizedText(
                "the document holds no values and declares \(count == 1 ? "1 period" : "\(count) periods") complete: taken as nothing to report, in place of values sent before",
                malay:
                    "dokumen ini tiada nilai dan mengisytiharkan \(count) tempoh lengkap: diambil sebagai tiada apa-apa untuk dilaporkan, menggantikan nilai yang dihantar sebelum ini"
            ))
    }

    /// Names of a document that are none of DHIS2's.
    static func unknownKey(_ name: String, meant: String, at location: Location) -> Finding {
        Finding(
            .warning, .unusedColumn, at: location,
            LocalizedText(
                "\(Excerpt.quoting(name) ?? "…") is no name of DHIS2 and was not read; did you mean \"\(meant)\"?",
                malay:
                    "\(Excerpt.quoting(name) ?? "…") bukan nama DHIS2 dan tidak dibaca; adakah anda maksudkan \"\(meant)\"?"
            ))
    }

    /// A document that does not begin as one of DHIS2 does.
    static func noDHIS2(at location: Location) -> Finding {
        unknownShape("data value sets and registrations of DHIS2: JSON, CSV, XML, ADX", at: location)
    }
}
