import Foundation
import Testing

@testable import Cryptography

@Suite struct SigningTests {
    /// RFC 8032, 7.1, tests 1 to 3: secret and public key, message, signature.
    @Test(arguments: [
        (
            "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
            "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", [] as [UInt8],
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
        ),
        (
            "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
            "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", [0x72],
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
        ),
        (
            "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
            "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", [0xAF, 0x82],
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"
        ),
    ])
    func signaturesAreThoseOfTheStandard(secret: String, open: String, message: [UInt8], signature: String) throws {
        let key = try SigningKey(try SymmetricKey(hexadecimal: secret))
        let made = try key.signature(of: message)
        #expect(Hexadecimal.text(of: made) == signature)
        let published = try #require(Digest(hexadecimal: open))
        // The public key in PEM is the standard's 32 bytes behind a lead of twelve.
        let line = try #require(key.publicKey.pem.split(separator: "\n").dropFirst().first)
        let bytes = try #require(Data(base64Encoded: String(line)))
        #expect(Array(bytes.dropFirst(12)) == published.bytes)
        #expect(try key.publicKey.verifies(made, of: message))
    }

    @Test func whatWasChangedDoesNotVerify() throws {
        let (key, other) = (try SigningKey(SymmetricKey()), try SigningKey(SymmetricKey()))
        let message = Array("a manifest".utf8)
        let signature = try key.signature(of: message)
        let published = try VerifyingKey(pem: key.publicKey.pem)
        #expect(published == key.publicKey)
        #expect(try published.verifies(signature, of: message))
        #expect(try !other.publicKey.verifies(signature, of: message))
        for place in signature.indices {
            var changed = signature
            changed[place] ^= 1
            #expect(try !published.verifies(changed, of: message))
        }
        for place in message.indices {
            var changed = message
            changed[place] ^= 1
            #expect(try !published.verifies(signature, of: changed))
        }
        #expect(try !published.verifies([], of: message))
        #expect("\(key)" == "signing key")
    }

    @Test(arguments: [
        "", "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n", "AAAA",
        "-----BEGIN PUBLIC KEY-----\n!\n-----END PUBLIC KEY-----\n",
    ])
    func whatIsNoKeyIsRefused(text: String) {
        #expect(throws: CryptographyError.malformedKey) { try VerifyingKey(pem: text) }
    }
}
