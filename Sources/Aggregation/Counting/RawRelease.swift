/// Why raw counts leave the aggregation core.
///
/// Whoever asks for them names one, so that every such place is found by searching for `releasingRaw`.
public enum RawRelease: Sendable {
    /// They go into a mechanism that protects them.
    case protection
    /// The user asked for exact figures that are not for publication.
    case exactAtUsersRequest
    /// They are kept for later, sealed, and go nowhere else.
    case sealedStorage
    /// A provider's own figures are compared with each other, to tell that provider something of them.
    case providersOwnFigures
}
