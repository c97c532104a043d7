import { readBound } from "../../src/registry/boundContents.ts";
import { readSmall } from "../../src/registry/manifest.ts";
import { repositoryAt, silent } from "./world.ts";
import { realSystem } from "../../src/system/realSystem.ts";

/**
 * A process of its own: `askHostile.ts HOST WHAT` asks a registry for one thing; what came of it
 * and the most memory it took go to standard output.
 */
const [host = "", what = ""] = process.argv.slice(2);
const repository = repositoryAt(
  { ...realSystem({ log: silent }), pauses: [] } as never,
  `${host}/team/images`,
);
const digest = `sha256:${"1".repeat(64)}`;

const ask = async (): Promise<unknown> => {
  switch (what) {
    case "tags":
      return repository.tags();
    case "manifest":
      return repository.manifest("latest");
    case "config":
      return readSmall(repository, { digest, size: 1000 });
    case "bound":
      return readBound(repository, digest, { type: "application/x" });
    default:
      return repository.resolve("latest");
  }
};

const begun = Date.now();
let code = "none";
let message = "";
try {
  await ask();
} catch (error) {
  code = String((error as { code?: unknown }).code);
  ({ message } = error as Error);
}
process.stdout.write(
  JSON.stringify({
    code,
    message,
    seconds: (Date.now() - begun) / 1000,
    mebibytes: Math.round(process.resourceUsage().maxRSS / 1024),
  }),
);
process.exit(0);
