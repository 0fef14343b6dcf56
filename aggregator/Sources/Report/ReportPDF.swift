import Foundation

/// A report on paper: the same file, printed by a browser without a window.
enum ReportPDF {
    /// Browsers that print, by the names of their programs.
    private static let programs = [
        "chromium", "chromium-browser", "google-chrome", "google-chrome-stable",
    ]
    /// Seconds that a browser may take.
    private static let secondsMaximum = 180

    /// The first such browser on the path.
    static func browser(path: String) -> String? {
        let folders = path.split(separator: ":").map(String.init)
        return programs.lazy.flatMap { program in folders.map { "\($0)/\(program)" } }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    /// The pages of a report.
    /// - Throws: `export-failed` when there is no browser or it does not print.
    static func bytes(of html: [UInt8], path: String) throws -> [UInt8] {
        guard let browser = browser(path: path) else {
            throw AggregatorError(
                .exportFailed, "there is no Chromium that could make a PDF",
                hint: "install chromium, or take --format html and print it from a browser")
        }
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "survey-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        defer { try? FileManager.default.removeItem(at: folder) }
        let (page, sheet) = (
            folder.appending(path: "report.html"), folder.appending(path: "report.pdf")
        )
        try Data(html).write(to: page)
        var arguments = [
            "--headless", "--disable-gpu", "--no-pdf-header-footer", "--disable-extensions",
            "--no-first-run", "--disable-background-networking",
            "--user-data-dir=\(folder.appending(path: "profile").path)",
            "--print-to-pdf=\(sheet.path)",
        ]
        // The browser's own walls do not stand for root; what it prints is ours, without scripts.
        if geteuid() == 0 { arguments.append("--no-sandbox") }
        try run(browser, arguments + [page.absoluteString])
        guard let pdf = try? Data(contentsOf: sheet), pdf.starts(with: Array("%PDF-".utf8)) else {
            throw AggregatorError(
                .exportFailed, "\(browser) did not print the report",
                hint: "take --format html and print it from a browser")
        }
        return Array(pdf)
    }

    private static func run(_ program: String, _ arguments: [String]) throws {
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        let ended = DispatchSemaphore(value: 0)
        process.terminationHandler = { _ in ended.signal() }
        try process.run()
        guard ended.wait(timeout: .now() + .seconds(secondsMaximum)) == .timedOut else { return }
        process.terminate()
        throw AggregatorError(
            .exportFailed, "\(program) took more than \(secondsMaximum) seconds",
            hint: "take --format html and print it from a browser")
    }
}
