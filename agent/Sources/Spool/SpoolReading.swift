/// What reading a sealed response came to.
enum SpoolReading: Hashable, Sendable {
    /// The bytes that were sealed.
    case intact([UInt8])
    /// The file was not what was sealed; it is in quarantine now, with the reason beside it.
    case quarantined
    /// Another process of the agent has moved it meanwhile.
    case gone
}
