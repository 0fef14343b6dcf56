import SurveyProtocol

/// Turns the answers of a response into one byte an item, in questionnaire order.
///
/// The byte is the option's place among the item's options; 255 means not answered. An item or
/// option that the questionnaire does not have is a problem, never a guess.
struct AnswerIndex: Sendable {
    /// The byte of an item that was not answered.
    static let notAnswered: UInt8 = 255

    /// A question and the codes of its options.
    struct Question: Sendable {
        /// The item's or background question's id.
        let id: String
        /// The codes of its options, in order; at most 255.
        let codes: [String]

        /// A question with the codes of its options.
        init(id: String, codes: [String]) {
            self.id = id
            self.codes = codes
        }
    }

    private let items: ByteTable
    private let codes: [[[UInt8]]]
    /// For codes of one byte, as most are: 256 places an item, the option's number or 255.
    private let shortCodes: [UInt8]
    private let background: ByteTable
    private let backgroundCodes: [[[UInt8]]]

    /// The number of items.
    var itemCount: Int { codes.count }

    /// An index of a questionnaire's items and background questions.
    init(items: [Question], background: [Question]) {
        self.items = ByteTable(items.map(\.id))
        codes = items.map { $0.codes.map { Array($0.utf8) } }
        var shortCodes = [UInt8](repeating: Self.notAnswered, count: items.count * 256)
        for (item, codes) in codes.enumerated() {
            for (option, code) in codes.enumerated() where code.count == 1 {
                shortCodes[item * 256 + Int(code[0])] = UInt8(option)
            }
        }
        self.shortCodes = shortCodes
        self.background = ByteTable(background.map(\.id))
        backgroundCodes = background.map { $0.codes.map { Array($0.utf8) } }
    }

    /// Appends a response's answers to `output`, one byte an item.
    /// - Throws: a `Problem` naming the item; then nothing was appended.
    func append(
        _ fields: ResponseFields, of line: Span<UInt8>, to output: inout [UInt8]
    ) throws(Problem) {
        try checkBackground(fields, of: line)
        let start = output.count
        for _ in 0..<itemCount { output.append(Self.notAnswered) }
        do throws(Problem) {
            var guess = 0
            for answer in fields.answers {
                guard let item = items.number(of: answer.item, in: line, guess: guess) else {
                    throw Problem(.itemUnknown, "item `\(answer.item.text(in: line))`")
                }
                guard let option = option(answer.code, ofItem: item, in: line) else {
                    throw Problem(
                        .optionUnknown, "an option of item `\(answer.item.text(in: line))`")
                }
                guard output[start + item] == Self.notAnswered else {
                    throw Problem(
                        .memberRepeated, "item `\(answer.item.text(in: line))` is answered twice")
                }
                output[start + item] = option
                guess = item + 1
            }
        } catch {
            output.removeSubrange(start...)
            throw error
        }
    }

    private func checkBackground(
        _ fields: ResponseFields, of line: Span<UInt8>
    ) throws(Problem) {
        var seen: [Int] = []
        for (position, answer) in fields.background.enumerated() {
            guard let question = background.number(of: answer.item, in: line, guess: position)
            else {
                throw Problem(.backgroundUnknown, "question `\(answer.item.text(in: line))`")
            }
            guard Self.option(answer.code, of: backgroundCodes[question], in: line) != nil else {
                throw Problem(
                    .backgroundUnknown, "an option of question `\(answer.item.text(in: line))`")
            }
            guard !seen.contains(question) else {
                throw Problem(
                    .memberRepeated, "question `\(answer.item.text(in: line))` is answered twice")
            }
            seen.append(question)
        }
    }

    private func option(
        _ slice: ResponseFields.Slice, ofItem item: Int, in line: Span<UInt8>
    ) -> UInt8? {
        guard slice.count == 1 else { return Self.option(slice, of: codes[item], in: line) }
        let option = shortCodes[item * 256 + Int(line[slice.start])]
        return option == Self.notAnswered ? nil : option
    }

    private static func option(
        _ slice: ResponseFields.Slice, of codes: [[UInt8]], in line: Span<UInt8>
    ) -> UInt8? {
        for number in 0..<codes.count where codes[number].count == slice.count {
            var isEqual = true
            for index in 0..<slice.count where codes[number][index] != line[slice.start + index] {
                isEqual = false
                break
            }
            if isEqual { return UInt8(number) }
        }
        return nil
    }
}
