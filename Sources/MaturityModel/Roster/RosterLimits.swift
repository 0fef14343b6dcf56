/// Every limit of a roster, by name.
public enum RosterLimits {
    /// Organizations of a roster.
    public static let organizationsMaximum = 100_000
    /// Steps from an organization up to the one without a parent.
    public static let parentDepthMaximum = 10
    /// Bytes of a name, in UTF-8.
    public static let nameBytesMaximum = 400
    /// The largest number of invited people or employees.
    public static let peopleMaximum = 100_000_000
}
