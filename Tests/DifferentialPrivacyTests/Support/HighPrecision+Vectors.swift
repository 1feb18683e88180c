/// For exp(-m·a/b) and exp(-m²·a/b): the words of floor(2^256·w), by
/// `mpmath.mp.prec = 2000; int(mpmath.floor(mpmath.exp(-mpmath.mpf(m) * a / b) * mpmath.mpf(2) ** 256))`.
extension HighPrecisionWeight {
    /// Of scale 10.
    static let laplace10: [HighPrecisionWeight] = [
        HighPrecisionWeight(
            false, 1, 10, 1,
            [0xe7a3_6cce_a959_d401, 0x51e5_380f_2ced_e803, 0xb331_9390_a172_6976, 0xbfd3_1c43_e9b1_886a]),
        HighPrecisionWeight(
            false, 1, 10, 7,
            [0x7f20_36e7_7555_071e, 0x7bce_b7cb_a04c_7ecc, 0xef15_5b71_4b7e_c44b, 0xb348_cde5_22fb_4bbd]),
        HighPrecisionWeight(
            false, 1, 10, 100,
            [0x0002_f9af_36ac_8f93, 0x538b_648e_aa13_10e5, 0xf2bd_f1d2_9cb2_8266, 0x8b9a_7147_cc4d_c89a]),
        HighPrecisionWeight(
            false, 1, 10, 221,
            [0x0000_0001_1584_b597, 0x6a3f_28b6_d300_7e2d, 0x66e8_3100_ac68_30b4, 0x2633_e018_c86c_ddd6]),
    ]
    /// Of σ 10.
    static let gaussian10: [HighPrecisionWeight] = [
        HighPrecisionWeight(
            true, 1, 200, 1,
            [0xfeb9_2349_3e94_5789, 0x5c13_d115_70eb_99ad, 0x27d9_34ed_ef01_6afe, 0x4300_c12e_4a41_a8b8]),
        HighPrecisionWeight(
            true, 1, 200, 13,
            [0x6df7_7895_4572_b7fb, 0x787d_5ee4_8203_73f0, 0x9a8e_fc8d_0781_7fc8, 0xc870_b7cd_e3d1_5710]),
        HighPrecisionWeight(
            true, 1, 200, 40,
            [0x0015_fc21_0410_27ac, 0xbbfc_d467_80fe_e71e, 0xad23_fbcb_7f4a_81e5, 0x8767_ef80_1a32_c2ef]),
        HighPrecisionWeight(
            true, 1, 200, 66,
            [0x0000_0001_7e2d_a449, 0x4ea0_215d_3b24_53dd, 0x8b24_627e_abf9_afe3, 0xa7f6_e612_8ae7_2c0b]),
    ]
    /// At the bounds of what is allowed, and between.
    static let others: [HighPrecisionWeight] = [
        HighPrecisionWeight(
            false, 7, 3, 5,
            [0x0000_8fdd_1540_3850, 0x670f_7117_ad8f_4b24, 0xd59f_bfed_bdd9_8e7a, 0x4b5f_d128_2f86_7871]),
        HighPrecisionWeight(
            false, 9_223_372_036_854_775_783, 9_223_372_036_854_775_807, 1,
            [0x5e2d_58d8_b3bc_df2c, 0x635f_7024_43be_cfdc, 0x016e_8e91_fe1a_ed7d, 0xbdf1_3809_7bb5_02ff]),
        HighPrecisionWeight(
            false, 1, 1, 44,
            [0x0000_0000_0000_0001, 0x6f74_1de1_748e_bebe, 0xd87d_9698_e268_1f10, 0xc7c9_f9c3_990d_483c]),
        HighPrecisionWeight(
            false, 1_099_511_627_776, 9_223_372_036_854_775_807, 12345,
            [0xff9f_a028_918b_75a0, 0xf1ce_4ca7_6e36_491b, 0x6d98_4147_66b7_4d3f, 0x244b_a3a6_50d6_2bc8]),
        HighPrecisionWeight(
            false, 3, 1, 29,
            [0x0000_0000_0000_0000, 0x0000_0000_0000_0005, 0x99b4_36b4_a587_33ef, 0xcbf1_c9e9_dfb2_a1d2]),
        HighPrecisionWeight(
            true, 1, 8190, 426,
            [0x0000_0001_05d1_2161, 0xda71_4519_fbd4_ffda, 0x8af5_60b7_11ec_0609, 0xce3c_ae59_8187_cac5]),
        HighPrecisionWeight(
            true, 2_305_843_009_213_693_951, 123_456_789_012_345_678, 1,
            [0x0000_0021_3a44_d1d2, 0xeb14_497f_61e5_41fb, 0xec28_f8f1_f96b_f2e1, 0x3cc7_4105_28f6_8884]),
        HighPrecisionWeight(
            true, 10, 2, 3,
            [0x0000_0000_0000_0000, 0x872d_b9e8_ffa9_e7d4, 0x1f2a_af39_897b_91e4, 0x002e_70fc_eed3_9147]),
    ]
    /// Of scale 10 and m = 222 + 64i + r, times 2ⁱ.
    static let tail10: [HighPrecisionWeight] = [
        HighPrecisionWeight(
            false, 1, 10, 222,
            [0x0000_0000_fb1b_e94f, 0x4543_a175_7442_e4a7, 0xb37a_7801_5e74_0a23, 0x5946_4eb9_ce56_dec4]),
        HighPrecisionWeight(
            false, 1, 10, 227,
            [0x0000_0000_984e_29c5, 0x7bf9_b7c1_8828_4f85, 0x74f6_4e09_0fed_9bf9, 0x8301_ad0f_d9b7_675b]),
        HighPrecisionWeight(
            false, 1, 10, 291,
            [0x0000_0000_0081_919b, 0x75f6_83ce_6dc7_7653, 0xcb0c_1f4f_9758_927e, 0x9216_e916_d415_14bb]),
    ]
}
