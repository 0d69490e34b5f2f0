/// How alike two reports are: by pairs of Chinese characters and by words of other scripts.
///
/// A text becomes a set of features. A run of Han characters gives its pairs, a run of letters and digits one word, which weighs
/// twice as much, since a word says about as much as three characters. What nearly every report says (的, 了, please, the)
/// is left out before. The likeness of two texts is the weight of what they share over the weight of all of both (Jaccard's
/// index). Reports of one mini program, kind and page are compared only, which is why little is enough.
package struct FeedbackLikeness: Hashable, Sendable {
    /// From here on two reports say the same. Chosen by hand; the tests hold it against pairs that say the same and pairs that
    /// do not.
    package static let same = 0.28
    /// From here on a known problem is offered to an assessor as the one that is meant.
    package static let near = 0.12

    /// Each with its weight.
    package let features: [String: Int]

    /// - Parameter text: read up to a number of features: what follows in a long text changes nothing.
    package init(_ text: String) {
        var features: [String: Int] = [:]
        var han: [Unicode.Scalar] = []
        var word = ""
        func endHan() {
            // One character alone is a feature too: 卡, 慢.
            if han.count == 1 { features[String(String.UnicodeScalarView(han))] = 1 }
            for (first, second) in zip(han, han.dropFirst()) {
                features[String(String.UnicodeScalarView([first, second]))] = 1
            }
            han = []
        }
        func endWord() {
            if !word.isEmpty, !Self.commonWords.contains(word) { features[Self.stem(word)] = 2 }
            word = ""
        }
        for scalar in text.precomposedCompatibility.unicodeScalars {
            guard features.count < Self.mostFeatures else { break }
            if Self.isHan(scalar) {
                endWord()
                if !Self.fillers.contains(scalar) { han.append(scalar) }
            } else if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
                endHan()
                word.unicodeScalars.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars)
                if word.unicodeScalars.count >= Self.longestWord { endWord() }
            } else if scalar != "'" && scalar != "’" {
                endHan()
                endWord()
            }
        }
        endHan()
        endWord()
        self.features = features
    }

    private static let mostFeatures = 400
    private static let longestWord = 40

    /// From 0, nothing in common, to 1. Two texts without any feature are alike: neither says anything.
    package func likeness(to other: FeedbackLikeness) -> Double {
        if features.isEmpty || other.features.isEmpty { return features.isEmpty && other.features.isEmpty ? 1 : 0 }
        var (shared, all) = (0, other.features.values.reduce(0, +))
        for (feature, weight) in features {
            if other.features[feature] == nil { all += weight } else { shared += weight }
        }
        return Double(shared) / Double(all)
    }

    /// The numbers by which like texts are found without comparing each with each: pairs of min-hashes. Of two texts whose
    /// likeness is 0.28 some pair is the same in 95 of 100 cases, at 0.5 in more than 99.9; at 0.05 in 10.
    package var bands: [Int64] {
        guard !features.isEmpty else { return [0] }
        var smallest = [UInt64](repeating: .max, count: Self.bandCount * 2)
        for (feature, weight) in features {
            for copy in 0..<weight {
                var hash = Self.hash(feature, seed: UInt64(copy))
                for index in smallest.indices {
                    hash = Self.mixed(hash &+ 0x9e37_79b9_7f4a_7c15)
                    if hash < smallest[index] { smallest[index] = hash }
                }
            }
        }
        return (0..<Self.bandCount).map { band in
            let both = Self.mixed(smallest[2 * band] ^ Self.mixed(smallest[2 * band + 1] &+ UInt64(band)))
            return Int64(bitPattern: both)
        }
    }

    package static let bandCount = 36

    /// FNV-1a, which is the same on every machine and for ever: bands are stored.
    private static func hash(_ feature: String, seed: UInt64) -> UInt64 {
        feature.utf8.reduce(0xcbf2_9ce4_8422_2325 ^ seed) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }

    /// The finaliser of SplitMix64.
    private static func mixed(_ number: UInt64) -> UInt64 {
        var number = number
        number = (number ^ (number >> 30)) &* 0xbf58_476d_1ce4_e5b9
        number = (number ^ (number >> 27)) &* 0x94d0_49bb_1331_11eb
        return number ^ (number >> 31)
    }

    private static func isHan(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x3400...0x4dbf, 0x4e00...0x9fff, 0xf900...0xfaff, 0x20000...0x323af: true
        default: false
        }
    }

    /// `loading`, `loads` and `loaded` are one word. Rough, and enough to find what is alike.
    private static func stem(_ word: String) -> String {
        for ending in ["ing", "ed", "es", "s"] where word.utf8.count > ending.utf8.count + 3 && word.hasSuffix(ending) {
            return String(word.dropLast(ending.count))
        }
        return word
    }

    private static let fillers = Set("的了吗呢啊呀吧嘛哦请是就都也很太又还在我你您他她它们这那个一有么".unicodeScalars)
    private static let commonWords: Set<String> = [
        "a", "an", "the", "i", "my", "me", "we", "you", "it", "its", "is", "are", "was", "be", "am", "to", "of", "and",
        "or",
        "in", "on", "at", "for", "with", "this", "that", "there", "please", "very", "so", "just", "when", "do", "does",
        "did",
        "have", "has", "had", "then", "but", "all", "again", "your",
    ]
}

extension String {
    /// Wide Latin letters and digits as narrow ones: what a Chinese keyboard types is the same word.
    fileprivate var precomposedCompatibility: String {
        var kept = String.UnicodeScalarView()
        for scalar in unicodeScalars {
            if (0xff01...0xff5e).contains(scalar.value), let narrow = Unicode.Scalar(scalar.value - 0xfee0) {
                kept.append(narrow)
            } else {
                kept.append(scalar)
            }
        }
        return String(kept)
    }
}
