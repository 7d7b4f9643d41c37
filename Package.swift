// swift-tools-version:6.2
import PackageDescription

// Where `scripts/setup.sh` puts OpenVINO and CharLS; the versions are those of scripts/versions.sh.
let openvino = Context.environment["PACS_WATCH_OPENVINO"] ?? "/opt/pacs-watch/openvino-2026.4.1"

let charls = Context.environment["PACS_WATCH_CHARLS"] ?? "/opt/pacs-watch/charls-2.4.2"

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .treatAllWarnings(as: .error),
]

let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let inMemoryLogging: Target.Dependency = .product(name: "InMemoryLogging", package: "swift-log")
let asyncAlgorithms: Target.Dependency = .product(
  name: "AsyncAlgorithms",
  package: "swift-async-algorithms"
)
let serviceLifecycle: Target.Dependency = .product(
  name: "ServiceLifecycle",
  package: "swift-service-lifecycle"
)
let argumentParser: Target.Dependency = .product(
  name: "ArgumentParser",
  package: "swift-argument-parser"
)
let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let mustache: Target.Dependency = .product(name: "Mustache", package: "swift-mustache")
let yams: Target.Dependency = "Yams"

/// Swift targets lowest first; an import that no arrow here allows fails the build
/// (`--explicit-target-dependency-import-check error`).
func room(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func proof(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .testTarget(name: name, dependencies: ["TestSupport"] + dependencies, swiftSettings: strict)
}

let package = Package(
  name: "pacs-watch",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "pacs-watch", targets: ["pacs-watch"]),
    // Put under the program by tests (LD_PRELOAD); never installed.
    .library(name: "CFaults", type: .dynamic, targets: ["CFaults"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-async-algorithms", exact: "1.1.4"),
    .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
  ],
  targets: [
    // C and C++ libraries behind small C surfaces.
    .systemLibrary(
      name: "CDeflate",
      pkgConfig: "libdeflate",
      providers: [.apt(["libdeflate-dev"])]
    ),
    .systemLibrary(name: "COpenSSL", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .systemLibrary(
      name: "CSystemd",
      pkgConfig: "libsystemd",
      providers: [.apt(["libsystemd-dev"])]
    ),
    .systemLibrary(
      name: "CTurboJPEG",
      pkgConfig: "libturbojpeg",
      providers: [.apt(["libturbojpeg0-dev"])]
    ),
    .systemLibrary(
      name: "COpenJPEG",
      pkgConfig: "libopenjp2",
      providers: [.apt(["libopenjp2-7-dev"])]
    ),
    .systemLibrary(
      name: "COpenBLAS",
      pkgConfig: "openblas",
      providers: [.apt(["libopenblas-dev"])]
    ),
    .target(name: "CLinux"),
    // Unoptimised it takes seconds a film, and tests are debug builds.
    .target(
      name: "CLosslessJPEG",
      cSettings: [.unsafeFlags(["-O2"], .when(configuration: .debug))]
    ),
    .target(name: "CSandbox", linkerSettings: [.linkedLibrary("seccomp")]),
    .target(name: "CPng", linkerSettings: [.linkedLibrary("png"), .linkedLibrary("deflate")]),
    .target(
      name: "COpenCV",
      cxxSettings: [.unsafeFlags(["-I/usr/include/opencv4"])],
      linkerSettings: [.linkedLibrary("opencv_imgproc"), .linkedLibrary("opencv_core")]
    ),
    .target(
      name: "COpenVINO",
      cSettings: [.unsafeFlags(["-I\(openvino)/include"])],
      linkerSettings: [
        .unsafeFlags(["-L\(openvino)/lib"]),
        .linkedLibrary("openvino_c"),
        // The installed program looks beside itself first, a build tree in the set-up's folder.
        .unsafeFlags(["-Xlinker", "-rpath", "-Xlinker", "$ORIGIN/../lib/pacs-watch"]),
        .unsafeFlags(["-Xlinker", "-rpath", "-Xlinker", "\(openvino)/lib"]),
      ]
    ),
    .target(
      name: "CDcmtk",
      dependencies: ["COpenJPEG"],
      cxxSettings: [.unsafeFlags(["-I\(charls)/include"]), .define("CHARLS_STATIC")],
      linkerSettings: [.unsafeFlags(["-L\(charls)/lib"])]
        + ["charls", "dcmjpeg", "dcmimgle", "dcmdata", "oflog", "ofstd", "deflate", "z"].map {
          .linkedLibrary($0)
        }
    ),
    .target(
      name: "CDcmtkWriter",
      dependencies: ["COpenJPEG"],
      linkerSettings: ["dcmjpeg", "dcmjpls", "dcmimgle", "dcmdata", "oflog", "ofstd", "z"].map {
        .linkedLibrary($0)
      }
    ),

    // What the program is made of.
    room("ContentHash", ["CDeflate", "COpenSSL"]),
    room("LinearAlgebra", ["COpenBLAS"]),
    room("Statistics"),
    room("Evaluation", ["Statistics", mustache]),
    room("Adaptation", ["LinearAlgebra", "Statistics"]),
    room("Imaging", ["COpenCV", "CPng", "CTurboJPEG"]),
    room("DicomBridge", ["CDcmtk", "CLosslessJPEG", "Imaging"]),
    room("DecodeWorkers", ["CLinux", "CSandbox", "DicomBridge", "Imaging"]),
    room("Inference", ["Imaging", "ContentHash", "LinearAlgebra", "COpenVINO", yams]),
    room("Store", [grdb, "ContentHash", "CLinux"]),
    room("Intake", ["CLinux", "ContentHash", logging]),
    .target(
      name: "Phantoms",
      dependencies: ["Imaging", "CDcmtkWriter"],
      // Rendering unoptimised takes minutes, and tests that render the whole set run as debug builds.
      swiftSettings: strict + [.unsafeFlags(["-O"], .when(configuration: .debug))]
    ),
    room(
      "Pipeline",
      [
        "DicomBridge", "Imaging", "Inference", "Store", "Intake", "ContentHash", "CSystemd",
        logging, asyncAlgorithms, serviceLifecycle,
      ]
    ),
    .executableTarget(
      name: "pacs-watch",
      dependencies: [
        "Pipeline", "DicomBridge", "DecodeWorkers", "Imaging", "Inference", "Store", "Intake",
        "Phantoms", "CLinux",
        "Evaluation", "Adaptation", "Statistics", "LinearAlgebra", "ContentHash",
        argumentParser, logging, serviceLifecycle, yams,
      ],
      swiftSettings: strict
    ),

    // Tests, and what they share.
    .target(name: "TestSupport", path: "Tests/Support", swiftSettings: strict),
    .executableTarget(
      name: "StageBenchmark",
      dependencies: [
        "DecodeWorkers", "DicomBridge", "Imaging", "Inference", "Store", "ContentHash",
        argumentParser,
      ],
      path: "benchmarks/StageBenchmark",
      swiftSettings: strict
    ),
    .executableTarget(
      name: "DecodeFuzz",
      dependencies: ["DecodeWorkers", "DicomBridge", "Imaging"],
      path: "benchmarks/DecodeFuzz",
      swiftSettings: strict
    ),
    .target(
      name: "CMisdeeds",
      dependencies: ["CSandbox"],
      path: "Tests/CMisdeeds",
      linkerSettings: ["dcmdata", "oflog", "ofstd", "seccomp"].map { .linkedLibrary($0) }
    ),
    .target(name: "CFaults", path: "Tests/CFaults"),
    .executableTarget(
      name: "TestWorker",
      dependencies: ["DecodeWorkers", "DicomBridge", "CDcmtk", "CMisdeeds"],
      path: "Tests/TestWorker",
      swiftSettings: strict
    ),
    proof("ContentHashTests", ["ContentHash"]),
    proof("LinearAlgebraTests", ["LinearAlgebra"]),
    proof("StatisticsTests", ["Statistics"]),
    proof("EvaluationTests", ["Evaluation", "Statistics"]),
    proof("AdaptationTests", ["Adaptation", "LinearAlgebra", "Statistics"]),
    proof("ImagingTests", ["Imaging", "COpenCV"]),
    proof("DicomBridgeTests", ["DicomBridge", "Imaging", "CDcmtk"]),
    proof(
      "DecodeWorkersTests",
      ["DecodeWorkers", "DicomBridge", "Imaging", "CSandbox", "TestWorker", "pacs-watch"]
    ),
    proof("InferenceTests", ["Inference", "Imaging", "ContentHash"]),
    proof("StoreTests", ["Store", "ContentHash", grdb]),
    proof("IntakeTests", ["Intake", "ContentHash", logging, inMemoryLogging]),
    proof("PhantomsTests", ["Phantoms", "DicomBridge", "Imaging"]),
    proof("PipelineTests", ["Pipeline", "Store", "Imaging", "DicomBridge", "Inference", "Intake"]),
    proof("CommandTests", ["pacs-watch", "Store", "ContentHash", argumentParser, grdb]),
  ],
  cxxLanguageStandard: .cxx17
)
