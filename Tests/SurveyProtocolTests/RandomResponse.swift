import SurveyProtocol

/// Makes valid responses of every shape.
struct RandomResponse {
    private static let letters =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
    private static let visible = String(
        (0x21...0x7E).compactMap { Unicode.Scalar($0).map(Character.init) })
    private static let scalars: [ClosedRange<UInt32>] = [
        0x20...0x7E, 0x20...0x7E, 0xA0...0x24F, 0x300...0x36F, 0x400...0x4FF, 0x4E00...0x9FFF,
        0xE000...0xFFFF, 0x1F300...0x1F6FF, 0x10_0000...0x10_FFFF,
    ]

    var random: SplitMix

    init(seed: UInt64) {
        random = SplitMix(seed: seed)
    }

    mutating func response() -> Response {
        var response = Response(
            id: ResponseID(milliseconds: random.next(), random: (random.next(), random.next())),
            round: identifier(), questionnaire: digest(), organization: identifier())
        if random.chance(40) {
            response.revision = random.number(2...Limits.revisionMaximum)
            response.replaces = digest()
        }
        response.unit = random.chance(70) ? unit() : nil
        response.respondent =
            random.chance(50)
            ? random.text(Self.visible.filter { $0 != "\"" && $0 != "\\" }, 16...128) : nil
        response.background = answers(atMost: random.chance(5) ? 50 : 4)
        response.answers = answers(atMost: random.chance(2) ? 1_000 : 60)
        response.startedAt = time()
        response.completedAt = time()
        response.agent = random.text(Self.letters + "-./ ", 1...64)
        return response
    }

    mutating func identifier() -> String {
        random.text(Self.letters, 1...1)
            + random.text(Self.letters + "._-", 0...(random.chance(10) ? 63 : 12))
    }

    mutating func digest() -> Digest {
        guard let digest = Digest(bytes: random.bytes(Digest.byteCount)) else {
            preconditionFailure("32 bytes make a digest")
        }
        return digest
    }

    /// A unit of at most 200 bytes, with much that must be escaped.
    mutating func unit() -> String {
        var text = ""
        for _ in 0..<random.number(1...60) {
            let range = random.pick(Self.scalars)
            let value = UInt32.random(in: range, using: &random)
            let scalar: Unicode.Scalar? =
                random.chance(15) ? random.pick(["\"", "\\", "/"]) : Unicode.Scalar(value)
            guard let scalar, text.utf8.count + 4 <= Limits.unitBytesMaximum else { continue }
            text.unicodeScalars.append(scalar)
        }
        return text.isEmpty ? "unit" : text
    }

    mutating func time() -> String {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let date =
            "\(random.number(1970...9999))-\(two(random.number(1...12)))"
            + "-\(two(random.number(1...28)))"
        let clock = [23, 59, 59].map { two(random.number(0...$0)) }.joined(separator: ":")
        let fraction = random.chance(20) ? "." + random.text("0123456789", 1...9) : ""
        return "\(date)T\(clock)\(fraction)Z"
    }

    private mutating func answers(atMost maximum: Int) -> [Response.Answer] {
        var items: Set<String> = []
        var answers: [Response.Answer] = []
        for _ in 0..<random.number(0...maximum) {
            let item = identifier()
            guard items.insert(item).inserted else { continue }
            answers.append(Response.Answer(item: item, code: identifier()))
        }
        return answers
    }
}
