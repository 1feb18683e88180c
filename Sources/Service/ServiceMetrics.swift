import Synchronization

/// Counts what was answered, for Prometheus.
final class ServiceMetrics: Sendable {
    private struct State {
        var requests: [String: Int64] = [:]
        var buckets = [Int64](repeating: 0, count: ServiceMetrics.bounds.count + 1)
        var seconds = 0.0
    }

    /// The upper bounds of the buckets, in seconds.
    static let bounds = [0.001, 0.005, 0.025, 0.1, 0.5, 2.5, 10.0, 60.0]

    private let state = Mutex(State())

    func count(_ line: AccessLine, seconds: Double) {
        state.withLock { state in
            state.requests[
                "method=\"\(line.method)\",route=\"\(line.route)\",status=\"\(line.status)\"", default: 0] +=
                1
            state.buckets[Self.bounds.firstIndex { seconds <= $0 } ?? Self.bounds.count] += 1
            state.seconds += seconds
        }
    }

    /// The text format of Prometheus.
    var text: String {
        state.withLock { state in
            var lines = [
                "# HELP lindung_requests_total Requests that were answered.", "# TYPE lindung_requests_total counter",
            ]
            for (labels, count) in state.requests.sorted(by: { $0.key < $1.key }) {
                lines.append("lindung_requests_total{\(labels)} \(count)")
            }
            lines += [
                "# HELP lindung_request_seconds How long answers took.", "# TYPE lindung_request_seconds histogram",
            ]
            var sum: Int64 = 0
            for (place, count) in state.buckets.enumerated() {
                sum += count
                let bound = place < Self.bounds.count ? "\(Self.bounds[place])" : "+Inf"
                lines.append("lindung_request_seconds_bucket{le=\"\(bound)\"} \(sum)")
            }
            lines += ["lindung_request_seconds_sum \(state.seconds)", "lindung_request_seconds_count \(sum)"]
            return lines.joined(separator: "\n") + "\n"
        }
    }
}
