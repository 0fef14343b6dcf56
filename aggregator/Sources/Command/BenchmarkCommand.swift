import ArgumentParser
import MaturityModel

struct BenchmarkCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "benchmark", abstract: "Keep figures of others to compare results with.",
        subcommands: [Add.self, List.self, Remove.self])

    struct Add: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "add", abstract: "Keep the benchmarks of a CSV file.",
            discussion: """
                The header is source,year,organizations,population,method,node,value; rows with \
                the same first five fields are one benchmark. Results show it for the nodes they \
                have.
                """)

        @OptionGroup var data: DataOptions
        @Argument(help: "The CSV file.") var file: String

        func run() throws {
            let benchmarks = try BenchmarkFile.read(path: file)
            try data.perform(.addBenchmarks(benchmarks))
            let values = benchmarks.reduce(0) { $0 + $1.values.count }
            Output.line(
                "added \(benchmarks.count) \(benchmarks.count == 1 ? "benchmark" : "benchmarks") "
                    + "with \(values) \(values == 1 ? "value" : "values")")
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "List the benchmarks.")

        /// A benchmark as JSON shows it.
        struct Entry: Encodable {
            let number: Int
            let benchmark: Benchmark
        }

        @OptionGroup var data: DataOptions
        @Flag(help: "Print JSON.") var json = false

        func run() throws {
            let kept = try data.reader().benchmarks()
            if json {
                return try Output.json(
                    kept.map { Entry(number: $0.number, benchmark: $0.benchmark) })
            }
            var table = Table([
                "number", "source", "year", "organizations", "population", "method", "values",
            ])
            for (number, benchmark) in kept {
                table.add([
                    "\(number)", benchmark.source, "\(benchmark.year)",
                    "\(benchmark.organizations)", benchmark.population, benchmark.method,
                    "\(benchmark.values.count)",
                ])
            }
            Output.line(table.text)
        }
    }

    struct Remove: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "remove", abstract: "Forget a benchmark.")

        @OptionGroup var data: DataOptions
        @Argument(help: "Its number in the list.") var number: Int

        func run() throws {
            try data.perform(.removeBenchmark(number))
            Output.line("benchmark \(number) is removed")
        }
    }
}
