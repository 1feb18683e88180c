public import Cryptography
public import Statistics

/// What kind of organisation a provider is.
public enum ProviderKind: String, Sendable, CaseIterable {
    /// A helpline for children.
    case helpline
    /// A hotline that takes reports of material.
    case hotline
    /// The police.
    case police
    /// A platform on the Internet.
    case platform
}

/// An organisation that submits.
public struct ProviderRecord: Hashable, Sendable {
    /// Its short name.
    public let id: Identifier
    /// Its name in full.
    public let name: String
    /// What kind it is of, where that was said.
    public let kind: ProviderKind?
    /// The offices that send on their own, in the order in which they were added.
    public let branches: [Identifier]
    /// Whether it may not submit any more.
    public let isDisabled: Bool
    /// When it was added.
    public let added: Timestamp

    /// Takes the facts.
    public init(
        id: Identifier, name: String, kind: ProviderKind?, branches: [Identifier] = [], isDisabled: Bool = false,
        added: Timestamp
    ) {
        self.id = id
        self.name = name
        self.kind = kind
        self.branches = branches
        self.isDisabled = isDisabled
        self.added = added
    }
}

/// What the bearer of a token may do.
public enum TokenScope: String, Sendable, CaseIterable {
    /// Send submissions of its provider and see what became of them.
    case submit
    /// Make releases, and submit for others.
    case curate
}

/// A token that was issued; of its secret the hash alone.
public struct TokenRecord: Hashable, Sendable {
    /// Its name: eight hexadecimal digits in small letters.
    public let id: String
    /// Whose it is.
    public let provider: Identifier
    /// What it is good for.
    public let scope: TokenScope
    /// The hash of its secret.
    public let hash: Digest
    /// When it was issued.
    public let issued: Timestamp
    /// From when it is good no more.
    public let expires: Timestamp?
    /// When it was revoked.
    public let revoked: Timestamp?

    /// Takes the facts; `nil` unless the name is eight hexadecimal digits in small letters.
    public init?(
        id: String, provider: Identifier, scope: TokenScope, hash: Digest, issued: Timestamp,
        expires: Timestamp? = nil, revoked: Timestamp? = nil
    ) {
        guard id.utf8.count == 8, id.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) })
        else { return nil }
        self.id = id
        self.provider = provider
        self.scope = scope
        self.hash = hash
        self.issued = issued
        self.expires = expires
        self.revoked = revoked
    }
}
