import { tmpdir } from "node:os";

/**
 * Where private folders of a run lie. A relative TMPDIR is not followed: it would lie in the
 * working folder, which strangers write, and nowhere for what starts in another one.
 */
export const tempFolder = (): string => (tmpdir().startsWith("/") ? tmpdir() : "/tmp");
