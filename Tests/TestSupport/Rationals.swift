public import Rationals

/// What a test asked for cannot be had.
public struct Unusable: Error, CustomStringConvertible {
    /// What it is.
    public let description: String

    /// Says what it is.
    public init(_ description: String) { self.description = description }
}

/// The rational that a text stands for.
public func rational(_ text: String) throws -> Rational {
    guard let number = Rational(text) else { throw Unusable("\(text) is no rational that fits") }
    return number
}
