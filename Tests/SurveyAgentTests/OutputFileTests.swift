import Foundation
import SurveyTesting
import Testing

@testable import SurveyAgent

@Suite("What a person names as an output")
struct OutputFileTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test(
        "files are replaced, what passes bytes on is written into, and the rest is refused",
        arguments: [
            (OutputFile.Kind.nothing, OutputFile.Way.replaced), (.file, .replaced),
            (.pipe, .into), (.device, .into), (.folder, .refused("a folder")),
            (.disk, .refused("a disk")), (.circle, .refused("a link that leads in a circle")),
            (.other, .refused("not a file")),
        ])
    func rule(kind: OutputFile.Kind, way: OutputFile.Way) {
        #expect(OutputFile.way(kind, isDescriptor: false) == way)
    }

    @Test("a link stays, and what it points at is written, also when it is new")
    func link() throws {
        let link = folder.path("link")
        try FileManager.default.createSymbolicLink(
            atPath: link, withDestinationPath: "target")
        for text in ["first", "second"] {
            try OutputFile.write(Array(text.utf8), to: link)
            #expect(try String(contentsOfFile: folder.path("target"), encoding: .utf8) == text)
        }
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == "target")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(names.sorted() == ["link", "target"])
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
            let fault = #expect(throws: DiskFault.self) { try OutputFile.write([1], to: path) }
            #expect(fault?.kind == .unwritable)
            #expect(fault?.reason.hasPrefix("\(path): it is ") == true)
        }
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(names.sorted() == ["circle", "made"])
    }

    @Test("a pipe passes the bytes on and stays a pipe, and a device stays a device")
    func passedOn() throws {
        let path = folder.path("pipe")
        // Unsafe because both read a C string that lives through the call.
        try #require(unsafe mkfifo(path, 0o600) == 0)
        let reader = unsafe open(path, O_RDONLY | O_NONBLOCK)
        defer { close(reader) }
        try OutputFile.write(Array("new".utf8), to: path)
        #expect(try FileHandle(fileDescriptor: reader).readToEnd() == Data("new".utf8))
        try OutputFile.write(Array("new".utf8), to: "/dev/null")
        let type = try FileManager.default.attributesOfItem(atPath: "/dev/null")[.type]
        #expect(type as? FileAttributeType == .typeCharacterSpecial)
    }

    @Test("a file to which the output is directed is added to, not put aside")
    func descriptor() throws {
        let path = try folder.write("before ", to: "log")
        // Unsafe because it reads a C string that lives through the call.
        let log = unsafe open(path, O_WRONLY | O_APPEND)
        defer { close(log) }
        try OutputFile.write(Array("new".utf8), to: "/dev/fd/\(log)")
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "before new")
    }
}
