import Testing

@testable import DifferentialPrivacy

@Suite struct ConcentratedConversionTests {
    /// Inputs that are exact in binary, where evaluating the formula plainly comes out below the true δ.
    ///
    /// Expected values computed to 50 digits, independently.
    @Test(arguments: [
        (0x1.238p+5, 0x1.40a76eff34p+8, 1.6747394813171438e-242), (0x1.04p-18, 0x1.38e5f3cp-4, 1.1239089719399046e-168),
        (0x1.85p-12, 0x1.c913376p-1, 2.7249683904497915e-237), (0x1.f4p+5, 0x1.54373e194cp+8, 1.417094996197687e-135),
        (0x1.89p-15, 0x1.e6330eap-3, 3.9705841790193628e-135), (0x1.62p+1, 0x1.0ab77264dp+6, 1.30866699272371e-162),
    ])
    func roundingNeverFavoursTheRelease(rho: Double, epsilon: Double, expected: Double) {
        let delta = ConcentratedConversion.delta(rho: rho, epsilon: epsilon)
        #expect(delta >= expected)
        #expect(delta <= expected * (1 + 1e-10))
    }
}
