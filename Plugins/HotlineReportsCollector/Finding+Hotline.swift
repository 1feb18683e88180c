import Collecting

extension Finding {
    /// A removal that is dated before it was asked for.
    static func removedBeforeNotice(at place: Location) -> Finding {
        Finding(
            .error, .implausibleOrder, at: place,
            LocalizedText(
                "the removal is dated before the notice; check both times",
                malay: "pembuangan bertarikh sebelum notis; semak kedua-dua masa"))
    }

    /// Addresses of the material itself stand in the file.
    static func addressesAsKeys(at place: Location) -> Finding {
        Finding(
            .warning, .strayText, at: place,
            LocalizedText(
                "this column has the addresses themselves; send a number or a hash of each instead, which counts the same",
                malay:
                    "lajur ini mengandungi alamat sebenar; hantar nombor atau nilai cincangnya sebaliknya, kiraannya sama"
            ))
    }
}
