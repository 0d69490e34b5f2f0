import ArgumentParser
import AsyncHTTPClient
import Server

@main struct Steward: AsyncParsableCommand { func run() async throws {} }
