import Testing

@testable import SurveyAgent

@Suite("What every disk promises")
struct DiskContractTests {
    @Test("A placed file is read back and replaced as a whole", arguments: DiskKind.allCases)
    func placing(kind: DiskKind) throws {
        try kind.withDisk { disk in
            try disk.makeFolder("a/b")
            try disk.place([DiskFile(path: "a/b/x", bytes: [1, 2, 3])])
            try disk.place([DiskFile(path: "a/b/x", bytes: [4]), DiskFile(path: "a/y", bytes: [])])
            #expect(try disk.read("a/b/x") == [4])
            #expect(try disk.read("a/y").isEmpty)
            #expect(try disk.list("a") == ["b", "y"])
        }
    }

    @Test("More files than may be open at once are placed", arguments: DiskKind.allCases)
    func manyFiles(kind: DiskKind) throws {
        try kind.withDisk { disk in
            try disk.makeFolder("many")
            let files = (0..<600).map { DiskFile(path: "many/\($0)", bytes: [UInt8($0 % 251)]) }
            try disk.place(files)
            #expect(try disk.list("many").count == 600)
            #expect(try disk.read("many/599") == [UInt8(599 % 251)])
        }
    }

    @Test(
        "Many files are read in the order asked for, until it is enough",
        arguments: DiskKind.allCases)
    func readingMany(kind: DiskKind) throws {
        try kind.withDisk { disk in
            try disk.makeFolder("a")
            let long = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 / 7) }
            let names = ["x", "y", "chunk", "long", "last"]
            let contents = [[1, 2], [], Array(long.prefix(65_536)), long, [9]]
            let files = zip(names, contents).map { DiskFile(path: "a/\($0)", bytes: $1) }
            try disk.place(files)
            for enough in 1...files.count {
                var found: [[UInt8]] = []
                try disk.read(names, in: "a") { bytes in
                    found.append(Array(bytes))
                    return found.count < enough
                }
                #expect(found == files.prefix(enough).map(\.bytes))
            }
            var count = 0
            let fault = #expect(throws: DiskFault.self) {
                try disk.read(["x", "none", "last"], in: "a") { _ in
                    count += 1
                    return true
                }
            }
            #expect((fault?.kind, fault?.path, count) == (.missing, "a/none", 1))
            #expect(throws: DiskFault.self) { try disk.read(["x"], in: "none") { _ in true } }
        }
    }

    @Test("Many folders are listed at once, absent ones as empty", arguments: DiskKind.allCases)
    func listingMany(kind: DiskKind) throws {
        try kind.withDisk { disk in
            #expect(try disk.list([String]()).isEmpty)
            let folders = (0..<40).map { "all/\($0)" }
            for (number, folder) in folders.enumerated() where number != 7 {
                try disk.makeFolder(folder)
                try disk.place(
                    (0..<number).map { name in DiskFile(path: "\(folder)/\(name)", bytes: []) })
            }
            let lists = try disk.list(folders)
            #expect(lists.count == folders.count)
            for (number, names) in lists.enumerated() {
                let count = number == 7 ? 0 : number
                #expect(names == (0..<count).map { String($0) }.sorted())
            }
        }
    }

    @Test("The last byte of a file is known without the others", arguments: DiskKind.allCases)
    func lastByte(kind: DiskKind) throws {
        try kind.withDisk { disk in
            try disk.makeFolder("")
            try disk.place([
                DiskFile(path: "x", bytes: [1, 2, 3]), DiskFile(path: "none", bytes: []),
            ])
            #expect(try disk.lastByte(of: "x") == 3)
            try disk.append([4], to: "x")
            #expect(try disk.lastByte(of: "x") == 4)
            #expect(try disk.lastByte(of: "none") == nil)
            let fault = #expect(throws: DiskFault.self) { try disk.lastByte(of: "absent") }
            #expect(fault?.kind == .missing)
        }
    }

    @Test("A missing folder lists nothing, a missing file is named", arguments: DiskKind.allCases)
    func missing(kind: DiskKind) throws {
        try kind.withDisk { disk in
            try disk.makeFolder("")
            #expect(try disk.list("nowhere").isEmpty)
            let fault = #expect(throws: DiskFault.self) { try disk.read("nowhere") }
            #expect(fault?.kind == .missing)
            #expect(fault?.path == "nowhere")
            #expect(throws: DiskFault.self) {
                try disk.place([DiskFile(path: "nowhere/x", bytes: [1])])
            }
        }
    }

    @Test("Moves skip what is not there", arguments: DiskKind.allCases)
    func moving(kind: DiskKind) throws {
        try kind.withDisk { disk in
            try disk.makeFolder("a")
            try disk.makeFolder("b")
            try disk.place([DiskFile(path: "a/x", bytes: [1])])
            try disk.move([
                DiskMove(source: "a/absent", target: "b/absent"),
                DiskMove(source: "a/x", target: "b/x"),
            ])
            #expect(try disk.list("a").isEmpty)
            #expect(try disk.list("b") == ["x"])
        }
    }

    @Test(
        "A folder moves with what is in it, but not over files", arguments: DiskKind.allCases)
    func movingFolders(kind: DiskKind) throws {
        try kind.withDisk { disk in
            for folder in ["a/one", "a/two", "b/two", "b/empty"] { try disk.makeFolder(folder) }
            try disk.place(
                ["a/one/x", "a/one/y", "a/two/x", "b/two/z"].map {
                    DiskFile(path: $0, bytes: Array($0.utf8))
                })
            try disk.move([
                DiskMove(source: "a/one", target: "b/empty"),
                DiskMove(source: "a/absent", target: "b/absent"),
            ])
            #expect(try disk.list("a") == ["two"])
            #expect(try disk.list("b/empty") == ["x", "y"])
            #expect(try disk.read("b/empty/y") == Array("a/one/y".utf8))
            #expect(throws: DiskFault.self) {
                try disk.move([DiskMove(source: "a/two", target: "b/two")])
            }
            #expect(try disk.list("a/two") == ["x"])
            #expect(try disk.list("b/two") == ["z"])
            #expect(try disk.list("b/two/z").isEmpty)
        }
    }

    @Test("Only empty folders are removed as such", arguments: DiskKind.allCases)
    func removingEmpty(kind: DiskKind) throws {
        try kind.withDisk { disk in
            try disk.makeFolder("a/empty")
            try disk.makeFolder("a/full")
            try disk.place([DiskFile(path: "a/full/x", bytes: [1])])
            try disk.removeEmpty(["a/empty", "a/full", "a/full/x", "a/absent"])
            #expect(try disk.list("a") == ["full"])
            #expect(try disk.read("a/full/x") == [1])
        }
    }

    @Test(
        "Files of more folders than may be open at once are moved",
        arguments: DiskKind.allCases)
    func manyFolders(kind: DiskKind) throws {
        try kind.withDisk { disk in
            try disk.makeFolder("all")
            let paths = (0..<200).map { "from/\($0)/x" }
            for number in 0..<200 { try disk.makeFolder("from/\(number)") }
            try disk.place(paths.map { DiskFile(path: $0, bytes: Array($0.utf8)) })
            try disk.move(
                paths.enumerated().map { DiskMove(source: $1, target: "all/\($0)") })
            #expect(try disk.list("all").count == 200)
        }
    }

    @Test(
        "Appended bytes follow each other; removing may find nothing", arguments: DiskKind.allCases)
    func appending(kind: DiskKind) throws {
        try kind.withDisk { disk in
            try disk.makeFolder("")
            try disk.append([1, 2], to: "log")
            try disk.append([3], to: "log")
            #expect(try disk.read("log") == [1, 2, 3])
            try disk.remove(["log", "log"])
            #expect(try disk.list("").isEmpty)
        }
    }

    @Test("A lock excludes until it is let go", arguments: DiskKind.allCases)
    func locking(kind: DiskKind) throws {
        try kind.withDisk { disk in
            try disk.makeFolder("")
            var first = try disk.lock("lock")
            #expect(first != nil)
            #expect(try disk.lock("lock") == nil)
            first = nil
            #expect(try disk.lock("lock") != nil)
        }
    }

    @Test("Files and folders of the real disk are for this user alone")
    func permissions() throws {
        try withTemporaryFolder { home in
            let disk = FileDisk(home: home)
            try disk.makeFolder("a")
            try disk.place([DiskFile(path: "a/x", bytes: [1])])
            #expect(try Permissions.of("\(home)/a/x") == 0o600)
            #expect(try Permissions.of("\(home)/a") == 0o700)
            #expect(try Permissions.of(home) == 0o700)
        }
    }
}
