/// What `enroll` says.
enum EnrollText {
    static let prompt = "Paste the enrollment code and press Enter: "

    static let codeDamaged = HomeFault(
        "code-damaged", "the enrollment code is not complete or not a code",
        hint: "copy the whole code, from `ms1.` to its end, and paste it again", exit: .usage)

    static func noAuthority(_ file: String) -> HomeFault {
        HomeFault(
            "authority-unreadable", "\(file) holds no certificate in PEM form",
            hint: "name a file that begins with -----BEGIN CERTIFICATE-----", exit: .usage)
    }

    static func enrolled(_ enrollment: Enrollment) -> String {
        "enrolled as agent \(enrollment.agent) for \(enrollment.organization)"
            + " (\(enrollment.group), \(enrollment.address))"
    }
}
