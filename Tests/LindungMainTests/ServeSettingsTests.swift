import Arguments
import Foundation
import TestSupport
import Testing

@testable import LindungMain

@Suite struct ServeSettingsTests {
    @Test func theSettingsInForceCanBeReadBack() throws {
        let folder = try Folder()
        let first = lindung(
            "serve", "--print-config", "--listen", "[::1]:9", "--trusted-proxies", "10.0.0.0/8,::1",
            "--submission-limit", "2 GiB", "--requests-per-second", "0.5", "--workspace", "/a b")
        #expect(first.status == 0)
        #expect(first.output.contains("submission-limit: 2 GiB  # from the command line\n"))
        #expect(first.output.contains("connections-per-address: 0  # from trusted-proxies\n"))
        let file = try folder.file("lindung.yaml", first.output)
        let second = lindung("serve", "--print-config", "--config", file, "--json")
        let lines = try #require(try second.members()["settings"] as? [[String: Any]])
        func value(_ key: String) -> [String] {
            let value = lines.first { $0["key"] as? String == key }?["value"]
            return (value as? String).map { [$0] } ?? value as? [String] ?? []
        }
        #expect(value("listen") == ["[::1]:9"] && value("workspace") == ["/a b"])
        #expect(value("trusted-proxies") == ["10.0.0.0/8", "::1"])
        #expect(value("requests-per-second") == ["0.5"] && value("connections-per-address") == ["0"])
        #expect(value("workers") == ["4"] && value("tls-key").isEmpty)
    }

    /// The variable of a setting is its name, so that whoever knows one knows the other.
    @Test func everySettingHasTheVariableOfItsName() {
        for spec in ServeSettings.all.map(\.spec) {
            let words = spec.name.dropFirst(2).split(separator: "-").map { $0.uppercased() }
            #expect(spec.environment == "LINDUNG_" + words.joined(separator: "_"))
        }
    }

    @Test(arguments: [
        ("wrkers: 3", 1, "lindung.yaml:1:1: unknown key \"wrkers\" (did you mean \"workers\"?)"),
        ("header-limit: 3", 1, "lindung.yaml:1:15: expected a number of bytes from 1KiB to 1MiB"),
        ("trusted-proxies: [10.0.0.1/8]", 1, "lindung.yaml:1:19: expected an address or a network"),
        ("tls-key: k.pem", 2, "--tls-key needs --tls-certificate"),
    ])
    func aFileWithMistakesServesNothing(text: String, status: Int32, message: String) throws {
        let folder = try Folder()
        let outcome = lindung("serve", "--config", try folder.file("lindung.yaml", text + "\n"))
        #expect(outcome.status == status)
        #expect(outcome.errors.contains(message), "\(outcome.errors)")
    }

    @Test func aFileThatIsNotThereIsSaid() {
        let outcome = lindung("serve", "--config", "/nowhere/lindung.yaml")
        #expect(outcome.status == 2 && outcome.errors.contains("/nowhere/lindung.yaml"))
    }

    @Test func aMisspeltVariableEndsIt() throws {
        let folder = try Folder()
        let outcome = try Executable.shell("LINDUNG_WORKER=3 \"$L\" serve --print-config", in: folder)
        #expect(outcome.status == 2 && outcome.errors.contains("did you mean LINDUNG_WORKERS?"))
        let other = try Executable.shell(
            "LINDUNG_PORT_8080_TCP=x LINDUNG_WORKERS=3 \"$L\" serve --print-config", in: folder)
        #expect(other.status == 0 && other.errors.contains("LINDUNG_PORT_8080_TCP"))
        #expect(other.output.contains("workers: 3  # from LINDUNG_WORKERS\n"))
    }

    @Test(arguments: [
        ("65536", 65_536), ("64KiB", 65_536), ("4 GiB", 4_294_967_296), ("1TiB", 1_099_511_627_776), ("0", 0),
    ])
    func bytesMayHaveAUnit(text: String, bytes: Int64) { #expect(ByteCount(text)?.bytes == bytes) }

    @Test(arguments: ["", "KiB", "4kb", "-1", "1.5GiB", "9999999999999TiB", "4 GiB "])
    func whatIsNoNumberOfBytesIsRefused(text: String) { #expect(ByteCount(text) == nil) }
}
