import Foundation
import MaturityModel

/// Holds the answers in memory and measures them when it is told to.
///
/// It reads one command a line and answers with one line of JSON, so that another program can run
/// it and its peers in turn:
///
/// - `run FILE`: count, sum and sum of squares of every organization and item, then the means of
///   nodes, kinds and group; the sums go to the file as 64-bit integers.
/// - `read`: the same memory, only read.
/// - end of input: the session is over.
struct Session {
    private static let use = """
        use: survey-bench aggregate --questionnaire FILE --answers FILE --offsets FILE \
        --kinds N --lanes N
        """

    private let questionnaire: Questionnaire
    private let organizations: [OrganizationAnswers]
    /// An organization's kind is its number modulo how many kinds there are.
    private let kinds: [Int]
    private let lanes: Int

    /// A session as its arguments say; they are in the answer to wrong ones.
    init(arguments: [String]) throws(BenchError) {
        guard arguments.first == "aggregate", arguments.count % 2 == 1 else {
            throw BenchError(Self.use)
        }
        var options: [String: String] = [:]
        for index in stride(from: 1, to: arguments.count, by: 2) {
            options[arguments[index]] = arguments[index + 1]
        }
        lanes = try Self.number("--lanes", options)
        questionnaire = try QuestionnaireFile.read(options["--questionnaire"] ?? "")
        organizations = try AnswerFiles(
            answers: options["--answers"] ?? "", offsets: options["--offsets"] ?? "",
            itemCount: questionnaire.items.count
        ).organizations()
        let kindCount = try Self.number("--kinds", options)
        kinds = organizations.indices.map { $0 % kindCount }
    }

    /// Carries out commands until there are no more.
    func run() throws(BenchError) {
        say(#"{"ready":true}"#)
        while let line = readLine() {
            let words = line.split(separator: " ", maxSplits: 1).map(String.init)
            switch (words.first, words.count) {
            case ("run", 2): try measure(sumsTo: words[1])
            case ("read", 1): read()
            default: throw BenchError("the command `\(line)` is not known")
            }
        }
    }

    private func measure(sumsTo path: String) throws(BenchError) {
        let start = ContinuousClock.now
        let sums = ItemSums(questionnaire, organizations, kinds: kinds, lanes: lanes)
        let seconds = Self.seconds(since: start)
        try SumsFile.write(sums, to: path)
        let group = Self.list(sums.groupMeans)
        let kinds = Self.list(sums.kindMeans)
        let nodes = questionnaire.nodes.map { "\"\($0.id)\"" }.joined(separator: ",")
        say("{\"seconds\":\(seconds),\"nodes\":[\(nodes)],\"group\":\(group),\"kinds\":\(kinds)}")
    }

    private static func list(_ numbers: [Double]) -> String {
        // JSON has no NaN.
        "[" + numbers.map { $0.isNaN ? "null" : "\($0)" }.joined(separator: ",") + "]"
    }

    private func read() {
        let start = ContinuousClock.now
        let sum = Bandwidth.read(organizations, lanes: lanes)
        let seconds = Self.seconds(since: start)
        // The sum is said, so that nobody may leave out the reading.
        say("{\"seconds\":\(seconds),\"sum\":\(sum)}")
    }

    private func say(_ text: String) {
        FileHandle.standardOutput.write(Data((text + "\n").utf8))
    }

    private static func seconds(since start: ContinuousClock.Instant) -> Double {
        (ContinuousClock.now - start) / .seconds(1)
    }

    private static func number(
        _ name: String, _ options: [String: String]
    ) throws(BenchError) -> Int {
        guard let number = options[name].flatMap({ Int($0) }), number > 0 else {
            throw BenchError("\(name) is a number greater than 0")
        }
        return number
    }
}
