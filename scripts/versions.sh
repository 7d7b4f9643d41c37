# The one place where a pinned outside version is written down for the scripts.
# Package.swift pins the Swift packages; training/pyproject.toml pins PyTorch's side.
OPENVINO_VERSION=2026.4.1
OPENVINO_WHEEL=openvino-2026.4.1-22982-cp311-cp311-manylinux_2_28_x86_64.whl
OPENVINO_SHA256=2d22b1da03f7caf74df30e9f6417d0ab2f637e4a38e08e1dcd294d2c37407aaf
OPENVINO_HOME=${PACS_WATCH_OPENVINO:-/opt/pacs-watch/openvino-$OPENVINO_VERSION}
CHARLS_VERSION=2.4.2
PYJPEGLS_VERSION=1.5.1
CHARLS_SHA256=d0fe09dfb7f75ce78e3b1e0519912a42f1827d68bbc3609652f4f8743c956025
CHARLS_HOME=${PACS_WATCH_CHARLS:-/opt/pacs-watch/charls-$CHARLS_VERSION}
DEBIAN_PACKAGES="
  libdcmtk-dev libopenblas-dev libseccomp-dev libpng-dev libdeflate-dev libsqlite3-dev
  libopenjp2-7-dev libopencv-core-dev libopencv-imgproc-dev libturbojpeg0-dev
  libssl-dev libsystemd-dev pkg-config make unzip python3-pip"
PEER_PACKAGES="dcmtk dicom3tools python3-venv"
