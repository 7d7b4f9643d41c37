import ArgumentParser

@main
struct PacsWatch: AsyncParsableCommand {
}
