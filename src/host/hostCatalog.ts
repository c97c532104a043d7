import { parse } from "yaml";
import { z } from "zod";
import { foundProblem } from "../errors/error.ts";
import type { System } from "../system/ports.ts";

const version = z.string().regex(/^\d+(\.\d+)*$/);
const hex4 = z.string().regex(/^[0-9a-f]{4}$/);
const names = z.array(z.string().min(1));
const kernel = z.enum(["open", "either", "proprietary"]);

const distributions = z.strictObject({
  source: z.string(),
  families: z.record(z.string(), z.strictObject({ ids: names, like: names })),
  nvidia: z.strictObject({
    source: z.string(),
    base: z.url(),
    folders: z.record(z.string(), z.record(version, z.string().regex(/^[a-z0-9]+$/))),
  }),
});

const gpus = z.strictObject({
  source: z.string(),
  kernelSource: z.string(),
  openDefaultSince: z.number().int(),
  architectures: z.array(
    z.strictObject({
      name: z.string(),
      from: hex4,
      to: hex4,
      kernel,
      last: z.number().int().optional(),
    }),
  ),
  byComputeCapability: z.array(
    z.strictObject({ name: z.string(), from: version, kernel, last: z.number().int().optional() }),
  ),
});

const toolkit = z.strictObject({
  source: z.string(),
  newest: version,
  least: version,
  refreshSince: version,
  refreshSource: z.string(),
  cdiSince: version,
  vulnerabilities: z.array(
    z.strictObject({
      cves: names,
      fixed: version,
      escape: z.boolean(),
      note: z.string().optional(),
      source: z.string(),
    }),
  ),
});

const engines = z.strictObject({
  docker: z.strictObject({ gpus: version, cdi: version, cdiSpec07: version, source: z.string() }),
  podman: z.strictObject({
    least: version,
    cdi: version,
    cdiSpec07: version,
    gpusOption: version,
    kubeCdi: version,
    quadlet: version,
    pastaDefault: version,
    source: z.string(),
  }),
  network: z.strictObject({ source: z.string() }),
  runner: z.strictObject({ least: z.string(), source: z.string() }),
  rootless: z.strictObject({ subids: z.number().int(), source: z.string() }),
  selinux: z.strictObject({ source: z.string() }),
  cgroup: z.strictObject({ source: z.string() }),
  limits: z.strictObject({
    memlock: z.literal("unlimited"),
    stack: z.number().int(),
    source: z.string(),
  }),
  disk: z.strictObject({ least: z.number().int(), factor: z.number(), source: z.string() }),
});

const packages = z.strictObject({
  source: z.string(),
  conflicts: z.record(z.string(), names),
  driver: names,
});

/**
 * Keys beside `source` are `<family><major version>`, `<family>-<manager>`, `<family>`, `<manager>`
 * or `any`.
 */
const fixes = z.record(z.string(), z.object({ source: z.string() }).catchall(names));

const parts = { distributions, gpus, toolkit, engines, packages, fixes } as const;

/** The facts of `matrix/host/`: what doctor's checks compare a host with. */
export interface HostCatalog {
  readonly distributions: z.infer<typeof distributions>;
  readonly gpus: z.infer<typeof gpus>;
  readonly toolkit: z.infer<typeof toolkit>;
  readonly engines: z.infer<typeof engines>;
  readonly packages: z.infer<typeof packages>;
  readonly fixes: z.infer<typeof fixes>;
}

const decode = <T>(file: string, text: string | undefined, schema: z.ZodType<T>): T => {
  const hint = "Install dl-env again: npm ci";
  if (text === undefined)
    throw foundProblem({
      code: "host-catalog",
      message: `The file ${file} of dl-env is missing.`,
      place: { file },
      hint,
    });
  const decoded = schema.safeParse(parse(text));
  if (decoded.success) return decoded.data;
  const issue = decoded.error.issues[0];
  throw foundProblem(
    {
      code: "host-catalog",
      message:
        `${file} is not as expected at ` +
        `${issue?.path.join(".") ?? "its root"}: ${issue?.message ?? ""}`,
      place: { file },
      hint,
    },
    { cause: decoded.error },
  );
};

/** Reads and checks `matrix/host/`; a damaged copy is an error with code `host-catalog`. */
export const loadHostCatalog = async (sys: Pick<System, "files" | "env">): Promise<HostCatalog> => {
  const read = async <K extends keyof typeof parts>(
    name: K,
  ): Promise<z.infer<(typeof parts)[K]>> => {
    const file = `matrix/host/${name}.yml`;
    return decode<unknown>(
      file,
      await sys.files.readText(`${sys.env.projectRoot}/${file}`),
      parts[name],
    ) as z.infer<(typeof parts)[K]>;
  };
  return {
    distributions: await read("distributions"),
    gpus: await read("gpus"),
    toolkit: await read("toolkit"),
    engines: await read("engines"),
    packages: await read("packages"),
    fixes: await read("fixes"),
  };
};
