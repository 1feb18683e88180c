import Glibc

/// Texts as C has them, for as long as the object lives.
@safe final class UnsafeTexts {
    private var texts: [UnsafeMutablePointer<CChar>]
    private var lists: [UnsafeMutableBufferPointer<UnsafeMutablePointer<CChar>?>]

    init() {
        unsafe texts = []
        unsafe lists = []
    }

    deinit {
        while let text = unsafe texts.popLast() { unsafe free(text) }
        while let list = unsafe lists.popLast() { unsafe list.deallocate() }
    }

    /// A copy of a text; none of none.
    func copy(_ text: String?) -> UnsafeMutablePointer<CChar>? {
        guard let text, let copy = unsafe strdup(text) else { return nil }
        unsafe texts.append(copy)
        return unsafe copy
    }

    /// A list of copies that ends with none.
    func copy(list: [String]) -> UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? {
        let copies = UnsafeMutableBufferPointer<UnsafeMutablePointer<CChar>?>.allocate(capacity: list.count + 1)
        unsafe copies.initialize(repeating: nil)
        for (place, text) in list.enumerated() { unsafe copies[place] = copy(text) }
        unsafe lists.append(copies)
        return copies.baseAddress
    }
}
