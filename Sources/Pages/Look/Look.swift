/// The shared look and the headers that go with every page.
package enum Look {
    /// The style sheet; serve it at `stylesheetPath` as `text/css; charset=utf-8`.
    package static var stylesheet: [UInt8] { PackageResources.look_css }

    /// Where a page expects the style sheet. The name changes with the content, so that it may be
    /// cached for good.
    package static let stylesheetPath = "/assets/look-\(fingerprint(of: stylesheet)).css"

    /// The site's icon; serve it at `iconPath` as `image/svg+xml`.
    package static var icon: [UInt8] { PackageResources.icon_svg }

    /// Where a page expects the icon.
    package static let iconPath = "/assets/icon-\(fingerprint(of: icon)).svg"

    /// The headers of every page and file.
    ///
    /// Nothing comes from elsewhere, nothing runs inside a page but the site's own script files,
    /// nobody frames it, forms go nowhere else, and no page is kept in a cache.
    package static let headers: [(name: String, value: String)] = [
        (
            "content-security-policy",
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self';"
                + " connect-src 'self'; form-action 'self'; base-uri 'none';"
                + " frame-ancestors 'none'"
        ),
        ("x-content-type-options", "nosniff"),
        ("x-frame-options", "DENY"),
        ("referrer-policy", "same-origin"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        ("permissions-policy", "camera=(), geolocation=(), microphone=()"),
        ("cache-control", "no-store"),
    ]

    /// A short name for some bytes (FNV-1a, 64 bits); no protection, only a name for caches.
    package static func fingerprint(of bytes: [UInt8]) -> String {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
