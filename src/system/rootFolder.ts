/**
 * Where a program starts that needs no folder: only the owner of the machine writes there, so it
 * finds nothing of a stranger's beside it.
 */
export const ROOT_FOLDER = "/";
