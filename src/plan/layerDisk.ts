/**
 * Disk per byte of a download: what is unpacked of it and the blob, measured at 2.9 to 3.6 times
 * the download over the wheels of a matrix.
 */
export const DISK_PER_DOWNLOAD = 4;

/** The same of a wheel that becomes a layer, whose file lies beside them. */
export const DISK_PER_WHEEL = 5;
