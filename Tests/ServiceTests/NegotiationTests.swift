import HTTPServing
import Testing

@testable import Service

@Suite struct NegotiationTests {
    private func head(_ headers: [(String, String)]) -> HTTPHead {
        HTTPHead(method: "GET", target: "/", headers: headers.map { (name: $0.0, value: $0.1) }, peer: "")
    }

    @Test(
        arguments: [
            (nil, "text/csv"), ("*/*", "text/csv"), ("application/json", "application/json"), ("text/*", "text/csv"),
            ("text/csv;q=0.5, application/json", "application/json"), ("text/csv;q=0, */*", "application/json"),
            ("image/png", nil), ("text/csv;q=0", nil), ("TEXT/CSV", "text/csv"),
            ("application/*;q=0.2, text/csv;q=0.1", "application/json"),
            (";;,,", "text/csv"), ("text/csv;q=9", "text/csv"),
        ] as [(String?, String?)])
    func theBestOfWhatThereIsIsChosen(accept: String?, best: String?) {
        let chosen = Negotiation.best(
            of: ["text/csv", "application/json"], for: head(accept.map { [("accept", $0)] } ?? []))
        #expect(chosen == best)
    }

    /// A version that is not written is not taken for one that is.
    @Test(arguments: [
        ("application/x+csv", true), ("application/x+csv; version=2.0.0", true),
        ("application/x+csv;version=\"2.0.0\";q=0.5", true), ("application/x+csv; version=1.0.0", false),
        ("application/x+csv; version=1.0.0, application/*;q=0.1", true), ("application/x+csv; labels=id", true),
    ])
    func parametersOfATypeMustFit(accept: String, fits: Bool) {
        let type = "application/x+csv; version=2.0.0"
        #expect(Negotiation.best(of: [type], for: head([("accept", accept)])) == (fits ? type : nil))
    }

    @Test(arguments: [
        ("gzip", true), ("br, gzip;q=0.1", true), ("gzip;q=0", false), ("*", true), ("*;q=0", false), ("br", false),
        ("", false),
        ("gzip;q=0, *", false),
    ])
    func gzipIsSentToThoseWhoTakeIt(text: String, takes: Bool) {
        #expect(Negotiation.accepts(gzipIn: head([("accept-encoding", text)])) == takes)
    }

    @Test(arguments: [
        ("bytes=0-4", ByteRange.part(0..<5)), ("bytes=5-", .part(5..<10)), ("bytes=-3", .part(7..<10)),
        ("bytes=-99", .part(0..<10)), ("bytes=0-99", .part(0..<10)), ("bytes=10-", .outside), ("bytes=-0", .outside),
        ("bytes=4-2", .ignored), ("bytes=0-1,3-4", .ignored), ("lines=1-2", .ignored), ("bytes=a-b", .ignored),
        ("bytes=-", .ignored), ("bytes=99999999999999999999-", .outside),
        ("bytes=9-99999999999999999999", .part(9..<10)),
    ])
    func rangesAreReadExactly(text: String, range: ByteRange) { #expect(ByteRange(text, size: 10) == range) }

    @Test func aBucketFillsSteadily() {
        let limiter = RateLimiter(perSecond: 2, burst: 3)
        let start = ContinuousClock.now
        let first = (0..<5).map { _ in limiter.admit("a", now: start).isAdmitted }
        #expect(first == [true, true, true, false, false])
        #expect(limiter.admit("b", now: start).isAdmitted)
        #expect(limiter.admit("a", now: start).wait == 1)
        let later = (0..<3).map { _ in limiter.admit("a", now: start + .seconds(1)).isAdmitted }
        #expect(later == [true, true, false])
        #expect(RateLimiter(perSecond: 0, burst: 1).admit("a").isAdmitted)
    }
}
