/** Where probes lie in an image: `<library>.py` each. */
export const PROBE_FOLDER = "/usr/local/lib/dl-env/probes";

/** Where an image keeps the list of its wheels. */
export const LICENCE_LIST = "/usr/local/lib/dl-env/licences.json";
