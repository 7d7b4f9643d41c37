internal import GRDB

/// The schema's history: frozen SQL under telling names, oldest first.
///
/// A released migration is never edited; what comes later is another migration.
enum Migrations {
  static var all: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("001 files, arrivals and audited results") { database in
      try database.execute(sql: Schema001.tables)
      try database.execute(sql: Schema001.guards)
    }
    migrator.registerMigration("002 shadow readings and accepted bundles") { database in
      try database.execute(sql: Schema002.tables)
      try database.execute(sql: Schema002.guards)
    }
    return migrator
  }
}
