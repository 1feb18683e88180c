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
                        "The office that publishes keeps the SHA-256 of every file that it exported, and can say of any copy whether it is unchanged and of which release it is (lindung verify FILE). There are no signatures yet by which anyone could check a file alone.",
                        "Pejabat yang menerbitkan menyimpan SHA-256 setiap fail yang dieksport, dan dapat mengesahkan sama ada sesuatu salinan tidak diubah dan daripada terbitan mana (lindung verify FILE). Belum ada tandatangan digital yang membolehkan sesiapa memeriksa fail sendiri."
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
