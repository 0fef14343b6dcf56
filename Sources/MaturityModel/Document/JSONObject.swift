/// Writes the members of one JSON object, in the order they are added.
struct JSONObject {
    /// What has been written so far, without the closing brace.
    private var bytes: [UInt8] = [UInt8(ascii: "{")]

    /// An empty object.
    /// - Parameter capacity: bytes that it is expected to have, which saves moving them.
    init(capacity: Int = 0) {
        bytes.reserveCapacity(capacity)
    }

    private mutating func name(_ name: StaticString) {
        if bytes.count > 1 { bytes.append(UInt8(ascii: ",")) }
        bytes.append(UInt8(ascii: "\""))
        name.withUTF8Buffer { buffer in
            // Because the buffer of a static string lives for ever, copying it is safe.
            unsafe bytes.append(contentsOf: buffer)
        }
        bytes.append(UInt8(ascii: "\""))
        bytes.append(UInt8(ascii: ":"))
    }

    mutating func add(_ name: StaticString, _ text: String?) {
        self.name(name)
        guard let text else { return addNull() }
        JSONBytes.append(text, to: &bytes)
    }

    mutating func add(_ name: StaticString, _ number: Double?) {
        self.name(name)
        guard let number else { return addNull() }
        JSONBytes.append(number, to: &bytes)
    }

    mutating func add(_ name: StaticString, _ number: Int?) {
        self.name(name)
        guard let number else { return addNull() }
        JSONBytes.append(number, to: &bytes)
    }

    mutating func add(_ name: StaticString, _ flag: Bool) {
        self.name(name)
        bytes.append(contentsOf: (flag ? "true" : "false").utf8)
    }

    /// Adds a number only when there is one.
    mutating func addIfKnown(_ name: StaticString, _ number: Double?) {
        if let number { add(name, number) }
    }

    /// Adds a number only when there is one.
    mutating func addIfKnown(_ name: StaticString, _ number: Int?) {
        if let number { add(name, number) }
    }

    /// Adds JSON text as it is.
    mutating func add(_ name: StaticString, json: [UInt8]) {
        self.name(name)
        bytes.append(contentsOf: json)
    }

    private mutating func addNull() {
        bytes.append(contentsOf: "null".utf8)
    }

    /// Adds JSON text that is appended.
    mutating func add(_ name: StaticString, _ append: (inout [UInt8]) -> Void) {
        self.name(name)
        append(&bytes)
    }

    /// What there is of the object when a member begins that is a list, whose entries follow.
    consuming func opened(_ name: StaticString) -> [UInt8] {
        self.name(name)
        bytes.append(UInt8(ascii: "["))
        return bytes
    }

    /// The whole object.
    consuming func closed() -> [UInt8] {
        bytes.append(UInt8(ascii: "}"))
        return bytes
    }

    /// Appends the whole object and begins a new one in the same memory.
    mutating func move(to output: inout [UInt8]) {
        bytes.append(UInt8(ascii: "}"))
        output.append(contentsOf: bytes)
        bytes.removeSubrange(1...)
    }

    /// A list of JSON texts.
    static func list(_ entries: [[UInt8]]) -> [UInt8] {
        [UInt8(ascii: "[")] + joined(entries) + [UInt8(ascii: "]")]
    }

    /// JSON texts with commas between them, as inside a list.
    static func joined(_ entries: [[UInt8]]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(entries.reduce(0) { $0 + $1.count + 1 })
        for entry in entries {
            if !bytes.isEmpty { bytes.append(UInt8(ascii: ",")) }
            bytes.append(contentsOf: entry)
        }
        return bytes
    }

    /// An object whose members have names that are not known beforehand.
    static func map(_ members: some Sequence<(name: String, json: [UInt8])>) -> [UInt8] {
        var bytes: [UInt8] = [UInt8(ascii: "{")]
        for (name, json) in members {
            if bytes.count > 1 { bytes.append(UInt8(ascii: ",")) }
            JSONBytes.append(name, to: &bytes)
            bytes.append(UInt8(ascii: ":"))
            bytes.append(contentsOf: json)
        }
        bytes.append(UInt8(ascii: "}"))
        return bytes
    }

    /// A list of texts.
    static func list(_ texts: [String]) -> [UInt8] {
        list(
            texts.map { text in
                var bytes: [UInt8] = []
                JSONBytes.append(text, to: &bytes)
                return bytes
            })
    }

    /// A list of numbers.
    static func list(_ numbers: [Double]) -> [UInt8] {
        list(
            numbers.map { number in
                var bytes: [UInt8] = []
                JSONBytes.append(number, to: &bytes)
                return bytes
            })
    }
}
