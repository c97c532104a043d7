import { tmpdir } from "node:os";
// src/system/tempFolder.ts
/**
* Where private folders of a run lie. A relative TMPDIR is not followed: it would lie in the
* working folder, which strangers write, and nowhere for what starts in another one.
*/
const tempFolder = () => tmpdir().startsWith("/") ? tmpdir() : "/tmp";
export { tempFolder as t };
