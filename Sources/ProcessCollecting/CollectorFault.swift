import Collecting

/// What a program that collects may get wrong.
enum CollectorFault: Hashable {
    case notStarted(String)
    case tookTooLong
    case saidTooMuch
    /// It ended with a status above zero, or by a signal, negative.
    case crashed(Int32)
    /// It ended before it said that it had.
    case brokenOff
    case notALine
    case otherProtocol(Int?)
    case notBegun
    case afterTheEnd
    case unknownKind
    case missingMember(String)
    case unknownCode(dimension: String)
    case wrongPeriod
    case wrongCount
    case wrongSection
    case wrongFinding

    /// What happened, in English and Bahasa Malaysia.
    var words: LocalizedText {
        switch self {
        case .notStarted(let reason):
            LocalizedText("it cannot be started: \(reason)", malay: "ia tidak dapat dimulakan: \(reason)")
        case .tookTooLong:
            LocalizedText("it took longer than it may and was ended", malay: "ia melebihi masa yang dibenarkan")
        case .saidTooMuch:
            LocalizedText("it said more than it may and was ended", malay: "ia mengeluarkan terlalu banyak data")
        case .crashed(let status) where status < 0:
            LocalizedText(
                "it was ended by signal \(-status), as where it uses more memory or time than it may",
                malay: "ia ditamatkan oleh isyarat \(-status), misalnya apabila melebihi had memori atau masa")
        case .crashed(let status):
            LocalizedText("it ended with status \(status)", malay: "ia tamat dengan status \(status)")
        case .brokenOff:
            LocalizedText("it ended without saying that it had finished", malay: "ia tamat tanpa menyatakan selesai")
        case .notALine:
            LocalizedText("it said what is no line of the protocol", malay: "ia mengeluarkan baris di luar protokol")
        case .otherProtocol(let version):
            LocalizedText(
                "it speaks version \(version.map(String.init) ?? "?") of the protocol, not \(ProcessCollectors.protocolVersion)",
                malay:
                    "ia menggunakan versi protokol \(version.map(String.init) ?? "?"), bukan \(ProcessCollectors.protocolVersion)"
            )
        case .notBegun:
            LocalizedText("it did not say which protocol it speaks", malay: "ia tidak menyatakan protokolnya")
        case .afterTheEnd:
            LocalizedText("it went on after its end", malay: "ia meneruskan selepas menyatakan tamat")
        case .unknownKind:
            LocalizedText("it said a line of an unknown type", malay: "ia mengeluarkan baris jenis tidak dikenali")
        case .missingMember(let name):
            LocalizedText("it left out \(name), or gave it in another form", malay: "ia tidak memberi \(name) yang sah")
        case .unknownCode(let dimension):
            LocalizedText(
                "it gave a code that is none of \(dimension), or a sum",
                malay: "ia memberi kod yang bukan kod \(dimension)")
        case .wrongPeriod:
            LocalizedText(
                "it gave a period that is none of the dataset, has not begun or was not declared",
                malay: "ia memberi tempoh yang tidak sah, belum bermula atau tidak diisytiharkan")
        case .wrongCount:
            LocalizedText("it gave a count below zero or beyond belief", malay: "ia memberi bilangan yang tidak sah")
        case .wrongSection:
            LocalizedText(
                "it gave a section that the form does not have", malay: "ia memberi bahagian yang tiada dalam borang")
        case .wrongFinding:
            LocalizedText(
                "it gave a finding of an unknown kind, without a place or not in both languages",
                malay: "ia memberi penemuan yang tidak sah")
        }
    }
}

extension Finding {
    /// The collector, a program of its own, did not do what it must.
    ///
    /// What it wrote to standard error is counted and not shown: it may hold what was submitted.
    static func collectorFailed(
        _ fault: CollectorFault, bytesOfErrors: Int64 = 0, at location: Location
    ) -> Finding {
        let words = fault.words
        let errors = bytesOfErrors > 0 ? "; it wrote \(bytesOfErrors) bytes to standard error, which are not shown" : ""
        let ralat =
            bytesOfErrors > 0 ? "; ia menulis \(bytesOfErrors) bait ke ralat piawai, yang tidak ditunjukkan" : ""
        return Finding(
            .error, .collectorFailed, at: location,
            LocalizedText(
                "the collector failed: \(words.english)\(errors); nothing of this submission is taken, tell who keeps the collector",
                malay:
                    "pengumpul gagal: \(words[.malay])\(ralat); tiada apa-apa daripada serahan ini diambil, maklumkan kepada penyelenggara pengumpul"
            ))
    }
}
