/**
 * What this process has only for as long as it works, so that an interrupted run can take it away.
 */
export const cleanup = {
  /** Private folders. */
  folders: new Set<string>(),
  /** Half-written files and held locks. */
  files: new Set<string>(),
  /** Programs that have this process's own terminal just now. */
  attached: 0,
};
