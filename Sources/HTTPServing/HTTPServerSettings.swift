/// Where a server listens, and what it bears.
public struct HTTPServerSettings: Sendable {
    /// The address, as numbers or a name; empty for all.
    public var host: String
    /// The port; 0 for any that is free.
    public var port: UInt16
    /// The certificate and its key in PEM, for TLS.
    public var tls: (certificate: String, key: String)?
    /// How many threads poll connections.
    public var pollingThreads = 2
    /// How many workers answer what takes longer.
    public var workers = 4
    /// How many requests may wait for a worker.
    public var waiting = 256
    /// How many connections may be open.
    public var connections = 4096
    /// How many connections one address may have; 0 for no limit, behind a proxy.
    public var connectionsOfAnAddress = 256
    /// The most bytes that request line and headers take together.
    public var headerLimit = 16 << 10
    /// How long a client may take for its headers, or be silent, in seconds.
    public var silence = 30
    /// How long a client may take for a whole request, in seconds.
    public var requestTime = 900
    /// Where bodies are kept that are too large for the memory.
    public var folder: String

    /// Settings for an address.
    ///
    /// - Parameters:
    ///   - host: The address.
    ///   - port: The port.
    ///   - folder: Where bodies are kept that are too large for the memory.
    public init(host: String, port: UInt16, folder: String) {
        self.host = host
        self.port = port
        self.folder = folder
    }
}

/// Why a server does not start.
public enum HTTPServerError: Error, Hashable, Sendable {
    /// The address is none that this machine knows.
    case unknownAddress(String)
    /// The address could not be listened at; the number is the system's.
    case notListening(String, Int32)
    /// The library refused to start; perhaps the certificate or its key is not what it should be.
    case notStarted
}

extension HTTPServerError: CustomStringConvertible {
    /// The reason in words.
    public var description: String {
        switch self {
        case .unknownAddress(let address): "\(address) is no address of this machine"
        case .notListening(let address, let number): "cannot listen at \(address): \(systemMessage(number))"
        case .notStarted: "the server does not start; are certificate and key in PEM, and do they belong together?"
        }
    }
}
