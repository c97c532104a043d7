/**
 * Shared library -> the apt package that has it in Ubuntu 22.04, 24.04 and 26.04, of those that
 * wheels look for. Source: packages.ubuntu.com, contents of packages, 2026-11.
 */
const PACKAGES: Readonly<Record<string, string>> = {
  "libGL.so.1": "libgl1",
  "libEGL.so.1": "libegl1",
  "libGLX.so.0": "libglx0",
  "libOpenGL.so.0": "libopengl0",
  "libGLU.so.1": "libglu1-mesa",
  "libgomp.so.1": "libgomp1",
  "libgfortran.so.5": "libgfortran5",
  "libquadmath.so.0": "libquadmath0",
  "libSM.so.6": "libsm6",
  "libICE.so.6": "libice6",
  "libX11.so.6": "libx11-6",
  "libXext.so.6": "libxext6",
  "libXrender.so.1": "libxrender1",
  "libXrandr.so.2": "libxrandr2",
  "libXi.so.6": "libxi6",
  "libxcb.so.1": "libxcb1",
  "libsndfile.so.1": "libsndfile1",
  "libportaudio.so.2": "libportaudio2",
  "libsox.so.3": "libsox3",
  "libusb-1.0.so.0": "libusb-1.0-0",
  "libnuma.so.1": "libnuma1",
  "libibverbs.so.1": "libibverbs1",
  "librdmacm.so.1": "librdmacm1",
  "libatomic.so.1": "libatomic1",
  "libopenblas.so.0": "libopenblas0",
  "libmagic.so.1": "libmagic1",
  "libpython3.10.so.1.0": "libpython3.10",
  "libpython3.12.so.1.0": "libpython3.12",
  "libfontconfig.so.1": "libfontconfig1",
  "libfreetype.so.6": "libfreetype6",
  "libdbus-1.so.3": "libdbus-1-3",
  "libnss3.so": "libnss3",
  "libcairo.so.2": "libcairo2",
  "libpango-1.0.so.0": "libpango-1.0-0",
};

/** The apt package that has a shared library; undefined where that is not known. */
export const aptOfLibrary = (name: string): string | undefined => PACKAGES[name];
