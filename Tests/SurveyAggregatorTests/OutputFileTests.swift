import Foundation
import SurveyTesting
import Testing

@testable import SurveyAggregator

@Suite("What a person names as an output")
struct OutputFileTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test(
        "files are replaced, what passes bytes on is written into, and the rest is refused",
        arguments: [
            (OutputFile.Kind.nothing, OutputFile.Way.replaced, OutputFile.Way.replaced),
            (.file, .replaced, .replaced), (.pipe, .into, .refused("a pipe")),
            (.device, .into, .refused("a device")),
            (.folder, .refused("a folder"), .refused("a folder")),
            (.disk, .refused("a disk"), .refused("a disk")),
            (
                .circle, .refused("a link that leads in a circle"),
                .refused("a link that leads in a circle")
            ),
            (.other, .refused("not a file"), .refused("not a file")),
            (.open, .into, .refused("an output of this command")),
        ])
    func rule(kind: OutputFile.Kind, output: OutputFile.Way, file: OutputFile.Way) {
        #expect(OutputFile.way(kind, false) == output)
        #expect(OutputFile.way(kind, true) == file)
    }

    @Test("a link stays, and what it points at is replaced as a whole")
    func link() throws {
        let target = try folder.write("old", to: "target")
        try FileManager.default.createSymbolicLink(
            atPath: folder.path("second"), withDestinationPath: "target")
        try FileManager.default.createSymbolicLink(
            atPath: folder.path("first"), withDestinationPath: folder.path("second"))
        let before = try number(target)
        try OutputFile.write("new".utf8, to: folder.path("first"))
        #expect(try String(contentsOfFile: target, encoding: .utf8) == "new")
        #expect(try number(target) != before)
        for name in ["first", "second"] {
            #expect(
                throws: Never.self,
                performing: {
                    try FileManager.default.destinationOfSymbolicLink(atPath: folder.path(name))
                })
        }
    }

    @Test("a link to what is not there yet makes it there")
    func newTarget() throws {
        let link = folder.path("link")
        try FileManager.default.createSymbolicLink(
            atPath: link, withDestinationPath: folder.path("target"))
        #expect(try OutputFile.file(link) == folder.path("target"))
        try OutputFile.write("new".utf8, to: link)
        #expect(try String(contentsOfFile: folder.path("target"), encoding: .utf8) == "new")
    }

    @Test("a folder and links in a circle are refused, and nothing is left beside them")
    func refused() throws {
        let circle = folder.path("circle")
        try FileManager.default.createSymbolicLink(
            atPath: circle, withDestinationPath: circle)
        let made = folder.path("made")
        try FileManager.default.createDirectory(
            atPath: made, withIntermediateDirectories: false)
        for path in [circle, made] {
            let error = #expect(throws: AggregatorError.self) {
                try OutputFile.write("new".utf8, to: path)
            }
            #expect(error?.code == .fileUnwritable)
            #expect(error?.reason.hasPrefix("cannot write \(path): it is ") == true)
            #expect(throws: AggregatorError.self) { try OutputFile.file(path) }
            #expect(throws: AggregatorError.self) { try OutputFile.check(path) }
        }
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(names.sorted() == ["circle", "made"])
    }

    @Test("a pipe passes the bytes on and stays a pipe")
    func pipe() throws {
        let path = folder.path("pipe")
        // Unsafe because both read a C string that lives through the call.
        try #require(unsafe mkfifo(path, 0o600) == 0)
        let reader = unsafe open(path, O_RDONLY | O_NONBLOCK)
        defer { close(reader) }
        try OutputFile.write("new".utf8, to: path)
        let handle = FileHandle(fileDescriptor: reader)
        #expect(try handle.readToEnd() == Data("new".utf8))
        #expect(OutputFile(path).kind == .pipe)
        let error = #expect(throws: AggregatorError.self) { try OutputFile.file(path) }
        #expect(error?.reason == "cannot write \(path): it is a pipe")
    }

    @Test("a device stays one: bytes go into it, and a backup does not")
    func device() throws {
        try OutputFile.write("new".utf8, to: "/dev/null")
        #expect(OutputFile("/dev/null").kind == .device)
        let error = #expect(throws: AggregatorError.self) { try OutputFile.file("/dev/null") }
        #expect(error?.reason == "cannot write /dev/null: it is a device")
    }

    @Test("a file to which the output is directed is added to, not put aside")
    func descriptor() throws {
        let path = try folder.write("before ", to: "log")
        // Unsafe because it reads a C string that lives through the call.
        let log = unsafe open(path, O_WRONLY | O_APPEND)
        defer { close(log) }
        try OutputFile.write("new".utf8, to: "/dev/fd/\(log)")
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "before new")
    }

    @Test("what lies beside an output, whatever its name, is not touched")
    func neighbours() throws {
        let beside = folder.path("table.new")
        try FileManager.default.createDirectory(
            atPath: beside, withIntermediateDirectories: false)
        try Data([1]).write(to: URL(filePath: beside + "/kept"))
        try OutputFile.write("new".utf8, to: folder.path("table"))
        #expect(FileManager.default.fileExists(atPath: beside + "/kept"))
        // What cannot get its place leaves nothing behind.
        #expect(throws: AggregatorError.self) {
            try DurableFile.write("new".utf8, to: beside)
        }
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(names.sorted() == ["table", "table.new"])
    }

    @Test("two that write the same output at the same time are not in each other's way")
    func together() throws {
        let path = folder.path("table")
        try OutputFile.write(to: path) { first in
            try first.write(contentsOf: Data("first ".utf8))
            try OutputFile.write("second".utf8, to: path)
            #expect(try String(contentsOfFile: path, encoding: .utf8) == "second")
            try first.write(contentsOf: Data("whole".utf8))
        }
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "first whole")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["table"])
    }

    @Test("a folder that is not there is said before anything is done")
    func folderMissing() throws {
        let error = #expect(throws: AggregatorError.self) {
            try OutputFile.check(folder.path("none/table"))
        }
        #expect(error?.reason.contains("there is no folder \(folder.path("none"))") == true)
        try OutputFile.check(folder.path("table"))
        try OutputFile.check(nil)
    }

    private func number(_ path: String) throws -> Int? {
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        return (attributes[.systemFileNumber] as? NSNumber)?.intValue
    }
}
