import MaturityModel

/// Figures of others that results are compared with.
extension Desk {
    /// A benchmark of a file that is looked at before it is kept.
    struct BenchmarkPreview: Equatable, Sendable {
        /// What the file says.
        let benchmark: Benchmark
        /// Whether it takes the place of one with the same source, year, population and method.
        let replaces: Bool
    }

    /// The benchmarks with their numbers, by source, year, population and method.
    func benchmarks() throws -> [(number: Int, benchmark: Benchmark)] {
        try principal.require(.readBenchmarks, on: .group)
        return try reader.benchmarks()
    }

    /// What the benchmarks of a file (CSV) would be.
    /// - Throws: `benchmark-invalid` with every fault.
    func preview(benchmarks csv: String) throws -> [BenchmarkPreview] {
        try principal.require(.changeBenchmarks, on: .group)
        let kept = try reader.benchmarks().map(\.benchmark)
        return try BenchmarkFile.read(Array(csv.utf8), name: "benchmarks").map { new in
            BenchmarkPreview(
                benchmark: new,
                replaces: kept.contains {
                    ($0.source, $0.year, $0.population, $0.method)
                        == (new.source, new.year, new.population, new.method)
                })
        }
    }

    /// Keeps the benchmarks of a file (CSV).
    /// - Throws: `benchmark-invalid` with every fault; nothing was kept then.
    func keep(benchmarks csv: String) throws {
        try principal.require(.changeBenchmarks, on: .group)
        try perform(
            .addBenchmarks(BenchmarkFile.read(Array(csv.utf8), name: "benchmarks")))
    }

    /// Forgets a benchmark.
    func removeBenchmark(_ number: Int) throws {
        try principal.require(.changeBenchmarks, on: .group)
        try perform(.removeBenchmark(number))
    }

    /// The titles of nodes in a language, as the newest questionnaire that has each names them.
    func titles(ofNodes ids: Set<String>, in language: String) throws -> [String: String] {
        try principal.require(.readRounds, on: .group)
        var titles: [String: String] = [:]
        for round in try reader.rounds().reversed() where titles.count < ids.count {
            let questionnaire = try QuestionnaireFile.stored(
                reader.questionnaire(round.questionnaire))
            for node in questionnaire.nodes where ids.contains(node.id) && titles[node.id] == nil {
                titles[node.id] = node.title.text(in: language)
            }
        }
        return titles
    }
}
