import CLibcrypto
public import DifferentialPrivacy
import Glibc

/// The pages behind `SystemRandomBits`: word 0 counts the words left, the others hold them.
///
/// Not copyable and only reached through a `mutating` function of its owner, so no two threads use it at once.
@usableFromInline
@safe
struct RandomBlock: ~Copyable, @unchecked Sendable {
    /// The whole mapping; `capacity` + 1 words.
    @usableFromInline let words: UnsafeMutablePointer<UInt64>

    /// 16 KiB less the word that counts.
    private static let capacity = 2047
    private static let size = 16_384

    /// Maps zeroed pages that a forked child sees zeroed again, that are not swapped out if the system allows it,
    /// and that do not enter core dumps.
    init() throws(RandomnessError) {
        let mapping = unsafe mmap(nil, RandomBlock.size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
        guard let mapping = unsafe mapping, unsafe mapping != MAP_FAILED else { throw .outOfMemory }
        guard unsafe madvise(mapping, RandomBlock.size, Int32(MADV_WIPEONFORK)) == 0 else {
            unsafe munmap(mapping, RandomBlock.size)
            throw .outOfMemory
        }
        // Both are precautions that a sandbox or a low limit may refuse; nothing depends on them.
        _ = unsafe madvise(mapping, RandomBlock.size, Int32(MADV_DONTDUMP))
        _ = unsafe mlock(mapping, RandomBlock.size)
        unsafe words = mapping.bindMemory(to: UInt64.self, capacity: RandomBlock.capacity + 1)
    }

    deinit {
        unsafe OPENSSL_cleanse(words, RandomBlock.size)
        unsafe munmap(words, RandomBlock.size)
    }

    /// The last word left, erased where it lay; `nil` if none is left.
    @inlinable
    func takeWord() -> UInt64? {
        let left = unsafe words[0]
        guard left > 0 else { return nil }
        let word = unsafe words[Int(left)]
        unsafe words[Int(left)] = 0
        unsafe words[0] = left - 1
        return word
    }

    /// Draws a whole block.
    @usableFromInline
    func refill() throws(RandomnessError) {
        let bytes = Int32(RandomBlock.capacity * MemoryLayout<UInt64>.size)
        let status = unsafe RAND_priv_bytes(
            UnsafeMutableRawPointer(words + 1).assumingMemoryBound(to: UInt8.self), bytes)
        guard status == 1 else {
            unsafe OPENSSL_cleanse(words, RandomBlock.size)
            throw .generatorFailed
        }
        unsafe words[0] = UInt64(RandomBlock.capacity)
    }
}
