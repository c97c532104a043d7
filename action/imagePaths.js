// src/image/imagePaths.ts
/** Where probes lie in an image: `<library>.py` each. */
const PROBE_FOLDER = "/usr/local/lib/dl-env/probes";
/** Where an image keeps the list of its wheels. */
const LICENCE_LIST = "/usr/local/lib/dl-env/licences.json";
export { PROBE_FOLDER as n, LICENCE_LIST as t };
