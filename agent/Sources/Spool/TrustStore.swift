/// The authorities that the operating system trusts, for a server that stands behind a proxy with
/// a public certificate.
enum TrustStore {
    /// The word on the command line that stands for the system's store.
    static let systemWord = "system"
    /// Where systems keep them in one file: Debian, Red Hat, SUSE, Alpine and macOS.
    static let paths = [
        "/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt",
        "/etc/ssl/ca-bundle.pem", "/etc/ssl/cert.pem",
    ]

    /// The system's authorities in PEM form.
    static func system() throws -> [UInt8] {
        for path in paths {
            if let bytes = try? InputFile.read(path), !bytes.isEmpty { return bytes }
        }
        throw HomeFault(
            "trust-store-missing", "this system has no trust store at a known place",
            hint: "name a file with `survey-agent enroll --cacert FILE`")
    }
}
