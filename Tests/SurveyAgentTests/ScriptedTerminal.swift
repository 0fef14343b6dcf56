@testable import SurveyAgent

/// A terminal whose input is written beforehand and whose outputs are kept.
final class ScriptedTerminal: Terminal {
    let isInteractive: Bool
    let columns: Int?
    private(set) var output = ""
    private(set) var errors = ""
    private var input: [String]

    init(_ input: [String] = [], columns: Int? = nil, isInteractive: Bool = false) {
        self.input = input
        self.isInteractive = isInteractive
        self.columns = columns
    }

    func write(_ bytes: [UInt8]) { output += String(decoding: bytes, as: UTF8.self) }

    func warn(_ bytes: [UInt8]) { errors += String(decoding: bytes, as: UTF8.self) }

    func readLine() -> String? { input.isEmpty ? nil : input.removeFirst() }
}
