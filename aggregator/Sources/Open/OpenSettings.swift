import Foundation

/// What the catalogue of open data says about whoever publishes, as the service's settings have it.
struct OpenSettings: Equatable, Sendable {
    /// CC0, which the Swedish profile wants for catalogues and which suits figures.
    static let publicDomain = "http://creativecommons.org/publicdomain/zero/1.0/"

    /// The word for what `init` decided.
    static let ofInit = "init"
    /// The word for nothing.
    static let none = "off"

    /// The address below which others reach this service, without a slash at the end; nil for the
    /// first address of `init`.
    var address: String?
    /// Who publishes; nil for the group's name.
    var publisher: String?
    /// The mail address for questions; without one there is no catalogue.
    var contact: String?
    /// What others may do with the figures.
    var license = OpenSettings.publicDomain

    /// The standard settings.
    init() {}

    /// The settings of a service.
    init(_ settings: ServiceSettings) {
        func value(_ setting: ServiceSetting) -> String? {
            let text = settings[setting].value
            return text == Self.ofInit || text == Self.none ? nil : text
        }
        address = value(.openAddress)
        publisher = value(.openPublisher)
        contact = value(.openContact)
        license = value(.openLicense) ?? Self.publicDomain
    }

    /// Whether a text is an address that a catalogue can hold.
    static func isAddress(_ text: String) -> Bool {
        guard text.utf8.count <= 500, let url = URL(string: text), let host = url.host() else {
            return false
        }
        return (url.scheme == "https" || url.scheme == "http") && !host.isEmpty
            && !text.utf8.contains {
                $0 <= 0x20 || $0 == UInt8(ascii: ">") || $0 == UInt8(ascii: "<")
            }
    }

    /// Whether a text looks like a bare mail address: without `mailto:` before it.
    static func isMail(_ text: String) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        return parts.count == 2 && !parts[0].isEmpty && parts[1].contains(".")
            && text.utf8.count <= 254
            && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !":<>\"\\".utf8.contains($0) }
    }
}
