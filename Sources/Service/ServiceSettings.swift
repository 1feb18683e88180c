public import HTTPServing

/// How the service behaves, beyond where it listens.
public struct ServiceSettings: Sendable {
    /// Where it listens, and what it bears.
    public var server: HTTPServerSettings
    /// The proxies that are believed when they say in `X-Forwarded-For` for whom they ask.
    public var trustedProxies: [IPNetwork] = []
    /// How many public requests a second one address may make in the long run; 0 for any number.
    public var requestsPerSecond = 50.0
    /// How many it may make at once.
    public var requestBurst = 500.0
    /// How many requests a second one token may make in the long run; 0 for any number.
    public var tokenRequestsPerSecond = 5.0
    /// How many it may make at once.
    public var tokenRequestBurst = 60.0
    /// How many bad tokens a second may come from one address in the long run; 0 for any number.
    public var badTokensPerSecond = 0.1
    /// How many may come at once; then no token of that address is looked at until it has waited.
    public var badTokenBurst = 20.0
    /// The most bytes that a submission may have.
    public var submissionLimit: Int64 = 4 << 30
    /// How much memory rendered files may take, in bytes.
    public var cacheRoom = 256 << 20
    /// How long it goes on answering, and says that it is not ready, once it is to end, in seconds.
    public var drainTime = 0
    /// How long requests under way may take to finish once it is to end, in seconds.
    public var stopTime = 30

    /// Settings for a server.
    public init(server: HTTPServerSettings) { self.server = server }
}
