import Foundation
import Testing

/// Who may import what inside a target; between targets the build itself checks.
@Suite("The inner walls stand")
struct WallTests {
    private let files: [SourceFile]

    init() throws {
        files = try SourceFile.all()
    }

    private func importers(of modules: [String], outside folders: [String]) -> [String] {
        files.filter { file in
            !folders.contains { file.path.hasPrefix($0) }
                && file.code.contains { line in
                    let words = line.split(separator: " ")
                    guard let place = words.firstIndex(of: "import") else { return false }
                    return words[words.index(after: place)...].first.map {
                        modules.contains(String($0))
                    } ?? false
                }
        }.map(\.path)
    }

    @Test("only the agent's transport imports libcurl")
    func curl() {
        #expect(importers(of: ["CCurl"], outside: ["agent/Sources/Transport"]) == [])
    }

    @Test("only the aggregator's HTTP folder and its tests import Hummingbird")
    func hummingbird() {
        let modules = ["Hummingbird", "HummingbirdCore", "HummingbirdHTTP2", "HummingbirdTLS"]
        #expect(
            importers(
                of: modules,
                outside: [
                    "aggregator/Sources/HTTP", "aggregator/Sources/Dashboard",
                    "Tests/SurveyAggregatorTests/HTTP",
                ]) == [])
    }

    @Test("in the agent only the form imports NIO")
    func networking() {
        let modules = ["NIOCore", "NIOHTTP1", "NIOPosix", "NIOSSL"]
        let folders = [
            "agent/Sources/Form", "aggregator/Sources", "Tests/SurveyAggregatorTests",
            "Tests/SurveyAgentTests/ServerOverTLS.swift",
        ]
        #expect(importers(of: modules, outside: folders) == [])
    }

    @Test("only the aggregator's store and its tests import GRDB")
    func database() {
        let folders = [
            "aggregator/Sources/Store", "Tests/SurveyAggregatorTests/Store",
            "Tests/SurveyAggregatorTests/Fixture+Tampering.swift",
        ]
        #expect(importers(of: ["GRDB"], outside: folders) == [])
    }

    @Test("the agent imports no Foundation but its essentials")
    func foundation() {
        let found = files.filter { $0.path.hasPrefix("agent/Sources") }.filter { file in
            let code = file.code
            return code.indices.contains { index in
                let words = code[index].split(separator: " ")
                guard words.contains("import"), words.contains("Foundation") else { return false }
                // Elsewhere than on Linux there is only the one Foundation, after `#else`.
                return !code[..<index].contains { $0.contains("canImport(FoundationEssentials)") }
            }
        }
        #expect(found.map(\.path) == [])
        #expect(
            importers(of: ["FoundationNetworking", "FoundationInternationalization"], outside: [])
                == [])
    }

    @Test("what both sides share depends on nothing of ours")
    func shared() {
        let ours = [
            "SurveyProtocol", "MaturityModel", "Formats", "SurveyAgent", "SurveyAggregator",
            "CCurl", "Pages",
        ]
        let shared = [
            "protocol/Sources", "Sources/MaturityModel", "Sources/Formats", "Sources/Pages",
        ]
        let found = files.filter { file in shared.contains { file.path.hasPrefix($0) } }
            .filter { file in
                file.code.contains { line in
                    line.contains("import ") && ours.contains { line.hasSuffix(" " + $0) }
                }
            }
        #expect(found.map(\.path) == [])
    }

    @Test("nothing of this project's making is committed")
    func generated() throws {
        let ignored = try String(
            contentsOf: SourceFile.root.appending(path: ".gitignore"), encoding: .utf8)
        #expect(ignored.contains(".build/") && ignored.contains("Package.resolved"))
    }
}
