import Collecting
import Testing

@testable import ProcessCollecting

@Suite struct ProtocolTests {
    @Test func whatAProgramSaysIsTaken() throws {
        let read = try collect(
            saying(
                #"{"type":"count","period":"2024-03","codes":["C"],"count":4,"row":2}"#,
                #"{"type":"unit","period":"2024-03","codes":["A"],"key":"N-17"}"#,
                #"{"type":"unit","period":"2024-03","codes":["A"],"key":"N-17","scope":"shared"}"#,
                #"{"type":"section","period":"2024-03","levels":[0],"codes":["_T"],"count":9}"#,
                #"{"type":"cover","period":"2024-04","isNil":true}"#,
                #"{"type":"finding","severity":"warning","kind":"missing-value","row":3,"column":1,"message":{"en":"none","ms":"tiada"}}"#,
                end))
        #expect(
            read.observations == [
                "2024-03 [3] 4", "2024-03 [0] unit", "2024-03 [0] unit", "2024-03 [0] [-1] 9", "2024-04 covered true",
            ])
        #expect(read.keys == ["N-17 own", "N-17 shared"])
        #expect(read.findings.map(\.location.description) == ["f.csv, row 3, column 1"])
    }

    @Test func aProgramIsGivenTheHeaderAndThenTheSubmission() throws {
        let body = """
            read -r header
            case "$header" in *'"protocol":1'*'"today":"2024-06-15"'*|*'"today":"2024-06-15"'*'"protocol":1'*) ;; *) exit 3 ;; esac
            case "$header" in *'"file":"f.csv"'*) ;; *) exit 4 ;; esac
            read -r first
            [ "$first" = "month,kind,count" ] || exit 5
            \(saying(end))
            """
        #expect(try collect(body).findings.isEmpty)
    }

    @Test func nothingOfTheParentsEnvironmentGoesAlong() throws {
        let body = """
            cat >/dev/null
            [ -z "$HOME$USER$LINDUNG_WORKSPACE" ] || exit 3
            [ "$LANG" = C.UTF-8 ] || exit 4
            \(saying(end))
            """
        #expect(try collect(body).findings.isEmpty)
    }

    @Test(
        .enabled(if: ConfinedProgram.canConfine),
        arguments: [
            "[ ! -e /etc/passwd ]", "[ ! -e /home ] && [ ! -e /root ]", "! touch /usr/x 2>/dev/null",
            "[ -z \"$(ls -A /tmp)\" ]", "! touch /x 2>/dev/null", "! touch /dev/shm/x 2>/dev/null",
            "[ \"$(grep -c : /proc/net/dev)\" = 1 ]",
        ])
    func whatIsNotItsBusinessIsNotThere(test: String) throws {
        #expect(try collect("\(test) || exit 9\n\(saying(end))").findings.isEmpty)
    }

    @Test(arguments: [
        #"{"type":"count","period":"2024-03","codes":["D"],"count":4,"row":7}"#,
        #"{"type":"count","period":"2024-03","codes":["GROUP"],"count":4,"row":7}"#,
        #"{"type":"count","period":"2024-03","codes":["_T"],"count":4,"row":7}"#,
        #"{"type":"count","period":"2024-03","codes":["A","B"],"count":4,"row":7}"#,
        #"{"type":"count","period":"2024-03","codes":["A"],"count":-1,"row":7}"#,
        #"{"type":"count","period":"2024-03","codes":["A"],"count":1000000001,"row":7}"#,
        #"{"type":"count","period":"2024-03","codes":["A"],"row":7}"#,
        #"{"type":"count","period":"2024","codes":["A"],"count":4,"row":7}"#,
        #"{"type":"count","period":"2024-07","codes":["A"],"count":4,"row":7}"#,
        #"{"type":"count","period":"2024-05","codes":["A"],"count":4,"row":7}"#,
        #"{"type":"section","period":"2024-03","levels":[5],"codes":["A"],"count":4,"row":7}"#,
        #"{"type":"section","period":"2024-03","levels":[0],"codes":["A"],"count":4,"row":7}"#,
        #"{"type":"unit","period":"2024-03","codes":["A"],"key":"","row":7}"#,
        #"{"type":"unit","period":"2024-03","codes":["A"],"key":"x","scope":"all","row":7}"#,
        #"{"type":"cover","period":"2024-07","row":7}"#,
        #"{"type":"finding","severity":"error","kind":"collector-failed","row":7,"message":{"en":"a","ms":"b"}}"#,
        #"{"type":"finding","severity":"error","kind":"unknown-code","row":7,"message":{"en":"a","ms":""}}"#,
        #"{"type":"finding","severity":"bad","kind":"unknown-code","row":7,"message":{"en":"a","ms":"b"}}"#,
        #"{"type":"other","row":7}"#, #"{"type":"begin","protocol":1,"row":7}"#,
    ])
    func aLieIsAFindingAtTheRowAndRefusesTheWhole(line: String) throws {
        let read = try collect(
            saying(#"{"type":"cover","period":"2024-03","row":7}"#, line, end), coverage: "2024-01..2024-04")
        #expect(read.observations == ["2024-03 covered false"])
        #expect(read.findings.map(\.kind) == [.collectorFailed])
        #expect(read.findings.first?.location == Finding.Location(file: "f.csv", row: 7))
        var log = FindingLog()
        for finding in read.findings { log.add(finding) }
        #expect(log.refusesWhole)
    }

    @Test func whatLooksPersonalIsNotPassedOn() throws {
        let read = try collect(
            saying(
                #"{"type":"finding","severity":"error","kind":"unknown-code","row":2,"message":{"en":"000000-00-0000 is none","ms":"bukan"}}"#,
                end))
        #expect(read.findings.map(\.kind) == [.unknownCode])
        #expect(read.findings.allSatisfy { !$0.message.english.contains("0000") && $0.message.malay != nil })
    }
}
