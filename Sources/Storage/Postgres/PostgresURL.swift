import CPostgres

extension PostgresHandle {
    /// Why the URL is not one for libpq; nil when it is. Says nothing of what it holds.
    static func problem(inURL url: String) -> String? {
        options(ofURL: url) != nil
            ? nil
            : "the PostgreSQL address is not a connection URL as in postgres://user:password@host:5432/database; "
                + "special characters in it are percent-encoded, and its options are those of libpq"
    }

    /// Host and database, for logs.
    static func place(ofURL url: String) -> String {
        let options = options(ofURL: url) ?? [:]
        let host = options["host"] ?? options["hostaddr"] ?? "localhost"
        let port = options["port"].map { ":\($0)" } ?? ""
        return "postgres://\(host)\(port)/\(options["dbname"] ?? "")"
    }

    private static func options(ofURL url: String) -> [String: String]? {
        guard !url.utf8.contains(0), let first = PQconninfoParse(url, nil) else { return nil }
        defer { PQconninfoFree(first) }
        var options: [String: String] = [:]
        var option = first
        while let word = option.pointee.keyword {
            if let value = option.pointee.val { options[String(cString: word)] = String(cString: value) }
            option += 1
        }
        return options
    }
}
