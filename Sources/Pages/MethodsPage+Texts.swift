import Statistics

extension MethodsPage {
    /// One part of the page.
    struct Part {
        let heading: String
        var paragraphs: [String] = []
        var points: [String] = []
    }

    /// The parts, in their order: what is counted, protection, margins, what cannot be concluded, revisions, checking.
    func parts(_ words: PageWords) -> [Part] {
        [
            Part(
                heading: words("What is counted", "Apa yang dikira"),
                paragraphs: [
                    words(
                        "The figures count contacts, reports and cases that an office recorded. A contact is not a child: one child may call ten times, and ten people may report one child. Figures of different datasets must not be added up.",
                        "Angka mengira hubungan, laporan dan kes yang direkodkan oleh sesebuah pejabat. Satu hubungan bukan seorang kanak-kanak: seorang kanak-kanak mungkin menghubungi sepuluh kali, dan sepuluh orang mungkin melaporkan seorang kanak-kanak. Angka set data yang berbeza tidak boleh dijumlahkan."
                    )
                ]),
            Part(
                heading: words("What protection does to the figures", "Kesan perlindungan pada angka"),
                paragraphs: [
                    words(
                        "Before anyone outside sees a figure, random noise is added to it, once. Had any one unit been left out, the same figures could have come out almost as easily: so nobody can tell from them whether a certain one is among those counted. How much “almost” is, is the privacy loss.",
                        "Sebelum sesiapa di luar melihat sesuatu angka, hingar rawak ditambah padanya, sekali sahaja. Jika mana-mana satu unit tidak dikira, angka yang sama hampir sama mudah terhasil: maka tiada siapa dapat tahu sama ada unit tertentu termasuk dalam kiraan. Kadar “hampir” itu ialah kehilangan privasi."
                    )
                ]),
            Part(
                heading: words("How to read a margin", "Cara membaca margin"),
                paragraphs: [
                    words(
                        "Each figure has a margin: with a probability of 95% the count is no further from the figure than that. The margin is of the noise alone. Where two figures are said to differ, the difference is larger than noise and chance explain; of all the changes that are named so, at most one in twenty is none, on average.",
                        "Setiap angka mempunyai margin: dengan kebarangkalian 95%, kiraan sebenar tidak lebih jauh daripada itu. Margin hanya tentang hingar. Apabila dua angka dikatakan berbeza, perbezaannya melebihi apa yang boleh dijelaskan oleh hingar dan kebetulan; daripada semua perubahan yang dinamakan, purata paling banyak satu dalam dua puluh bukan perubahan sebenar."
                    )
                ]),
            Part(
                heading: words("What cannot be concluded", "Apa yang tidak boleh disimpulkan"), points: limits(words)),
            Part(
                heading: words("Revisions", "Semakan"),
                paragraphs: [
                    words(
                        "A release never changes. Figures that were wrong or incomplete are made anew in a later release, which says so; figures of other periods are carried over as they were. A release that should not have been made is withdrawn.",
                        "Sesuatu terbitan tidak pernah berubah. Angka yang salah atau tidak lengkap dibuat semula dalam terbitan kemudian, yang menyatakannya; angka tempoh lain dibawa seperti asal. Terbitan yang tidak sepatutnya dibuat ditarik balik."
                    )
                ]),
            Part(
                heading: words("How to check a download", "Cara memeriksa muat turun"),
                paragraphs: [
                    words(
                        "Every release has a manifest that lists its files with their SHA-256, names the release before, and is signed by the office (Ed25519). With manifest.txt, manifest.sig and signing.pem beside a file, anyone can check it with OpenSSL alone: openssl pkeyutl -verify -pubin -inkey signing.pem -rawin -in manifest.txt -sigfile manifest.sig, and then openssl dgst -sha256 FILE, which must stand in the manifest. Take the public key once, from the office itself, and keep it. The office can also say of any copy of which release it is (lindung verify FILE).",
                        "Setiap terbitan mempunyai manifes yang menyenaraikan failnya bersama SHA-256, menamakan terbitan sebelumnya, dan ditandatangani oleh pejabat (Ed25519). Dengan manifest.txt, manifest.sig dan signing.pem di sisi fail, sesiapa boleh memeriksanya dengan OpenSSL sahaja: openssl pkeyutl -verify -pubin -inkey signing.pem -rawin -in manifest.txt -sigfile manifest.sig, kemudian openssl dgst -sha256 FAIL, yang mesti terdapat dalam manifes. Ambil kunci awam sekali daripada pejabat itu sendiri, dan simpan. Pejabat juga dapat menyatakan sesuatu salinan daripada terbitan mana (lindung verify FAIL)."
                    )
                ]),
        ]
    }

    private func limits(_ words: PageWords) -> [String] {
        [
            words(
                "How many children were harmed. Most never tell anyone; more reports may mean that more is told, not that more happens.",
                "Berapa ramai kanak-kanak yang disakiti. Kebanyakannya tidak memberitahu sesiapa; lebih banyak laporan mungkin bermaksud lebih banyak yang diberitahu, bukan lebih banyak yang berlaku."
            ),
            words(
                "That a hidden figure is zero or small. It was below a threshold with its noise, no more.",
                "Bahawa angka yang disembunyikan ialah sifar atau kecil. Ia di bawah had bersama hingarnya, itu sahaja."
            ),
            words(
                "That a figure of 0 means that there was none, or a figure of 1 that there was one. Noise makes both.",
                "Bahawa angka 0 bermaksud tiada langsung, atau angka 1 bermaksud ada satu. Hingar menghasilkan kedua-duanya."
            ),
            words(
                "Anything about a certain child, family or place.",
                "Apa-apa tentang kanak-kanak, keluarga atau tempat tertentu."),
            words(
                "A change where other offices had reported, or where a series is broken.",
                "Perubahan jika pejabat yang melapor berbeza, atau jika siri terputus."),
            words(
                "That one state is more dangerous than another: the figures are not for each child who lives there.",
                "Bahawa satu negeri lebih berbahaya daripada yang lain: angka bukan kadar bagi setiap kanak-kanak di situ."
            ),
        ]
    }
}
