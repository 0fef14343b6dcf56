/// An agent as the store keeps it.
struct StoredAgent: Equatable, Sendable {
    /// The store's key.
    let key: Int64
    /// The agent's id.
    let id: String
    /// The organization it collects for.
    let organization: String
    /// The serial number of its certificate, hexadecimal.
    let serial: String
    /// When its certificate expires.
    let expires: Timestamp
    /// When it was enrolled.
    let enrolled: Timestamp
    /// When its permission was withdrawn.
    let revoked: Timestamp?
    /// When it was last heard of.
    let lastSeen: Timestamp?
    /// Its program and version, as it says.
    let program: String?
}
