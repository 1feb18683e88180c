internal import CMicroHTTPD

/// An answer in the form in which the server sends it, made once and sent as often as wanted.
@safe public final class PreparedResponse: Sendable {
    /// The answer that it was made of.
    public let response: HTTPResponse
    // The library counts references to it under a lock of its own; it is not changed after it was made.
    // `nil` where there was no memory for it.
    private nonisolated(unsafe) let pointer: OpaquePointer?

    /// Prepares an answer. Where there is no memory for it, the connections that it is for are closed instead.
    public init(_ response: HTTPResponse) {
        self.response = response
        let content = response.content
        let kept = unsafe Unmanaged.passRetained(content)
        unsafe pointer = MHD_create_response_from_buffer_with_free_callback_cls(
            content.count, content.pointer,
            { unsafe $0.map { unsafe Unmanaged<SharedBytes>.fromOpaque($0).release() } },
            kept.toOpaque())
        guard let pointer = unsafe pointer else {
            unsafe kept.release()
            return
        }
        for (name, value) in response.headers {
            // A header that is none is left out by the library; those here are all of this program's making.
            _ = unsafe MHD_add_response_header(pointer, name, value)
        }
    }

    deinit { if let pointer = unsafe pointer { unsafe MHD_destroy_response(pointer) } }

    /// Hands it to a connection; `false` if there is none, or the connection cannot take it any more: it is closed then.
    func queue(on connection: OpaquePointer) -> Bool {
        guard let pointer = unsafe pointer else { return false }
        return unsafe MHD_queue_response(connection, UInt32(response.status), pointer) == .YES
    }
}
