import Storage
import TestSupport
import Testing

@Suite struct AddressTests {
    @Test func `files and servers are told apart`() throws {
        #expect(try DatabaseAddress("sqlite:steward.db") == .sqlite(path: "steward.db"))
        #expect(try DatabaseAddress("sqlite:/var/lib/a b.db") == .sqlite(path: "/var/lib/a b.db"))
        #expect(try DatabaseAddress("sqlite:///var/lib/steward.db") == .sqlite(path: "/var/lib/steward.db"))
        for url in ["postgres://u:p@h:1/d", "postgresql://h/d?sslmode=require", "postgres:///d?host=/run"] {
            #expect(try DatabaseAddress(url) == .postgres(url: url))
        }
    }

    @Test(
        arguments: [
            "", "steward.db", "sqlite:", "sqlite://host/file", "mysql://h/d", "postgres:h",
            "postgres://u:s3cret%zz@h/d",
            "postgres://u:s3cret@h/d?nonsense=1", "sqlite:a\0b",
        ]
    )
    func `anything else is refused without repeating it`(_ text: String) {
        #expect {
            _ = try DatabaseAddress(text)
        } throws: { error in
            guard case StorageError.address(let problem) = error else { return false }
            return !problem.contains("s3cret") && !problem.isEmpty
        }
    }

    @Test func `an address in a log shows no password`() throws {
        let plain = try DatabaseAddress("postgres://user:s3cret@db.example:5433/steward")
        #expect("\(plain)" == "postgres://db.example:5433/steward")
        let inOption = try DatabaseAddress("postgres://db.example/steward?password=s3cret&user=u")
        #expect("\(inOption)" == "postgres://db.example/steward")
    }

    @Test func `a folder that is missing and a file of another kind say so`() async throws {
        try await withTemporaryFolder { folder in
            let missing = try DatabaseAddress("sqlite:\(folder)/none/steward.db")
            await #expect {
                _ = try await openEngine(missing, logger: TestDatabase.silent)
            } throws: { error in
                guard case StorageError.unavailable(let reason) = error else { return false }
                return reason.contains("folder")
            }
            let blobs = try Blobs(folder: folder)
            let other = try blobs.path(of: try blobs.store(Array(repeating: 65, count: 5_000)))
            await #expect(throws: StorageError.self) {
                _ = try await openEngine(.sqlite(path: other), logger: TestDatabase.silent)
            }
        }
    }

    @Test(arguments: EngineKind.servers)
    func `a server that is not there is unavailable`(_ kind: EngineKind) async throws {
        try await withTemporaryFolder { folder in
            let address = try DatabaseAddress("postgres://u:s3cret@/d?host=\(folder)")
            await #expect {
                _ = try await openEngine(address, logger: TestDatabase.silent)
            } throws: { error in
                guard case StorageError.unavailable(let reason) = error else { return false }
                return !reason.contains("s3cret")
            }
        }
    }
}
