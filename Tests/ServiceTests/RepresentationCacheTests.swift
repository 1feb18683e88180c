import HTTPServing
import Testing

@testable import Service

@Suite struct RepresentationCacheTests {
    private func made() throws -> Representation {
        try Representation([65], packed: nil, mediaType: "text/plain", freshness: .revalidate)
    }

    /// Names hold what clients send, so that neither their length nor their number is for clients to choose.
    @Test func namesTakeNoMoreMemoryThanTheyMay() throws {
        let cache = RepresentationCache(room: 1 << 30)
        let made = try made()
        let long = String(repeating: "a", count: RepresentationCache.longestName + 1)
        cache.keep(made, as: long, generation: 0)
        #expect(cache.find(long) == nil)
        for number in 0..<RepresentationCache.most + 10 { cache.keep(made, as: "\(number)", generation: 0) }
        #expect((0..<RepresentationCache.most + 10).count { cache.find("\($0)") != nil } == RepresentationCache.most)
        #expect(cache.find("\(RepresentationCache.most + 9)") != nil && cache.find("0") == nil)
    }

    @Test func whatWasBegunBeforeAChangeIsNotKept() throws {
        let cache = RepresentationCache(room: 1 << 20)
        cache.keep(try made(), as: "a", generation: cache.generation)
        #expect(cache.find("a") != nil)
        let before = cache.generation
        cache.forgetAll()
        #expect(cache.find("a") == nil)
        cache.keep(try made(), as: "a", generation: before)
        #expect(cache.find("a") == nil)
    }
}
