internal import CMicroHTTPD
import Glibc

/// A socket that listens at an address.
struct ListeningSocket {
    let descriptor: Int32
    let port: UInt16

    /// Listens; port 0 is any that is free, an empty host all addresses.
    init(host: String, port: UInt16) throws(HTTPServerError) {
        var hints = unsafe addrinfo()
        unsafe hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV
        unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var found: UnsafeMutablePointer<addrinfo>?
        let status = unsafe getaddrinfo(host.isEmpty ? nil : host, "\(port)", &hints, &found)
        guard status == 0, let first = unsafe found else { throw .unknownAddress(host) }
        defer { unsafe freeaddrinfo(first) }
        let name = host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
        let socket = unsafe Glibc.socket(
            first.pointee.ai_family, first.pointee.ai_socktype | Int32(SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue),
            first.pointee.ai_protocol)
        guard socket >= 0 else { throw .notListening(name, errno) }
        var yes: Int32 = 1
        unsafe setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
        guard unsafe bind(socket, first.pointee.ai_addr, first.pointee.ai_addrlen) == 0, listen(socket, 1024) == 0
        else {
            let number = errno
            Glibc.close(socket)
            throw .notListening(name, number)
        }
        descriptor = socket
        self.port = ListeningSocket.port(of: socket) ?? port
    }

    func close() { Glibc.close(descriptor) }

    static func close(_ descriptor: Int32) { Glibc.close(descriptor) }

    /// Ends a connection, so that the thread that polls it sees its end.
    static func shutDown(_ socket: Int32) { Glibc.shutdown(socket, Int32(SHUT_RDWR)) }

    private static func port(of socket: Int32) -> UInt16? {
        var address = sockaddr_storage()
        var size = socklen_t(MemoryLayout<sockaddr_storage>.size)
        let status = unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { unsafe getsockname(socket, $0, &size) }
        }
        guard status == 0 else { return nil }
        // The port stands at the same place in addresses of both families.
        return unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
                UInt16(bigEndian: unsafe $0.pointee.sin_port)
            }
        }
    }

    /// The numbers of an address, without the port; empty for one of no known family.
    static func name(of address: UnsafePointer<sockaddr>?) -> String {
        guard let address = unsafe address else { return "" }
        let size =
            unsafe address.pointee.sa_family == sa_family_t(AF_INET6)
            ? MemoryLayout<sockaddr_in6>.size : MemoryLayout<sockaddr_in>.size
        var name = [CChar](repeating: 0, count: Int(NI_MAXHOST))
        let status = unsafe getnameinfo(
            address, socklen_t(size), &name, socklen_t(name.count), nil, 0, NI_NUMERICHOST)
        guard status == 0 else { return "" }
        return String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}

/// The words of the system for an error.
func systemMessage(_ number: Int32) -> String {
    unsafe strerror(number).map { unsafe String(cString: $0) } ?? "error \(number)"
}

/// How many bytes a text of C has.
func cStringLength(_ text: UnsafePointer<CChar>) -> Int { unsafe strlen(text) }

/// Reads the headers of a request.
enum HeaderReader {
    static func headers(of connection: OpaquePointer) -> [(name: String, value: String)] {
        var headers: [(name: String, value: String)] = []
        unsafe withUnsafeMutablePointer(to: &headers) { pointer in
            _ = unsafe MHD_get_connection_values(
                connection, .HEADER_KIND,
                { context, _, name, value in
                    guard let context = unsafe context, let name = unsafe name else { return .YES }
                    let text = unsafe value.map { unsafe String(cString: $0) } ?? ""
                    unsafe context.assumingMemoryBound(to: [(name: String, value: String)].self).pointee.append(
                        (String(cString: name).lowercased(), text))
                    return .YES
                }, pointer)
        }
        return headers
    }
}

/// Addresses written in numbers.
enum NumericAddress {
    /// The 4 or 16 bytes of an address; `nil` for what is none.
    static func bytes(_ text: String) -> [UInt8]? {
        let isVersion6 = text.contains(":")
        var bytes = [UInt8](repeating: 0, count: isVersion6 ? 16 : 4)
        let status = unsafe inet_pton(isVersion6 ? AF_INET6 : AF_INET, text, &bytes)
        return status == 1 ? bytes : nil
    }
}
