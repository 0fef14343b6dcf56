@testable import SurveyAgent

/// Files either at once or as late as it may, after the next request has its answer: the two ends
/// of what a thread of its own can come to.
final class ChancyFiling: Filing {
    private let random: SeededRandom
    private var later: [@Sendable () throws(DiskFault) -> Void] = []
    private var fault: DiskFault?

    init(random: SeededRandom) {
        self.random = random
    }

    func begin(_ work: @escaping @Sendable () throws(DiskFault) -> Void) {
        later.append(work)
        if random.below(2) == 0 { fileAll() }
    }

    func finish() throws(DiskFault) {
        fileAll()
        guard let first = fault else { return }
        fault = nil
        throw first
    }

    private func fileAll() {
        for work in later {
            do throws(DiskFault) { try work() } catch { fault = fault ?? error }
        }
        later = []
    }
}
