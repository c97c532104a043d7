import { describe, expect, test } from "vitest";
import { parseAllDocuments, parseDocument } from "yaml";
import { DEFAULT_USER } from "../../src/matrix/imageUser.ts";
import { readYaml } from "../../src/catalog/yaml.ts";
import type { Format } from "../../src/container/runRequest.ts";
import { render } from "../../src/container/formats/render.ts";
import { parseEnv, type RunSpec } from "../../src/container/runSpec.ts";
import { decodeRequest } from "../../src/matrix/decodeRequest.ts";
import { builtIn } from "../catalog/builtIn.ts";
import { hostCatalog } from "../host/recorded.ts";
import { byPython } from "./python.ts";
import { different, orRefused, SAME, SEED, valuesFor } from "./values.ts";

/** What a command line can hold. */
const onCommandLine = (value: string): boolean => !value.includes("\0") && value.isWellFormed();

const spec = (values: readonly string[]): RunSpec => ({
  image: "registry.example/dl-env:torch",
  user: DEFAULT_USER,
  name: "dl-env-u0-torch",
  named: true,
  services: [],
  command: values.slice(0, 4),
  env: parseEnv(values.slice(4).map((value, at) => `NAME${at}=${value}`)),
  gpus: { kind: "none" },
  gpuBy: "cdi",
  shmSize: "8g",
  ulimits: [],
  ports: [],
  mounts: [{ kind: "bind", source: `/srv/${values[0] ?? ""}`, target: "/data", readOnly: true }],
  labelDisabled: false,
  detached: true,
  terminal: true,
});

const grouped = (values: readonly string[], count: number): string[][] =>
  Array.from({ length: Math.ceil(values.length / count) }, (_, at) =>
    values.slice(at * count, (at + 1) * count),
  );

interface Compose {
  readonly services: {
    readonly "dl-env": {
      readonly command?: unknown[];
      readonly environment?: Record<string, unknown>;
      readonly volumes: { readonly source: unknown }[];
    };
  };
}
interface Pod {
  readonly spec: {
    readonly containers: {
      readonly args?: unknown[];
      readonly env?: { readonly value: unknown }[];
    }[];
    readonly volumes: { readonly hostPath?: { readonly path: unknown } }[];
  };
}

/** The values of a compose file, after Compose's own replacement of `$$`. */
const ofCompose = (file: unknown): string[] => {
  const { command = [], environment = {}, volumes } = (file as Compose).services["dl-env"];
  return [...command, ...Object.values(environment), ...volumes.map(({ source }) => source)].map(
    (value) => String(value).replaceAll("$$", "$"),
  );
};

/**
 * Kubernetes' third_party/forked/golang/expansion: `$$` is one dollar, `$(NAME)` a variable, and
 * any other dollar itself.
 */
const expanded = (text: string): string =>
  text.replaceAll(
    /\$(?:(\$)|\(([^)]*)\))/g,
    (_, dollar: string | undefined) => dollar ?? "a variable's value",
  );

/** The values of a pod, after Kubernetes' own replacements. */
const ofPod = (pod: unknown): string[] => {
  const { containers, volumes } = (pod as Pod).spec;
  const replaced = [
    ...(containers[0]?.args ?? []),
    ...(containers[0]?.env ?? []).map(({ value }) => value),
  ].map((value) => expanded(String(value)));
  return [
    ...replaced,
    ...volumes.flatMap(({ hostPath }) => (hostPath === undefined ? [] : [String(hostPath.path)])),
  ];
};

const meantOf = (one: RunSpec): string[] => [
  ...one.command,
  ...Object.values(one.env).map(String),
  ...one.mounts.flatMap((mount) => (mount.kind === "bind" ? [mount.source] : [])),
];

describe.each([
  ["compose", ofCompose],
  ["kube", ofPod],
] as [Format, (file: unknown) => string[]][])("%s", (format, valuesOf) => {
  test("files give every value back to a parser of YAML 1.2 and to one of YAML 1.1", () => {
    const specs = grouped(
      valuesFor("yaml", 0.4, format === "kube" ? 1 : 0).filter(onCommandLine),
      8,
    ).map(spec);
    const texts = specs.map((one) => render(format, { spec: one, catalog: hostCatalog }));
    const last = (documents: readonly unknown[]): unknown => documents.at(-1);
    const meant = specs.flatMap(meantOf);
    expect(
      different(
        meant,
        texts.flatMap((text) =>
          valuesOf(last(parseAllDocuments(text).map((document) => document.toJS() as unknown))),
        ),
      ),
    ).toEqual(SAME);
    const python = byPython("yaml", "list(yaml.safe_load_all(text))[-1]", texts);
    expect(
      python.filter((file) => typeof file === "object" && file !== null && "error" in file),
    ).toEqual([]);
    expect(different(meant, python.flatMap(valuesOf))).toEqual(SAME);
  });
});

/** How people and programs write a value: JSON, quoted, as it is, in brackets, as a block. */
const written = (value: string): string[] => [
  JSON.stringify(value),
  `'${value.replaceAll("'", "''")}'`,
  value,
  `[${value}]`,
  `|-\n  ${value.replaceAll("\n", "\n  ")}`,
];

/**
 * What the package yaml reads; undefined where it finds a mistake, or a key that is no name for an
 * object's own.
 */
const byPackage = (text: string): unknown => {
  const document = parseDocument(text, { schema: "failsafe" });
  if (document.errors.length > 0) return undefined;
  try {
    const value = document.toJS() as unknown;
    return JSON.stringify(value).includes('"__proto__":') ? undefined : value;
  } catch (error) {
    if (error instanceof ReferenceError) return undefined;
    throw error;
  }
};

test("our reader of YAML sees in any text what the package yaml sees, or it refuses the text with a code", () => {
  for (const value of valuesFor("yaml", 0.2, 2)) {
    for (const form of written(value)) {
      const text = `key: ${form}\nnext: 1\n`;
      const ours = orRefused(() => readYaml(text, "dl-env.yml").value);
      expect({ seed: SEED, text, value: ours }).toEqual({
        seed: SEED,
        text,
        value: byPackage(text),
      });
    }
  }
});

const catalog = await builtIn();
/** Each place in dl-env.yml that takes text, with the value that came out of it. */
const SLOTS: readonly {
  readonly name: string;
  readonly file: (value: string) => object;
  readonly of: (request: ReturnType<typeof decodeRequest>) => unknown;
}[] = [
  { name: "to", file: (to) => ({ to }), of: ({ to }) => to },
  { name: "oci", file: (to) => ({ to: `oci:${to}` }), of: ({ to }) => to.slice("oci:".length) },
  { name: "store", file: (store) => ({ store }), of: ({ store }) => store },
  ...(["cuda", "ubuntu", "python", "flavor", "set"] as const).map((axis) => ({
    name: axis,
    file: (value: string) => ({ matrix: { cuda: ["12.8"], ubuntu: ["24.04"], [axis]: [value] } }),
    of: (request: ReturnType<typeof decodeRequest>) => request.matrix[axis][0],
  })),
  {
    name: "set's name",
    file: (name) => ({ sets: { [name]: ["torch"] } }),
    of: ({ sets }) => Object.keys(sets)[0],
  },
  {
    name: "library",
    file: (name) => ({ sets: { mine: [name] } }),
    of: ({ sets }) => sets["mine"]?.[0],
  },
  {
    name: "pin's name",
    file: (name) => ({ pins: { [name]: "==1.0" } }),
    of: ({ pins }) => Object.keys(pins)[0],
  },
  { name: "pin", file: (range) => ({ pins: { torch: range } }), of: ({ pins }) => pins["torch"] },
  {
    name: "mirror",
    file: (mirror) => ({ mirrors: { "docker.io": mirror } }),
    of: ({ mirrors }) => mirrors["docker.io"],
  },
  { name: "catalog", file: (folder) => ({ catalog: folder }), of: (request) => request.catalog },
  { name: "engine", file: (engine) => ({ engine }), of: ({ engine }) => engine },
  {
    name: "include",
    file: (set) => ({ include: [{ set }] }),
    of: ({ include }) => include[0]?.set,
  },
];

/**
 * What a name may hold once it is through, wherever it goes: nothing that any shell, YAML or
 * Containerfile reads as more.
 */
const HARMLESS = /^[A-Za-z0-9._:/@+-]+$/;
const NAMES = new Set([
  "to",
  "store",
  "cuda",
  "ubuntu",
  "python",
  "flavor",
  "set",
  "set's name",
  "library",
  "pin's name",
  "engine",
  "include",
]);

/** Names by PEP 503, and a version alone is a range. */
const normal: Readonly<Record<string, (value: string) => string>> = {
  "pin's name": (value) => value.toLowerCase().replaceAll(/[-_.]+/g, "-"),
  library: (value) =>
    value
      .trim()
      .toLowerCase()
      .replaceAll(/[-_.]+/g, "-"),
  pin: (value) => value.replaceAll(/\s+/g, "").replace(/^(?=[^=<>!~])/, "=="),
};

test.each(SLOTS)(
  "$name in dl-env.yml is refused with a code, or arrives as it was written",
  ({ name, file, of }) => {
    const values = valuesFor(
      "request",
      1 / SLOTS.length,
      SLOTS.findIndex((slot) => slot.name === name),
    );
    let arrived = 0;
    for (const value of values) {
      const text = JSON.stringify({
        to: "oci:./images",
        matrix: { cuda: ["12.8"], ubuntu: ["24.04"] },
        ...file(value),
      });
      const request = orRefused(() => decodeRequest(text, "dl-env.yml", { catalog }));
      if (request === undefined) continue;
      arrived += 1;
      expect({ seed: SEED, came: of(request) }).toEqual({
        seed: SEED,
        came: normal[name]?.(value) ?? value,
      });
      expect(NAMES.has(name) ? String(of(request)) : "harmless").toMatch(HARMLESS);
    }
    expect(arrived).toBeLessThan(values.length);
  },
);
