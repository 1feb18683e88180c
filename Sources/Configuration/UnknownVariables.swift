public import Arguments
import Spelling

/// Variables of the environment that begin as the settings' do and are none.
public enum UnknownVariables {
    /// Those that nothing asks for, each with the setting's variable that it may have been meant to be.
    ///
    /// - Parameters:
    ///   - names: the variables of the environment.
    ///   - prefix: how the settings' variables begin: `LINDUNG_`.
    ///   - settings: what can be set.
    ///   - others: variables that mean something else.
    /// - Returns: the unknown ones, by name.
    public static func among(
        _ names: some Sequence<String>, prefix: String, settings: [any ArgumentDeclaration], others: Set<String> = []
    ) -> [(name: String, meant: String?)] {
        let known = settings.compactMap(\.spec.environment)
        return names.filter { $0.hasPrefix(prefix) && !known.contains($0) && !others.contains($0) }.sorted().map {
            name in
            // The prefix is alike in all of them, and must not make strangers near.
            let meant = nearest(
                to: String(name.dropFirst(prefix.count)), among: known.map { String($0.dropFirst(prefix.count)) })
            return (name, meant.map { prefix + $0 })
        }
    }
}
