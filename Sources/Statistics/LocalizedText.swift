/// A language in which Lindung speaks to people.
public enum Language: String, Sendable, CaseIterable {
    /// English.
    case english = "en"
    /// Bahasa Malaysia.
    case malay = "ms"
}

/// A text for people, in English and, where it has been translated, in Bahasa Malaysia.
public struct LocalizedText: Hashable, Sendable {
    /// The English text.
    public let english: String
    /// The Malay text, if there is one.
    public let malay: String?

    /// Takes both texts.
    public init(_ english: String, malay: String? = nil) {
        self.english = english
        self.malay = malay
    }

    /// The text in a language; the English one where there is no other.
    public subscript(language: Language) -> String {
        switch language {
        case .english: english
        case .malay: malay ?? english
        }
    }
}
