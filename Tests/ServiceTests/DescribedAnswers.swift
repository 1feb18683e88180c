import Foundation

/// Holds values against the JSON Schemas of a document of OpenAPI 3.1, as far as that document uses the language: a word
/// that is not known here is a fault, so that nothing goes unchecked.
/// The document is read once and not changed.
struct DescribedAnswers: @unchecked Sendable {
    let document: [String: Any]

    init(_ bytes: [UInt8]) throws {
        document = try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any] ?? [:]
    }

    /// What is wrong with an answer; nothing where it is as described. The content is `nil` where it is packed.
    func faults(
        method: String, pattern: String, status: Int, head: String, content: [UInt8]?
    ) -> [String] {
        let place = "\(method) \(pattern) \(status)"
        let operation =
            (document["paths"] as? [String: [String: Any]])?[pattern]?[method.lowercased()] as? [String: Any]
        guard let responses = operation?["responses"] as? [String: [String: Any]] else {
            return ["\(place): no such operation"]
        }
        guard let response = responses["\(status)"] else { return ["\(place): no such status"] }
        var lines: [String: String] = [:]
        for line in head.split(separator: "\r\n") {
            let sides = line.split(separator: ":", maxSplits: 1)
            if sides.count == 2 { lines[sides[0].lowercased()] = sides[1].trimmingCharacters(in: .whitespaces) }
        }
        var faults: [String] = []
        for (name, header) in response["headers"] as? [String: [String: Any]] ?? [:] {
            let isRequired = header["required"] as? Bool ?? false
            if isRequired, lines[name.lowercased()] == nil { faults.append("\(place): no \(name)") }
        }
        guard let contents = response["content"] as? [String: [String: Any]] else {
            return content?.isEmpty ?? true ? faults : faults + ["\(place): content that is not described"]
        }
        let type = (lines["content-type"] ?? "").split(separator: ";").first.map(String.init) ?? ""
        guard let described = contents[type] else { return faults + ["\(place): a \(type) that is not described"] }
        guard let content, type.hasSuffix("json"), status != 206, let schema = described["schema"] else {
            return faults
        }
        guard let value = try? JSONSerialization.jsonObject(with: Data(content), options: .fragmentsAllowed) else {
            return faults + ["\(place): no JSON"]
        }
        return faults + check(value, schema).map { "\(place): \($0)" }
    }

    /// What is wrong with a value.
    func check(_ value: Any, _ schema: Any, at path: String = "") -> [String] {
        guard let schema = schema as? [String: Any] else {
            return schema as? Bool == true ? [] : ["\(path): nothing may stand here"]
        }
        var faults: [String] = []
        for (word, rule) in schema { faults += check(value, word, rule, schema, path) }
        return faults
    }

    private func check(_ value: Any, _ word: String, _ rule: Any, _ schema: [String: Any], _ path: String) -> [String] {
        let wrong = ["\(path): \(value) is not of \(word) \(rule)"]
        switch word {
        case "$ref":
            guard let name = rule as? String, let target = resolve(name) else {
                return ["\(path): \(rule) leads nowhere"]
            }
            return check(value, target, at: path)
        case "type":
            let types = rule as? [String] ?? [rule as? String ?? ""]
            return types.contains { isOf(value, $0) } ? [] : wrong
        case "enum": return (rule as? [Any])?.contains { same($0, value) } ?? false ? [] : wrong
        case "const": return same(rule, value) ? [] : wrong
        case "pattern":
            guard let text = value as? String else { return [] }
            return text.range(of: rule as? String ?? "", options: .regularExpression) == nil ? wrong : []
        case "minLength", "maxLength":
            guard let text = value as? String, let bound = rule as? Int else { return [] }
            let count = text.unicodeScalars.count
            return word == "minLength" ? (count < bound ? wrong : []) : (count > bound ? wrong : [])
        case "minimum", "maximum":
            guard let number = number(value)?.doubleValue, let bound = (rule as? NSNumber)?.doubleValue else {
                return []
            }
            return word == "minimum" ? (number < bound ? wrong : []) : (number > bound ? wrong : [])
        case "minItems": return (value as? [Any]).map { $0.count < rule as? Int ?? 0 } ?? false ? wrong : []
        case "items":
            return (value as? [Any] ?? []).enumerated().flatMap { check($1, rule, at: "\(path)/\($0)") }
        case "required":
            guard let object = value as? [String: Any] else { return [] }
            return (rule as? [String] ?? []).filter { object[$0] == nil }.map { "\(path): no \($0)" }
        case "properties":
            guard let object = value as? [String: Any], let rules = rule as? [String: Any] else { return [] }
            return rules.flatMap { name, rule in object[name].map { check($0, rule, at: "\(path)/\(name)") } ?? [] }
        case "additionalProperties":
            guard let object = value as? [String: Any] else { return [] }
            let known = Set((schema["properties"] as? [String: Any] ?? [:]).keys)
            return object.filter { !known.contains($0.key) }.flatMap { check($1, rule, at: "\(path)/\($0)") }
        case "propertyNames": return (value as? [String: Any] ?? [:]).keys.flatMap { check($0, rule, at: path) }
        case "oneOf", "anyOf":
            let found = (rule as? [Any] ?? []).map { check(value, $0, at: path) }
            let fitting = found.count { $0.isEmpty }
            if word == "oneOf" ? fitting == 1 : fitting > 0 { return [] }
            return ["\(path): \(fitting) of \(word) fit"] + found.joined()
        case "description", "title", "examples", "$defs", "$schema": return []
        default: return ["\(path): the word \(word) is not known"]
        }
    }

    /// What a reference within the document leads to.
    func resolve(_ name: String) -> Any? {
        var place: Any? = document
        for part in name.split(separator: "/").dropFirst() { place = (place as? [String: Any])?[String(part)] }
        return place
    }

    private func isOf(_ value: Any, _ type: String) -> Bool {
        switch type {
        case "object": value is [String: Any]
        case "array": value is [Any]
        case "string": value is String
        case "boolean": isFlag(value)
        case "null": value is NSNull
        case "integer": number(value).map { $0.doubleValue == $0.doubleValue.rounded() } ?? false
        case "number": number(value) != nil
        default: false
        }
    }

    private func number(_ value: Any) -> NSNumber? { isFlag(value) ? nil : value as? NSNumber }

    /// `JSONSerialization` gives flags as numbers of a type of their own.
    private func isFlag(_ value: Any) -> Bool { "\(type(of: value))".contains("Bool") }

    private func same(_ one: Any, _ other: Any) -> Bool {
        (one as? NSObject)?.isEqual(other) ?? ("\(one)" == "\(other)")
    }
}
