import Foundation
import SurveyProtocol

/// What `init` decided once for an aggregator; the file `aggregator.json` of the data folder.
struct AggregatorSettings: Codable, Equatable, Sendable {
    /// The version of this file.
    static let format = "maturity-aggregator/1"

    /// The version of this file.
    let format: String
    /// The aggregator's identity, as agents record it.
    let server: String
    /// The group's name.
    let group: String
    /// The addresses that agents use; the first goes into enrollment codes.
    let addresses: [String]
    /// The oldest survey-agent that is taken; nil for every one.
    let oldestAgent: String?

    /// The oldest survey-agent that is taken.
    var oldestAccepted: String { oldestAgent ?? "0.1.0" }

    /// Settings of a new aggregator.
    init(server: String, group: String, addresses: [String]) {
        format = Self.format
        self.server = server
        self.group = group
        self.addresses = addresses
        oldestAgent = nil
    }

    /// The names for which the server's certificate is made out: those of the addresses, and
    /// this computer's own.
    var certificateNames: [String] {
        var names: [String] = []
        for name in addresses.compactMap(Self.host(of:)) + ["localhost", "127.0.0.1", "::1"]
        where !names.contains(name) {
            names.append(name)
        }
        return names
    }

    /// Names that whoever guesses a password knows: the group's and those of its addresses.
    var wellKnownNames: [String] { [group] + addresses.compactMap(Self.host(of:)) }

    /// `HOST[:PORT]` completed with port 8443 and checked.
    /// - Throws: `setting-invalid` naming the address.
    static func address(_ text: String) throws -> String {
        let isBareIPv6 = text.filter { $0 == ":" }.count > 1 && !text.hasPrefix("[")
        let address = isBareIPv6 ? "[\(text)]" : text
        let hasPort = address.hasSuffix("]") ? false : address.contains(":")
        let complete = hasPort ? address : address + ":8443"
        guard let host = host(of: complete), isHost(host), let port = port(of: complete), port > 0
        else {
            throw AggregatorError(
                .settingInvalid, "`\(text)` is not an address",
                hint: "write HOST or HOST:PORT, such as survey.example.org:8443")
        }
        return complete
    }

    /// The host part of `HOST:PORT`, without the brackets of an IPv6 address.
    static func host(of address: String) -> String? {
        guard let colon = address.lastIndex(of: ":") else { return nil }
        let host = String(address[..<colon])
        return host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host
    }

    /// The port part of `HOST:PORT`.
    static func port(of address: String) -> Int? {
        guard let colon = address.lastIndex(of: ":"),
            let port = Int(address[address.index(after: colon)...]), (0...65_535).contains(port)
        else { return nil }
        return port
    }

    private static func isHost(_ host: String) -> Bool {
        if IPAddress.bytes(host) != nil { return true }
        guard (1...253).contains(host.utf8.count) else { return false }
        return host.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { label in
            (1...63).contains(label.utf8.count) && label.first != "-" && label.last != "-"
                && label.utf8.allSatisfy { Identifier.isValid(CollectionOfOne($0)) || $0 == 0x2D }
        }
    }
}
