public import Bytes

/// A file of a release: its name, what it is, and how it is written.
public struct ReleaseFile: Sendable {
    /// Its name, without a folder: the same wherever the release is published.
    public let name: String
    /// What it is, as HTTP says it.
    public let mediaType: String
    private let body: @Sendable (any ByteSink) throws(PublishingError) -> Void

    /// Takes a file.
    init(
        _ name: String, _ mediaType: String, body: @escaping @Sendable (any ByteSink) throws(PublishingError) -> Void
    ) {
        self.name = name
        self.mediaType = mediaType
        self.body = body
    }

    /// Takes a file that nothing but its sink can fail.
    init(
        _ name: String, _ mediaType: String, bytes: @escaping @Sendable (any ByteSink) throws(BytesError) -> Void
    ) {
        self.init(name, mediaType) { sink throws(PublishingError) in
            do throws(BytesError) { try bytes(sink) } catch { throw .bytes(error) }
        }
    }

    /// Writes it to a sink, without committing it.
    ///
    /// - Throws: `PublishingError` where the sink cannot take it, or the format not hold it.
    public func write(to sink: any ByteSink) throws(PublishingError) { try body(sink) }
}
