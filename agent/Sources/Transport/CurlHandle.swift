internal import CCurl

/// The owner of one libcurl easy handle: not copyable, so that it is freed exactly once.
///
/// Options that cannot be set are remembered, and `perform` reports the first of them: a request
/// never goes out with less protection than was asked for.
@safe struct CurlHandle: ~Copyable {
    private let raw: UnsafeMutableRawPointer
    private let errorText: UnsafeMutablePointer<CChar>
    private var headers: UnsafeMutablePointer<curl_slist>?
    private(set) var firstFault: Int = 0

    /// libcurl's own start-up, once, before any handle and any thread.
    private static let isReady = survey_curl_global_init() == CURLE_OK

    /// A handle; nil when libcurl cannot be started.
    init?() {
        // Unsafe because libcurl's handle is a raw pointer; this type alone owns and frees it.
        guard Self.isReady, let raw = unsafe curl_easy_init() else { return nil }
        unsafe self.raw = raw  // because it is owned from here on
        // Because libcurl writes its error text there for as long as the handle lives.
        unsafe errorText = .allocate(capacity: Int(CURL_ERROR_SIZE))
        unsafe errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
        unsafe headers = nil  // because a pointer type is unsafe even when it is nil
        // Because the buffer lives as long as the handle.
        note(unsafe survey_curl_set_error_buffer(raw, errorText))
    }

    deinit {
        // Unsafe because three C allocations end here, each made in this type and freed once.
        unsafe curl_easy_cleanup(raw)
        unsafe curl_slist_free_all(headers)
        unsafe errorText.deallocate()  // because nothing reads it after the handle is gone
    }

    /// Sets a number or switch.
    mutating func set(_ option: CURLoption, _ value: Int) {
        // Unsafe because of the handle, which is valid for the life of this value.
        note(unsafe survey_curl_set_long(raw, option, value))
    }

    /// Sets a text; libcurl copies it.
    mutating func set(_ option: CURLoption, _ value: String) {
        // Unsafe because of the handle; the text lives during the call, which copies it.
        note(unsafe survey_curl_set_text(raw, option, value))
    }

    /// Sets bytes; libcurl copies them.
    mutating func set(_ option: CURLoption, bytes: [UInt8]) {
        // Unsafe because of the pointer; the bytes live during the call, which copies them.
        note(
            unsafe bytes.withUnsafeBytes {
                unsafe survey_curl_set_blob(raw, option, $0.baseAddress, $0.count)
            })
    }

    /// Sets the body and makes the request a POST; libcurl copies it.
    mutating func set(body: [UInt8]) {
        set(CURLOPT_POST, 1)
        // Unsafe because of the pointer; the bytes live during the call, which copies them.
        note(
            unsafe body.withUnsafeBytes {
                unsafe survey_curl_set_body(raw, $0.baseAddress, Int64($0.count))
            })
    }

    /// Sets the header lines of the request.
    mutating func set(headerLines: [String]) {
        // Unsafe because the list is a C allocation: the handle lets go of the old one first.
        note(unsafe survey_curl_set_headers(raw, nil))
        unsafe curl_slist_free_all(headers)
        unsafe headers = nil  // because the freed list must not be used again
        for line in headerLines {
            // Unsafe because the result owns the list; on failure the old list stays ours.
            guard let longer = unsafe curl_slist_append(headers, line) else {
                return note(CURLE_OUT_OF_MEMORY)
            }
            unsafe headers = longer  // because the head may have changed
        }
        // Because the list lives in this value until the transfer is over.
        note(unsafe survey_curl_set_headers(raw, headers))
    }

    /// Makes the transfer end early when the program was asked to stop.
    mutating func set(progress: @escaping survey_curl_progress) {
        // Unsafe because of the handle; the function is a constant.
        note(unsafe survey_curl_set_progress(raw, progress))
    }

    /// Performs the request, blocking, and hands body and header lines to the receiver.
    mutating func perform(into receiver: CurlReceiver) -> (result: Int, text: String) {
        // Unsafe because the receiver crosses C as a pointer; it outlives the call below.
        let target = unsafe Unmanaged.passUnretained(receiver).toOpaque()
        // Because both functions are constants and the target is the receiver.
        note(unsafe survey_curl_set_sinks(raw, CurlReceiver.body, CurlReceiver.header, target))
        // Because this function is a constant too, and the target the same.
        note(unsafe survey_curl_set_notes(raw, CurlReceiver.note, target))
        guard firstFault == 0 else { return (firstFault, name(of: firstFault)) }
        // Unsafe because this is the blocking call that uses all pointers set above; each is alive.
        let code = withExtendedLifetime(receiver) { unsafe curl_easy_perform(raw) }
        let result = Int(code.rawValue)
        // Because libcurl ends the text with a zero byte within its buffer.
        let text = unsafe String(cString: errorText)
        // The buffer keeps what went wrong first, which can be an address that did not answer;
        // an alert is what the server itself said last.
        return (result, receiver.alert ?? (text.isEmpty ? name(of: result) : text))
    }

    /// Makes a connection, sends nothing, and returns the alert that the server ends it with.
    ///
    /// Nil when it says nothing within so many tenths of a second, or ends without an alert.
    mutating func alert(into receiver: CurlReceiver, tenthsMaximum: Int) -> String? {
        set(CURLOPT_CONNECT_ONLY, 1)
        guard perform(into: receiver).result == 0 else { return receiver.alert }
        return withExtendedLifetime(receiver) {
            for _ in 0..<tenthsMaximum {
                // Unsafe because of the handle, which is valid for the life of this value.
                guard unsafe survey_curl_listen(raw) == CURLE_AGAIN else { break }
                SystemPause.tenthOfSecond()
            }
            return receiver.alert
        }
    }

    /// A number of the last transfer.
    func number(_ info: CURLINFO) -> Int {
        // Unsafe because of the handle, which is valid for the life of this value.
        unsafe survey_curl_long(raw, info)
    }

    private mutating func note(_ code: CURLcode) {
        if firstFault == 0, code != CURLE_OK { firstFault = Int(code.rawValue) }
    }

    private func name(of result: Int) -> String {
        // Unsafe because of the C string, a constant of libcurl.
        unsafe String(cString: curl_easy_strerror(CURLcode(UInt32(result))))
    }
}
