import Bytes
import Synchronization

/// One request on its way: what is known of it, and what is to be done next.
///
/// The polling thread of its connection and the worker that answers it take turns; the lock is for the memory model.
final class RequestExchange: Sendable {
    enum Step {
        /// The headers are not known yet.
        case begun
        /// The body is taken, or passed over once it is longer than the limit.
        case receiving(
            SpooledBytes, limit: Int64, tooLong: HTTPResponse, work: @Sendable (SpooledBytes) -> HTTPResponse)
        /// The body is passed over; then this is the answer.
        case passing(PreparedResponse, left: Int64)
        /// A worker is at it.
        case working
        /// A worker has answered.
        case ready(HTTPResponse)
        /// The answer was handed over.
        case answered(status: Int, sent: Int64)
    }

    struct State {
        var target: String
        var head: HTTPHead?
        var step = Step.begun
        var received: Int64 = 0
    }

    let state: Mutex<State>
    let began = ContinuousClock.now

    init(target: String) { state = Mutex(State(target: target)) }

    /// How long it has taken so far.
    var seconds: Double {
        let (seconds, attoseconds) = (ContinuousClock.now - began).components
        return Double(seconds) + Double(attoseconds) * 1e-18
    }
}
